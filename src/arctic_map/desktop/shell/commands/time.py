"""Commands for the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.shell.commands.command import Command, Handler, applying
from arctic_map.desktop.shell.commands.menu import Menu
from arctic_map.model.tr import tr_later
from arctic_map.scene.session import actions

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.context import Context


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
