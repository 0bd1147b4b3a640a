"""Everything a user can do, on one screen: menus, toolbar and the table of shortcuts are made from this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from arctic_map.geo.planes import PLANES, plane_named
from arctic_map.scene import actions
from arctic_map.scene.actions import Action
from arctic_map.scene.reading import facts_in_order, features_in_order, stepped, subject
from arctic_map.scene.session import Session, Theme

if TYPE_CHECKING:
    from arctic_map.model.plane import Plane
    from arctic_map.scene.scene import Scene


class Panel(StrEnum):
    LAYERS = "layers"
    FACTS = "facts"
    PROBLEMS = "problems"


class Doer(Protocol):
    """What commands need of the composition root."""

    @property
    def scene(self) -> Scene: ...
    @property
    def theme_wish(self) -> Theme | None:
        """None follows the system."""

    def apply(self, action: Action) -> None: ...
    def choose_theme(self, theme: Theme | None) -> None: ...
    def zoom(self, steps: float) -> None: ...
    def export(self) -> None: ...
    def quit(self) -> None: ...
    def show_shortcuts(self) -> None: ...
    def show_about(self) -> None: ...
    def toggle_panel(self, panel: Panel) -> None: ...
    def panel_shown(self, panel: Panel) -> bool: ...
    def toggle_full_screen(self) -> None: ...
    def full_screen(self) -> bool: ...


class Menu(StrEnum):
    """Menus by their captions; a bar leads into a submenu."""

    FILE = "&File"
    VIEW = "&View"
    PLANE = "&View|&Projection"
    THEME = "&View|&Colours"
    PANELS = "&View|P&anels"
    LAYERS = "&Layers"
    SELECT = "&Select"
    HELP = "&Help"


How = Callable[[Doer], None]
Test = Callable[[Doer], bool]


@dataclass(frozen=True, slots=True)
class Command:
    id: str
    text: str
    shortcut: str
    menu: Menu
    how: How
    tip: str = ""
    """What the text leaves open."""
    checked: Test | None = None
    enabled: Test | None = None
    group: str = ""
    """Of the commands in a group exactly one is checked."""
    apart: bool = False
    """A line stands above it in the menu."""
    also: tuple[str, ...] = ()
    """Other shortcuts that work but are not shown."""
    icon: str = ""
    """A name of the freedesktop icon naming specification."""


def applying(action: Action) -> How:
    return lambda doer: doer.apply(action)


def whole_route(session: Session) -> Session:
    return actions.go_to(plane_named(session.plane).home)(session)


def showing_subject(shown: bool) -> How:
    return lambda doer: doer.apply(actions.show_layers(subject(doer.scene.layers), shown))


def stepping_features(step: int) -> How:
    def how(doer: Doer) -> None:
        selected = doer.scene.selected
        current = selected.feature if selected else None
        if feature := stepped(features_in_order(doer.scene), current, step):
            doer.apply(actions.select_feature(feature))

    return how


def stepping_facts(step: int) -> How:
    def how(doer: Doer) -> None:
        selected = doer.scene.selected
        ids = [fact.id for fact in facts_in_order(doer.scene.facts)]
        if fact := stepped(ids, selected.fact if selected else None, step):
            doer.apply(actions.select_fact(fact))

    return how


def zooming(steps: float) -> How:
    return lambda doer: doer.zoom(steps)


def of_plane(plane: Plane, number: int) -> Command:
    return Command(
        f"plane.{plane.id}",
        plane.name,
        f"Ctrl+{number}",
        Menu.PLANE,
        applying(actions.change_plane(plane)),
        tip=plane.label,
        checked=lambda doer: doer.scene.plane.id == plane.id,
        group="plane",
    )


def of_theme(text: str, theme: Theme | None) -> Command:
    return Command(
        f"theme.{theme or 'system'}",
        text,
        "",
        Menu.THEME,
        lambda doer: doer.choose_theme(theme),
        checked=lambda doer: doer.theme_wish == theme,
        group="theme",
    )


def of_panel(panel: Panel, shortcut: str, icon: str = "") -> Command:
    return Command(
        f"panel.{panel}",
        panel.capitalize(),
        shortcut,
        Menu.PANELS,
        lambda doer: doer.toggle_panel(panel),
        tip="Show or hide the panel",
        checked=lambda doer: doer.panel_shown(panel),
        icon=icon,
    )


def something_selected(doer: Doer) -> bool:
    return doer.scene.selected is not None


COMMANDS: tuple[Command, ...] = (
    Command(
        "file.export",
        "Export map…",
        "Ctrl+E",
        Menu.FILE,
        lambda doer: doer.export(),
        tip="Write the map as a picture",
        icon="document-save-as",
    ),
    Command(
        "file.quit",
        "Quit",
        "Ctrl+Q",
        Menu.FILE,
        lambda doer: doer.quit(),
        apart=True,
        icon="application-exit",
    ),
    Command(
        "view.home",
        "Whole route",
        "Ctrl+0",
        Menu.VIEW,
        applying(whole_route),
        tip="Show the whole Northern Sea Route",
        icon="go-home",
    ),
    Command("view.zoom-in", "Zoom in", "Ctrl++", Menu.VIEW, zooming(1), also=("Ctrl+=",), icon="zoom-in"),
    Command("view.zoom-out", "Zoom out", "Ctrl+-", Menu.VIEW, zooming(-1), icon="zoom-out"),
    *(of_plane(plane, number) for number, plane in enumerate(PLANES, start=1)),
    of_theme("Light", "light"),
    of_theme("Dark", "dark"),
    of_theme("Follow the system", None),
    of_panel(Panel.LAYERS, "F7"),
    of_panel(Panel.FACTS, "F8"),
    of_panel(Panel.PROBLEMS, "F9"),
    Command(
        "view.full-screen",
        "Full screen",
        "F11",
        Menu.VIEW,
        lambda doer: doer.toggle_full_screen(),
        checked=lambda doer: doer.full_screen(),
        apart=True,
        icon="view-fullscreen",
    ),
    Command(
        "layers.show",
        "Show all subject layers",
        "Ctrl+Shift+A",
        Menu.LAYERS,
        showing_subject(True),
        tip="The base map stays as it is",
    ),
    Command(
        "layers.hide",
        "Hide all subject layers",
        "Ctrl+Shift+H",
        Menu.LAYERS,
        showing_subject(False),
        tip="The base map stays as it is",
    ),
    Command("select.next-feature", "Next feature", "Alt+Down", Menu.SELECT, stepping_features(1)),
    Command("select.previous-feature", "Previous feature", "Alt+Up", Menu.SELECT, stepping_features(-1)),
    Command("select.next-fact", "Next fact", "Alt+PgDown", Menu.SELECT, stepping_facts(1), apart=True),
    Command("select.previous-fact", "Previous fact", "Alt+PgUp", Menu.SELECT, stepping_facts(-1)),
    Command(
        "select.clear",
        "Clear selection",
        "Esc",
        Menu.SELECT,
        applying(actions.select_nothing),
        tip="Show all facts again",
        enabled=something_selected,
        apart=True,
    ),
    Command(
        "help.shortcuts",
        "Shortcuts",
        "F1",
        Menu.HELP,
        lambda doer: doer.show_shortcuts(),
        icon="input-keyboard",
    ),
    Command(
        "help.about", "About Arctic Map", "", Menu.HELP, lambda doer: doer.show_about(), icon="help-about"
    ),
)
