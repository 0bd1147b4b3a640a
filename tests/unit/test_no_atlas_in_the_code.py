"""The program knows nothing of the built-in atlas: its titles, places and people stand in content alone."""

import re
from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.files.catalog import load

ROOT = Path(__file__).parents[2]
SEARCHED = (
    *sorted((ROOT / "src").rglob("*.py")),
    *sorted((ROOT / "resources" / "web" / "arctic").glob("*.*")),
)
EXCEPT = {
    "cli/export_command.py": "an example of what can be typed",
    "cli/opening.py": "an example of what can be typed",
    "cli/routing.py": "ports as examples of what can be typed",
    "desktop/dialogs/settings.py": "a position as an example of how positions are written",
    "desktop/dialogs/statements.py": "what the base map's borders are, on any atlas",
    "geo/turning.py": "where the map is turned to at first",
    "scene/proposing/lexicon.py": "the world's capitals",
    "scene/routing/ends.py": "why a port of the atlas goes before others of its name",
}
"""Files that may name a place, and why."""


def _names() -> frozenset[str]:
    catalog = load(resources.data())
    places = (
        feature.name
        for layer in catalog.layers
        if layer.topic not in ("base", "ice")
        for feature in layer.features
    )
    people = (person.name for person in catalog.people)
    named = (catalog.title, catalog.subtitle, catalog.article_title, *places, *people)
    return frozenset(name for name in named if len(name) > 3)


NAMES = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(_names())), re.I)


@pytest.mark.parametrize("path", SEARCHED, ids=lambda path: path.name)
def test_no_title_place_or_person_of_the_built_in_atlas_stands_in_the_code(path: Path) -> None:
    found = NAMES.search(path.read_text(encoding="utf-8"))
    excused = any(path.as_posix().endswith(f"arctic_map/{name}") for name in EXCEPT)
    assert bool(found) == excused, found or "it is no exception any more"
