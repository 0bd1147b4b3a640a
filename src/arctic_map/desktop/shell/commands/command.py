"""What a command is: a thing that a user can do, with its place in the menus and its keys."""

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
    """One line of the table of commands."""

    id: str
    text: str
    shortcut: str
    menu: Menu
    handler: Handler
    tip: str = ""
    """What the text leaves open."""
    checked: Test | None = None
    enabled: Test | None = None
    why_not: Callable[[Context], str] | None = None
    """Why it cannot be done now, in a sentence for its tooltip; empty when it can."""
    in_tour: bool = False
    """Whether it can be run during the guided tour too."""
    group: str = ""
    """Of the commands in a group exactly one is checked."""
    apart: bool = False
    """A line stands above it in the menu."""
    also: tuple[str, ...] = ()
    """Other shortcuts that work but are not shown."""
    icon: str = ""
    """The name of a drawing among our line icons."""
    caption: Callable[[Context], str] | None = None
    """The text where it depends on what there is to do: `Undo Hide Ports`."""


def is_possible(command: Command, context: Context) -> bool:
    """Whether it can be run now."""
    if context.tour.running and not command.in_tour:
        return False
    return (command.enabled is None or command.enabled(context)) and not (
        command.why_not and command.why_not(context)
    )


def applying(action: Action) -> Handler:
    return lambda context: context.store.apply(action)
