"""Finds commands by the words of their captions."""

from collections.abc import Iterable

from arctic_map.desktop.shell.commands.command import Command
from arctic_map.model.tr import tr
from arctic_map.scene.search.folding import words

BEGIN = ">"
"""What stands before a search for commands."""


def commands(query: str, known: Iterable[Command]) -> tuple[Command, ...]:
    """Those whose caption, menu or tip has a word for each typed one to begin; by the caption first."""
    typed = words(query.removeprefix(BEGIN))
    ranked = [
        (rank, number, command)
        for number, command in enumerate(known)
        if (rank := _rank(typed, command)) is not None
    ]
    return tuple(command for _, _, command in sorted(ranked, key=lambda each: each[:2]))


def place(command: Command) -> str:
    """The menu that holds a command: `View › Projection`."""
    return " › ".join(tr(part).replace("&", "") for part in command.menu.split("|"))


def _rank(typed: tuple[str, ...], command: Command) -> int | None:
    """0 for words at the beginning of the caption, 1 anywhere in it, 2 with menu and tip; None for no fit."""
    caption = words(tr(command.text))
    if caption[: len(typed)] == typed or " ".join(caption).startswith(" ".join(typed)):
        return 0
    if _begun(typed, caption):
        return 1
    around = words(f"{place(command)} {tr(command.tip)} {command.id}")
    return 2 if _begun(typed, (*caption, *around)) else None


def _begun(typed: tuple[str, ...], known: tuple[str, ...]) -> bool:
    return all(any(word.startswith(each) for word in known) for each in typed)
