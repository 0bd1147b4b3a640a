"""Commands that open help."""

from __future__ import annotations

from arctic_map.desktop.shell.commands.command import Command
from arctic_map.desktop.shell.commands.menu import Menu
from arctic_map.model.tr import tr_later

COMMANDS: tuple[Command, ...] = (
    Command(
        "help.help",
        tr_later("Help"),
        "F1",
        Menu.HELP,
        lambda context: context.dialogs.show_help(),
        tip=tr_later("Learn how to use the atlas, read its marks and cite it"),
        icon="help",
        in_tour=True,
    ),
    Command(
        "help.shortcuts",
        tr_later("Keyboard shortcuts"),
        "Ctrl+F1",
        Menu.HELP,
        lambda context: context.dialogs.show_help("shortcuts"),
        icon="keyboard",
        in_tour=True,
    ),
    Command(
        "help.about",
        tr_later("About Arctic Map"),
        "",
        Menu.HELP,
        lambda context: context.dialogs.show_about(),
        tip=tr_later("Show versions, sources and licences"),
        apart=True,
        icon="about",
        in_tour=True,
    ),
)
