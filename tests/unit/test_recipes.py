"""Recipes of CONTRIBUTING, followed in a copy of the package: few files are touched, and only those named."""

import json
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
        for shared in ("resources", "tests"):
            (folder / shared).symlink_to(ROOT / shared)
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

    def follows(self, recipe: str, *, files: int) -> bool:
        """Whether so many files were touched, all of which the recipe of this title names."""
        steps = CONTRIBUTING.partition(f"### {recipe}\n")[2].partition("\n##")[0]
        named = [re.escape(path).replace("NAME", r"\w+") for path in re.findall(r"`([\w/]+\.py)`", steps)]
        known = all(any(re.fullmatch(path, file) for path in named) for file in self.touched)
        return known and len(self.touched) == files


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
    copied.replace("cli/main.py", "COMMANDS = {\n", 'COMMANDS = {\n    "hello": "greet",\n')
    assert copied.run("-m", "arctic_map", "hello") == "Hello\n"
    assert re.search(r"hello +greet", copied.run("-m", "arctic_map", "--help"))
    assert copied.follows("Add a command", files=2)


@pytest.mark.slow
def test_a_projection(copied: Copied) -> None:
    projections = (copied.package / "geo" / "projections.py").read_text(encoding="utf-8")
    (row,) = re.findall(r'    Projection\(\n        id="epsg3995",\n.*?\n    \),\n', projections, re.DOTALL)
    copied.replace("geo/projections.py", row, row + row.replace('id="epsg3995"', 'id="another"'))
    out = ("export", "map.svg", "--projection", "another", "--size", "300x300", "--layers", "ports")
    copied.run("-m", "arctic_map", *out)
    assert "</svg>" in (copied.folder / "map.svg").read_text(encoding="utf-8")
    assert copied.follows("Add a projection", files=1)


def test_a_setting(copied: Copied) -> None:
    row = "    theme: Theme | None = field("
    copied.replace(
        "desktop/widgets/settings.py",
        row,
        f"    sound: bool = field(default=True, metadata=one_of(True, False))\n{row}",
    )
    copied.replace(
        "desktop/dialogs/settings_dialog.py",
        """    tr_later("Measures"): {\n""",
        """    tr_later("Measures"): {
        "sound": SettingRow("&Sound", "Sound", "A sound at the end", ((True, "On"), (False, "Off"))),\n""",
    )
    program = """
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from arctic_map.desktop.dialogs.settings_dialog import SettingsDialog
from arctic_map.desktop.widgets.settings import Settings, read, write
app, stored = QApplication(), QSettings("stored.ini", QSettings.Format.IniFormat)
dialog = SettingsDialog(Settings())
dialog.changed.connect(lambda settings: write(stored, settings))
dialog.boxes["sound"].setCurrentIndex(1)
print(read(stored).sound)
"""
    assert copied.run("-c", program) == "False\n"
    assert copied.follows("Add a setting", files=2)


def test_an_export_format(copied: Copied) -> None:
    row = '    ExportFormat((".webp",)'
    copied.replace(
        "model/export_formats.py",
        row,
        f'    ExportFormat((".txt",), tr_later("Text"), FormatKind.PAGE),\n{row}',
    )
    copied.replace(
        "render/headless.py",
        "WRITERS: dict[str, Writer] = {\n",
        "WRITERS: dict[str, Writer] = {\n"
        '    ".txt": lambda scene, drawings, request, out: out.write_text(scene.title),\n',
    )
    copied.run("-m", "arctic_map", "export", "map.txt")
    assert (copied.folder / "map.txt").read_text(encoding="utf-8") == "China and Russia in the Arctic"
    assert copied.follows("Add an export format", files=2)


