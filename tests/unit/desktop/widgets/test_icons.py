"""Our own icons: one drawing for each that a command asks for."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from arctic_map import resources
from arctic_map.desktop.shell.commands.commands import COMMANDS
from arctic_map.desktop.shell.commands.menus import PANEL_TOOLS, TOOLS
from arctic_map.desktop.widgets.icons import SIZES, SMALL, window_icon

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


LINUX = Path(__file__).parents[4] / "packaging" / "linux"


def test_the_icon_is_there_in_the_sizes_that_docks_want(qapp: QApplication) -> None:
    icon = window_icon()
    assert sorted(size.width() for size in icon.availableSizes()) == sorted(SIZES)
    for size in SIZES:
        picture = icon.pixmap(size, size).toImage()
        middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
        assert picture.pixelColor(0, 0).alpha() == 0 and middle.alpha() == 255
    assert min(SIZES) <= SMALL < max(SIZES)


def test_the_menu_entry_has_the_name_that_the_app_gives_itself(qapp: QApplication) -> None:
    entry = LINUX / f"{qapp.desktopFileName()}.desktop"
    assert f"StartupWMClass={qapp.applicationName()}" in entry.read_text()
