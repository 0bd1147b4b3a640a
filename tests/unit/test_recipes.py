"""Recipes of CONTRIBUTING, followed in a copy of the package: no file but those that they name is touched."""

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

ROOT = Path(__file__).parents[2]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


class Copied:
    """A copy of the package in which a recipe is followed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.package = folder / "src" / "arctic_map"
        copytree(ROOT / "src" / "arctic_map", self.package, ignore=ignore_patterns("__pycache__"))
        (folder / "resources").symlink_to(ROOT / "resources")
        self.touched: set[str] = set()

    def replace(self, file: str, old: str, new: str) -> None:
        """A text that stands once in a file."""
        path = self.package / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old)
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.touched.add(file)

    def write(self, file: str, text: str) -> None:
        (self.package / file).write_text(text, encoding="utf-8")
        self.touched.add(file)

    def run(self, *words: str) -> str:
        """What Python prints."""
        env = {**os.environ, "PYTHONPATH": str(self.package.parent), "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            [sys.executable, *words], cwd=self.folder, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def follows(self, recipe: str) -> bool:
        """Whether the recipe of this title names all files that were touched."""
        steps = CONTRIBUTING.partition(f"### {recipe}\n")[2].partition("\n##")[0]
        named = [re.escape(path).replace("NAME", r"\w+") for path in re.findall(r"`([\w/]+\.py)`", steps)]
        return all(any(re.fullmatch(path, file) for path in named) for file in self.touched)


@pytest.fixture
def copied(tmp_path: Path) -> Copied:
    return Copied(tmp_path)


def test_a_command(copied: Copied) -> None:
    program = """
def options(parser):
    pass

def run(args):
    print("Hello")
    return 0
"""
    copied.write("cli/commands/hello.py", program)
    copied.replace("cli/parser.py", "COMMANDS = {\n", 'COMMANDS = {\n    "hello": "greet",\n')
    assert copied.run("-m", "arctic_map", "hello") == "Hello\n"
    assert re.search(r"hello +greet", copied.run("-m", "arctic_map", "--help"))
    assert copied.follows("Add a command")


@pytest.mark.slow
def test_a_projection(copied: Copied) -> None:
    projections = (copied.package / "geo" / "projections.py").read_text(encoding="utf-8")
    (row,) = re.findall(r'    Projection\(\n        id="epsg3995",\n.*?\n    \),\n', projections, re.DOTALL)
    copied.replace("geo/projections.py", row, row + row.replace('id="epsg3995"', 'id="another"'))
    out = ("export", "map.svg", "--projection", "another", "--size", "300x300", "--layers", "ports")
    copied.run("-m", "arctic_map", *out)
    assert "</svg>" in (copied.folder / "map.svg").read_text(encoding="utf-8")
    assert copied.follows("Add a projection")


def test_a_setting(copied: Copied) -> None:
    row = "    theme: Theme | None = field("
    copied.replace(
        "desktop/widgets/appearance/settings.py",
        row,
        f"    sound: bool = field(default=True, metadata=one_of(True, False))\n{row}",
    )
    program = """
from PySide6.QtCore import QSettings
from arctic_map.desktop.widgets.appearance.settings import Settings, read, write
kept = QSettings("kept.ini", QSettings.Format.IniFormat)
write(kept, Settings(sound=False))
print(read(kept).sound)
"""
    assert copied.run("-c", program) == "False\n"
    assert copied.follows("Add a setting")


def test_an_export_format(copied: Copied) -> None:
    row = '    ExportFormat((".webp",)'
    copied.replace(
        "model/export_formats.py",
        row,
        f'    ExportFormat((".txt",), tr_later("Text"), FormatKind.PAGE),\n{row}',
    )
    copied.replace(
        "render/formats.py",
        "WRITERS: dict[str, Writer] = {\n",
        "WRITERS: dict[str, Writer] = {\n"
        '    ".txt": lambda scene, drawings, request, out: out.write_text(scene.title),\n',
    )
    copied.run("-m", "arctic_map", "export", "map.txt")
    assert (copied.folder / "map.txt").read_text(encoding="utf-8") == "China and Russia in the Arctic"
    assert copied.follows("Add an export format")


def test_a_reader(copied: Copied) -> None:
    copied.replace("model/open_formats.py", '(".csv", ".tsv")', '(".csv", ".tsv", ".psv")')
    (copied.folder / "places.psv").write_text("name|lon|lat\nOne|30|70\nTwo|40|72\n", encoding="utf-8")
    assert "2" in copied.run("-m", "arctic_map", "info", "places.psv", "--json")
    assert copied.follows("Add a reader for a file format")


def test_a_file_that_a_recipe_does_not_name_is_found(copied: Copied) -> None:
    copied.touched = {"cli/commands/hello.py", "cli/parser.py"}
    assert copied.follows("Add a command")
    copied.touched.add("cli/main.py")
    assert not copied.follows("Add a command")