@pytest.mark.slow
def test_a_panel(copied: Copied) -> None:
    copied.write("desktop/panels/people.py", PEOPLE)
    copied.replace("desktop/window/panel.py", '    ICE = "ice"\n', '    ICE = "ice"\n    PEOPLE = "people"\n')
    row = "    Panel.TIMELINE: PanelRow("
    copied.replace(
        "desktop/window/panel.py",
        row,
        f"""    Panel.PEOPLE: PanelRow(tr_later("People"), Area.RIGHT, "Ctrl+Shift+F12", "about"),\n{row}""",
    )
    workspace = "desktop/shell/workspace.py"
    row = "                Panel.TABLE: lambda: self.table_panel,\n"
    copied.replace(workspace, row, f"{row}                Panel.PEOPLE: lambda: self.people_panel,\n")
    head = "    @cached_property\n    def ledger_panel("
    copied.replace(workspace, head, MAKES_PEOPLE + head)
    assert copied.run("-c", SHOWS_PEOPLE) == "False True Xi Jinping\n"
    assert copied.follows("Add a panel", files=3)


PEOPLE = """
from PySide6.QtWidgets import QListWidget

class PeoplePanel(QListWidget):
    def show_scene(self, scene):
        self.clear()
        self.addItems([person.name for person in scene.catalog.people])
"""
MAKES_PEOPLE = """\
    @cached_property
    def people_panel(self):
        from arctic_map.desktop.panels.people import PeoplePanel

        panel = PeoplePanel()
        return self.panels.put_late(Panel.PEOPLE, panel, panel.show_scene, self.scene)

"""
SHOWS_PEOPLE = """
from PySide6.QtCore import QSettings
from arctic_map import resources
from arctic_map.content.prepared_catalog import content_of
from arctic_map.desktop.shell.app import application
from arctic_map.desktop.window.panel import Panel
app = application()
from tests.desktop.desk import Desk
desk = Desk(content_of(resources.data()), QSettings("stored.ini", QSettings.Format.IniFormat))
before = desk.window.panel_shown(Panel.PEOPLE)
desk.trigger("panel.people")
print(before, desk.window.panel_shown(Panel.PEOPLE), desk.workspace.people_panel.item(0).text())
desk.dispose()
"""


def test_a_reader(copied: Copied) -> None:
    formats, row = "model/opened.py", '    OpenFormat(tr_later("GeoParquet"),'
    copied.replace(formats, row, f'    OpenFormat("Waypoints", Reader.WAYPOINTS, (".wpt",)),\n{row}')
    copied.replace(formats, "    PARQUET = ", '    WAYPOINTS = "waypoints", "Waypoints"\n    PARQUET = ')
    copied.write("tables/readers/waypoints.py", WAYPOINTS)
    (copied.folder / "places.wpt").write_text("30 70\n40 72\nnone\n", encoding="utf-8")
    result = json.loads(copied.run("-m", "arctic_map", "info", "places.wpt", "--json"))
    assert (result["driver"], result["layers"][0]["extent"]) == ("Waypoints", [30.0, 70.0, 40.0, 72.0])
    assert copied.follows("Add a reader for a file format", files=2)


WAYPOINTS = """
import msgspec
from arctic_map.tables.readers.read_features import RawRows

def read_raw(path, choice):
    raw = RawRows()
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        place = line.split()
        if len(place) != 2:
            raw.problems.append((f"line {number}", "it has no position"))
            continue
        geometry = {"type": "Point", "coordinates": [*map(float, place)]}
        feature = {"type": "Feature", "properties": {}, "geometry": geometry}
        raw.rows.append((f"line {number}", msgspec.Raw(msgspec.json.encode(feature))))
    raw.total = len(raw.rows)
    return raw
"""


def test_a_file_that_a_recipe_does_not_name_is_found(copied: Copied) -> None:
    copied.touched = {"cli/commands/hello.py", "cli/main.py"}
    assert copied.follows("Add a command", files=2)
    assert not copied.follows("Add a command", files=1)
    copied.touched.add("cli/main.py")
    assert not copied.follows("Add a command", files=3)
