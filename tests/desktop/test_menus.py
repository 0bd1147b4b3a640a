"""Menus, toolbar and shortcuts: all that a user can do, made from one table."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from arctic_map import resources
from arctic_map.desktop.commands.bars import Bars
from arctic_map.desktop.commands.commands import COMMANDS
from arctic_map.desktop.commands.keys import keys
from arctic_map.desktop.commands.menu import Menu
from arctic_map.desktop.commands.menus import Menus
from arctic_map.desktop.dialogs.about import AboutDialog, about_html, licences_html, sources_html
from arctic_map.desktop.dialogs.statements import BORDERS
from arctic_map.desktop.panels.panel import Panel
from arctic_map.desktop.window import Window
from arctic_map.files.catalog import load
from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.model.style import Theme
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.scene.words.citation import Form


def undrawn(catalog: Catalog) -> Drawings:
    """Drawings without a mark: panels look at none."""
    return Drawings(catalog, lambda projection, layer, digest: Drawing(layer, projection, digest))


class Desk:
    """A composition root without map and panels: the real window and menus on the real content."""

    def __init__(self, catalog: Catalog, settings: QSettings) -> None:
        self.catalog, self.drawings = catalog, undrawn(catalog)
        self.session = start(catalog, Session())
        self.theme_choice: Theme | None = None
        self.done: list[object] = []
        self.window = Window(settings)
        self.window.restore()
        self.bars = Bars(self.window)
        self.menus = Menus(self.window, self.bars, self)
        self.window.panels_changed.connect(self.menus.refresh)
        self.show()

    @property
    def scene(self) -> Scene:
        return compose(self.catalog, self.session, self.drawings)

    def show(self) -> None:
        self.window.show_scene(self.scene)
        self.menus.show_scene(self.scene)

    def apply(self, action: actions.Action) -> None:
        self.session = action(self.session)
        self.show()

    def choose_theme(self, theme: Theme | None) -> None:
        self.theme_choice = theme

    def zoom(self, steps: float) -> None:
        self.done.append(("zoom", steps))

    def export(self) -> None:
        self.done.append("export")

    def copy_map(self) -> None:
        self.done.append("map")

    def find(self, begin: str) -> None:
        self.done.append(("find", begin))

    def copy_link(self) -> None:
        self.done.append("link")

    def copy_position(self) -> None:
        self.done.append("position")

    def show_settings(self) -> None:
        self.done.append("settings")

    def copy_citation(self, form: Form) -> None:
        self.done.append(form)

    def play_or_pause(self) -> None:
        self.done.append("play")

    def playing(self) -> bool:
        return False

    def step_in_time(self, step: int) -> None:
        self.done.append(("step", step))

    def change_speed(self, step: int) -> None:
        self.done.append(("speed", step))

    def open_dialog(self) -> None:
        self.done.append("open")

    def recent_files(self) -> tuple[Path, ...]:
        return ()

    def open_files(self, paths: Sequence[Path]) -> None:
        self.done.append(tuple(paths))

    def forget_recent(self) -> None:
        self.done.append("forget")

    def close_files(self) -> None:
        self.done.append("close")

    def quit(self) -> None:
        self.done.append("quit")

    def show_help(self, page: str = "") -> None:
        self.done.append(("help", page))

    def show_about(self) -> None:
        self.done.append("about")

    def toggle_panel(self, panel: Panel) -> None:
        self.window.toggle_panel(panel)

    def panel_shown(self, panel: Panel) -> bool:
        return self.window.panel_shown(panel)

    def toggle_full_screen(self) -> None:
        self.window.toggle_full_screen()

    def full_screen(self) -> bool:
        return self.window.isFullScreen()

    def start_tour(self) -> None:
        self.done.append("tour")

    def step_tour(self, step: int) -> None:
        self.done.append(("tour", step))

    def end_tour(self) -> None:
        self.done.append("end of tour")

    def touring(self) -> bool:
        return False

    def trigger(self, command: str) -> None:
        self.menus.actions[command].trigger()

    def checked(self, group: str) -> list[str]:
        return [
            id for id, action in self.menus.actions.items() if id.startswith(group) and action.isChecked()
        ]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(resources.data())


@pytest.fixture
def desk(qtbot: QtBot, catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    path = tmp_path_factory.mktemp("settings") / "arctic-map.ini"
    desk = Desk(catalog, QSettings(str(path), QSettings.Format.IniFormat))
    qtbot.addWidget(desk.window)
    desk.window.show()
    qtbot.waitExposed(desk.window)
    return desk


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
        assert keys(command.shortcut) in action.toolTip()


@pytest.mark.parametrize(
    ("command", "done"),
    [
        ("file.export", "export"),
        ("file.quit", "quit"),
        ("view.zoom-in", ("zoom", 1)),
        ("view.zoom-out", ("zoom", -1)),
        ("edit.find", ("find", "")),
        ("edit.find-command", ("find", ">")),
        ("edit.copy-map", "map"),
        ("edit.copy-citation", "plain"),
        ("edit.copy-bibtex", "bibtex"),
        ("tour.start", "tour"),
        ("help.help", ("help", "")),
        ("help.shortcuts", ("help", "shortcuts")),
        ("help.about", "about"),
    ],
)
def test_commands_ask_the_doer(desk: Desk, command: str, done: object) -> None:
    desk.trigger(command)
    assert desk.done == [done]


def test_shortcuts_work_in_the_window(desk: Desk, qtbot: QtBot) -> None:
    desk.window.activateWindow()
    QTest.keyClick(desk.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert desk.done == ["export"]
    QTest.keyClick(desk.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert desk.session.projection == "world"


def test_exactly_one_projection_is_checked(desk: Desk) -> None:
    assert desk.checked("projection.") == ["projection.nsr"]
    desk.trigger("projection.epsg3576")
    assert desk.session.projection == "epsg3576"
    assert desk.checked("projection.") == ["projection.epsg3576"]
    box = desk.bars.toolbar.findChild(QComboBox)
    assert box is not None
    assert box.currentText() == "Equal area"
    box.setCurrentIndex(4)
    box.activated.emit(4)
    assert desk.session.projection == "world"
    assert desk.checked("projection.") == ["projection.world"]


def test_exactly_one_choice_of_colours_is_checked(desk: Desk) -> None:
    assert desk.checked("theme.") == ["theme.system"]
    desk.trigger("theme.dark")
    assert desk.theme_choice == "dark"
    assert desk.checked("theme.") == ["theme.dark"]


def test_the_whole_route_is_asked_for_on_the_present_projection(desk: Desk) -> None:
    desk.trigger("projection.epsg3995")
    desk.trigger("view.home")
    assert desk.session.goal is not None
    assert desk.session.goal.box == desk.scene.projection.home


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
    entries = {action.text(): action for action in menu.actions() if action.isCheckable()}
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
    assert {layer.theme for layer in desk.scene.layers if layer.shown} == {"base"}
    desk.trigger("layers.show")
    assert desk.session.hidden == before


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
    desk.apply(actions.select_feature("arkhangelsk"))
    assert clear.isEnabled()
    clear.trigger()
    assert desk.session.selected is None


def test_tools_have_names_for_those_who_hear_them(desk: Desk) -> None:
    bar = desk.bars.toolbar
    for action in bar.actions():
        if action.text():
            assert bar.widgetForAction(action).accessibleName() == action.text()


def test_about_names_versions_sources_licences_and_borders(qtbot: QtBot, catalog: Catalog) -> None:
    dialog = AboutDialog(catalog)
    qtbot.addWidget(dialog)
    assert BORDERS.split(".")[0] in about_html(catalog).replace("&#x27;", "'")
    assert all(source.name in sources_html(catalog).replace("&#x27;", "'") for source in catalog.sources)
    assert all(name in licences_html() for name in ("Leaflet", "PySide6", "Source Sans", "PROJ"))
