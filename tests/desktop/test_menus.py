"""Menus, toolbar and shortcuts: all that a user can do, made from one table."""

from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas
from tests.desktop.desk import Desk
from tests.desktop.layer_rows import layer_row, tree_of

from arctic_map.desktop.dialogs.about import BORDERS, AboutDialog, about_html, licences_html, sources_html
from arctic_map.desktop.shell.commands.command import Menu
from arctic_map.desktop.shell.commands.commands import COMMANDS
from arctic_map.desktop.shell.commands.keyboard import letter_of
from arctic_map.desktop.widgets.widget_text import shortcut_text
from arctic_map.desktop.window.panel import Panel
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.catalog import Catalog
from arctic_map.scene.session import actions
from arctic_map.scene.timeline import Range


def plain(action: QAction) -> str:
    """What an entry says, without the mark of its letter."""
    return action.text().replace("&", "")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return built_in_atlas()


@pytest.fixture
def desk(qtbot: QtBot, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("settings") / "arctic-map.ini"
    desk = Desk(catalog, QSettings(str(path), QSettings.Format.IniFormat))
    qtbot.addWidget(desk.window)
    desk.window.show()
    qtbot.waitExposed(desk.window)
    yield desk
    desk.dispose()


def test_no_two_commands_share_an_id_or_a_shortcut() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))
    written = [
        QKeySequence(keys).toString()
        for command in COMMANDS
        for keys in (command.shortcut, *command.also)
        if keys
    ]
    assert all(written)
    assert len(written) == len(set(written))


def test_every_command_has_its_place_in_a_menu_and_a_tooltip_with_its_shortcut(desk: Desk) -> None:
    for command in COMMANDS:
        action = desk.menus.actions[command.id]
        assert action in desk.menus.menu(command.menu).actions()
        assert shortcut_text(command.shortcut) in action.toolTip()


