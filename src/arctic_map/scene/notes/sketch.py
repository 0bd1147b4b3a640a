"""A note or measurement being drawn: the effect of each click and key."""

from __future__ import annotations

from dataclasses import dataclass, replace

from arctic_map.model.note import MAX_PLACES, MEASURED, MIN_PLACES, Note, NoteKind, Place


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

    @property
    def is_enough(self) -> bool:
        """Whether it has enough places for its kind."""
        return len(self.places) >= MIN_PLACES[self.kind]

    @property
    def drawn(self) -> Note | None:
        """The note to paint, including the preview; None without places."""
        places = self.places
        if places and self.pointer and not self.ended and self.pointer != places[-1]:
            places = (*places, self.pointer)
        return Note(id="", kind=self.kind, places=places, text=self.text) if places else None


def placed(sketch: Sketch, place: Place) -> Sketch:
    """Add a place, or start a new sketch after a finished one; a repeated place is ignored."""
    if sketch.ended:
        return Sketch(sketch.kind, (place,), place)
    if sketch.places[-1:] == (place,) or len(sketch.places) >= MAX_PLACES:
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
