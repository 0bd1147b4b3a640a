"""A note or measurement in the making: what each click and key makes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from arctic_map.model.note import LEAST, MEASURED, MOST_PLACES, Note, NoteKind, Place


@dataclass(frozen=True, slots=True)
class Sketch:
    """Places in degrees, lon/lat."""

    kind: NoteKind
    places: tuple[Place, ...] = ()
    pointer: Place | None = None
    """Where the next place would be."""
    ended: bool = False
    text: str = ""
    note: str = ""
    """The id of the note that is moved; empty for a new one."""

    @property
    def is_enough(self) -> bool:
        """Whether its places make a mark."""
        return len(self.places) >= LEAST[self.kind]

    @property
    def drawn(self) -> Note | None:
        """As it is painted, to the pointer while it goes on; None of nothing."""
        places = self.places
        if places and self.pointer and not self.ended and self.pointer != places[-1]:
            places = (*places, self.pointer)
        return Note(id="", kind=self.kind, places=places, text=self.text) if places else None


def placed(sketch: Sketch, place: Place) -> Sketch:
    """With one place more; what has ended begins anew with it. The same place again is none more."""
    if sketch.ended:
        return Sketch(sketch.kind, (place,), place)
    if sketch.places[-1:] == (place,) or len(sketch.places) >= MOST_PLACES:
        return sketch
    grown = replace(sketch, places=(*sketch.places, place), pointer=place)
    return grown if sketch.kind in MEASURED else ended(grown)


def taken_back(sketch: Sketch) -> Sketch:
    """Without the last place; what has ended goes on."""
    if sketch.ended:
        return replace(sketch, ended=False)
    return replace(sketch, places=sketch.places[:-1])


def pointed(sketch: Sketch, place: Place | None) -> Sketch:
    return sketch if sketch.ended else replace(sketch, pointer=place)


def ended(sketch: Sketch) -> Sketch:
    """If there is enough of it; else it goes on."""
    return replace(sketch, ended=True) if sketch.is_enough else sketch
