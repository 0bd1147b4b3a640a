"""The program knows nothing of the built-in atlas: what that tells stands in content alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from arctic_map import resources
from arctic_map.content.catalog import load

ROOT = Path(__file__).parents[2]
SEARCHED = (
    *sorted((ROOT / "src").rglob("*.py")),
    *sorted((ROOT / "resources" / "web" / "arctic").glob("*.*")),
)
EXCEPT = {
    "cli/commands/export.py": "an example of what can be typed",
    "cli/commands/open.py": "an example of what can be typed",
    "cli/commands/film.py": "ports as examples of what can be typed",
    "cli/commands/route.py": "ports as examples of what can be typed",
    "desktop/dialogs/settings_dialog.py": "a position as an example of how positions are written",
    "desktop/dialogs/about.py": "what the base map's borders are, on any atlas",
    "model/strait.py": "the ways that ships take between the oceans, on any atlas",
    "geo/turning.py": "where the map is turned to at first",
    "scene/routing/way_layer.py": "the ways that ships take between the oceans, on any atlas",
    "scene/routing/ends.py": "why a port of the atlas goes before others of its name",
}
"""Files that may name a place, and why."""
TYPED = "an example of what can be typed"
WRITTEN = "how dates are written"
IDS_EXCEPT = {
    "cli/commands/export.py": TYPED,
    "cli/commands/open.py": TYPED,
    "scene/words/links.py": "an example of a link",
}
YEARS_EXCEPT = {
    "cli/commands/atlas.py": TYPED,
    "cli/commands/ice.py": "the whole years of the record of ice, and an example of what can be typed",
    "cli/commands/open.py": TYPED,
    "cli/values.py": TYPED,
    "desktop/editing/fact_form.py": WRITTEN,
    "desktop/editing/new_atlas.py": WRITTEN,
    "desktop/editing/place_form.py": WRITTEN,
    "desktop/panels/table_model.py": "an example of what can be looked for",
    "content/places.py": WRITTEN,
    "content/views.py": WRITTEN,
    "content/vocabulary.py": WRITTEN,
    "storage/decoding.py": WRITTEN,
    "scene/sea_ice.py": "the whole years of the record of ice",
}
CODE = sorted((ROOT / "src").rglob("*.py"))


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


def test_no_title_place_or_person_of_the_built_in_atlas_stands_in_the_code() -> None:
    found = {named(path) for path in SEARCHED if NAMES.search(path.read_text(encoding="utf-8"))}
    assert found == {*EXCEPT}


def named(path: Path) -> str:
    """A file by its place in the package."""
    return path.as_posix().rpartition("/arctic_map/")[2]


def _known() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What names a fact or a feature of the built-in atlas by a letter and a number, and its facts' years."""
    catalog = load(resources.data())
    ids = {id for id in (*catalog.fact, *catalog.features) if re.fullmatch(r"[A-Z]\d+", id)}
    text = " ".join(f"{fact.when} {fact.text}" for fact in catalog.facts)
    years = set(re.findall(r"\b(?:19|20)\d\d\b", text))
    return (
        re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(ids))})(?!\w)"),
        re.compile(rf"(?<![\d.#])(?:{'|'.join(sorted(years))})(?!\d)"),
    )


IDS, YEARS = _known()


def _constants(source: str) -> Iterator[str]:
    """The texts and numbers of a file, without those that only explain."""
    tree = ast.parse(source)
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in explaining:
            yield str(node.value)


def test_no_fact_and_no_year_of_the_built_in_atlas_stands_in_the_code() -> None:
    values = {named(path): tuple(_constants(path.read_text(encoding="utf-8"))) for path in CODE}
    for pattern, excepted in ((IDS, IDS_EXCEPT), (YEARS, YEARS_EXCEPT)):
        found = {name: texts for name, words in values.items() if (texts := [*filter(pattern.search, words)])}
        assert found.keys() == excepted.keys(), found


def test_a_fact_and_a_year_in_the_code_are_seen() -> None:
    assert IDS.search("figure(catalog, 'T5')") and IDS.search("L5") and not IDS.search("AT5 and T99")
    assert any(YEARS.search(text) for text in _constants("YEAR = 2024"))
    assert not list(_constants('"""As in 2024."""'))
