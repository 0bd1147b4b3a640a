"""Clicks and keys make a mark, and take it back step by step."""

import random

from arctic_map.model.note import MAX_PLACES, MIN_PLACES, NoteKind
from arctic_map.scene.notes.sketch import Sketch, ended, placed, pointed, without_last

A, B, C = (30.0, 70.0), (40.0, 72.0), (50.0, 71.0)


def test_a_way_grows_with_each_place_and_ends_on_request() -> None:
    sketch = placed(placed(Sketch(NoteKind.DISTANCE), A), B)
    assert sketch.places == (A, B) and not sketch.ended
    assert ended(sketch).ended
    assert without_last(ended(sketch)) == sketch
    assert without_last(sketch).places == (A,)
    assert without_last(Sketch(NoteKind.DISTANCE)).places == ()


def test_the_same_place_again_is_none_more() -> None:
    once = placed(Sketch(NoteKind.DISTANCE), A)
    assert placed(once, A) == once


def test_too_little_does_not_end() -> None:
    for kind, least in MIN_PLACES.items():
        sketch = Sketch(kind, (A, B, C)[: least - 1])
        assert not ended(sketch).ended
        assert ended(Sketch(kind, (A, B, C)[:least])).ended


def test_a_marker_is_done_with_one_place_and_an_arrow_with_two() -> None:
    assert placed(Sketch(NoteKind.MARKER), A).ended
    arrow = placed(Sketch(NoteKind.ARROW), A)
    assert not arrow.ended and placed(arrow, B).ended


def test_a_click_after_the_end_starts_a_new_one() -> None:
    done = ended(placed(placed(Sketch(NoteKind.DISTANCE), A), B))
    restarted = placed(done, C)
    assert restarted.places == (C,) and not restarted.ended


def test_what_is_drawn_reaches_to_the_pointer_while_it_goes_on() -> None:
    going = pointed(placed(Sketch(NoteKind.DISTANCE), A), B)
    assert going.drawn is not None and going.drawn.places == (A, B)
    done = ended(pointed(placed(placed(Sketch(NoteKind.DISTANCE), A), B), C))
    assert done.drawn is not None and done.drawn.places == (A, B)
    assert pointed(done, A) == done
    assert pointed(Sketch(NoteKind.DISTANCE), A).drawn is None


def test_whatever_is_done_leaves_a_sketch_that_can_be_drawn() -> None:
    pick = random.Random(11)
    for _ in range(200):
        sketch = Sketch(pick.choice(list(NoteKind)))
        for _ in range(30):
            place = (pick.uniform(-180, 180), pick.uniform(-90, 90))
            step = pick.choice([placed, pointed])
            sketch = pick.choice([step(sketch, place), without_last(sketch), ended(sketch)])
            assert len(sketch.places) <= MAX_PLACES
            assert not sketch.ended or sketch.is_enough
            assert (sketch.drawn is None) == (not sketch.places)


def test_a_mark_has_no_more_places_than_it_may() -> None:
    places = tuple((number / 10, 70.0) for number in range(MAX_PLACES))
    almost = Sketch(NoteKind.DISTANCE, places[:-1])
    assert placed(almost, places[-1]).places == places
    assert placed(Sketch(NoteKind.DISTANCE, places), C).places == places
