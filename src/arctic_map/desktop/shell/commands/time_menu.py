"""The commands of the menus Time and Show: what is visible by date, kind, precision and month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.shell.commands.command import Command, Handler, Menu, applying
from arctic_map.model.tr import tr_later
from arctic_map.scene.session import actions

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.command import Context


def in_time(step: int) -> Handler:
    """Return a handler that steps to the next or previous event."""

    def handler(context: Context) -> None:
        context.timeline_panel.pause()
        context.timeline_panel.step(step)

    return handler


def in_speed(step: int) -> Handler:
    """Return a handler that changes the speed of playing."""
    return lambda context: context.timeline_panel.change_speed(step)


def dates_filtered(context: Context) -> bool:
    """Return whether a range of dates is set."""
    return context.scene.when is not None


COMMANDS: tuple[Command, ...] = (
    Command(
        "time.play",
        tr_later("Play"),
        "Ctrl+Space",
        Menu.TIME,
        lambda context: context.timeline_panel.play_or_pause(),
        tip=tr_later("Play the timeline from event to event"),
        checked=lambda context: context.timeline_panel.playing,
        icon="play",
    ),
    Command("time.next", tr_later("Next event"), "Ctrl+Right", Menu.TIME, in_time(1), icon="next"),
    Command("time.back", tr_later("Previous event"), "Ctrl+Left", Menu.TIME, in_time(-1), icon="previous"),
    Command("time.faster", tr_later("Faster"), "Ctrl+]", Menu.TIME, in_speed(1), apart=True),
    Command("time.slower", tr_later("Slower"), "Ctrl+[", Menu.TIME, in_speed(-1)),
    Command(
        "time.all",
        tr_later("All dates"),
        "Ctrl+Backspace",
        Menu.TIME,
        applying(actions.choose_range(None)),
        tip=tr_later("Show the facts of all dates"),
        enabled=dates_filtered,
        apart=True,
    ),
)


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


SHOW_COMMANDS: tuple[Command, ...] = (
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

ICE_COMMANDS: tuple[Command, ...] = (
    Command(
        "ice.play",
        tr_later("Play the year of ice"),
        "Ctrl+Shift+Space",
        Menu.TIME,
        lambda context: context.ice_panel.play_or_pause(),
        tip=tr_later("Show the median ice edge month by month"),
        checked=lambda context: context.plays_ice,
        apart=True,
    ),
    Command(
        "ice.next",
        tr_later("Next month of ice"),
        "Ctrl+PgDown",
        Menu.TIME,
        lambda context: context.ice_panel.step_by_hand(1),
    ),
    Command(
        "ice.back",
        tr_later("Previous month of ice"),
        "Ctrl+PgUp",
        Menu.TIME,
        lambda context: context.ice_panel.step_by_hand(-1),
    ),
    Command(
        "ice.both",
        tr_later("September and March"),
        "Ctrl+Shift+Backspace",
        Menu.TIME,
        lambda context: context.navigator.choose_month(None),
        tip=tr_later("Show the months with the least and the most ice together"),
        enabled=lambda context: context.scene.month is not None,
    ),
)
