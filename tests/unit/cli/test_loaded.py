"""What a word on the command line loads: nothing of what no command has asked for yet."""

import subprocess
import sys
from pathlib import Path

import pytest

from arctic_map import cli
from arctic_map.cli.chosen import COMMANDS
from arctic_map.render.formats import WRITERS
from arctic_map.render.suffixes import FORMATS

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


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--version"], ["nonsense"], ["facts", "--nonsense"], ["export", "a.png", "--dpi", "x"]],
)
def test_help_and_wrong_words_load_nothing_that_a_command_does(words: list[str]) -> None:
    found = loaded(*words)
    assert not {name for name in found if name.startswith("arctic_map.cli.commands.")}
    assert not HEAVY & found


def test_a_command_loads_its_own_options_and_what_it_does_alone() -> None:
    ours = {
        name
        for name in loaded("layers")
        if name.startswith(("arctic_map.cli.options.", "arctic_map.cli.commands."))
    }
    assert ours == {"arctic_map.cli.options.layers", "arctic_map.cli.commands.layers"}


def test_a_picture_of_the_content_alone_loads_no_geometry_tables_or_widgets(tmp_path: Path) -> None:
    found = loaded("export", str(tmp_path / "map.png"), "--size", "300x300")
    assert not (HEAVY - {"PySide6", "msgspec"} | {"psutil", "PySide6.QtWidgets"}) & found
    assert not {"arctic_map.content.catalog", "arctic_map.render.pdf"} & found


@pytest.mark.parametrize("folder", ["options", "commands"])
def test_each_command_has_its_module(folder: str) -> None:
    found = {path.stem for path in (Path(cli.__file__).parent / folder).glob("[!_]*.py")}
    assert {command.replace("-", "_") for command in COMMANDS} <= found


def test_a_map_can_be_written_into_what_has_a_writer() -> None:
    assert (*WRITERS,) == FORMATS
