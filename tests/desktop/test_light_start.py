"""What a start loads: nothing of what nobody has asked for yet."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import arctic_map

MOST_OF_OURS = 307
"""Modules of our own when all is ready; whoever needs more says here why.

The last: an atlas is saved beside the window; Qt is linked beside Python, whoever opens the window.
"""
MOST_WHEN_MADE = 60
"""Modules of our own when the window is made: each is on the way to the first paint.

The last: the names of the themes, which three rooms ask for, the status bar, which ends words in dots, and
what Qt is linked by.
"""
ON_CONTENT = ("arctic_map.scene", "arctic_map.files.catalog", "arctic_map.geo", "arctic_map.model.catalog")
LATE_ROOMS = (
    "arctic_map.cli",
    "arctic_map.desktop.dialogs",
    "arctic_map.desktop.editing",
    "arctic_map.desktop.panels.article",
    "arctic_map.desktop.panels.ice",
    "arctic_map.desktop.panels.ledger",
    "arctic_map.desktop.panels.problems",
    "arctic_map.desktop.panels.route",
    "arctic_map.desktop.panels.table",
    "arctic_map.desktop.routing",
    "arctic_map.editing",
    "arctic_map.export.html",
    "arctic_map.files.atlas_file",
    "arctic_map.files.catalog",
    "arctic_map.files.readers",
    "arctic_map.scene.ledger",
    "arctic_map.scene.proposing",
    "arctic_map.scene.routing",
)
"""What is loaded when somebody asks for it, but for a module of theirs that others need."""
NEEDED = {
    "arctic_map.desktop.editing.authoring",
    "arctic_map.desktop.editing.draft",
    "arctic_map.desktop.editing.keeping",
    "arctic_map.desktop.editing.saving",
    "arctic_map.desktop.editing.writing",
    "arctic_map.editing.content",
    "arctic_map.desktop.dialogs.note",
    "arctic_map.desktop.dialogs.opener",
    "arctic_map.desktop.panels.table.asking",
    "arctic_map.desktop.panels.table.askings",
    "arctic_map.scene.routing.plan",
    "arctic_map.scene.routing.routes",
}


@pytest.fixture(scope="module")
def loaded() -> dict[str, list[str]]:
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("loaded_at_start.py"))],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def ours(modules: list[str]) -> list[str]:
    return [name for name in modules if name.startswith("arctic_map")]


def test_no_panel_is_loaded_that_nobody_has_opened(loaded: dict[str, list[str]]) -> None:
    late = {name for name in ours(loaded["ready"]) if name.startswith(LATE_ROOMS)}
    assert late - set(LATE_ROOMS) - NEEDED == set()


def test_a_start_loads_no_more_than_it_did(loaded: dict[str, list[str]]) -> None:
    assert len(ours(loaded["ready"])) <= MOST_OF_OURS


def test_what_makes_the_window_knows_nothing_of_the_content(
    loaded: dict[str, list[str]],
) -> None:
    made = ours(loaded["made"])
    assert len(made) <= MOST_WHEN_MADE
    assert not [name for name in made if name.startswith(ON_CONTENT)]
    assert not {"msgspec", "numpy"} & set(loaded["made"])


def undescribed(module: str) -> list[str]:
    """Its dataclasses without a docstring."""
    file = Path(arctic_map.__file__).parents[1] / f"{module.replace('.', '/')}.py"
    if not file.is_file():
        return []
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    classes = (node for node in nodes if isinstance(node, ast.ClassDef))
    return [
        f"{module}.{each.name}"
        for each in classes
        if any("dataclass" in ast.unparse(by) for by in each.decorator_list) and not ast.get_docstring(each)
    ]


def test_no_dataclass_has_its_description_composed_at_the_start(loaded: dict[str, list[str]]) -> None:
    # Python makes one of the signature where there is none, which takes as long as all else of a dataclass.
    assert [name for module in ours(loaded["ready"]) for name in undescribed(module)] == []
