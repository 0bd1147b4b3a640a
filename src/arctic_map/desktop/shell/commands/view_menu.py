"""The commands of the menu View: projection, zoom, colours, panels, full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.shell.commands.command import Command, Handler, Menu
from arctic_map.desktop.window.panel import PANELS, Panel, PanelRow
from arctic_map.geo.projections import CENTRED, PROJECTIONS, kind_of
from arctic_map.geo.turning import is_turned
from arctic_map.model.style import Theme
from arctic_map.model.tr import tr_later

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.command import Context
    from arctic_map.model.projection import Projection

TURN = 15
"""Degrees by which a key rotates the map."""


def of_projection(projection: Projection, number: int) -> Command:
    """Return a command that shows a projection."""
    return Command(
        f"projection.{projection.id}",
        projection.name,
        f"Ctrl+{number}",
        Menu.PROJECTION,
        lambda context: context.navigator.change_projection(projection),
        tip=projection.label,
        checked=lambda context: kind_of(context.scene.projection) == projection.id,
        group="projection",
    )


def of_theme(text: str, theme: Theme | None) -> Command:
    """Return a command that chooses a theme."""
    return Command(
        f"theme.{theme or 'system'}",
        text,
        "",
        Menu.THEME,
        lambda context: context.choices.choose_theme(theme),
        checked=lambda context: context.choices.theme_choice == theme,
        in_tour=True,
        group="theme",
    )


def toggling(panel: Panel) -> Handler:
    """Return a handler that shows a panel with the keyboard focus, or hides it."""

    def handler(context: Context) -> None:
        context.window.toggle_panel(panel)
        context.regions.enter(panel)

    return handler


def toggle_article(context: Context) -> None:
    """Show or hide the article; when shown it gets the focus, so that keys select sentences."""
    context.window.toggle_panel(Panel.ARTICLE)
    if context.window.panel_shown(Panel.ARTICLE):
        context.show_in_article()


def toggle_route(context: Context) -> None:
    """Show or hide the route; when shown, the field of its start gets the focus."""
    context.window.toggle_panel(Panel.ROUTE)
    if context.window.panel_shown(Panel.ROUTE):
        context.routing.panel.ends[0].setFocus()


def toggle_table(context: Context) -> None:
    """Show or hide the table, with the rows of the file chosen in the layers panel."""
    if context.window.panel_shown(Panel.TABLE) or not context.file_layers.current:
        context.window.toggle_panel(Panel.TABLE)
    else:
        context.show_table(context.file_layers.current_features)


TOGGLES: dict[Panel, Handler] = {
    Panel.ARTICLE: toggle_article,
    Panel.ROUTE: toggle_route,
    Panel.TABLE: toggle_table,
}
"""Handlers of the panels that get the focus or contents when shown."""


def of_panel(panel: Panel, row: PanelRow) -> Command:
    """Return a command that shows or hides a panel."""
    return Command(
        f"panel.{panel}",
        row.title,
        row.shortcut,
        Menu.PANELS,
        TOGGLES.get(panel) or toggling(panel),
        tip=tr_later("Show or hide the panel"),
        checked=lambda context: context.window.panel_shown(panel),
        icon=row.icon,
    )


def turnable(context: Context) -> bool:
    """Return whether the map can be rotated."""
    return bool(context.scene.projection.turns)


def zooming(steps: float) -> Handler:
    """Return a handler that zooms by steps."""
    return lambda context: context.navigator.zoom(steps)


COMMANDS: tuple[Command, ...] = (
    Command(
        "view.home",
        tr_later("Whole route"),
        "Ctrl+0",
        Menu.VIEW,
        lambda context: context.navigator.go_home(),
        tip=tr_later("Show the whole Northern Sea Route"),
        icon="route",
        in_tour=True,
    ),
    Command(
        "view.zoom-in",
        tr_later("Zoom in"),
        "Ctrl++",
        Menu.VIEW,
        zooming(1),
        also=("Ctrl+=",),
        icon="zoom-in",
        in_tour=True,
    ),
    Command(
        "view.zoom-out", tr_later("Zoom out"), "Ctrl+-", Menu.VIEW, zooming(-1), icon="zoom-out", in_tour=True
    ),
    Command(
        "view.back",
        tr_later("Back"),
        "Alt+Left",
        Menu.VIEW,
        lambda context: context.navigator.go_back(),
        tip=tr_later("Go back to the previous view"),
        enabled=lambda context: bool(context.navigator.visits.past),
        icon="back",
        apart=True,
    ),
    Command(
        "view.forward",
        tr_later("Forward"),
        "Alt+Right",
        Menu.VIEW,
        lambda context: context.navigator.go_forward(),
        tip=tr_later("Go forward to the next view"),
        enabled=lambda context: bool(context.navigator.visits.future),
        icon="forward",
    ),
    Command(
        "view.turn-clockwise",
        tr_later("Rotate clockwise"),
        "Shift+Right",
        Menu.VIEW,
        lambda context: context.navigator.turn(TURN),
        tip=tr_later("Rotate the polar map about the pole"),
        enabled=turnable,
        apart=True,
    ),
    Command(
        "view.turn-counter-clockwise",
        tr_later("Rotate counter-clockwise"),
        "Shift+Left",
        Menu.VIEW,
        lambda context: context.navigator.turn(-TURN),
        tip=tr_later("Rotate the polar map about the pole"),
        enabled=turnable,
    ),
    Command(
        "view.turn-back",
        tr_later("Reset rotation"),
        "Shift+Home",
        Menu.VIEW,
        lambda context: context.navigator.turn(),
        tip=tr_later("Show the polar map with its default meridian down"),
        enabled=lambda context: is_turned(context.scene.projection.id),
    ),
    *(of_projection(projection, number) for number, projection in enumerate(PROJECTIONS, start=1)),
    Command(
        f"projection.{CENTRED}",
        tr_later("Centred here"),
        f"Ctrl+{len(PROJECTIONS) + 1}",
        Menu.PROJECTION,
        lambda context: context.navigator.centre_projection(),
        tip=tr_later("Equal-area map of the half of the Earth around the middle of the view"),
        checked=lambda context: context.scene.projection.centre is not None,
        group="projection",
    ),
    of_theme(tr_later("Light"), "light"),
    of_theme(tr_later("Dark"), "dark"),
    of_theme(tr_later("Follow the system"), None),
    *(of_panel(panel, row) for panel, row in PANELS.items()),
    Command(
        "view.timeline-lanes",
        tr_later("Timeline in lanes"),
        "Ctrl+Shift+T",
        Menu.PANELS,
        lambda context: context.window.docks.fold_timeline(not context.window.docks.timeline_folded),
        tip=tr_later("Show a lane for each topic, or all marks in one strip"),
        checked=lambda context: not context.window.docks.timeline_folded,
        apart=True,
    ),
    Command(
        "view.next-region",
        tr_later("Next panel"),
        "F6",
        Menu.PANELS,
        lambda context: context.regions.go(1),
        tip=tr_later("Move the keyboard focus to the next panel or the map"),
        apart=True,
    ),
    Command(
        "view.previous-region",
        tr_later("Previous panel"),
        "Shift+F6",
        Menu.PANELS,
        lambda context: context.regions.go(-1),
        tip=tr_later("Move the keyboard focus to the previous panel or the map"),
    ),
    Command(
        "view.map-only",
        tr_later("Map only"),
        "F11",
        Menu.VIEW,
        lambda context: context.window.docks.show_map_only(not context.window.docks.map_only),
        tip=tr_later("Hide all panels; the same key shows them again"),
        checked=lambda context: context.window.docks.map_only,
        apart=True,
        icon="map-only",
    ),
    Command(
        "view.full-screen",
        tr_later("Full screen"),
        "Shift+F11",
        Menu.VIEW,
        lambda context: context.window.toggle_full_screen(),
        checked=lambda context: context.window.isFullScreen(),
        icon="full-screen",
        in_tour=True,
    ),
)
