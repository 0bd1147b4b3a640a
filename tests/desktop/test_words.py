"""In a language whose texts are 40 % longer all that is shown is translated, and has its room."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from html import unescape
from pathlib import Path
from string import digits

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QCoreApplication, QLocale, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.desktop.cut_off import cut_off
from tests.desktop.driver import Driver, until
from tests.desktop.pseudo import PSEUDO, unmarked

from arctic_map import resources
from arctic_map.desktop.dialogs.about import AboutDialog
from arctic_map.desktop.dialogs.settings_dialog import SettingsDialog
from arctic_map.desktop.shell.app import let_qt_speak
from arctic_map.desktop.widgets.settings import Settings
from arctic_map.desktop.window.panel import Panel
from arctic_map.export.html.document import page
from arctic_map.model.preferences import Names
from arctic_map.model.tr import speak
from arctic_map.scene.session import actions
from arctic_map.storage import languages
from arctic_map.storage.route_data import read_straits

pytestmark = [pytest.mark.desktop, pytest.mark.slow]

SAYS = (
    *("text", "toolTip", "accessibleName", "accessibleDescription"),
    *("windowTitle", "title", "placeholderText", "statusTip"),
)
"""Methods of widgets that give what they show or read aloud."""
OF_QT = {
    *("Float", "Close", "Cancel", "Scroll Left", "Scroll Right"),
    *("Undocks and re-attaches the dock widget", "Closes the dock widget"),
    "Arctic Map",
}
"""Words of Qt, which brings its own translations, and a name."""
WORD = re.compile(r"[A-Za-z]{2}")
KEYS = re.compile(
    r"(?:(?:Ctrl|Alt|Shift|Esc|Home|End|PgUp|PgDown|Left|Right|Up|Down|Space|Backspace|Return|Del|F\d+)\W*\w?)+"
)
PSEUDO_LETTER = re.compile("[áéíóúñç]")
"""In half of a translated text: a caption and its tooltip are one text to translators."""
NATIVE = ("English", "Русский", "中文")
"""The languages of the window, each in its own."""
EDGES = f"{digits}¶ ,.…\"'“”()/"
BETWEEN = re.compile(r"\n| / |<[^>]*>|, |: | · |; |\. | \(")


@pytest.fixture(scope="module")
def translated(open_atlas: Callable[[Path], AbstractContextManager[Driver]]) -> Iterator[Driver]:
    speak(PSEUDO)
    try:
        with open_atlas(resources.data()) as driver:
            yield driver
    finally:
        speak(None)


@pytest.fixture(scope="module")
def content(translated: Driver) -> str:
    """What is not translated here: the content, names of straits too, and the help."""
    catalog, pages = translated.atlas.scene.catalog, languages.read_help(resources.help_pages())
    figures = [f"{each.unit} {each.what}" for fact in catalog.facts for each in fact.figures]
    return f"{catalog!r} {read_straits()!r} {pages!r} {figures!r}"


def left(texts: Iterator[str], content: str) -> list[str]:
    """What of the texts is neither marked nor content, nor a key or a number."""
    parts = (part.strip(EDGES) for text in texts for part in BETWEEN.split(unescape(unmarked(text))))
    return sorted(
        part
        for part in set(parts)
        if WORD.search(part)
        and not PSEUDO_LETTER.search(part)
        and part not in content
        and part not in (*OF_QT, *NATIVE)
        and not KEYS.fullmatch(part)
    )


def texts(top: QWidget) -> Iterator[str]:
    for widget in (top, *top.findChildren(QWidget)):
        for name in SAYS:
            value = getattr(widget, name, None)
            # A style option or a page has methods of these names that want more.
            if callable(value) and name in dir(type(widget)):
                try:
                    result = value()
                except TypeError:
                    continue
                yield result if isinstance(result, str) else ""
        yield from (text for action in widget.actions() for text in (action.text(), action.toolTip()))
        if isinstance(widget, QComboBox):
            yield from map(widget.itemText, range(widget.count()))
        if isinstance(widget, QTabBar | QTabWidget):
            yield from map(widget.tabText, range(widget.count()))
        if isinstance(widget, QAbstractItemView) and isinstance(widget.model(), QAbstractItemModel):
            yield from cells(widget.model(), QModelIndex())


def cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount(parent)):
            index = model.index(row, column, parent)
            yield str(model.data(index) or "")
            yield str(model.data(index, Qt.ItemDataRole.AccessibleTextRole) or "")
            if column == 0 and columns > 1:
                yield from cells(model, index)


def dialogs(driver: Driver) -> Iterator[tuple[str, QWidget]]:
    window, opener = driver.atlas.window, driver.atlas.workspace.dialogs
    yield "about", AboutDialog(driver.atlas.scene.catalog, window)
    yield "settings", SettingsDialog(Settings(), window)
    opener.export()
    assert isinstance(opener.export_dialog, QDialog)
    yield "export", opener.export_dialog
    opener.show_help()
    assert opener.help
    yield "help", opener.help
    opener.open_chart(driver.atlas.scene.catalog.charts[0])
    assert opener.large_chart
    yield "chart", opener.large_chart


def test_every_text_of_the_window_is_translated(translated: Driver, content: str) -> None:
    for panel in Panel:
        translated.atlas.window.show_panel(panel, True)
    translated.painted_after(actions.select_feature("murmansk"))
    found = left(texts(translated.atlas.window), content)
    assert found == []
    translated.painted_after(actions.select_nothing)


def test_every_text_of_the_dialogs_is_translated_and_has_its_room(translated: Driver, content: str) -> None:
    for name, dialog in dialogs(translated):
        dialog.show()
        translated.settle()
        found, cut = left(texts(dialog), content), cut_off(dialog)
        dialog.close()
        assert (name, found, cut) == (name, [], [])


def test_every_text_of_the_map_is_translated(translated: Driver, content: str) -> None:
    translated.painted_after(actions.select_feature("murmansk"))
    shown = translated.ask(
        "[document.body.innerText, ...[...document.querySelectorAll('[aria-label], [title]')]"
        ".flatMap((each) => [each.getAttribute('aria-label') ?? '', each.title ?? ''])]"
    )
    assert left(iter(shown), content) == []
    translated.painted_after(actions.select_nothing)


def test_every_text_of_a_page_for_browsers_is_translated(translated: Driver, content: str) -> None:
    html = page(translated.atlas.scene, translated.atlas.store.drawings)
    body = re.sub(r"<(script|style|pre)\b.*?</\1>", "", html.partition("<body>")[2], flags=re.DOTALL)
    # Charts are pictures whose lines break anywhere; their texts are in their names.
    body = re.sub(r"(<svg\b[^>]*>).*?</svg>", r"\1", body, flags=re.DOTALL)
    lines = (*re.findall(r">([^<]+)<", body), *re.findall(r'(?:aria-label|title)="([^"]*)"', body))
    assert left(map(unescape, lines), content) == []


def test_longer_texts_of_the_window_have_their_room(translated: Driver) -> None:
    window = translated.atlas.window
    for panel in Panel:
        window.show_panel(panel, True)
        translated.settle()
        assert cut_off(window) == []
    bars = [each for each in window.findChildren(QToolButton) if each.objectName().endswith("ext_button")]
    assert not any(each.isVisible() for each in bars)


@pytest.mark.parametrize(
    ("language", "cancel", "number"),
    [("ru", "Отмена", "0,5"), ("zh", "取消", "0.5"), ("en", "Cancel", "0.5")],
)
def test_buttons_that_qt_makes_and_its_numbers_are_in_the_language_too(
    qtbot: QtBot, language: str, cancel: str, number: str
) -> None:
    before, words = QLocale(), let_qt_speak(language)
    try:
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == cancel
        box = QDoubleSpinBox()
        box.setValue(0.5)
        assert box.cleanText().rstrip("0") == number
    finally:
        QCoreApplication.removeTranslator(words)
        QLocale.setDefault(before)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ru", "zh"])
def test_a_translated_window_has_room_for_all_its_texts(
    language: Names, open_atlas: Callable[[Path], AbstractContextManager[Driver]]
) -> None:
    speak(languages.wording(language))
    try:
        with open_atlas(resources.data()) as driver:
            for panel in Panel:
                driver.atlas.window.show_panel(panel, True)
                driver.settle()
                assert cut_off(driver.atlas.window) == []
            for _name, dialog in dialogs(driver):
                dialog.show()
                driver.settle()
                cut = cut_off(dialog)
                dialog.close()
                assert cut == []
    finally:
        speak(None)


@pytest.mark.slow
def test_a_damaged_file_is_refused_wholly_in_the_language_of_the_window(
    tmp_path: Path, open_atlas: Callable[[Path], AbstractContextManager[Driver]]
) -> None:
    damaged = tmp_path / "1.geojson"
    damaged.write_text('{"type": "FeatureCollection", "features": [')
    notices: list[str] = []
    speak(languages.wording("ru"))
    try:
        with open_atlas(resources.data()) as driver:
            driver.atlas.workspace.files.noticed.connect(lambda notice: notices.append(notice.text))
            driver.atlas.open_files([damaged])
            until(lambda: bool(notices) and "JSON" in notices[-1], "the notice")
    finally:
        speak(None)
    assert notices[-1] == "Файл «1.geojson» не открыт: это не JSON: текст обрывается"
