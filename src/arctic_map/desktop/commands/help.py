"""Where a user finds help."""

from __future__ import annotations

from arctic_map.desktop.commands.command import Command
from arctic_map.desktop.commands.menu import Menu

COMMANDS: tuple[Command, ...] = (
    Command(
        "help.help",
        "Help",
        "F1",
        Menu.HELP,
        lambda context: context.dialogs.show_help(),
        tip="How to use the atlas, read its marks and cite it",
        icon="help",
    ),
    Command(
        "help.shortcuts",
        "Keyboard shortcuts",
        "Ctrl+F1",
        Menu.HELP,
        lambda context: context.dialogs.show_help("shortcuts"),
        icon="keyboard",
    ),
    Command(
        "help.about",
        "About Arctic Map",
        "",
        Menu.HELP,
        lambda context: context.dialogs.show_about(),
        tip="Versions, sources and licences",
        apart=True,
        icon="about",
    ),
)
