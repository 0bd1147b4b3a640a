"""Our own icons: one drawing for each that a command asks for."""

import re
from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.desktop.shell.commands.commands import COMMANDS
from arctic_map.desktop.shell.commands.menus import PANEL_TOOLS, TOOLS

FOLDER = resources.root() / "icons" / "lines"


def test_a_command_has_its_drawing() -> None:
    assert {each.icon for each in COMMANDS if each.icon} <= {path.stem for path in FOLDER.glob("*.svg")}


def test_every_tool_has_an_icon() -> None:
    icons = {command.id: command.icon for command in COMMANDS}
    assert all(icons[id] for id in (*TOOLS, *PANEL_TOOLS) if id)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.stem)
def test_a_drawing_has_no_colour_of_its_own(path: Path) -> None:
    text = path.read_text("utf-8")
    assert 'viewBox="0 0 20 20"' in text and 'stroke="currentColor"' in text
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', text)) <= {"none", "currentColor"}
