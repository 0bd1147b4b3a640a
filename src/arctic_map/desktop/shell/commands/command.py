"""The declaration of a command: what it does, its menu entry and its shortcut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arctic_map.desktop.shell.commands.menu import Menu

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.context import Context
    from arctic_map.scene.session.actions import Action

Handler = Callable[["Context"], None]
Test = Callable[["Context"], bool]


@dataclass(frozen=True, slots=True)
class Command:
    """A row of the table of commands."""

    id: str
    text: str
    shortcut: str
    menu: Menu
    handler: Handler
    tip: str = ""
    """What the text does not say."""
    checked: Test | None = None
    enabled: Test | None = None
    why_not: Callable[[Context], str] | None = None
    """Returns why it cannot be run now, as a sentence for the tooltip; empty if it can."""
    in_tour: bool = False
    """Whether it can be run during the guided tour."""
    group: str = ""
    """Of the commands in a group exactly one is checked."""
    apart: bool = False
    """Whether there is a separator above it in the menu."""
    also: tuple[str, ...] = ()
    """Other shortcuts that work but are not shown."""
    icon: str = ""
    """The name of one of our line icons."""
    caption: Callable[[Context], str] | None = None
    """Returns a text that depends on the state: `Undo Hide Ports`."""


def is_possible(command: Command, context: Context) -> bool:
    """Return whether a command can be run now."""
    if context.tour.running and not command.in_tour:
        return False
    return (command.enabled is None or command.enabled(context)) and not (
        command.why_not and command.why_not(context)
    )


def applying(action: Action) -> Handler:
    """Return a handler that applies an action."""
    return lambda context: context.store.apply(action)
