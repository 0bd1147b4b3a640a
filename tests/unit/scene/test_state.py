"""What the window shows is one value; each change leaves its parts in accord."""

from dataclasses import replace
from typing import Any

import pytest
from tests.built_in import built_in_atlas, read_drawing
from tests.looks import SYMBOLOGY
from tests.unit.scene.routing.made_up import catalog, layer, point
from tests.wordings import RUSSIAN

from arctic_map.model.catalog import Catalog, Layer, LayerKind
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.note import NOTES, Note, NoteKind
from arctic_map.model.opened import PREFIX, OpenedFile
from arctic_map.model.problem import Problem
from arctic_map.model.tr import speaking
from arctic_map.scene import state as states
from arctic_map.scene.compose import start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.drawings.file_layers import FileLayer
from arctic_map.scene.session import actions
from arctic_map.scene.session.history import undo
from arctic_map.scene.session.session import Session
from arctic_map.scene.state import State, with_fingerprints

FILE = OpenedFile(
    layer=Layer(
        id=f"{PREFIX}1",
        name="buoys.gpkg",
        topic="yours",
        kind=LayerKind.FEATURES,
        features=(point(f"{PREFIX}1.0", "Buoy", 60.0, 75.0, style="file-1-point"),),
        file="/buoys.gpkg",
    )
)
BUOY = FILE.layer.features[0].id
RED = LayerStyle(colour="#ff0000")
BEFORE = replace(layer("ports", point("a", "A", 1.0, 2.0, facts=("T1",))), digest="old")


class StubFile:
    """Drawings of the file, of which these tests need none."""

    layer_id, rows = FILE.layer.id, None

    def box(self, projection_id: str) -> None:
        return None


@pytest.fixture
def first() -> State:
    content = built_in_atlas()
    session = start(content, Session())
    return states.first_state(content, session, drawings_for(content, read_drawing), lambda: [])


@pytest.fixture
def opened(first: State) -> State:
    drawn: Any = StubFile()
    return states.opened(first, FILE, drawn, 0.0)


def ids(catalog: Catalog) -> list[str]:
    return [layer.id for layer in catalog.layers]


def test_at_first_the_atlas_is_all_there_is(first: State) -> None:
    assert first.catalog is first.styled is first.content
    assert states.acted(first, [actions.toggle_layer("ports")], 0.0).catalog is first.catalog


def test_a_file_is_opened_closed_and_undone_as_steps(opened: State, first: State) -> None:
    assert FILE.layer.id in ids(opened.catalog) and opened.session.files == ("/buoys.gpkg",)
    closed = states.closed(opened, FILE.layer.id, 9.0)
    assert closed.catalog.layers == first.catalog.layers and closed.layer(FILE.layer.id).opened is None
    assert [step.name for step in closed.history.done] == ["Open buoys.gpkg", "Close buoys.gpkg"]
    after = states.returned(opened, *undo(opened.history, opened.session), None)
    assert after.files == {} and after.catalog.layers == first.catalog.layers


def test_what_is_not_there_any_more_is_not_selected(opened: State) -> None:
    chosen = states.acted(opened, [actions.select_feature(BUOY)], None)
    assert chosen.session.selected is not None and chosen.session.selected.feature == BUOY
    assert states.closed(chosen, FILE.layer.id, 9.0).session.selected is None
    after = states.acted(opened, [actions.select_feature("murmansk")], None)
    assert states.closed(after, FILE.layer.id, 9.0).session.selected is not None


def test_a_file_that_cannot_be_shown_is_listed_until_it_is_gone_or_opened(opened: State) -> None:
    problem = Problem("buoys.gpkg", "", "it is damaged")
    refused = states.refused(opened, "/buoys.gpkg", FILE.layer.id, problem, missing=False)
    assert refused.session.files == ()
    assert refused.files == {} and problem in refused.catalog.problems
    assert len(refused.history.done) == 1
    drawn: Any = StubFile()
    for after in (states.pardoned(refused, "/buoys.gpkg"), states.opened(refused, FILE, drawn, 9.0)):
        assert problem not in after.catalog.problems


