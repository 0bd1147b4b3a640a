"""A measurement on the map is stored when the window closes."""

from collections.abc import Callable

import pytest
from tests.unit.desktop.map.conftest import Parts

from arctic_map.desktop.map.sketching import Sketching
from arctic_map.model.note import Note, NoteKind

PLACES = (30.0, 72.0), (50.0, 72.0)


@pytest.mark.parametrize("finished", [True, False])
def test_a_measurement_on_the_map_is_in_the_session_when_the_window_closes(
    finished: bool, parts: Callable[..., Parts]
) -> None:
    on = parts()
    tool, stored = Sketching(on.view, on.store, on.window), list[tuple[Note, ...]]()
    on.window.closing.connect(lambda: stored.append(on.store.session.notes))
    tool.begin(NoteKind.DISTANCE)
    for place in PLACES:
        tool.add_place(*on.metres(place), ends=False)
    if finished:
        tool.finish()
    on.window.close()
    ((note,),) = stored
    assert note.kind is NoteKind.DISTANCE
    assert [*note.places] == [pytest.approx(place) for place in PLACES]


def test_a_single_point_is_not_stored(parts: Callable[..., Parts]) -> None:
    on = parts()
    tool = Sketching(on.view, on.store, on.window)
    tool.begin(NoteKind.DISTANCE, PLACES[0])
    on.window.close()
    assert on.store.session.notes == ()
