"""The settings: each acts at once on the real window and map, and is there again after the next start."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSettings, Qt
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
from tests.cases import first_quick
from tests.desktop.driver import NO_KEYS, Driver, until

from arctic_map import resources
from arctic_map.desktop.dialogs.settings import SettingsDialog
from arctic_map.desktop.panels.timeline.canvas import TimelineCanvas
from arctic_map.desktop.shell.app import begin
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.widgets.appearance import appearance, settings, settings_keys
from arctic_map.desktop.widgets.appearance.settings import Settings
from arctic_map.model.preferences import UNITS
from arctic_map.scene.session import actions
from arctic_map.storage import first_page

pytestmark = pytest.mark.desktop

CONTROL = Qt.KeyboardModifier.ControlModifier
ALL = Settings(
    theme="dark", high_contrast=True, text_size=150, units="nmi", coordinates="seconds", names="ru"
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
    """The last row by one key: each size of text on the way would have all names placed anew."""
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
    assert len(boxes) == 6
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


@pytest.mark.parametrize(("way", "unit"), first_quick([(by_keys, "nmi"), (by_mouse, "nmi")]))
def test_lengths_are_in_the_chosen_unit(
    driver: Driver, dialog: SettingsDialog, way: object, unit: str
) -> None:
    assert callable(way)
    driver.settle()
    assert unit_of(driver) == "km"
    driver.painted_after(actions.select_feature("L5"))
    way(dialog.boxes["units"], 1)
    driver.settle()
    assert unit_of(driver) == unit
    # The popup before it fades out.
    until(lambda: f" {unit}" in driver.text(".card"), "the length in the popup")


@pytest.mark.slow
@pytest.mark.parametrize("way", [by_keys, by_mouse])
def test_names_are_in_the_chosen_language(driver: Driver, dialog: SettingsDialog, way: object) -> None:
    assert callable(way)
    assert "Shanghai" in labels(driver)
    way(dialog.boxes["names"], 1)
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
@pytest.mark.parametrize("way", [by_keys, by_mouse])
def test_positions_are_in_the_chosen_form(driver: Driver, dialog: SettingsDialog, way: object) -> None:
    assert callable(way)
    place = driver.point_of("arkhangelsk")
    driver.point(place)
    until(lambda: "′N" in status(driver.atlas), "the position")
    assert "″" not in status(driver.atlas)
    way(dialog.boxes["coordinates"], 1)
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


@pytest.mark.slow
@pytest.mark.parametrize("way", [by_end, by_mouse])
def test_text_grows_in_the_window_and_on_the_map(driver: Driver, dialog: SettingsDialog, way: object) -> None:
    assert callable(way)
    title = "Number.parseFloat(getComputedStyle(document.querySelector('.title h1')).fontSize)"
    before, widgets = driver.ask(title), driver.atlas.window.font().pointSizeF()
    way(dialog.boxes["text_size"], 4)
    driver.settle()
    assert dialog.boxes["text_size"].currentData() == 200
    assert driver.ask("getComputedStyle(document.documentElement).getPropertyValue('--text')") == "2"
    assert driver.ask(title) > before
    assert driver.ask("arctic.atlas.look.styles['port-named'].lettering.size") == 26
    assert driver.atlas.window.font().pointSizeF() == pytest.approx(2 * widgets)
    assert dialog.font().pointSizeF() == pytest.approx(2 * widgets)
    # The map keeps its frame: it is as large as the page leaves it.
    size = driver.ask("[arctic.atlas.map.getSize().x, arctic.atlas.map.getContainer().clientWidth]")
    assert size[0] == size[1]
    docks = driver.atlas.window.findChildren(QDockWidget)
    assert {round(dock.font().pointSizeF()) for dock in docks} == {round(2 * widgets)}


def beside_words(window: QWidget) -> dict[str, float]:
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
def test_what_stands_beside_words_grows_with_them(driver: Driver, dialog: SettingsDialog) -> None:
    window = driver.atlas.window
    before = beside_words(window)
    by_end(dialog.boxes["text_size"], 4)
    driver.settle()
    grown = {name: size / before[name] for name, size in beside_words(window).items()}
    assert {name: round(share, 1) for name, share in grown.items()} == dict.fromkeys(before, 2.0)


@pytest.mark.slow
def test_nothing_of_a_fact_is_cut_off_when_text_is_large(driver: Driver, dialog: SettingsDialog) -> None:
    by_end(dialog.boxes["text_size"], 4)
    panel = driver.atlas.workspace.facts_panel
    until(lambda: panel.cards, "the facts")
    QCoreApplication.sendPostedEvents()
    driver.settle()
    for card in panel.cards:
        assert card.width() <= panel.width()
        assert card.minimumSizeHint().width() <= card.width()


@pytest.mark.parametrize("way", first_quick([by_keys, by_mouse]))
def test_contrast_is_stronger_on_map_and_widgets(driver: Driver, dialog: SettingsDialog, way: object) -> None:
    assert callable(way)
    way(dialog.boxes["high_contrast"], 2)
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
    monkeypatch.setattr(appearance, "system_contrast", lambda: True)
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


@pytest.mark.slow
def test_no_name_lies_over_another_in_any_language(driver: Driver, dialog: SettingsDialog) -> None:
    for names in range(3):
        dialog.boxes["names"].setCurrentIndex(names)
        driver.settle()
        boxes = driver.ask(
            """(() => {
              const { layers, look, canvas } = arctic.atlas;
              const frame = canvas.subject.frame();
              const boxes = [];
              let number = 0;
              for (const { drawing } of layers.visible()) {
                for (const label of drawing.labels) {
                  if (label.zoom > frame.zoom || label.until <= frame.zoom) continue;
                  const { size } = look.styles[label.style].lettering;
                  const [x, y] = arctic.draw.pixel(frame, label.x, label.y);
                  const { letters, text } = label;
                  number += 1;
                  for (let i = 0; i < letters.length; i += 3) {
                    const turn = (letters[i + 2] * Math.PI) / 180;
                    const [along, up, half] = [0.28 * size, 0.33 * size, 0.3 * size];
                    const across = x + letters[i] + along * Math.cos(turn) + up * Math.sin(turn);
                    const down = y + letters[i + 1] + along * Math.sin(turn) - up * Math.cos(turn);
                    boxes.push([across - half, down - half, across + half, down + half, text, number]);
                  }
                  if (letters.length) continue;
                  const left = x + label.dx - label.width * { start: 0, middle: 0.5, end: 1 }[label.anchor];
                  const base = y + label.dy;
                  boxes.push([left, base - 0.7 * size, left + label.width, base + 0.2 * size, text, number]);
                }
              }
              return boxes;
            })()"""
        )
        assert len({box[5] for box in boxes}) > 10
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
                assert apart or one[5] == other[5], (one[4], other[4])


# From one start to the next


@pytest.fixture
def own_folders(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    yield tmp_path
    appearance.use_text_size(100)
    appearance.use_theme("light")


@contextmanager
def started(*, fresh: bool = False) -> Iterator[Driver]:
    atlas = begin(resources.data(), fresh=fresh)
    driver = Driver(atlas)
    came: list[bool] = []
    atlas.painted.connect(lambda: came.append(True))
    atlas.window.resize(1100, 750)
    atlas.window.show()
    until(lambda: came, "the first paint")
    until(lambda: atlas.is_ready, "the panels")
    driver.settle()
    yield driver
    atlas.window.close()
    atlas.dispose()
    atlas.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


@pytest.mark.slow
@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("chosen", [Settings(names="zh"), ALL, replace(ALL, text_size=100)])
def test_settings_are_there_at_the_next_start(own_folders: Path, chosen: Settings, *, fresh: bool) -> None:
    with started() as driver:
        driver.atlas.choices.choose(chosen)
        driver.settle()
    with started(fresh=fresh) as driver:
        assert driver.atlas.choices.settings == chosen
        expected = {"ru": "Шанхай", "zh": "上海"}[chosen.names]
        assert expected in labels(driver)
        assert unit_of(driver) == chosen.units
        contrast = driver.ask("document.documentElement.dataset.contrast")
        assert contrast == ("high" if chosen.high_contrast else "standard")
        size = driver.ask("getComputedStyle(document.documentElement).getPropertyValue('--text')")
        assert float(size) == chosen.text_size / 100


def test_usual_settings_are_not_even_read_on_the_way_to_the_first_paint() -> None:
    code = (
        "import sys; from arctic_map.desktop.shell.app import application; application();"
        "from PySide6.QtCore import QSettings; from arctic_map.desktop.window.choices import Choices;"
        "found = Choices(QSettings('', QSettings.Format.IniFormat));"
        "assert found.look == found.prepared_look;"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "arctic_map.desktop.window.choices" in loaded
    assert not loaded & {
        "arctic_map.desktop.widgets.appearance.settings",
        "arctic_map.model.preferences",
        "json",
    }


def test_the_dialog_offers_the_values_that_are_declared(dialog: SettingsDialog) -> None:
    for each in fields(Settings):
        box = dialog.boxes[each.name]
        assert {box.itemData(row) for row in range(box.count())} == {*settings.allowed(each.name)}


def test_every_value_that_is_declared_comes_back(tmp_path: Path) -> None:
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    for each in fields(Settings):
        for value in settings.allowed(each.name):
            one = replace(Settings(), **{each.name: value})
            settings.write(kept, one)
            assert settings.read(kept) == one


def test_what_the_first_version_kept_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kept.ini"
    said = {"high_contrast": True, "text_size": 150, "units": "nmi", "coordinates": "seconds", "names": "ru"}
    text = json.dumps(said).replace('"', '\\"')
    path.write_text(f'[General]\ntheme=dark\nsettings="{text}"\n')
    assert settings.read(QSettings(str(path), QSettings.Format.IniFormat)) == ALL


def test_usual_settings_leave_nothing_behind(tmp_path: Path) -> None:
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    settings.write(kept, ALL)
    assert settings.read(kept) == ALL
    settings.write(kept, Settings())
    assert not kept.contains(settings_keys.SHARED)
    assert settings.read(kept) == Settings()


@pytest.mark.parametrize(
    "text", ["{", "[]", "7", '{"units": "parsec", "text_size": 1e9, "names": null, "high_contrast": "yes"}']
)
def test_settings_that_are_none_are_the_usual_ones(tmp_path: Path, text: str) -> None:
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    kept.setValue(settings_keys.SHARED, text)
    kept.setValue(settings_keys.THEME, "purple")
    assert settings.read(kept) == Settings()


def test_the_first_page_is_prepared_for_names_and_contrast() -> None:
    for look in ("light", "dark", "light-high", "dark-ru", "light-high-zh"):
        assert first_page.read(resources.data(), look) is not None
    assert first_page.read(resources.data(), "light-en-150") is None
    assert UNITS[0] == "km"
