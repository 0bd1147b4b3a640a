"""The effect of each click and key on a note, a measurement or an outline that is being drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace

from arctic_map.model.note import MAX_PLACES, MEASURED, MIN_PLACES, Note, NoteKind, Place
from arctic_map.model.outline import MAX_VERTICES, MIN_VERTICES, Outline, OutlineKind, Vertex


@dataclass(frozen=True, slots=True)
class Sketch:
    """A note or measurement being drawn; places in degrees, lon/lat."""

    kind: NoteKind
    places: tuple[Place, ...] = ()
    pointer: Place | None = None
    """Preview of the next place."""
    ended: bool = False
    text: str = ""
    note: str = ""
    """Id of the note being moved; empty for a new one."""
    selects: bool = False
    """Whether the features in the area are selected, rather than measured."""

    @property
    def measures(self) -> bool:
        """Whether it is a measurement."""
        return self.kind in MEASURED and not self.selects

    @property
    def is_enough(self) -> bool:
        """Whether it has enough places for its kind."""
        return len(self.places) >= MIN_PLACES[self.kind]

    @property
    def is_full(self) -> bool:
        """Whether no further place can be added."""
        return not self.ended and len(self.places) >= MAX_PLACES

    @property
    def drawn(self) -> Note | None:
        """The note to paint, including the preview; None without places."""
        places = self.places
        follows = not self.ended and not self.is_full
        if places and self.pointer and follows and self.pointer != places[-1]:
            places = (*places, self.pointer)
        return Note(id="", kind=self.kind, places=places, text=self.text) if places else None

    @property
    def measurement(self) -> Note | None:
        """The measurement of the places without the preview; None if there are too few."""
        return replace(self, ended=True).drawn if self.measures and self.is_enough else None


def placed(sketch: Sketch, place: Place) -> Sketch:
    """Add a place, or start a new sketch after a finished one; a repeated place is ignored."""
    if sketch.ended:
        return Sketch(sketch.kind, (place,), place)
    if sketch.places[-1:] == (place,) or sketch.is_full:
        return sketch
    grown = replace(sketch, places=(*sketch.places, place), pointer=place)
    return grown if sketch.kind in MEASURED else ended(grown)


def without_last(sketch: Sketch) -> Sketch:
    """Remove the last place, or reopen a finished sketch."""
    if sketch.ended:
        return replace(sketch, ended=False)
    return replace(sketch, places=sketch.places[:-1])


def pointed(sketch: Sketch, place: Place | None) -> Sketch:
    """Set the preview of the next place; None for none."""
    return sketch if sketch.ended else replace(sketch, pointer=place)


def ended(sketch: Sketch) -> Sketch:
    """Finish the sketch if it has enough places."""
    return replace(sketch, ended=True) if sketch.is_enough else sketch


def added(outline: Outline, place: Place) -> Outline:
    """Append a vertex, which completes a point; a repeated place or one beyond MAX_VERTICES is ignored."""
    *before, last = outline.parts
    if outline.ended or last[-1:] == (place,) or outline.count >= MAX_VERTICES:
        return outline
    grown = replace(outline, parts=(*before, (*last, place)), chosen=None)
    return replace(grown, ended=True) if outline.kind is OutlineKind.POINT else grown


def without_last_vertex(outline: Outline) -> Outline:
    """Remove the last vertex, or reopen a finished line or area."""
    if outline.ended and outline.kind is not OutlineKind.POINT:
        return replace(outline, ended=False)
    *before, last = outline.parts
    return replace(outline, parts=(*before, last[:-1]), chosen=None, ended=False)


def outline_ended(outline: Outline) -> Outline:
    """Finish the outline if it has enough vertices."""
    return replace(outline, ended=True) if outline.is_enough else outline


def moved(outline: Outline, at: Vertex, place: Place) -> Outline:
    """Move a vertex and select it."""
    part, number = at
    places = outline.parts[part]
    return replace(_with_part(outline, part, (*places[:number], place, *places[number + 1 :])), chosen=at)


def inserted(outline: Outline, at: Vertex, place: Place) -> Outline:
    """Insert a vertex with this index and select it."""
    part, number = at
    if outline.count >= MAX_VERTICES:
        return outline
    places = outline.parts[part]
    return replace(_with_part(outline, part, (*places[:number], place, *places[number:])), chosen=at)


def removed(outline: Outline, at: Vertex) -> Outline:
    """Remove a vertex and select the one before; unchanged if too few would remain."""
    part, number = at
    places = outline.parts[part]
    if outline.ended and len(places) <= MIN_VERTICES[outline.kind]:
        return outline
    remaining = (*places[:number], *places[number + 1 :])
    return replace(
        _with_part(outline, part, remaining), chosen=(part, max(number - 1, 0)) if remaining else None
    )


def chosen(outline: Outline, step: int) -> Outline:
    """Select the next vertex for a step of 1, the previous for -1, cyclically."""
    if not (vertices := outline.vertices):
        return outline
    if outline.chosen is None:
        return replace(outline, chosen=vertices[0 if step > 0 else -1])
    number = vertices.index(outline.chosen) + step
    return replace(outline, chosen=vertices[number % len(vertices)])


def _with_part(outline: Outline, number: int, part: tuple[Place, ...]) -> Outline:
    return replace(outline, parts=(*outline.parts[:number], part, *outline.parts[number + 1 :]))


@dataclass(frozen=True, slots=True)
class OutlineHistory:
    """An outline with its undo history."""

    now: Outline
    done: tuple[Outline, ...] = ()
    """Earlier outlines, the latest last."""
    undone: tuple[Outline, ...] = ()


def stepped(steps: OutlineHistory, outline: Outline) -> OutlineHistory:
    """Add a step; a changed selection alone is no step."""
    if replace(outline, chosen=None) == replace(steps.now, chosen=None):
        return replace(steps, now=outline)
    return OutlineHistory(outline, (*steps.done, steps.now))


def undone(steps: OutlineHistory) -> OutlineHistory:
    if not steps.done:
        return steps
    *done, before = steps.done
    return OutlineHistory(before, tuple(done), (*steps.undone, steps.now))


def redone(steps: OutlineHistory) -> OutlineHistory:
    if not steps.undone:
        return steps
    *remaining, after = steps.undone
    return OutlineHistory(after, (*steps.done, steps.now), tuple(remaining))
