"""Commands that filter by kind of fact, precision of places and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.shell.commands.command import Command, applying
from arctic_map.desktop.shell.commands.menu import Menu
from arctic_map.model.tr import tr_later
from arctic_map.scene.session import actions

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.context import Context


def of_kind(kind: str, text: str) -> Command:
    """Return a command that shows or hides facts of a kind."""
    return Command(
        f"show.{kind}",
        text,
        "",
        Menu.SHOW,
        applying(actions.toggle_kind(kind)),
        tip=tr_later("Show or hide facts of this kind"),
        checked=lambda context: kind not in context.scene.kinds_hidden,
    )


def of_precision(precision: str, text: str, apart: bool = False) -> Command:
    """Return a command that shows or hides places of a precision."""
    return Command(
        f"show.{precision}",
        text,
        "",
        Menu.SHOW,
        applying(actions.toggle_precision(precision)),
        tip=tr_later("Show or hide places with this precision"),
        checked=lambda context: precision not in context.scene.precisions_hidden,
        apart=apart,
    )


def something_filtered_out(context: Context) -> bool:
    """Return whether any filter is set."""
    scene = context.scene
    return bool(scene.when or scene.kinds_hidden or scene.precisions_hidden)


COMMANDS: tuple[Command, ...] = (
    of_kind("reported", tr_later("Reported facts")),
    of_kind("attributed", tr_later("Attributed facts")),
    of_kind("forecast", tr_later("Forecasts")),
    of_kind("judgement", tr_later("Judgements")),
    of_precision("surveyed", tr_later("Surveyed places"), apart=True),
    of_precision("generalised", tr_later("Generalised places")),
    of_precision("schematic", tr_later("Schematic places")),
    of_precision("undisclosed", tr_later("Undisclosed places")),
    Command(
        "show.all",
        tr_later("All dates, kinds and places"),
        "Ctrl+Shift+0",
        Menu.SHOW,
        applying(actions.filter_nothing),
        tip=tr_later("Remove all filters"),
        enabled=something_filtered_out,
        apart=True,
    ),
)
