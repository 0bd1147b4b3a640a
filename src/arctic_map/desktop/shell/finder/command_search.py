"""Search for commands by words."""

from collections.abc import Iterable

from arctic_map.desktop.shell.commands.command import Command
from arctic_map.model.tr import tr
from arctic_map.scene.search.folding import words

BEGIN = ">"
"""Prefix of a search for commands."""


def commands(query: str, known: Iterable[Command]) -> tuple[Command, ...]:
    """Return commands with a word beginning with each typed one in caption, menu, tip or id; best first."""
    typed = words(query.removeprefix(BEGIN))
    ranked = [
        (rank, number, command)
        for number, command in enumerate(known)
        if (rank := _rank(typed, command)) is not None
    ]
    return tuple(command for _, _, command in sorted(ranked, key=lambda each: each[:2]))


def place(command: Command) -> str:
    """Return the path of a command's menu: `View › Projection`."""
    return " › ".join(tr(part).replace("&", "") for part in command.menu.split("|"))


def _rank(typed: tuple[str, ...], command: Command) -> int | None:
    """Return 0 for a match at the beginning of the caption, 1 within it, 2 elsewhere; None for no match."""
    caption = words(tr(command.text))
    if caption[: len(typed)] == typed or " ".join(caption).startswith(" ".join(typed)):
        return 0
    if _begun(typed, caption):
        return 1
    around = words(f"{place(command)} {tr(command.tip)} {command.id}")
    return 2 if _begun(typed, (*caption, *around)) else None


def _begun(typed: tuple[str, ...], known: tuple[str, ...]) -> bool:
    return all(any(word.startswith(each) for word in known) for each in typed)
