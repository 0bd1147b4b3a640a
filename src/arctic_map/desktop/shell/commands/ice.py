"""Commands for the months of ice."""

from __future__ import annotations

from arctic_map.desktop.shell.commands.command import Command
from arctic_map.desktop.shell.commands.menu import Menu
from arctic_map.model.tr import tr_later

COMMANDS: tuple[Command, ...] = (
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
