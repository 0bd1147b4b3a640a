"""Clicks and keys make a mark, and take it back step by step."""

import random
from random import Random

import pytest

from arctic_map.model.note import MAX_PLACES, MIN_PLACES, NoteKind
from arctic_map.model.outline import MAX_VERTICES, MIN_VERTICES, Outline, OutlineKind
from arctic_map.scene.sketches import drawing_steps
from arctic_map.scene.sketches.drawing_steps import (
    OutlineHistory,
    Sketch,
    ended,
    placed,
    pointed,
    without_last,
)

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
    full = Sketch(NoteKind.DISTANCE, (A, B) * (MAX_PLACES // 2), pointer=C)
    assert full.drawn is not None and full.drawn.places == full.places
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


KOLA, LAPTEV, BERING = (33.0, 69.0), (125.0, 76.0), (-170.0, 66.0)


def drawn(kind: OutlineKind, *places: tuple[float, float]) -> Outline:
    outline = Outline(kind)
    for place in places:
        outline = drawing_steps.added(outline, place)
    return outline


def test_a_point_is_whole_with_its_place_and_a_line_goes_on() -> None:
    assert drawn(OutlineKind.POINT, KOLA).ended
    line = drawn(OutlineKind.LINE, KOLA, LAPTEV)
    assert not line.ended and line.is_enough


def test_the_same_place_again_is_no_vertex_and_neither_is_one_behind_the_end() -> None:
    assert drawn(OutlineKind.LINE, KOLA, KOLA).count == 1
    line = drawing_steps.outline_ended(drawn(OutlineKind.LINE, KOLA, LAPTEV))
    assert drawing_steps.added(line, BERING) == line


def test_too_few_vertices_do_not_end() -> None:
    assert not drawing_steps.outline_ended(drawn(OutlineKind.AREA, KOLA, LAPTEV)).ended


def test_taking_back_opens_what_has_ended_and_then_takes_vertices() -> None:
    line = drawing_steps.outline_ended(drawn(OutlineKind.LINE, KOLA, LAPTEV))
    opened = drawing_steps.without_last_vertex(line)
    assert not opened.ended and opened.count == 2
    assert drawing_steps.without_last_vertex(opened).parts == ((KOLA,),)
    assert drawing_steps.without_last_vertex(drawn(OutlineKind.POINT, KOLA)) == Outline(OutlineKind.POINT)


def test_a_vertex_is_moved_put_in_and_chosen() -> None:
    line = drawn(OutlineKind.LINE, KOLA, LAPTEV)
    put = drawing_steps.inserted(line, (0, 1), BERING)
    assert put.parts == ((KOLA, BERING, LAPTEV),) and put.chosen == (0, 1)
    assert drawing_steps.moved(put, (0, 2), KOLA).parts == ((KOLA, BERING, KOLA),)


@pytest.mark.parametrize("kind", [OutlineKind.LINE, OutlineKind.AREA])
def test_what_has_ended_keeps_vertices_enough(kind: OutlineKind) -> None:
    whole = drawing_steps.outline_ended(drawn(kind, *(KOLA, LAPTEV, BERING)[: MIN_VERTICES[kind]]))
    assert drawing_steps.removed(whole, (0, 0)) == whole
    more = drawing_steps.inserted(whole, (0, 1), (50.0, 70.0))
    assert drawing_steps.removed(more, (0, 1)).parts == whole.parts


def test_the_next_vertex_is_chosen_round_and_round() -> None:
    line = drawn(OutlineKind.LINE, KOLA, LAPTEV)
    first = drawing_steps.chosen(line, 1)
    assert first.chosen == (0, 0)
    assert drawing_steps.chosen(drawing_steps.chosen(first, 1), 1).chosen == (0, 0)
    assert drawing_steps.chosen(line, -1).chosen == (0, 1)
    assert drawing_steps.chosen(Outline(OutlineKind.LINE), 1).chosen is None


def test_no_outline_has_more_vertices_than_a_hand_can_be_at() -> None:
    full = Outline(OutlineKind.LINE, (tuple((n / 100, 70.0) for n in range(MAX_VERTICES)),))
    assert drawing_steps.added(full, KOLA) == full
    assert drawing_steps.inserted(full, (0, 1), KOLA) == full


def test_every_step_is_undone_and_redone() -> None:
    random = Random(7)
    whole = OutlineHistory(Outline(OutlineKind.AREA))
    for _ in range(200):
        outline = whole.now
        place = (random.uniform(-180, 180), random.uniform(50, 90))
        edits = [drawing_steps.added(outline, place), drawing_steps.chosen(outline, 1)]
        if outline.chosen:
            edits += [
                drawing_steps.moved(outline, outline.chosen, place),
                drawing_steps.inserted(outline, outline.chosen, place),
                drawing_steps.removed(outline, outline.chosen),
            ]
        whole = drawing_steps.stepped(whole, random.choice(edits))
    seen = [whole.now.parts]
    while whole.done:
        whole = drawing_steps.undone(whole)
        seen.append(whole.now.parts)
    assert seen[-1] == ((),) and len(seen) > 100
    for parts in reversed(seen[:-1]):
        whole = drawing_steps.redone(whole)
        assert whole.now.parts == parts


def test_choosing_a_vertex_is_no_step() -> None:
    line = OutlineHistory(drawn(OutlineKind.LINE, KOLA, LAPTEV))
    assert not drawing_steps.stepped(line, drawing_steps.chosen(line.now, 1)).done


def test_removing_a_vertex_selects_the_one_before() -> None:
    line = drawn(OutlineKind.LINE, KOLA, LAPTEV, BERING)
    for number, chosen in ((2, 1), (1, 0), (0, 0)):
        assert drawing_steps.removed(line, (0, number)).chosen == (0, chosen)
    one = drawn(OutlineKind.LINE, KOLA)
    assert drawing_steps.removed(one, (0, 0)).chosen is None and drawing_steps.removed(one, (0, 0)).count == 0
    whole = drawing_steps.outline_ended(drawn(OutlineKind.LINE, KOLA, LAPTEV))
    assert drawing_steps.removed(whole, (0, 0)) == whole
