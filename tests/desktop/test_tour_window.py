"""What the tour does to window, panels and commands, and that it gives all of it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QToolBar, QToolButton
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas
from tests.desktop.desk import Desk, all_cards_made
from tests.desktop.layer_rows import tree_of

from arctic_map.desktop.shell.commands.bars import Bars
from arctic_map.desktop.shell.first_start import FirstHint
from arctic_map.desktop.window.main_window import Window
from arctic_map.desktop.window.panel import Panel
from arctic_map.scene.session import actions

USUAL = {Panel.LAYERS, Panel.FACTS, Panel.TIMELINE}


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "arctic-map.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def desk(qtbot: QtBot, settings: QSettings) -> Iterator[Desk]:
    desk = Desk(built_in_atlas(), settings)
    qtbot.addWidget(desk.window)
    desk.window.show()
    qtbot.waitExposed(desk.window)
    yield desk
    desk.dispose()


def shown(window: Window) -> set[Panel]:
    return {panel for panel in Panel if window.docks.panels.is_shown(panel)}


def is_whole(window: Window) -> bool:
    bars = (window.menuBar(), window.statusBar(), *window.findChildren(QToolBar))
    return not any(bar.isHidden() for bar in bars)


def restarted(qtbot: QtBot, settings: QSettings) -> Window:
    window = Window(settings)
    qtbot.addWidget(window)
    Bars(window)
    window.restore()
    window.show()
    return window


def test_a_tour_started_by_the_first_hint_ends_without_the_button_that_started_it(
    desk: Desk, settings: QSettings
) -> None:
    button = FirstHint(desk.workspace, settings).line.findChildren(QToolButton)[0]
    button.setFocus()
    button.click()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    desk.workspace.tour.end()
    assert desk.window.focusWidget() is desk.view.focusProxy() or desk.view.hasFocus()


def test_the_list_of_facts_returns_to_where_it_was_scrolled(desk: Desk, qtbot: QtBot) -> None:
    panel = desk.workspace.facts_panel
    (area,) = (each for each in panel.findChildren(QScrollArea) if each.widget())
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: all_cards_made(panel))
    bar.setValue(200)
    desk.trigger("tour.start")
    qtbot.waitUntil(lambda: bar.value() != 200)
    desk.workspace.tour.end()
    qtbot.waitUntil(lambda: bar.value() == 200)


def test_the_keyboard_returns_to_the_panel_it_was_in(desk: Desk) -> None:
    desk.window.show_panel(Panel.LAYERS, True)
    target = tree_of(desk.workspace.layers_panel)
    target.setFocus()
    desk.trigger("tour.start")
    desk.workspace.tour.end()
    assert QApplication.focusWidget() is target


@pytest.mark.parametrize("command", ["view.map-only", "panel.facts", "view.timeline-lanes", "edit.find"])
def test_commands_that_need_panels_or_toolbar_wait_for_the_end_of_the_tour(desk: Desk, command: str) -> None:
    desk.trigger("tour.start")
    assert not desk.menus.actions[command].isEnabled()
    desk.trigger(command)
    desk.workspace.tour.end()
    assert desk.menus.actions[command].isEnabled()
    assert shown(desk.window) == USUAL and not desk.window.docks.map_only


def test_a_panel_that_is_requested_during_the_tour_stays_hidden(desk: Desk) -> None:
    desk.trigger("tour.start")
    desk.window.show_panel(Panel.PROBLEMS, True)
    assert not shown(desk.window)
    desk.workspace.tour.end()
    assert shown(desk.window) == USUAL


def test_a_tour_from_map_only_leads_back_to_map_only_and_then_to_the_panels(desk: Desk) -> None:
    desk.trigger("view.map-only")
    desk.trigger("tour.start")
    desk.workspace.tour.end()
    assert desk.window.docks.map_only and not shown(desk.window) and is_whole(desk.window)
    desk.trigger("view.map-only")
    assert shown(desk.window) == USUAL


def test_floating_panels_float_again_after_the_tour(desk: Desk) -> None:
    desk.window.docks.panels.of[Panel.FACTS].setFloating(True)
    desk.trigger("tour.start")
    assert not shown(desk.window)
    desk.workspace.tour.end()
    assert desk.window.docks.panels.of[Panel.FACTS].isFloating() and shown(desk.window) == USUAL


@pytest.mark.parametrize(
    "leave",
    [
        lambda desk: desk.trigger("view.map-only"),
        lambda desk: desk.trigger("tour.start"),
        lambda desk: (desk.trigger("view.map-only"), desk.trigger("tour.start")),
    ],
    ids=["map-only", "tour", "tour from map-only"],
)
def test_a_restart_shows_the_panels_in_a_window_of_the_size_before(
    desk: Desk, settings: QSettings, qtbot: QtBot, leave: Callable[[Desk], object]
) -> None:
    desk.workspace.tour.begins.connect(desk.window.remember)
    desk.window.resize(780, 740)
    leave(desk)
    desk.window.close()
    window = restarted(qtbot, settings)
    assert shown(window) == USUAL and is_whole(window)
    assert (window.width(), window.height()) == (780, 740) and not window.isFullScreen()


def test_panels_that_were_closed_one_by_one_come_back_with_map_only(desk: Desk) -> None:
    for panel in USUAL:
        desk.window.show_panel(panel, False)
    assert "view.map-only" in desk.checked("view.")
    desk.trigger("view.map-only")
    assert shown(desk.window) == USUAL


def test_a_panel_opened_after_all_were_closed_comes_alone(desk: Desk) -> None:
    for panel in USUAL:
        desk.window.show_panel(panel, False)
    desk.window.show_panel(Panel.FACTS, True)
    assert shown(desk.window) == {Panel.FACTS}


def test_a_second_start_of_the_tour_changes_nothing(desk: Desk) -> None:
    desk.trigger("tour.start")
    tour = desk.workspace.tour.tour
    desk.workspace.tour.start()
    assert desk.workspace.tour.tour is tour
    desk.workspace.tour.end()
    desk.workspace.tour.end()
    assert shown(desk.window) == USUAL and is_whole(desk.window)


def test_full_screen_by_the_system_during_the_tour_ends_with_it(desk: Desk) -> None:
    desk.trigger("tour.start")
    desk.window.setWindowState(Qt.WindowState.WindowNoState)
    desk.window.setWindowState(Qt.WindowState.WindowFullScreen)
    desk.workspace.tour.end()
    assert not desk.window.isFullScreen() and shown(desk.window) == USUAL


def test_a_file_that_is_opened_from_outside_ends_the_tour(desk: Desk, tmp_path: Path) -> None:
    desk.trigger("tour.start")
    desk.workspace.open_files([tmp_path / "missing.geojson"])
    assert not desk.workspace.tour.running


def test_preferences_chosen_during_the_tour_stay(desk: Desk) -> None:
    desk.trigger("tour.start")
    preferences = desk.store.session.preferences
    other = type(preferences)(units="nmi")
    desk.store.apply(actions.prefer("light", other))
    desk.workspace.tour.end()
    assert desk.session.preferences == other
