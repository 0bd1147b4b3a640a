"""A mark of the reader's own on the map: a note, or what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TOPIC = "yours"
PREFIX = "own-"
"""Begins the ids of such marks and of their layers, and no other's."""
NOTES, MEASUREMENTS = f"{PREFIX}notes", f"{PREFIX}measurements"
"""The layers of both kinds."""
LAYERS = (MEASUREMENTS, NOTES)
"""In draw order, bottom first."""
LONGEST = 120
"""Characters of a note's words: they stand in one line."""
MOST_NOTES = 500
"""That a session keeps."""
MOST_PLACES = 200
"""Of one mark."""

Place = tuple[float, float]
"""Longitude and latitude, degrees."""


class NoteKind(StrEnum):
    MARKER = "marker"
    TEXT = "text"
    ARROW = "arrow"
    DISTANCE = "distance"
    AREA = "area"


MEASURED = (NoteKind.DISTANCE, NoteKind.AREA)
LEAST = {
    NoteKind.MARKER: 1,
    NoteKind.TEXT: 1,
    NoteKind.ARROW: 2,
    NoteKind.DISTANCE: 2,
    NoteKind.AREA: 3,
}
"""Places without which there is no mark."""


ROLES = {
    NoteKind.MARKER: "note-marker",
    NoteKind.TEXT: "note-text",
    NoteKind.ARROW: "note-arrow",
    NoteKind.DISTANCE: "measured-way",
    NoteKind.AREA: "measured-area",
}
"""What each is painted by, in the table of styles."""
CORNER = "measured-corner"
"""The role of the places between which is measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Places in degrees, lon/lat."""

    id: str
    kind: NoteKind
    places: tuple[Place, ...]
    """One of a marker or text, two of an arrow with its head last, or all that was measured through."""
    text: str = ""

    @property
    def sound(self) -> bool:
        """Whether a reader can have made it."""
        return (
            self.id.startswith(PREFIX)
            and self.id.removeprefix(PREFIX).isdecimal()
            and LEAST[self.kind] <= len(self.places) <= MOST_PLACES
            and len(self.text) <= LONGEST
            and all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in self.places)
        )

    @property
    def layer(self) -> str:
        return MEASUREMENTS if self.kind in MEASURED else NOTES
