"""What a word on the command line loads: nothing of what no command has asked for yet."""

import subprocess
import sys
from pathlib import Path

import pytest

from arctic_map.cli import commands
from arctic_map.cli.parser import COMMANDS
from arctic_map.model.export_formats import EXPORT_FORMATS
from arctic_map.render.formats import WRITERS

PACKAGE = "arctic_map.cli.commands."
HEAVY = {"PySide6", "duckdb", "folium", "msgspec", "numpy", "pyogrio", "pyproj", "shapely"}


def loaded(*words: str) -> set[str]:
    """Modules of a process with these words, when it has answered."""
    code = (
        "import sys; from contextlib import suppress; from arctic_map.cli.main import main\n"
        f"with suppress(SystemExit): main({[*words]!r})\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {*done.stdout.splitlines()[-1].split()}


def commands_in(modules: set[str]) -> set[str]:
    return {name.removeprefix(PACKAGE) for name in modules if name.startswith(PACKAGE)}


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["nonsense"], ["--data", "x", "--bad"]])
def test_help_and_wrong_words_load_no_command(words: list[str]) -> None:
    found = loaded(*words)
    assert not commands_in(found)
    assert not HEAVY & found


@pytest.mark.parametrize("words", [["layers"], ["--data", "/nowhere", "layers"], ["layers", "--help"]])
def test_a_command_is_loaded_alone(words: list[str]) -> None:
    found = loaded(*words)
    assert commands_in(found) == {"layers"}
    assert not HEAVY - {"msgspec"} & found


def test_a_picture_of_the_content_alone_loads_no_geometry_tables_or_widgets(tmp_path: Path) -> None:
    found = loaded("export", str(tmp_path / "map.png"), "--size", "300x300")
    assert not (HEAVY - {"PySide6", "msgspec"} | {"psutil", "PySide6.QtWidgets"}) & found
    assert not {"arctic_map.content.catalog", "arctic_map.render.pdf"} & found


def test_each_command_has_its_module() -> None:
    found = {path.stem for path in Path(commands.__file__).parent.glob("[!_]*.py")}
    assert {command.replace("-", "_") for command in COMMANDS} == found


def test_a_map_can_be_written_into_what_has_a_writer() -> None:
    assert (*WRITERS,) == (*EXPORT_FORMATS,)
