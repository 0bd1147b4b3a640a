"""The help: complete, true to the app, searchable and within reach of the keyboard."""

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas
from tests.looks import LIGHT, WORDS

from arctic_map.desktop.dialogs.help import HelpWindow
from arctic_map.desktop.shell import help_text
from arctic_map.desktop.shell.commands.commands import COMMANDS
from arctic_map.desktop.shell.help_text import IN_PANELS
from arctic_map.desktop.widgets.symbol_icons import symbol_image
from arctic_map.desktop.widgets.widget_text import shortcut_text
from arctic_map.model.catalog import Catalog
from arctic_map.storage.languages import HelpPage

PLACES = {"settings": "/a/settings", "state": "/a/state", "shared": "/a/shared", "cache": "/a/cache"}
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return built_in_atlas()


@pytest.fixture(scope="module")
def pages(catalog: Catalog) -> tuple[HelpPage, ...]:
    return help_text.pages(catalog, PLACES)


@pytest.fixture
def help(qtbot: QtBot, pages: tuple[HelpPage, ...]) -> HelpWindow:
    window = HelpWindow(pages, lambda style: symbol_image(style, LIGHT))
    qtbot.addWidget(window)
    window.come_forward()
    qtbot.waitExposed(window)
    window.activateWindow()
    return window


def shown(window: HelpWindow) -> str:
    return window.text.toPlainText()


def test_every_page_has_its_own_name_and_title(pages: tuple[HelpPage, ...]) -> None:
    ids = {page.id for page in pages}
    assert {"start", "marks", "files", "shortcuts", "cite", "limits", "privacy"} <= ids
    assert len(ids) == len({page.title for page in pages}) == len(pages)
    assert all(page.text.startswith(f"# {page.title}\n") for page in pages)


def test_no_page_is_to_be_scrolled_sideways_at_whatever_width(help: HelpWindow) -> None:
    bar = help.text.horizontalScrollBar()
    for width in (1000, 700, 1060, 620, 900):
        help.resize(width, 500)
        for row in (1, 12, 0):
            help.contents.setCurrentRow(row)
            QApplication.processEvents()
            assert bar.maximum() == 0, (width, help.page)
            assert help.text.document().size().width() <= help.text.viewport().width()
        help.show_page("marks")
        help.resize(width - 120, 560)
        QApplication.processEvents()
        assert bar.maximum() == 0, width


def test_no_gap_is_left_open(pages: tuple[HelpPage, ...]) -> None:
    for page in pages:
        # BibTeX has braces of its own.
        assert not help_text.GAP.search(page.text.split("```")[0]), page.id


def test_every_link_leads_to_a_page_or_a_symbol(pages: tuple[HelpPage, ...]) -> None:
    ids = {page.id for page in pages}
    for page in pages:
        for picture, scheme, name in re.findall(r"(!?)\[[^\]\n]*\]\((\w+):([^)]*)\)", page.text):
            assert (scheme, name in (LIGHT.styles if picture else ids)) == (
                "mark" if picture else "help",
                True,
            )
        assert "](http" not in page.text and "<http" not in page.text


def test_the_marks_of_the_legend_are_explained(pages: tuple[HelpPage, ...]) -> None:
    text = next(page.text for page in pages if page.id == "marks")
    explained = set(re.findall(r"\(mark:([\w-]+)\)", text))
    assert set(WORDS) - explained == {"disputed"}, "lines of the base map need no words"


def test_every_shortcut_is_listed(help: HelpWindow) -> None:
    help.show_page("shortcuts")
    lines = shown(help).splitlines()
    for command in COMMANDS:
        if command.shortcut:
            at = lines.index(shortcut_text(command.shortcut))
            assert command.text.removesuffix("…") in lines[at - 1 : at], command.id
    assert all(text in lines for text, _ in IN_PANELS)


