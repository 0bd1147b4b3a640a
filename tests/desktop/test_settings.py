"""The settings: each acts at once on the real window and map."""

from collections.abc import Iterator
from dataclasses import fields

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDockWidget,
    QLabel,
    QStyle,
    QToolButton,
    QTreeView,
    QWidget,
)
from tests.desktop.driver import NO_KEYS, Driver, until

from arctic_map.desktop.dialogs.settings_dialog import SettingsDialog
from arctic_map.desktop.panels.timeline.canvas import TimelineCanvas
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.widgets import settings, theming
from arctic_map.desktop.widgets.settings import Settings
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop

CONTROL = Qt.KeyboardModifier.ControlModifier
ALL = Settings(
    theme="dark",
    high_contrast=True,
    text_size=150,
    units="nmi",
    coordinates="seconds",
    names="ru",
    language="zh",
)


@pytest.fixture
def dialog(driver: Driver) -> Iterator[SettingsDialog]:
    """Opened by its shortcut; at the end all is usual again."""
    driver.atlas.choices.choose(Settings(theme="light"))
    comes_forward(driver)
    driver.command(Qt.Key.Key_Comma, CONTROL)
    found = driver.atlas.workspace.dialogs.settings_dialog
    assert found is not None
    until(found.isVisible, "the dialog")
    yield found
    driver.atlas.choices.choose(Settings(theme="light"))
    if driver.atlas.workspace.dialogs.settings_dialog:
        driver.atlas.workspace.dialogs.settings_dialog.close()
    driver.settle()


def comes_forward(driver: Driver) -> None:
    """Shortcuts are for the window in front, where the dialog may have been."""
    driver.atlas.window.activateWindow()
    until(driver.atlas.window.isActiveWindow, "the window in front")


def by_keys(box: QComboBox, steps: int) -> None:
    box.setFocus()
    for _ in range(steps):
        QTest.keyClick(box, Qt.Key.Key_Down)


