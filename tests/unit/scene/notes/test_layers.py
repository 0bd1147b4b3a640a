"""What the reader notes is a layer like others, apart from the atlas's own, and stored with the session."""

from dataclasses import replace

import pytest
from tests.built_in import built_in_atlas

from arctic_map.model.catalog import Catalog
from arctic_map.model.feature import Precision
from arctic_map.model.note import MEASUREMENTS, NOTES, TOPIC, Note, NoteKind
from arctic_map.model.preferences import DEFAULT, Preferences
from arctic_map.scene.notes.layers import drawings_of, with_notes

MARKER = Note(id="own-1", kind=NoteKind.MARKER, places=((33.0, 69.0),), text="Ours")
WAY = Note(id="own-2", kind=NoteKind.DISTANCE, places=((33.0, 69.0), (40.5, 64.5)))


@pytest.fixture(scope="module")
def content() -> Catalog:
    return built_in_atlas()


def test_notes_and_measurements_are_layers_on_top(content: Catalog) -> None:
    whole = with_notes(content, (MARKER, WAY), DEFAULT)
    assert [layer.id for layer in whole.layers[-2:]] == [MEASUREMENTS, NOTES]
    assert {layer.topic for layer in whole.layers[-2:]} == {TOPIC}
    assert whole.layers[: len(content.layers)] == content.layers
    own = whole.features["own-2"]
    assert own.precision is Precision.UNCHECKED and not own.facts
    assert dict(own.details)["Length"] == "600 km"
    assert with_notes(content, (), DEFAULT) is content


def test_other_units_hidden_notes_and_other_words_are_other_drawings(content: Catalog) -> None:
    def digest(*notes: Note, preferences: Preferences = DEFAULT, hidden: frozenset[str] = frozenset()) -> str:
        return with_notes(content, notes, preferences, hidden).layers[-1].digest

    ways = (
        digest(MARKER),
        digest(replace(MARKER, text="Theirs")),
        digest(MARKER, preferences=Preferences(units="nmi")),
        digest(MARKER, hidden=frozenset({"own-1"})),
    )
    assert len(set(ways)) == len(ways)


def test_a_hidden_note_leaves_no_words_behind(content: Catalog) -> None:
    (drawings,) = drawings_of(content, (MARKER,), DEFAULT, {"own-1"})
    assert not drawings.drawing("nsr").labels and drawings.box("nsr") is None
