"""Vertices are added, moved, inserted and removed, and every step can be undone."""

from random import Random

import pytest

from arctic_map.model.outline import MAX_VERTICES, MIN_VERTICES, Outline, OutlineKind
from arctic_map.scene.digitising import outlining
from arctic_map.scene.digitising.outlining import OutlineHistory

KOLA, LAPTEV, BERING = (33.0, 69.0), (125.0, 76.0), (-170.0, 66.0)


def drawn(kind: OutlineKind, *places: tuple[float, float]) -> Outline:
    outline = Outline(kind)
    for place in places:
        outline = outlining.added(outline, place)
    return outline


def test_a_point_is_whole_with_its_place_and_a_line_goes_on() -> None:
    assert drawn(OutlineKind.POINT, KOLA).ended
    line = drawn(OutlineKind.LINE, KOLA, LAPTEV)
    assert not line.ended and line.is_enough


def test_the_same_place_again_is_no_vertex_and_neither_is_one_behind_the_end() -> None:
    assert drawn(OutlineKind.LINE, KOLA, KOLA).count == 1
    line = outlining.ended(drawn(OutlineKind.LINE, KOLA, LAPTEV))
    assert outlining.added(line, BERING) == line


def test_too_few_vertices_do_not_end() -> None:
    assert not outlining.ended(drawn(OutlineKind.AREA, KOLA, LAPTEV)).ended


def test_taking_back_opens_what_has_ended_and_then_takes_vertices() -> None:
    line = outlining.ended(drawn(OutlineKind.LINE, KOLA, LAPTEV))
    opened = outlining.without_last(line)
    assert not opened.ended and opened.count == 2
    assert outlining.without_last(opened).parts == ((KOLA,),)
    assert outlining.without_last(drawn(OutlineKind.POINT, KOLA)) == Outline(OutlineKind.POINT)


def test_a_vertex_is_moved_put_in_and_chosen() -> None:
    line = drawn(OutlineKind.LINE, KOLA, LAPTEV)
    put = outlining.inserted(line, (0, 1), BERING)
    assert put.parts == ((KOLA, BERING, LAPTEV),) and put.chosen == (0, 1)
    assert outlining.moved(put, (0, 2), KOLA).parts == ((KOLA, BERING, KOLA),)


@pytest.mark.parametrize("kind", [OutlineKind.LINE, OutlineKind.AREA])
def test_what_has_ended_keeps_vertices_enough(kind: OutlineKind) -> None:
    whole = outlining.ended(drawn(kind, *(KOLA, LAPTEV, BERING)[: MIN_VERTICES[kind]]))
    assert outlining.removed(whole, (0, 0)) == whole
    more = outlining.inserted(whole, (0, 1), (50.0, 70.0))
    assert outlining.removed(more, (0, 1)).parts == whole.parts


def test_the_next_vertex_is_chosen_round_and_round() -> None:
    line = drawn(OutlineKind.LINE, KOLA, LAPTEV)
    first = outlining.chosen(line, 1)
    assert first.chosen == (0, 0)
    assert outlining.chosen(outlining.chosen(first, 1), 1).chosen == (0, 0)
    assert outlining.chosen(line, -1).chosen == (0, 1)
    assert outlining.chosen(Outline(OutlineKind.LINE), 1).chosen is None


def test_no_outline_has_more_vertices_than_a_hand_can_be_at() -> None:
    full = Outline(OutlineKind.LINE, (tuple((n / 100, 70.0) for n in range(MAX_VERTICES)),))
    assert outlining.added(full, KOLA) == full
    assert outlining.inserted(full, (0, 1), KOLA) == full


def test_every_step_is_undone_and_redone() -> None:
    random = Random(7)
    whole = OutlineHistory(Outline(OutlineKind.AREA))
    for _ in range(200):
        outline = whole.now
        place = (random.uniform(-180, 180), random.uniform(50, 90))
        edits = [outlining.added(outline, place), outlining.chosen(outline, 1)]
        if outline.chosen:
            edits += [
                outlining.moved(outline, outline.chosen, place),
                outlining.inserted(outline, outline.chosen, place),
                outlining.removed(outline, outline.chosen),
            ]
        whole = outlining.stepped(whole, random.choice(edits))
    seen = [whole.now.parts]
    while whole.done:
        whole = outlining.undone(whole)
        seen.append(whole.now.parts)
    assert seen[-1] == ((),) and len(seen) > 100
    for parts in reversed(seen[:-1]):
        whole = outlining.redone(whole)
        assert whole.now.parts == parts


def test_choosing_a_vertex_is_no_step() -> None:
    line = OutlineHistory(drawn(OutlineKind.LINE, KOLA, LAPTEV))
    assert not outlining.stepped(line, outlining.chosen(line.now, 1)).done


def test_removing_a_vertex_selects_the_one_before() -> None:
    line = drawn(OutlineKind.LINE, KOLA, LAPTEV, BERING)
    for number, chosen in ((2, 1), (1, 0), (0, 0)):
        assert outlining.removed(line, (0, number)).chosen == (0, chosen)
    one = drawn(OutlineKind.LINE, KOLA)
    assert outlining.removed(one, (0, 0)).chosen is None and outlining.removed(one, (0, 0)).count == 0
    whole = outlining.ended(drawn(OutlineKind.LINE, KOLA, LAPTEV))
    assert outlining.removed(whole, (0, 0)) == whole
