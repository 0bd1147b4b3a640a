"""Commands are found by their words."""

import pytest

from arctic_map.desktop.shell.commands.commands import COMMANDS
from arctic_map.desktop.shell.search_box import commands


@pytest.mark.parametrize(
    ("query", "first"),
    [
        (">", COMMANDS[0].id),
        (">quit", "file.quit"),
        (">zoom o", "view.zoom-out"),
        (">whole", "view.home"),
        ("> projection world", "projection.world"),
        (">ledger", "panel.ledger"),
        (">copy link", "edit.copy-link"),
    ],
)
def test_commands_are_found_by_their_words(query: str, first: str) -> None:
    assert commands(query, COMMANDS)[0].id == first


def test_no_command_is_found_by_other_words() -> None:
    assert commands(">submarine", COMMANDS) == ()
