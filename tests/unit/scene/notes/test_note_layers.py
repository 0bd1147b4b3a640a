"""What the reader notes is a layer like others, apart from the atlas's own, and kept with the session."""

from dataclasses import replace

import pytest
from tests.built_in import built_in_atlas
from tests.looks import SYMBOLOGY

from arctic_map.model.catalog import Catalog
from arctic_map.model.feature import Precision
from arctic_map.model.note import MEASUREMENTS, NOTES, TOPIC, Note, NoteKind
from arctic_map.model.preferences import DEFAULT, Preferences
from arctic_map.scene.notes.layers import drawings_of, with_notes
from arctic_map.scene.session import actions
from arctic_map.scene.session.history import MAP, History, recorded, redo, step_name, undo
from arctic_map.scene.session.remembering import kept, restored
from arctic_map.scene.session.session import Session

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


def test_the_table_of_styles_has_all_of_them_in_one_group() -> None:
    own = [row for row in SYMBOLOGY.styles.values() if row.legend_group == "Your notes"]
    assert [row.legend for row in own] == ["Marker", "Arrow", "Measured way", "Measured area"]


def test_keeping_changing_moving_and_deleting_are_steps_that_are_named_and_undone() -> None:
    steps = [
        (actions.keep_note(MARKER), "Add the note"),
        (actions.keep_note(replace(MARKER, text="Theirs")), "Change the note"),
        (actions.keep_note(replace(MARKER, text="Theirs", places=((34.0, 70.0),))), "Move the note"),
        (actions.keep_note(WAY), "Keep the measurement"),
        (actions.delete_notes(["own-1"]), "Delete 1 note"),
    ]
    history, session = History(), Session()
    seen = [session.notes]
    for number, (action, name) in enumerate(steps):
        before, session = session, action(session)
        assert step_name(before, session, {}) == name
        history = recorded(history, before, session, {}, number * 10.0)
        seen.append(session.notes)
    for notes in reversed(seen[:-1]):
        history, session = undo(history, session)
        assert session.notes == notes
    for notes in seen[1:]:
        history, session = redo(history, session)
        assert session.notes == notes
    assert "notes" in MAP


def test_a_deleted_note_is_no_longer_selected_or_hidden() -> None:
    session = Session(notes=(MARKER,), features_hidden=frozenset({"own-1"}))
    session = actions.delete_notes(["own-1"])(actions.select_feature("own-1")(session))
    assert session.selected is None and not session.features_hidden and not session.notes


def test_a_note_that_is_kept_is_seen() -> None:
    session = Session(hidden=frozenset({NOTES}))
    assert NOTES not in actions.keep_note(MARKER)(session).hidden


def test_notes_come_back_with_the_session(content: Catalog) -> None:
    session = Session(notes=(MARKER, WAY), hidden=frozenset({NOTES}), features_hidden=frozenset({"own-2"}))
    back = restored(kept(session), content, "light")
    assert (back.notes, back.hidden, back.features_hidden) == (
        session.notes,
        session.hidden,
        session.features_hidden,
    )


@pytest.mark.parametrize(
    "wrong",
    [
        replace(MARKER, places=((200.0, 69.0),)),
        replace(MARKER, places=((33.0, float("nan")),)),
        replace(MARKER, id="murmansk"),
        replace(MARKER, id="own-x"),
        replace(MARKER, places=()),
        replace(MARKER, text="x" * 1000),
        replace(WAY, places=WAY.places * 200),
    ],
)
def test_a_note_that_nobody_can_have_made_is_no_session(content: Catalog, wrong: Note) -> None:
    with pytest.raises(ValueError, match="note"):
        restored(replace(kept(Session()), notes=(wrong,)), content, "light")
