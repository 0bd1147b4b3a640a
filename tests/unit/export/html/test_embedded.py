"""The reader's notes are on every page as they are on the map, apart from what the article says."""

import json
import re
from functools import cache
from html import unescape

from tests.built_in import built_in_atlas, read_drawing, read_labelled

from arctic_map.export.features import feature_tables
from arctic_map.export.html.embedded import data
from arctic_map.export.request import Request
from arctic_map.model.note import MEASUREMENTS, NOTES, Note, NoteKind
from arctic_map.model.preferences import DEFAULT
from arctic_map.render import snapshot
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.saved_sessions import missing, saved
from arctic_map.scene.session.session import Session
from arctic_map.scene.sketches.notes import drawings_of, with_notes

OWN = (
    Note(id="own-1", kind=NoteKind.MARKER, places=((60.0, 72.0),), text="Our harbour"),
    Note(id="own-2", kind=NoteKind.TEXT, places=((90.0, 60.0),), text="Wide land"),
    Note(id="own-3", kind=NoteKind.ARROW, places=((90.0, 50.0), (114.0, 76.0)), text="Ice in May"),
    Note(id="own-4", kind=NoteKind.DISTANCE, places=((33.0, 69.0), (0.0, 85.0), (-165.0, 66.0))),
    Note(id="own-5", kind=NoteKind.AREA, places=((60.0, 45.0), (75.0, 45.0), (80.0, 55.0), (55.0, 55.0))),
)
OURS = "the reader's own notes, not of the article"
WORDS = ("Our harbour", "Wide land", "Ice in May", "5,121 km", "1,604,613 km²")


@cache
def file_drawings() -> Drawings:
    content = built_in_atlas()
    drawings = drawings_for(content, read_drawing, read_labelled)
    for each in drawings_of(content, OWN, DEFAULT):
        drawings = drawings.with_files(drawings.files.with_file(each))
    return drawings


def noted(*steps: actions.Action) -> Scene:
    catalog = with_notes(file_drawings().version.catalog, OWN, DEFAULT)
    session = start(catalog, Session(notes=OWN))
    for step in steps:
        session = step(session)
    return compose(catalog, session, file_drawings())


def page(scene: Scene) -> str:
    return snapshot.page(scene, file_drawings(), Request(width=1200, height=900)).svg


def test_a_drawing_has_them_all_and_says_whose_they_are() -> None:
    text = page(noted())
    message = unescape(re.sub(r"<[^>]+>", "", text))
    for words in (*WORDS, "Your notes", "Marker", "Measured area", OURS):
        assert words in message, words
    assert f'id="layer-{NOTES}"' in text and f'id="layer-{MEASUREMENTS}"' in text
    colour = noted().look.styles["note-arrow"].stroke
    assert colour is not None and text.count(colour) > 10


def test_a_hidden_layer_is_on_no_page() -> None:
    text = page(noted(actions.show_layers([NOTES], False)))
    assert "Our harbour" not in text and "5,121 km" in text
    without = page(noted(actions.show_layers([NOTES, MEASUREMENTS], False)))
    assert "Your notes" not in without and "own notes" not in without


def test_a_page_of_its_own_draws_them_and_lists_them() -> None:
    embedded_data = data(noted(), file_drawings())
    drawn = [layer["id"] for layer in embedded_data["projections"]["nsr"]["layers"]]
    assert {NOTES, MEASUREMENTS} <= set(drawn)
    assert {"own-1", "own-5"} <= set(embedded_data["features"])
    assert {"Marker", "Arrow", "Measured way", "Measured area"} <= {
        line["text"] for line in embedded_data["foot"]
    }
    text = json.dumps(embedded_data, ensure_ascii=False)
    assert all(words in text for words in WORDS)


def test_files_of_features_have_them_with_their_figures() -> None:
    tables = {table.id: table for table in feature_tables(noted())}
    rows = {
        row.id: dict(zip(tables[MEASUREMENTS].columns, row.values, strict=True))
        for row in tables[MEASUREMENTS].rows
    }
    assert rows["own-4"]["source"] == "Your own, not of the article and not checked"
    assert str(rows["own-4"]["note"]).startswith("Length: 5,121 km\nLeg 1: ")
    assert len(tables[NOTES].rows) == 3


def test_a_picture_that_opens_again_misses_no_notes() -> None:
    content = built_in_atlas()
    view = saved(noted(actions.show_features(["own-1"], False)), (0.0, 0.0, 1.0, 1.0))
    assert missing(view, content) == () and view.features_hidden == ()
