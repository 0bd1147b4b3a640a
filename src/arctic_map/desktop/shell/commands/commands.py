"""The table of all commands, from which menus, toolbar and list of shortcuts are made."""

from arctic_map.desktop.shell.commands import (
    atlas,
    edit,
    facts,
    file,
    help,
    ice,
    layers,
    select,
    show,
    time,
    tools,
    tour,
    view,
)
from arctic_map.desktop.shell.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    *file.COMMANDS,
    *edit.COMMANDS,
    *view.COMMANDS,
    *show.COMMANDS,
    *layers.COMMANDS,
    *time.COMMANDS,
    *ice.COMMANDS,
    *select.COMMANDS,
    *facts.COMMANDS,
    *atlas.COMMANDS,
    *tools.COMMANDS,
    *tour.COMMANDS,
    *help.COMMANDS,
)
"""In the order of the menu entries."""
