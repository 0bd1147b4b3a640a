"""The table of all commands, from which menus, toolbar and list of shortcuts are made."""

from __future__ import annotations

from arctic_map.desktop.shell.commands import (
    atlas_menu,
    edit_menu,
    file_menu,
    layers_menu,
    time_menu,
    tools_menu,
    view_menu,
)
from arctic_map.desktop.shell.commands.command import Command, Menu
from arctic_map.model.tr import tr_later

HELP_COMMANDS: tuple[Command, ...] = (
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

COMMANDS: tuple[Command, ...] = (
    *file_menu.COMMANDS,
    *edit_menu.COMMANDS,
    *view_menu.COMMANDS,
    *time_menu.SHOW_COMMANDS,
    *layers_menu.COMMANDS,
    *time_menu.COMMANDS,
    *time_menu.ICE_COMMANDS,
    *layers_menu.SELECT_COMMANDS,
    *atlas_menu.FACT_COMMANDS,
    *atlas_menu.COMMANDS,
    *tools_menu.COMMANDS,
    *tools_menu.TOUR_COMMANDS,
    *HELP_COMMANDS,
)
"""In the order of the menu entries."""