def test_shortcuts_work_in_the_window(desk: Desk, qtbot: QtBot) -> None:
    desk.window.activateWindow()
    QTest.keyClick(desk.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert desk.session.projection == PROJECTIONS[1].id
    QTest.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.session.projection == "nsr"


def test_the_chosen_layer_is_raised_and_lowered_by_keyboard(desk: Desk) -> None:
    up, down = desk.menus.actions["layers.raise"], desk.menus.actions["layers.lower"]
    assert not up.isEnabled() and not down.isEnabled()
    tree = tree_of(desk.workspace.layers_panel)
    tree.setCurrentIndex(layer_row(tree, "lanes"))
    assert up.isEnabled() and down.isEnabled()
    usual = [layer.id for layer in desk.scene.layers]
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(desk.window, Qt.Key.Key_Up, keys)
    raised = [layer.id for layer in desk.scene.layers]
    assert raised.index("lanes") == usual.index("lanes") + 1
    QTest.keyClick(desk.window, Qt.Key.Key_Down, keys)
    assert [layer.id for layer in desk.scene.layers] == usual


def test_undo_and_redo_name_the_step_and_are_offered_only_where_there_is_one(desk: Desk) -> None:
    undo, redo = desk.menus.actions["edit.undo"], desk.menus.actions["edit.redo"]
    assert not undo.isEnabled() and not redo.isEnabled()
    desk.store.apply(actions.toggle_layer("lanes"))
    assert (plain(undo), undo.isEnabled()) == ("Undo Hide Shipping lanes", True)
    undo.trigger()
    assert "lanes" not in desk.session.hidden
    assert (plain(redo), redo.isEnabled()) == ("Redo Hide Shipping lanes", True)
    assert plain(undo) == "Undo"


def test_a_playback_of_the_timeline_is_one_step_to_undo(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arctic_map.desktop.window.store.monotonic", count(step=60).__next__)
    chosen = Range(date(2013, 1, 1), date(2016, 12, 31))
    desk.store.apply(actions.choose_range(chosen))
    desk.window.show_panel(Panel.TIMELINE, True)
    timeline = desk.workspace.timeline_panel
    timeline.play()
    for _ in range(3):
        timeline.controls.player.step_requested.emit()
    timeline.pause()
    assert desk.session.when != chosen
    desk.trigger("edit.undo")
    assert desk.session.when == chosen
    timeline.step(1)
    timeline.step(1)
    assert len(desk.store.history.done) == 3


def test_exactly_one_projection_is_checked(desk: Desk) -> None:
    assert desk.checked("projection.") == ["projection.nsr"]
    desk.trigger("projection.epsg3576")
    assert desk.session.projection == "epsg3576"
    assert desk.checked("projection.") == ["projection.epsg3576"]
    box = desk.bars.toolbar.findChild(QComboBox)
    assert box is not None
    assert box.currentText() == "Equal area"
    world = box.findData("world")
    box.setCurrentIndex(world)
    box.activated.emit(world)
    assert desk.session.projection == "world"
    assert desk.checked("projection.") == ["projection.world"]


def test_exactly_one_choice_of_colours_is_checked(desk: Desk) -> None:
    assert desk.checked("theme.") == ["theme.system"]
    desk.trigger("theme.dark")
    assert desk.choices.theme_choice == "dark"
    assert desk.checked("theme.") == ["theme.dark"]


def test_the_whole_route_is_requested_on_the_present_projection(desk: Desk) -> None:
    desk.trigger("projection.epsg3995")
    desk.trigger("view.home")
    assert desk.session.goal is not None
    assert desk.session.goal.box == desk.scene.projection.in_window


def test_panels_and_full_screen_are_checked_when_they_are_seen(desk: Desk, qtbot: QtBot) -> None:
    assert desk.checked("panel.") == ["panel.layers", "panel.facts", "panel.timeline"]
    desk.trigger("panel.facts")
    qtbot.waitUntil(lambda: desk.checked("panel.") == ["panel.layers", "panel.timeline"])
    desk.window.show_panel(Panel.FACTS, True)
    qtbot.waitUntil(lambda: desk.checked("panel.") == ["panel.layers", "panel.facts", "panel.timeline"])
    desk.trigger("view.full-screen")
    qtbot.waitUntil(lambda: desk.menus.actions["view.full-screen"].isChecked())
    assert desk.window.isFullScreen()


def test_the_layers_menu_has_a_checked_entry_for_each_layer_that_is_shown(desk: Desk) -> None:
    menu = desk.menus.menu(Menu.LAYERS)
    menu.aboutToShow.emit()
    entries = {plain(action): action for action in menu.actions() if action.isCheckable()}
    assert {name: action.isChecked() for name, action in entries.items()} == {
        layer.name: layer.shown for layer in desk.scene.layers
    }
    entries["Shipping lanes"].trigger()
    assert "lanes" in desk.session.hidden
    menu.aboutToShow.emit()
    assert not entries["Shipping lanes"].isChecked()


def test_all_subject_layers_go_and_come_and_the_base_map_stays(desk: Desk) -> None:
    before = desk.session.hidden
    desk.trigger("layers.hide")
    assert {layer.topic for layer in desk.scene.layers if layer.shown} == {"base"}
    desk.trigger("layers.show")
    base = {layer.id for layer in desk.scene.layers if layer.topic == "base"}
    # Also those that were hidden at first, such as the ice.
    assert desk.session.hidden == before & base


def test_features_and_facts_are_gone_through_by_keyboard(desk: Desk) -> None:
    desk.trigger("select.next-fact")
    desk.trigger("select.next-fact")
    assert desk.session.selected is not None
    assert desk.session.selected.fact == "T2"
    desk.trigger("select.previous-fact")
    assert desk.session.selected.fact == "T1"
    desk.trigger("select.next-feature")
    assert desk.session.selected.feature in desk.catalog.features
    first = desk.session.selected.feature
    desk.trigger("select.next-feature")
    desk.trigger("select.previous-feature")
    assert desk.session.selected.feature == first


def test_a_selection_is_cleared_only_when_there_is_one(desk: Desk) -> None:
    clear = desk.menus.actions["select.clear"]
    assert not clear.isEnabled()
    desk.store.apply(actions.select_feature("arkhangelsk"))
    assert clear.isEnabled()
    clear.trigger()
    assert desk.session.selected is None


def test_no_two_entries_of_a_menu_have_the_same_letter(desk: Desk) -> None:
    for menu in desk.menus.menus:
        letters = [letter for action in menu.actions() if (letter := letter_of(action.text()))]
        assert len(letters) == len(set(letters)), menu.title()
        named = [action for action in menu.actions() if action.text() and not action.isSeparator()]
        assert len(letters) >= min(len(named), 20), menu.title()


def test_tools_have_names_for_those_who_hear_them(desk: Desk) -> None:
    assert "tour.start" in desk.menus.tools
    for id, button in desk.menus.tools.items():
        action = desk.menus.actions[id]
        assert button.accessibleName() == plain(action).removesuffix("…")
        assert action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) in button.toolTip()


def test_about_names_versions_sources_licences_and_borders(qtbot: QtBot, catalog: Catalog) -> None:
    dialog = AboutDialog(catalog)
    qtbot.addWidget(dialog)
    assert BORDERS.split(".")[0] in about_html(catalog).replace("&#x27;", "'")
    assert all(source.name in sources_html(catalog).replace("&#x27;", "'") for source in catalog.sources)
    assert all(name in licences_html() for name in ("Leaflet", "PySide6", "Source Sans", "PROJ"))
