"""How a user looks at the map: projection, zoom, colours, panels, full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.commands.command import Command, Handler
from arctic_map.desktop.commands.menu import Menu
from arctic_map.desktop.panels.panel import Panel
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.style import Theme

if TYPE_CHECKING:
    from arctic_map.model.projection import Projection


def of_projection(projection: Projection, number: int) -> Command:
    return Command(
        f"projection.{projection.id}",
        projection.name,
        f"Ctrl+{number}",
        Menu.PROJECTION,
        lambda context: context.navigator.change_projection(projection),
        tip=projection.label,
        checked=lambda context: context.scene.projection.id == projection.id,
        group="projection",
    )


def of_theme(text: str, theme: Theme | None) -> Command:
    return Command(
        f"theme.{theme or 'system'}",
        text,
        "",
        Menu.THEME,
        lambda context: context.choices.choose_theme(theme),
        checked=lambda context: context.choices.theme_choice == theme,
        group="theme",
    )


def of_panel(panel: Panel, shortcut: str, icon: str = "") -> Command:
    return Command(
        f"panel.{panel}",
        panel.capitalize(),
        shortcut,
        Menu.PANELS,
        lambda context: context.window.toggle_panel(panel),
        tip="Show or hide the panel",
        checked=lambda context: context.window.panel_shown(panel),
        icon=icon,
    )


def zooming(steps: float) -> Handler:
    return lambda context: context.navigator.zoom(steps)


COMMANDS: tuple[Command, ...] = (
    Command(
        "view.home",
        "Whole route",
        "Ctrl+0",
        Menu.VIEW,
        lambda context: context.navigator.go_home(),
        tip="Show the whole Northern Sea Route",
        icon="go-home",
    ),
    Command("view.zoom-in", "Zoom in", "Ctrl++", Menu.VIEW, zooming(1), also=("Ctrl+=",), icon="zoom-in"),
    Command("view.zoom-out", "Zoom out", "Ctrl+-", Menu.VIEW, zooming(-1), icon="zoom-out"),
    Command(
        "view.back",
        "Back",
        "Alt+Left",
        Menu.VIEW,
        lambda context: context.navigator.go_back(),
        tip="To where the map was before it went here",
        enabled=lambda context: bool(context.navigator.visits.past),
        icon="go-previous",
        apart=True,
    ),
    Command(
        "view.forward",
        "Forward",
        "Alt+Right",
        Menu.VIEW,
        lambda context: context.navigator.go_forward(),
        tip="To where the map was before it went back",
        enabled=lambda context: bool(context.navigator.visits.future),
        icon="go-next",
    ),
    *(of_projection(projection, number) for number, projection in enumerate(PROJECTIONS, start=1)),
    of_theme("Light", "light"),
    of_theme("Dark", "dark"),
    of_theme("Follow the system", None),
    of_panel(Panel.LAYERS, "F7"),
    of_panel(Panel.FACTS, "F8"),
    of_panel(Panel.PROBLEMS, "F9"),
    of_panel(Panel.LEDGER, "F10"),
    of_panel(Panel.TIMELINE, "F6"),
    Command(
        "view.full-screen",
        "Full screen",
        "F11",
        Menu.VIEW,
        lambda context: context.window.toggle_full_screen(),
        checked=lambda context: context.window.isFullScreen(),
        apart=True,
        icon="view-fullscreen",
    ),
)
