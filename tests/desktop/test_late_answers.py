"""A page may ask before anybody knows the answers: it gets them when they are known."""

from collections.abc import Callable, Iterator
from threading import Event, get_ident

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWidgets import QApplication
from tests.desktop.driver import until

from arctic_map.desktop.web import scheme
from arctic_map.desktop.widgets.tasks import monitor
from arctic_map.page.addresses import ORIGIN
from arctic_map.page.static import Asset, DeferredAsset

PAGE = Asset(
    "text/html",
    b"<script>fetch('/later.txt').then((a) => (a.ok ? a.text() : 'refused'))"
    b".then((t) => { document.title = t; });</script>",
)


class Pages:
    """Pages of one profile, whose addresses a handler answers."""

    def __init__(self, alike: Callable[[str], Asset | None] | None = None) -> None:
        self._profile = QWebEngineProfile()
        self.handler = scheme.SchemeHandler(self._profile, alike)
        self._profile.installUrlSchemeHandler(scheme.NAME, self.handler)
        self.open_ones: list[QWebEnginePage] = []

    def load(self) -> QWebEnginePage:
        page = QWebEnginePage(self._profile)
        self.open_ones.append(page)
        page.load(QUrl(f"{ORIGIN}/index.html"))
        return page

    def close(self) -> None:
        while self.open_ones:
            shiboken6.delete(self.open_ones.pop())


@pytest.fixture
def early(qapp: QApplication) -> Iterator[tuple[Pages, list[str]]]:
    """Pages that are there before the program can answer more than this, and what they ask for."""
    requested: list[str] = []

    def alike(path: str) -> Asset | None:
        requested.append(path)
        return PAGE if path == "/index.html" else None

    pages = Pages(alike)
    yield pages, requested
    pages.close()


@pytest.fixture
def pages(qapp: QApplication) -> Iterator[Pages]:
    pages = Pages()
    yield pages
    pages.close()


def making(make: Callable[[], bytes]) -> Callable[[str], Asset | DeferredAsset]:
    return lambda path: PAGE if path == "/index.html" else DeferredAsset("text/plain", make)


@pytest.mark.parametrize("gone", [False, True])
def test_an_early_request_is_answered_later_unless_its_page_is_gone(
    early: tuple[Pages, list[str]], gone: bool
) -> None:
    pages, requested = early
    page = pages.load()
    until(lambda: "/later.txt" in requested, "the page's own question")
    assert page.title() != "late"
    if gone:
        pages.close()
    pages.handler.answer_with(lambda path: PAGE if path == "/index.html" else Asset("text/plain", b"late"))
    page = pages.load() if gone else page
    until(lambda: page.title() == "late", "the answer")


def test_slow_answers_are_made_in_the_background(pages: Pages) -> None:
    ready, threads = Event(), []

    def make() -> bytes:
        threads.append(get_ident())
        assert ready.wait(30)
        return b"late"

    pages.handler.answer_with(making(make))
    page = pages.load()
    # The window hears of other things while the answer is made.
    until(lambda: bool(threads), "the thread that makes it")
    assert threads != [get_ident()]
    ready.set()
    until(lambda: page.title() == "late", "the answer")


def test_what_cannot_be_made_is_refused(pages: Pages) -> None:
    def make() -> bytes:
        raise FileNotFoundError("gone")

    pages.handler.answer_with(making(make))
    page = pages.load()
    until(lambda: page.title() == "refused", "the refusal")


def test_an_answer_for_a_page_that_is_gone_meanwhile_is_dropped(pages: Pages) -> None:
    started, ready = Event(), Event()

    def make() -> bytes:
        started.set()
        assert ready.wait(30)
        return b"late"

    pages.handler.answer_with(making(make))
    pages.load()
    until(started.is_set, "the thread that makes it")
    pages.close()
    ready.set()
    until(lambda: not monitor().busy, "the answer that nobody waits for")
    again = pages.load()
    until(lambda: again.title() == "late", "another page")
