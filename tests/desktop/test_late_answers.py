"""A page may ask before anybody knows the answers: it gets them when they are known."""

from threading import Event, get_ident

import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWidgets import QApplication
from tests.desktop.driver import until

from arctic_map.desktop.web import scheme
from arctic_map.desktop.widgets.tasks import monitor
from arctic_map.page.addresses import ORIGIN
from arctic_map.page.asset import Asset, LateAsset

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


def test_what_takes_its_time_is_made_beside_the_window_that_goes_on(qapp: QApplication) -> None:
    wanted, ready, threads = [], Event(), []

    def make() -> bytes:
        threads.append(get_ident())
        assert ready.wait(30)
        return b"late"

    def answer(path: str) -> Asset | LateAsset:
        if path == "/index.html":
            return Asset("text/html", PAGE)
        wanted.append(path)
        return LateAsset("text/plain", make)

    profile = QWebEngineProfile()
    handler = scheme.SchemeHandler(profile)
    profile.installUrlSchemeHandler(scheme.NAME, handler)
    handler.answer_with(answer)
    page = QWebEnginePage(profile)
    page.load(QUrl(f"{ORIGIN}/index.html"))
    # The window hears of other things while the answer is made.
    until(lambda: bool(threads), "the thread that makes it")
    assert wanted == ["/later.txt"] and threads != [get_ident()]
    ready.set()
    until(lambda: page.title() == "late", "the answer")
    shiboken6.delete(page)


def test_what_cannot_be_made_is_refused(qapp: QApplication) -> None:
    def make() -> bytes:
        raise FileNotFoundError("gone")

    shell = (
        b"<script>fetch('/later.txt').then((a) => { document.title = a.ok ? 'came' : 'refused'; });</script>"
    )
    profile = QWebEngineProfile()
    handler = scheme.SchemeHandler(profile)
    profile.installUrlSchemeHandler(scheme.NAME, handler)
    handler.answer_with(
        lambda path: Asset("text/html", shell) if path == "/index.html" else LateAsset("text/plain", make)
    )
    page = QWebEnginePage(profile)
    page.load(QUrl(f"{ORIGIN}/index.html"))
    until(lambda: page.title() == "refused", "the refusal")
    shiboken6.delete(page)


def test_an_answer_for_a_page_that_is_gone_meanwhile_is_dropped(qapp: QApplication) -> None:
    started, ready = Event(), Event()

    def make() -> bytes:
        started.set()
        assert ready.wait(30)
        return b"late"

    def answer(path: str) -> Asset | LateAsset:
        return Asset("text/html", PAGE) if path == "/index.html" else LateAsset("text/plain", make)

    profile = QWebEngineProfile()
    handler = scheme.SchemeHandler(profile)
    profile.installUrlSchemeHandler(scheme.NAME, handler)
    handler.answer_with(answer)
    page = QWebEnginePage(profile)
    page.load(QUrl(f"{ORIGIN}/index.html"))
    until(started.is_set, "the thread that makes it")
    shiboken6.delete(page)
    ready.set()
    until(lambda: not monitor().busy, "the answer that nobody waits for")
    again = QWebEnginePage(profile)
    again.load(QUrl(f"{ORIGIN}/index.html"))
    until(lambda: again.title() == "late", "another page")
    shiboken6.delete(again)
