"""What a user does with all layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.commands.command import Command, Handler
from arctic_map.desktop.commands.menu import Menu
from arctic_map.scene.reading import subject
from arctic_map.scene.session import actions

if TYPE_CHECKING:
    pass


def showing_subject(shown: bool) -> Handler:
    return lambda context: context.store.apply(actions.show_layers(subject(context.scene.layers), shown))


COMMANDS: tuple[Command, ...] = (
    Command(
        "layers.show",
        "Show all subject layers",
        "Ctrl+Shift+A",
        Menu.LAYERS,
        showing_subject(True),
        tip="The base map stays as it is",
    ),
    Command(
        "layers.hide",
        "Hide all subject layers",
        "Ctrl+Shift+H",
        Menu.LAYERS,
        showing_subject(False),
        tip="The base map stays as it is",
    ),
)
