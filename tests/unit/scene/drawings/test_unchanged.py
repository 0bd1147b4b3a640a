"""Layers with the same marks are not drawn anew."""

from dataclasses import replace

from tests.looks import SYMBOLOGY
from tests.unit.scene.routing.made_up import catalog, layer, point

from arctic_map.model.catalog import LayerKind
from arctic_map.scene.drawings.unchanged import with_fingerprints

BEFORE = replace(layer("ports", point("a", "A", 1.0, 2.0, facts=("T1",))), digest="old")


def digest(**changes: object) -> str:
    after = replace(BEFORE, digest="new", **changes)  # type: ignore[arg-type]
    (found,) = with_fingerprints(catalog(BEFORE), catalog(after)).layers
    return found.digest


def test_the_same_marks_keep_their_fingerprint_whichever_facts_name_them() -> None:
    assert digest() == digest(name="Others", note="N") == "old"
    assert digest(features=(point("a", "A", 1.0, 2.0, facts=("T2", "T3")),)) == "old"


def test_other_marks_have_another() -> None:
    assert digest(features=(point("a", "A", 1.5, 2.0, facts=("T1",)),)) == "new"
    assert digest(features=(point("a", "A", 1.0, 2.0),)) == "new"
    assert digest(kind=LayerKind.GRATICULE) == digest(id="others") == "new"


def test_with_another_table_of_styles_all_is_drawn_anew() -> None:
    after = catalog(replace(BEFORE, digest="new"), symbology=SYMBOLOGY)
    assert with_fingerprints(catalog(BEFORE), after) is after
