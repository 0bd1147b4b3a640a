from datetime import date
from pathlib import Path

import pytest

from arctic_map.files import session
from arctic_map.files.session import SessionUnreadable
from arctic_map.model.saved import Saved

SAVED = Saved(
    projection="world",
    hidden=("drills",),
    opacity=(("lanes", 0.5),),
    viewport=(1.0, 2.0, 3000.0, 640.0, 480.0),
    order=("ports", "lanes"),
    feature="arkhangelsk",
    when=(date(2022, 1, 1), date(2024, 12, 31)),
    kinds_hidden=("forecast",),
)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    session.write(tmp_path, SAVED)
    assert session.read(tmp_path) == SAVED


def test_the_session_of_an_older_version_is_read(tmp_path: Path) -> None:
    (tmp_path / session.NAME).write_text(
        '{"projection": "nsr", "hidden": ["drills"], "opacity": [["lanes", 0]]}'
    )
    assert session.read(tmp_path) == Saved(projection="nsr", hidden=("drills",), opacity=(("lanes", 0),))


def test_without_a_file_there_is_no_session(tmp_path: Path) -> None:
    assert session.read(tmp_path) is None


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
    (tmp_path / session.NAME).write_text(text)
    with pytest.raises(SessionUnreadable, match="starts anew"):
        session.read(tmp_path)
    assert (tmp_path / "session.unreadable.json").read_text() == text
    assert session.read(tmp_path) is None
