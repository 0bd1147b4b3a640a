"""A page may ask before anybody knows the answers: it gets them when they are known."""

import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWidgets import QApplication
from tests.desktop.driver import until

from arctic_map.desktop.web import scheme
from arctic_map.page.addresses import ORIGIN
from arctic_map.page.asset import Asset

PAGE = b"<script>fetch('/later.txt').then((a) => a.text()).then((t) => { document.title = t; });</script>"


def test_what_is_asked_too_soon_is_answered_later(qapp: QApplication) -> None:
    asked: list[str] = []

    def alike(path: str) -> Asset | None:
        asked.append(path)
        return Asset("text/html", PAGE) if path == "/index.html" else None

    profile = QWebEngineProfile()
    handler = scheme.SchemeHandler(profile, alike)
    profile.installUrlSchemeHandler(scheme.NAME, handler)
    page = QWebEnginePage(profile)
    page.load(QUrl(f"{ORIGIN}/index.html"))
    until(lambda: "/later.txt" in asked, "the page's own question")
    assert page.title() != "late"
    handler.answer_with(lambda path: Asset("text/plain", b"late"))
    until(lambda: page.title() == "late", "the answer")
    shiboken6.delete(page)


def test_a_page_that_is_gone_is_not_answered(qapp: QApplication) -> None:
    asked: list[str] = []

    def alike(path: str) -> Asset | None:
        asked.append(path)
        return Asset("text/html", PAGE) if path == "/index.html" else None

    profile = QWebEngineProfile()
    handler = scheme.SchemeHandler(profile, alike)
    profile.installUrlSchemeHandler(scheme.NAME, handler)
    page = QWebEnginePage(profile)
    page.load(QUrl(f"{ORIGIN}/index.html"))
    until(lambda: "/later.txt" in asked, "the page's own question")
    shiboken6.delete(page)
    heard: list[str] = []

    def answer(path: str) -> Asset:
        heard.append(path)
        return Asset("text/plain", b"late")

    handler.answer_with(answer)
    again = QWebEnginePage(profile)
    again.load(QUrl(f"{ORIGIN}/index.html"))
    until(lambda: again.title() == "late", "another page")
    shiboken6.delete(again)
