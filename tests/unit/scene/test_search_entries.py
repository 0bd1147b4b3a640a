"""Opened files are found by the names and by the attributes of their features."""

from dataclasses import replace

from tests.built_in import built_in_atlas

from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.note import Note, NoteKind
from arctic_map.model.preferences import DEFAULT
from arctic_map.scene.search_entries import MAX_VALUE_LENGTH
from arctic_map.scene.search_index import SearchIndex, index
from arctic_map.scene.sketches.notes import with_notes


def feature(id: str, rank: int, *details: tuple[str, str]) -> Feature:
    return Feature(
        id=id,
        name="Quiet bay" if rank == 1 else "Point 2",
        geometry={"type": "Point", "coordinates": [30.0, 70.0]},
        precision=Precision.UNCHECKED,
        source="mine",
        style="",
        rank=rank,
        details=details,
    )


def opened(*features: Feature) -> SearchIndex:
    layer = Layer(
        id="mine",
        name="mine.geojson",
        topic="base",
        kind=LayerKind.FEATURES,
        features=features,
        file="/mine.geojson",
    )
    content = built_in_atlas()
    return index(replace(content, layers=(*content.layers, layer)))


def found(files: SearchIndex, query: str) -> list[str]:
    return [hit.id for hit in files.find(query)]


def test_a_feature_of_a_file_is_found_by_what_it_says_of_itself() -> None:
    files = opened(
        feature("mine.0", 1, ("operator", "Zvyozdochka")), feature("mine.1", 9, ("berth", "Quaxolotl"))
    )
    assert found(files, "quiet bay")[0] == "mine.0"
    assert found(files, "zvyozdochka")[0] == "mine.0"
    assert found(files, "quaxolotl")[0] == "mine.1"


def test_names_come_before_attributes_and_long_values_are_left_out() -> None:
    files = opened(
        feature("mine.0", 9, ("near", "quiet bay")),
        feature("mine.1", 1, ("text", "xyzzyq " * MAX_VALUE_LENGTH)),
    )
    assert found(files, "quiet bay")[:2] == ["mine.1", "mine.0"]
    assert "mine.1" not in found(files, "xyzzyq")


def test_notes_of_ones_own_are_found_by_their_words_and_figures() -> None:
    notes = (
        Note(id="own-1", kind=NoteKind.MARKER, places=((60.0, 72.0),), text="Quaxolotl berth"),
        Note(id="own-2", kind=NoteKind.DISTANCE, places=((33.0, 69.0), (40.5, 64.5)), text="Zvyozdochka leg"),
    )
    noted = index(with_notes(built_in_atlas(), notes, DEFAULT))
    assert found(noted, "quaxolotl")[0] == "own-1"
    assert found(noted, "zvyozdochka")[0] == "own-2"
    assert found(noted, "zvezdochka leg")[0] == "own-2", "small slips are forgiven"


def test_an_index_that_follows_another_finds_what_a_new_one_finds() -> None:
    content = built_in_atlas()
    bay = feature("mine.0", 1, ("operator", "Zvyozdochka"))
    layer = Layer(
        id="mine",
        name="mine.geojson",
        topic="base",
        kind=LayerKind.FEATURES,
        features=(bay,),
        file="/mine.geojson",
    )
    renamed = replace(layer, name="bays.geojson")
    changed = replace(layer, features=(replace(bay, name="Loud bay", rank=2),))
    states = [replace(content, layers=(*content.layers, each)) for each in (layer, renamed, changed)]
    before = index(content)
    for state in (*states, content):
        before, rebuilt = index(state, before), index(state)
        for query in ("quiet bay", "loud bay", "zvyozdochka", "arkhangelsk", "T3", "lng", "18 709"):
            assert before.find(query) == rebuilt.find(query), query
    assert found(before, "zvyozdochka") == []
