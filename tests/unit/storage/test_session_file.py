"""A session comes back as it was written, and what is no session is set aside."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from arctic_map.model.itinerary import Itinerary, Stop
from arctic_map.model.note import MAX_NOTES, MAX_PLACES, Note, NoteKind
from arctic_map.model.saved_view import SavedSession
from arctic_map.storage import graphics_record, preparation, session_file
from arctic_map.storage.app_folders import SESSION
from arctic_map.storage.session_file import SessionUnreadable

SAVED = SavedSession(
    projection="world",
    hidden=("drills",),
    opacity=(("lanes", 0.5),),
    viewport=(1.0, 2.0, 3000.0, 640.0, 480.0),
    order=("ports", "lanes"),
    feature="arkhangelsk",
    when=(date(2022, 1, 1), date(2024, 12, 31)),
    month=9,
    route=Itinerary(
        Stop("Murmansk", (33.05, 68.98), "RUMMK"), Stop("", (60.0, 73.8)), (), ("kiel",), ("nsr", "suez")
    ),
    kinds_hidden=("forecast",),
)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    session_file.write(tmp_path, SAVED)
    assert session_file.read(tmp_path) == SAVED


OF_0_1 = """{"plane": "epsg3413", "files": ["/data/mine.geojson"], "hidden": ["drills"],
 "opacity": [["lanes", 0.5]], "viewport": [-1.0, 2.5, 3000.0, 640.0, 480.0],
 "feature": null, "fact": "T3", "person": null, "position": [40.5, 64.5],
 "compared": ["L5", "L6"], "when": ["2022-01-01", "2024-12-31"], "kinds_hidden": ["forecast"],
 "precisions_hidden": ["schematic"]}"""
"""All that a session of 0.1.0 could hold, as it wrote it."""


def test_a_session_of_0_1_is_read_with_all_its_content(tmp_path: Path) -> None:
    (tmp_path / SESSION).write_text(OF_0_1)
    assert session_file.read(tmp_path) == SavedSession(
        projection="epsg3413",
        files=("/data/mine.geojson",),
        hidden=("drills",),
        opacity=(("lanes", 0.5),),
        viewport=(-1.0, 2.5, 3000.0, 640.0, 480.0),
        fact="T3",
        position=(40.5, 64.5),
        compared=("L5", "L6"),
        when=(date(2022, 1, 1), date(2024, 12, 31)),
        kinds_hidden=("forecast",),
        precisions_hidden=("schematic",),
    )


def test_a_session_with_all_shapes_that_may_be_drawn_is_read_again(tmp_path: Path) -> None:
    places = tuple((10.123456789012345 + at / 7, 70.123456789012345) for at in range(MAX_PLACES))
    notes = tuple(
        Note(id=f"own-{at}", kind=NoteKind.DISTANCE, places=places) for at in range(1, MAX_NOTES + 1)
    )
    session_file.write(tmp_path, replace(SAVED, notes=notes))
    saved = session_file.read(tmp_path)
    assert saved is not None and len(saved.notes) == MAX_NOTES


def test_without_a_file_there_is_no_session(tmp_path: Path) -> None:
    assert session_file.read(tmp_path) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        '{"projection": 7}',
        '{"hidden": []}',
        '{"projection": "nsr", "viewport": [1, 2]}',
        "[" * 9999,
    ],
)
def test_a_file_that_is_no_session_is_set_aside_with_a_sentence(text: str, tmp_path: Path) -> None:
    (tmp_path / SESSION).write_text(text)
    with pytest.raises(SessionUnreadable, match="starts without it"):
        session_file.read(tmp_path)
    assert (tmp_path / "session.unreadable.json").read_text() == text
    assert session_file.read(tmp_path) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither at such places")
@pytest.mark.parametrize("kind", ["device", "pipe", "endless"])
def test_what_is_no_file_or_too_large_is_set_aside_unread(kind: str, tmp_path: Path) -> None:
    path = tmp_path / SESSION
    if kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.touch()
        os.truncate(path, 1 << 40)
    with pytest.raises(SessionUnreadable, match="too large" if kind == "endless" else "it is not a file"):
        session_file.read(tmp_path)
    assert not os.path.lexists(path)
    assert os.path.lexists(tmp_path / "session.unreadable.json")
    session_file.write(tmp_path, SAVED)
    assert session_file.read(tmp_path) == SAVED


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such device")
def test_other_state_is_read_from_regular_files_only(tmp_path: Path) -> None:
    for name in (preparation.LAST, graphics_record.FILE):
        (tmp_path / name).symlink_to("/dev/zero")
    assert preparation.read_last(tmp_path, tmp_path, "light", b"") is None
    assert graphics_record.read(tmp_path) is None
