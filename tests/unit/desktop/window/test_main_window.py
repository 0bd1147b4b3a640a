"""The window's frame: what it remembers, and what its status bar says."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QSettings, QSize
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QToolTip, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas

from arctic_map.desktop.panels.problems_panel import ProblemsPanel
from arctic_map.desktop.widgets.widget_text import MARGIN, ElidedLabel, StatusBar
from arctic_map.desktop.window.main_window import MIN_SIZE, SIZE, Window, first_size
from arctic_map.desktop.window.panel import Panel
from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.model.problem import Problem
from arctic_map.scene.compose import compose
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session

PROBLEMS = (
    Problem("layers/ports.geojson", "features[12].geometry", "ring is not closed"),
    Problem("facts/trade.toml", "fact[3].when", "not a date"),
)


def undrawn(catalog: Catalog) -> Drawings:
    """Drawings without a mark: panels look at none."""
    return drawings_for(catalog, lambda projection, layer, digest: Drawing(layer, projection, digest))


@pytest.fixture(scope="module")
def scene() -> Scene:
    catalog = built_in_atlas()
    return replace(compose(catalog, Session(), undrawn(catalog)), problems=())


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "arctic-map.ini"), QSettings.Format.IniFormat)


def opened(qtbot: QtBot, settings: QSettings) -> Window:
    window = Window(settings)
    qtbot.addWidget(window)
    window.restore()
    window.show()
    return window


def test_a_table_in_front_stays_there_when_problems_come(
    qtbot: QtBot, settings: QSettings, scene: Scene
) -> None:
    window = opened(qtbot, settings)
    window.show_panel(Panel.TABLE, True)
    qtbot.waitUntil(lambda: window.panel_in_front(Panel.TABLE))
    window.show_scene(replace(scene, problems=PROBLEMS))
    QCoreApplication.processEvents()
    assert window.panel_shown(Panel.PROBLEMS)
    assert window.panel_in_front(Panel.TABLE)


def test_a_fresh_start_has_a_window_of_the_usual_size_whatever_the_last_one_was(
    qtbot: QtBot, settings: QSettings
) -> None:
    last = opened(qtbot, settings)
    last.resize(MIN_SIZE)
    last.close()
    window = Window(settings)
    qtbot.addWidget(window)
    window.restore(fresh=True)
    assert window.size() == first_size(window.screen().availableSize())


def words(window: Window) -> list[str]:
    bar = window.findChild(QStatusBar)
    assert bar is not None
    return [label.text() for label in bar.findChildren(QLabel)]


def test_the_first_window_fits_its_screen() -> None:
    assert first_size(QSize(1920, 1053)) == SIZE
    assert first_size(QSize(1024, 768)) == QSize(1008, 720)
    assert first_size(QSize(640, 400)) == MIN_SIZE


def test_size_and_panels_come_back(qtbot: QtBot, settings: QSettings) -> None:
    first = opened(qtbot, settings)
    assert first.size() == first_size(first.screen().availableSize())
    first.resize(780, 620)
    first.show_panel(Panel.FACTS, False)
    first.close()
    second = opened(qtbot, settings)
    assert (second.width(), second.height()) == (780, 620)
    assert not second.panel_shown(Panel.FACTS)
    assert second.panel_shown(Panel.LAYERS)


@pytest.mark.parametrize("garbage", [QByteArray(b"\0\xff nonsense"), "text", 17, ["a", "b"], QByteArray()])
def test_garbage_in_the_settings_gives_the_usual_window(
    qtbot: QtBot, settings: QSettings, garbage: object
) -> None:
    settings.setValue("window/geometry", garbage)
    settings.setValue("window/state", garbage)
    settings.sync()
    window = opened(qtbot, settings)
    assert window.size() == first_size(window.screen().availableSize())
    assert window.panel_shown(Panel.LAYERS)
    assert window.panel_shown(Panel.FACTS)


def test_a_settings_file_of_bytes_gives_the_usual_window(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "broken.ini"
    path.write_bytes(b"[window]\ngeometry=@Variant(\\xff)\nstate=@Invalid()\n\xff\xfe\0[[[")
    window = opened(qtbot, QSettings(str(path), QSettings.Format.IniFormat))
    assert window.size() == first_size(window.screen().availableSize())


def test_the_status_bar_says_position_projection_and_warning(
    qtbot: QtBot, settings: QSettings, scene: Scene
) -> None:
    window = opened(qtbot, settings)
    window.show_scene(scene)
    window.show_position(40.522, 64.535)
    assert "64°32.1′N 40°31.3′E · 64.535, 40.522" in words(window)
    seconds = replace(scene, preferences=replace(scene.preferences, coordinates="seconds"))
    window.show_scene(seconds)
    assert "64°32′06″N 40°31′19″E · 64.535, 40.522" in words(window)
    assert scene.projection.label in words(window)
    assert "Not for navigation" in words(window)
    window.show_position(None, None)
    assert not any("°" in text and "′" in text for text in words(window))


def test_problems_are_announced_and_listed(qtbot: QtBot, settings: QSettings, scene: Scene) -> None:
    window, panel = opened(qtbot, settings), ProblemsPanel()
    window.docks.panels.set_panel(Panel.PROBLEMS, panel)
    window.show_scene(scene)
    panel.show_scene(scene)
    notice = next(b for b in window.statusBar().findChildren(QToolButton))
    assert not window.panel_shown(Panel.PROBLEMS)
    assert notice.isHidden()

    faulty = replace(scene, problems=PROBLEMS)
    window.show_scene(faulty)
    panel.show_scene(faulty)
    assert window.panel_shown(Panel.PROBLEMS)
    assert notice.text() == "2 problems"
    notice.click()
    assert not window.panel_shown(Panel.PROBLEMS)
    table = panel.findChild(QTreeWidget)
    assert table is not None
    row = table.topLevelItem(1)
    assert row is not None
    assert [row.text(column) for column in range(3)] == ["facts/trade.toml", "fact[3].when", "not a date"]


def test_problems_are_copied_as_check_prints_them(qtbot: QtBot, scene: Scene) -> None:
    panel = ProblemsPanel()
    qtbot.addWidget(panel)
    panel.show_scene(replace(scene, problems=PROBLEMS))
    table = panel.findChild(QTreeWidget)
    assert table is not None
    everything = next(action for action in table.actions() if action.text() == "Copy all")
    everything.trigger()
    assert QGuiApplication.clipboard().text() == "\n".join(map(str, PROBLEMS))


def test_problems_are_saved_for_spreadsheets(qtbot: QtBot, scene: Scene, tmp_path: Path) -> None:
    panel, out, messages = ProblemsPanel(), tmp_path / "problems.csv", list[str]()
    qtbot.addWidget(panel)
    panel.message_emitted.connect(messages.append)
    panel.show_scene(replace(scene, problems=(*PROBLEMS, Problem("=a.csv", "row 3", "not, a number"))))
    panel.save(out)
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "File,Where,Why" and len(lines) == len(PROBLEMS) + 2
    assert lines[-1] == '\'=a.csv,row 3,"not, a number"'
    panel.save(out / "problems.csv")
    assert messages[0] == "The problems were saved in problems.csv" and "not saved" in messages[1]


def test_a_message_covers_no_title_when_the_hint_goes_meanwhile(qtbot: QtBot, settings: QSettings) -> None:
    window = Window(settings)
    qtbot.addWidget(window)
    window.show()
    hint = QLabel("Click a mark")
    window.show_hint(hint)
    title = next(each for each in window.findChildren(ElidedLabel) if each.accessibleName())
    assert hint.isVisible() and not title.isVisible()
    window.say("own.csv is on the map")
    window.show_hint(None)
    assert not hint.isVisible() and not title.isVisible()
    window.statusBar().clearMessage()
    assert not hint.isVisible() and title.isVisible()


def test_a_sentence_too_long_for_the_status_bar_ends_in_dots_and_is_whole_in_its_tooltip(
    qtbot: QtBot, settings: QSettings, scene: Scene
) -> None:
    window = opened(qtbot, settings)
    window.show_scene(replace(scene, problems=PROBLEMS))
    window.resize(900, 600)
    bar = window.statusBar()
    assert isinstance(bar, StatusBar)
    short = "T3 is copied"
    window.say(short)
    assert bar.shown_sentence == short
    name = "a file with a very long name, such as programs give to what they write"
    long = f"{name}.geojson is on the map: 1,400 features; 3 problems are listed below"
    window.say(long)
    assert bar.shown_sentence.endswith("…") and long.startswith(bar.shown_sentence[:-1])
    at_end = min(each.x() for each in bar.findChildren(QWidget) if each.isVisible() and each.x() > 0)
    assert bar.fontMetrics().horizontalAdvance(bar.shown_sentence) <= at_end - 2 * MARGIN
    place = bar.rect().center()
    QCoreApplication.sendEvent(bar, QHelpEvent(QEvent.Type.ToolTip, place, bar.mapToGlobal(place)))
    assert long in QToolTip.text()
    window.resize(1900, 600)
    assert bar.shown_sentence == long


def test_a_window_that_is_narrow_at_first_sight_shows_facts_before_layers(
    qtbot: QtBot, settings: QSettings
) -> None:
    docks = opened(qtbot, settings).docks
    assert docks.stacked, "the screen of tests is narrow"
    assert docks.panels.is_seen(Panel.FACTS) and not docks.panels.is_seen(Panel.LAYERS)
