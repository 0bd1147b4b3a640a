"""What each click and key makes of an outline."""

from __future__ import annotations

from dataclasses import dataclass, replace

from arctic_map.model.outline import LEAST, MOST_VERTICES, Outline, OutlineKind, Place, Vertex


def added(outline: Outline, place: Place) -> Outline:
    """With one vertex more at the end; a point is whole with it. The same place again is none more."""
    *before, last = outline.parts
    if outline.ended or last[-1:] == (place,) or outline.count >= MOST_VERTICES:
        return outline
    grown = replace(outline, parts=(*before, (*last, place)), chosen=None)
    return replace(grown, ended=True) if outline.kind is OutlineKind.POINT else grown


def taken_back(outline: Outline) -> Outline:
    """Without the last vertex; what has ended goes on."""
    if outline.ended and outline.kind is not OutlineKind.POINT:
        return replace(outline, ended=False)
    *before, last = outline.parts
    return replace(outline, parts=(*before, last[:-1]), chosen=None, ended=False)


def ended(outline: Outline) -> Outline:
    """If there is enough of it; else it goes on."""
    return replace(outline, ended=True) if outline.is_enough else outline


def moved(outline: Outline, at: Vertex, place: Place) -> Outline:
    part, number = at
    places = outline.parts[part]
    return replace(_with_part(outline, part, (*places[:number], place, *places[number + 1 :])), chosen=at)


def inserted(outline: Outline, at: Vertex, place: Place) -> Outline:
    """With a vertex that has this number."""
    part, number = at
    if outline.count >= MOST_VERTICES:
        return outline
    places = outline.parts[part]
    return replace(_with_part(outline, part, (*places[:number], place, *places[number:])), chosen=at)


def removed(outline: Outline, at: Vertex) -> Outline:
    """Without a vertex, and the one before it chosen; as it was where too few would be left."""
    part, number = at
    places = outline.parts[part]
    if outline.ended and len(places) <= LEAST[outline.kind]:
        return outline
    left = (*places[:number], *places[number + 1 :])
    return replace(_with_part(outline, part, left), chosen=(part, max(number - 1, 0)) if left else None)


def chosen(outline: Outline, step: int) -> Outline:
    """The next vertex for a step of 1, the one before for -1; round and round."""
    if not (vertices := outline.vertices):
        return outline
    if outline.chosen is None:
        return replace(outline, chosen=vertices[0 if step > 0 else -1])
    number = vertices.index(outline.chosen) + step
    return replace(outline, chosen=vertices[number % len(vertices)])


def _with_part(outline: Outline, number: int, part: tuple[Place, ...]) -> Outline:
    return replace(outline, parts=(*outline.parts[:number], part, *outline.parts[number + 1 :]))


@dataclass(frozen=True, slots=True)
class Steps:
    """The drawing as it is, as it was and as it could be again."""

    now: Outline
    done: tuple[Outline, ...] = ()
    """What it was before, the latest last."""
    undone: tuple[Outline, ...] = ()


def stepped(steps: Steps, outline: Outline) -> Steps:
    """With one step more; none where only another vertex was chosen."""
    if replace(outline, chosen=None) == replace(steps.now, chosen=None):
        return replace(steps, now=outline)
    return Steps(outline, (*steps.done, steps.now))


def undone(steps: Steps) -> Steps:
    if not steps.done:
        return steps
    *done, before = steps.done
    return Steps(before, tuple(done), (*steps.undone, steps.now))


def redone(steps: Steps) -> Steps:
    if not steps.undone:
        return steps
    *left, after = steps.undone
    return Steps(after, (*steps.done, steps.now), tuple(left))