def test_a_missing_file_keeps_its_style_and_its_place(opened: State) -> None:
    styled = states.acted(opened, [actions.style_layer(FILE.layer.id, RED)], 9.0)
    problem = Problem("buoys.gpkg", "", "it no longer exists")
    missing = states.refused(styled, "/buoys.gpkg", FILE.layer.id, problem, missing=True)
    assert missing.files == {} and problem in missing.catalog.problems
    assert missing.session.files == ("/buoys.gpkg",)
    assert missing.session.styles == ((FILE.layer.id, RED),)


def test_a_style_is_seen_when_its_classes_are_known(opened: State) -> None:
    styled = states.acted(opened, [actions.style_layer(FILE.layer.id, RED)], 9.0)
    assert styled.styled.symbology.styles == styled.content.symbology.styles
    known = states.computed(styled, FILE.layer.id, styled.layer(FILE.layer.id).with_classes(RED.key, b"\0"))
    assert len(known.styled.symbology.styles) > len(known.content.symbology.styles)
    assert known.drawings.files.classes_now(FILE.layer.id) == (b"\0", True)
    assert states.acted(known, [actions.toggle_layer("ports")], 10.0).styled is known.styled
    plain = states.acted(known, [actions.style_layer(FILE.layer.id, None)], 20.0)
    assert plain.styled is plain.catalog and plain.drawings.files.classes_now(FILE.layer.id) is None


def test_what_comes_late_of_a_closed_file_changes_nothing(first: State) -> None:
    assert states.computed(first, FILE.layer.id, FileLayer().with_classes(RED.key, b"\0")) is first


def test_notes_are_layers_as_long_as_there_are_any(first: State) -> None:
    note = Note(id="note-1", kind=NoteKind.MARKER, places=((60.0, 75.0),), text="Here")
    noted = states.acted(first, [actions.keep_note(note)], 0.0)
    assert NOTES in ids(noted.catalog) and noted.layer(NOTES).opened is not None
    hidden = states.acted(noted, [actions.show_features([note.id], False)], 5.0)
    assert hidden.layer(NOTES).opened is not noted.layer(NOTES).opened
    after = states.acted(noted, [actions.delete_notes([note.id])], 9.0)
    assert NOTES not in ids(after.catalog) and after.layer(NOTES).opened is None


def test_another_version_of_the_content_is_a_step(first: State) -> None:
    fewer = replace(first.content, facts=first.content.facts[1:])
    chosen = states.acted(first, [actions.select_fact(first.content.facts[0].id)], None)
    edited = states.edited(chosen, 1, fewer, "Delete a fact", 0.0)
    assert edited.session.edition == 1 and edited.session.selected is None
    assert edited.history.undo_name == "Delete a fact"
    back = states.returned(edited, *undo(edited.history, edited.session), first.content)
    assert back.session.edition == 0 and back.content.facts == first.content.facts
    lost = states.returned(edited, *undo(edited.history, edited.session), None)
    assert lost.session.edition == 1 and lost.content is edited.content


def test_a_start_shows_nothing_that_must_be_read_or_found_again(opened: State) -> None:
    chosen = states.acted(opened, [actions.select_feature(BUOY)], None)
    scene = states.first_scene_of(chosen)
    assert FILE.layer.id not in {layer.id for layer in scene.layers} and scene.selected is None


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


def test_with_another_table_of_styles_all_is_drawn_again() -> None:
    after = catalog(replace(BEFORE, digest="new"), symbology=SYMBOLOGY)
    assert with_fingerprints(catalog(BEFORE), after) is after


def test_a_step_names_layer_and_feature_in_the_language_of_the_window(first: State) -> None:
    names = replace(first.session.preferences, names="ru")
    state = replace(first, session=replace(first.session, preferences=names))
    with speaking(RUSSIAN):
        layer = states.acted(state, [actions.toggle_layer("lanes")], 0.0).history.undo_name
        feature = states.acted(state, [actions.show_features(["murmansk"], False)], 0.0).history.undo_name
    assert RUSSIAN.content("Shipping lanes") in layer and "Мурманск" in feature
