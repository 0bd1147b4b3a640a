"""The table of shortcuts, made from the table of commands."""

from collections.abc import Iterator

from arctic_map.desktop.commands.commands import COMMANDS
from arctic_map.desktop.commands.keys import keys

IN_PANELS = (
    ("Move the map", "Left, Right, Up, Down"),
    ("Zoom the map", "+, -"),
    ("Show or hide the layer or topic", "Space"),
    ("Open or close the layer's features", "Right, Left"),
    ("Select the feature or fact", "Return"),
    ("Next or previous card", "Down, Up"),
    ("Into what a card holds, and back", "Right, Left"),
    ("Copy the fact or problem", "Ctrl+C"),
    ("Next or previous marked sentence of the article", "Down, Up"),
    ("Show the places of the marked sentence", "Return"),
    ("Next or previous mark of the timeline", "Right, Left"),
    ("Nearest mark in the next topic", "Down, Up"),
    ("Zoom the time axis", "+, -"),
    ("Whole time axis", "0"),
    ("Move a handle of the range by a month", "Right, Left"),
    ("Move a handle of the range by a year", "Shift+Right, Shift+Left"),
    ("Find in the help", "Ctrl+F"),
    ("Next or previous page of the help", "Ctrl+PgDown, Ctrl+PgUp"),
)
"""Keys of the panels themselves, which no command stands for."""


def rows() -> dict[str, list[tuple[str, str]]]:
    """Commands that have a shortcut, by the captions of their menus."""
    found: dict[str, list[tuple[str, str]]] = {}
    for heading, text, shortcut in _of_commands():
        found.setdefault(heading, []).append((text, shortcut))
    found["In the map and the panels"] = [
        (text, ", ".join(map(keys, shown.split(", ")))) for text, shown in IN_PANELS
    ]
    return found


def _of_commands() -> Iterator[tuple[str, str, str]]:
    for command in COMMANDS:
        if command.shortcut:
            heading = command.menu.replace("&", "").replace("|", " › ")
            yield heading, command.text.removesuffix("…"), keys(command.shortcut)