def test_the_citation_names_the_version_of_the_data_and_privacy_the_folders(
    help: HelpWindow, catalog: Catalog
) -> None:
    help.show_page("cite")
    assert f"Data version {catalog.version}" in shown(help)
    assert "@misc{" in shown(help)
    help.show_page("privacy")
    assert "/a/settings" in shown(help) and "/a/state" in shown(help)


def test_text_from_data_is_not_interpreted_as_markup(qapp: object) -> None:
    hard = "a *b* _c_ `d` <b>e</b> [f](g) # h | i ~j~ \\ k"
    document = QTextDocument()
    document.setMarkdown(f"| a |\n|---|\n| {help_text.marked(hard)} |")
    assert hard in document.toPlainText()


def test_the_contents_turn_the_pages(help: HelpWindow, pages: tuple[HelpPage, ...]) -> None:
    assert help.page == pages[0].id
    assert help.contents.hasFocus()
    QTest.keyClick(help.contents, Qt.Key.Key_Down)
    assert help.page == pages[1].id
    assert shown(help).startswith(pages[1].title)
    QTest.keyClick(help, Qt.Key.Key_PageDown, CTRL)
    assert help.page == pages[2].id
    QTest.keyClick(help, Qt.Key.Key_PageUp, CTRL)
    assert help.page == pages[1].id


def test_a_link_turns_the_page_and_no_other_address_is_followed(help: HelpWindow) -> None:
    help.text.anchorClicked.emit(QUrl("help:privacy"))
    assert help.page == "privacy"
    help.text.anchorClicked.emit(QUrl("https://example.org/"))
    help.text.anchorClicked.emit(QUrl("help:nowhere"))
    assert help.page == "privacy"


def test_words_are_found_in_all_pages_one_after_the_other(help: HelpWindow) -> None:
    QTest.keyClick(help, Qt.Key.Key_F, CTRL)
    assert help.field.hasFocus()
    QTest.keyClicks(help.field, "knots")
    assert help.page == "ledger"
    assert help.text.textCursor().selectedText() == "knots"
    QTest.keyClick(help.field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(help.field, "ARTICLE")
    total = int(help.found.text().split(" of ")[1])
    seen = set()
    for _ in range(total):
        seen.add((help.page, help.text.textCursor().position()))
        assert help.text.textCursor().selectedText().casefold() == "article"
        QTest.keyClick(help.field, Qt.Key.Key_Return)
    assert len(seen) == total > 10
    assert (help.page, help.text.textCursor().position()) in seen, "after the last comes the first"
    place = help.found.text()
    QTest.keyClick(help, Qt.Key.Key_F3)
    QTest.keyClick(help, Qt.Key.Key_F3, SHIFT)
    assert help.found.text() == place
    assert help.isVisible()


def test_a_search_without_results_says_so(help: HelpWindow) -> None:
    help.field.setText("zzz")
    assert help.found.text() == "Not found"
    assert not help.after.isEnabled()
    QTest.keyClick(help, Qt.Key.Key_F3)
    help.field.clear()
    assert help.found.text() == ""


def test_the_first_escape_ends_the_search_and_the_second_closes(help: HelpWindow) -> None:
    help.field.setFocus()
    QTest.keyClicks(help.field, "lane")
    QTest.keyClick(help.field, Qt.Key.Key_Escape)
    assert help.isVisible() and help.field.text() == ""
    QTest.keyClick(help, Qt.Key.Key_Escape)
    assert not help.isVisible()


def test_symbols_take_the_colours_of_the_moment(qtbot: QtBot, pages: tuple[HelpPage, ...]) -> None:
    requested: list[str] = []

    def symbol(style: str) -> QImage:
        requested.append(style)
        return symbol_image(style, LIGHT)

    window = HelpWindow(pages, symbol)
    qtbot.addWidget(window)
    window.show_page("marks")
    window.field.setText("disc")
    before, place = list(requested), window.found.text()
    palette = window.palette()
    palette.setColor(palette.ColorRole.Base, "#242424")
    window.setPalette(palette)
    qtbot.waitUntil(lambda: requested == before + before)
    assert (window.page, window.found.text()) == ("marks", place)