def by_end(box: QComboBox, row: int) -> None:
    """The last row by one key: each size of text on the way would place all names again."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    assert box.currentIndex() == row


def by_mouse(box: QComboBox, row: int) -> None:
    """Open the list and click a row in it."""
    box.showPopup()
    view = box.view()
    assert isinstance(view, QAbstractItemView)
    until(view.isVisible, "the list")
    place = view.visualRect(view.model().index(row, 0)).center()
    # What the press of the button that opened it leaves behind must be over.
    QTest.mouseMove(view.viewport(), place + QPoint(2, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, place)
    until(lambda: box.currentIndex() == row, "the row is chosen")


def labels(driver: Driver, layer: str = "ports") -> list[str]:
    """What the page letters at the features of a layer."""
    driver.settle()
    found = driver.ask(f"arctic.atlas.layers.shown.get('{layer}').drawing.labels.map(({{ text }}) => text)")
    return [str(text) for text in found]


def unit_of(driver: Driver) -> str:
    """In which the scale bar says its length."""
    *_, unit, at, place = driver.text(".scale").split()
    assert at == "at" and place.endswith("°N")
    return unit


def status(atlas: Atlas) -> str:
    """The position in the status bar."""
    bar = atlas.window.statusBar()
    label = next(
        label for label in bar.findChildren(QLabel) if label.accessibleName() == "Position of the pointer"
    )
    return label.text()


def test_the_dialog_is_opened_once_and_closed_by_escape(driver: Driver, dialog: SettingsDialog) -> None:
    comes_forward(driver)
    driver.command(Qt.Key.Key_Comma, CONTROL)
    assert driver.atlas.workspace.dialogs.settings_dialog is dialog
    assert not dialog.isModal()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert driver.atlas.workspace.dialogs.settings_dialog is None


def test_every_setting_has_a_name_and_a_key(dialog: SettingsDialog) -> None:
    boxes = dialog.findChildren(QComboBox)
    assert len(boxes) == len(fields(Settings))
    assert all(box.accessibleName() and box.accessibleDescription() and box.toolTip() for box in boxes)
    labelled = {label.buddy() for label in dialog.findChildren(QLabel) if "&" in label.text()}
    assert labelled == set(boxes)
    keys = [
        label.text()[label.text().index("&") + 1].lower()
        for label in dialog.findChildren(QLabel)
        if label.buddy()
    ]
    keys.append("r")
    assert len(set(keys)) == len(keys)


def test_lengths_are_in_the_chosen_unit(driver: Driver, dialog: SettingsDialog) -> None:
    driver.settle()
    assert unit_of(driver) == "km"
    driver.painted_after(actions.select_feature("L5"))
    by_mouse(dialog.boxes["units"], 1)
    driver.settle()
    assert unit_of(driver) == "nmi"
    # The popup before it fades out.
    until(lambda: " nmi" in driver.text(".card"), "the length in the popup")


@pytest.mark.slow
def test_names_are_in_the_chosen_language(driver: Driver, dialog: SettingsDialog) -> None:
    assert "Shanghai" in labels(driver)
    by_keys(dialog.boxes["names"], 2)
    assert "Шанхай" in labels(driver)
    assert "Shanghai" not in labels(driver)
    assert driver.ask("arctic.atlas.map.getContainer().lang") == "ru"
    driver.painted_after(actions.select_feature("shanghai"))
    assert driver.text(".card h2") == "Шанхай"
    chips = [chip.text() for card in driver.atlas.workspace.facts_panel.cards for chip in card.chips]
    assert "Шанхай" in chips
    assert "Shanghai" not in chips
    assert driver.text(".title h1") == "China and Russia in the Arctic"


@pytest.mark.slow
def test_positions_are_in_the_chosen_form(driver: Driver, dialog: SettingsDialog) -> None:
    place = driver.point_of("arkhangelsk")
    driver.point(place)
    until(lambda: "′N" in status(driver.atlas), "the position")
    assert "″" not in status(driver.atlas)
    by_keys(dialog.boxes["coordinates"], 1)
    driver.point(place)
    until(lambda: "″N" in status(driver.atlas), "seconds")
    assert "″" in dialog.example.text()
    driver.painted_after(actions.select_feature("arkhangelsk"))
    assert "64°31′47″N" in driver.text(".card")
    comes_forward(driver)
    driver.command(Qt.Key.Key_X, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.clipboard().text() == "64°31′47″N 40°31′18″E"
    by_keys(dialog.boxes["coordinates"], 1)
    driver.point(place)
    until(lambda: "°" not in status(driver.atlas), "decimal degrees")


def icon_sizes(window: QWidget) -> dict[str, float]:
    """How large boxes to check, icons of tools and layers, px, and marks of the timeline are."""
    tool, tree = window.findChild(QToolButton), window.findChild(QTreeView)
    timeline = window.findChild(TimelineCanvas)
    assert tool and tree and timeline
    return {
        "box": tree.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, tree),
        "tool": tool.iconSize().width(),
        "layer": tree.iconSize().width(),
        "timeline": timeline.timeline.captions.scale,
    }


@pytest.mark.slow
def test_text_and_the_icons_next_to_it_grow_in_the_window_and_on_the_map(
    driver: Driver, dialog: SettingsDialog
) -> None:
    title = "Number.parseFloat(getComputedStyle(document.querySelector('.title h1')).fontSize)"
    window = driver.atlas.window
    before, letters, neighbours = driver.ask(title), window.font().pointSizeF(), icon_sizes(window)
    by_end(dialog.boxes["text_size"], 4)
    driver.settle()
    assert dialog.boxes["text_size"].currentData() == 200
    assert driver.ask("getComputedStyle(document.documentElement).getPropertyValue('--text')") == "2"
    assert driver.ask(title) > before
    assert driver.ask("arctic.atlas.look.styles['port-named'].lettering.size") == 26
    grown = [each.font().pointSizeF() for each in (window, dialog, *window.findChildren(QDockWidget))]
    assert grown == pytest.approx([2 * letters] * len(grown), abs=0.5)
    shares = {name: round(size / neighbours[name], 1) for name, size in icon_sizes(window).items()}
    assert shares == dict.fromkeys(neighbours, 2.0)
    # The map keeps its frame: it is as large as the page leaves it.
    size = driver.ask("[arctic.atlas.map.getSize().x, arctic.atlas.map.getContainer().clientWidth]")
    assert size[0] == size[1]
    # Nothing of a fact is cut off.
    panel = driver.atlas.workspace.facts_panel
    until(lambda: panel.cards, "the facts")
    QCoreApplication.sendPostedEvents()
    driver.settle()
    for card in panel.cards:
        assert card.width() <= panel.width()
        assert card.minimumSizeHint().width() <= card.width()


def test_contrast_is_stronger_on_map_and_widgets(driver: Driver, dialog: SettingsDialog) -> None:
    by_keys(dialog.boxes["high_contrast"], 2)
    driver.settle()
    assert driver.ask("document.documentElement.dataset.contrast") == "high"
    assert driver.ask("arctic.atlas.look.palette.ink") == "#000000"
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window).name() == "#ffffff"
    assert palette.color(QPalette.ColorRole.WindowText).name() == "#000000"


def test_colours_are_in_step_with_the_menu(driver: Driver, dialog: SettingsDialog) -> None:
    by_keys(dialog.boxes["theme"], 1)
    assert driver.atlas.choices.theme_choice == "dark"
    assert driver.atlas.workspace.menus.actions["theme.dark"].isChecked()
    driver.atlas.workspace.menus.actions["theme.light"].trigger()
    assert dialog.boxes["theme"].currentData() == "light"
    driver.settle()
    assert driver.ask("document.documentElement.dataset.theme") == "light"


def is_strong(driver: Driver) -> bool:
    return driver.atlas.scene.preferences.high_contrast


def test_the_system_can_ask_for_contrast(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theming, "system_contrast", lambda: True)
    driver.atlas.choices.choose(Settings(theme="light"))
    assert is_strong(driver)
    driver.atlas.choices.choose(Settings(theme="light", high_contrast=False))
    assert not is_strong(driver)
    monkeypatch.undo()
    driver.atlas.choices.choose(Settings(theme="light"))
    driver.settle()


@pytest.mark.slow
def test_defaults_come_back_by_a_button(driver: Driver, dialog: SettingsDialog) -> None:
    driver.atlas.choices.choose(ALL)
    assert dialog.usual.isEnabled()
    QTest.mouseClick(dialog.usual, Qt.MouseButton.LeftButton)
    driver.settle()
    assert driver.atlas.choices.settings == Settings()
    assert not dialog.usual.isEnabled()
    assert "Shanghai" in labels(driver)
    assert unit_of(driver) == "km"


@pytest.mark.slow
def test_shortcuts_of_a_single_letter_can_be_switched_off(driver: Driver, dialog: SettingsDialog) -> None:
    actions = driver.atlas.workspace.menus.actions
    by_end(dialog.boxes["single_letters"], 1)
    measure, export = (actions[each].shortcut().toString() for each in ("tools.measure", "file.export"))
    assert (measure, export) == ("", "Ctrl+E")
    dialog.boxes["single_letters"].setCurrentIndex(0)
    assert actions["tools.measure"].shortcut().toString() == "M"


def test_the_ledger_computes_in_the_chosen_unit(driver: Driver, dialog: SettingsDialog) -> None:
    comes_forward(driver)
    driver.command(Qt.Key.Key_F10)
    table = driver.atlas.workspace.ledger_panel._table
    until(lambda: table.topLevelItemCount(), "the figures")
    by_keys(dialog.boxes["units"], 1)
    heading = table.topLevelItem(0)
    assert heading is not None
    assert heading.text(0) == "Shanghai to Hamburg, nmi"
    row = heading.child(1)
    assert row is not None
    assert row.text(1) == "18,709 km"
    assert "10,102 nmi" in row.toolTip(1)
    comes_forward(driver)
    driver.command(Qt.Key.Key_F10)


def test_the_dialog_offers_the_values_that_are_declared(dialog: SettingsDialog) -> None:
    for each in fields(Settings):
        box = dialog.boxes[each.name]
        assert {box.itemData(row) for row in range(box.count())} == {*settings.allowed(each.name)}
