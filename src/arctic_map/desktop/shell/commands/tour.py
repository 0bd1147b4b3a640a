"""Commands of the guided tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.shell.commands.command import Command
from arctic_map.desktop.shell.commands.menu import Menu
from arctic_map.model.tr import tr_later

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.context import Context


def tour_startable(context: Context) -> bool:
    """Return whether the atlas has a tour and nothing is being drawn."""
    return bool(context.scene.catalog.tour) and not context.tools.digitising.active


def touring(context: Context) -> bool:
    """Return whether the tour is running."""
    return context.tour.running


COMMANDS: tuple[Command, ...] = (
    Command(
        "tour.start",
        tr_later("Guided tour"),
        "F5",
        Menu.TOUR,
        lambda context: context.tour.start(),
        tip=tr_later("Show the argument of the article step by step, in full screen"),
        enabled=tour_startable,
        icon="tour",
    ),
    Command(
        "tour.next",
        tr_later("Next step"),
        "Right",
        Menu.TOUR,
        lambda context: context.tour.step(1),
        enabled=touring,
        in_tour=True,
        apart=True,
        also=("PgDown", "Down"),
    ),
    Command(
        "tour.back",
        tr_later("Previous step"),
        "Left",
        Menu.TOUR,
        lambda context: context.tour.step(-1),
        enabled=touring,
        in_tour=True,
        also=("PgUp", "Up", "Backspace"),
    ),
    Command(
        "tour.first",
        tr_later("First step"),
        "Home",
        Menu.TOUR,
        lambda context: context.tour.go(0),
        enabled=touring,
        in_tour=True,
    ),
    Command(
        "tour.last",
        tr_later("Last step"),
        "End",
        Menu.TOUR,
        lambda context: context.tour.go(-1),
        enabled=touring,
        in_tour=True,
    ),
    Command(
        "tour.end",
        tr_later("End the tour"),
        "",
        Menu.TOUR,
        lambda context: context.tour.end(),
        tip=tr_later("Return to the view before the tour (Esc)"),
        enabled=touring,
        in_tour=True,
    ),
)
