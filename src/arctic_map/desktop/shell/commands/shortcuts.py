"""The list of shortcuts, made from the table of commands."""

from collections.abc import Iterator

from arctic_map.desktop.shell.commands.commands import COMMANDS
from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text
from arctic_map.model.tr import tr, tr_later

IN_PANELS = (
    (tr_later("Move the map"), "Left, Right, Up, Down"),
    (tr_later("Zoom the map"), "+, -"),
    (tr_later("Tool: set a point in the middle of the map"), "Space"),
    (tr_later("Tool: finish, remove the last point, close"), "Return, Backspace, Esc"),
    (tr_later("Show or hide the layer or topic"), "Space"),
    (tr_later("Open or close the layer's features"), "Right, Left"),
    (tr_later("Select the feature or fact"), "Return"),
    (tr_later("Next or previous card"), "Down, Up"),
    (tr_later("Move into a card and out of it"), "Right, Left"),
    (tr_later("Copy the fact or problem"), "Ctrl+C"),
    (tr_later("Next or previous marked sentence of the article"), "Down, Up"),
    (tr_later("Show the places of the marked sentence"), "Return"),
    (tr_later("Select the next or previous sentence of the article"), "Ctrl+Down, Ctrl+Up"),
    (tr_later("Keep the fact of the form"), "Ctrl+Return"),
    (tr_later("Insert what the sentence may say"), "Alt+1, Alt+9"),
    (tr_later("Next or previous mark of the timeline"), "Right, Left"),
    (tr_later("Nearest mark in the next topic"), "Down, Up"),
    (tr_later("Zoom the time axis"), "+, -"),
    (tr_later("Whole time axis"), "0"),
    (tr_later("Move a handle of the range by a month"), "Right, Left"),
    (tr_later("Move a handle of the range by a year"), "Shift+Right, Shift+Left"),
    (tr_later("Find in the help"), "Ctrl+F"),
    (tr_later("Next or previous page of the help"), "Ctrl+PgDown, Ctrl+PgUp"),
)
"""Keys of panels, without a command."""


def rows() -> dict[str, list[tuple[str, str]]]:
    """Return texts and shortcuts of commands and panels, by the caption of the menu."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for heading, text, shortcut in _of_commands():
        groups.setdefault(heading, []).append((text, shortcut))
    groups[tr("In the map and the panels")] = [
        (tr(text), ", ".join(map(shortcut_text, shown.split(", ")))) for text, shown in IN_PANELS
    ]
    return groups


def _of_commands() -> Iterator[tuple[str, str, str]]:
    for command in COMMANDS:
        if command.shortcut:
            heading = " › ".join(tr(part).replace("&", "") for part in command.menu.split("|"))
            yield heading, tr(command.text).removesuffix("…"), shortcut_text(command.shortcut)
