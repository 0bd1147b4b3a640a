"""A mark that the reader put on the map: a note or a measurement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TOPIC = "yours"
PREFIX = "own-"
"""Prefix of the ids of such marks and of their layers."""
NOTES, MEASUREMENTS = f"{PREFIX}notes", f"{PREFIX}measurements"
"""Ids of the two layers."""
LAYERS = (MEASUREMENTS, NOTES)
"""In draw order, bottom first."""
MAX_NOTE_LENGTH = 120
"""Maximum length of a note in characters; it is one line."""
MAX_NOTES = 500
"""Maximum number of notes in a session."""
MAX_PLACES = 200
"""Maximum number of places of one mark."""

Place = tuple[float, float]
"""Longitude and latitude in degrees."""


class NoteKind(StrEnum):
    """The type of a mark."""

    MARKER = "marker"
    TEXT = "text"
    ARROW = "arrow"
    DISTANCE = "distance"
    AREA = "area"


MEASURED = (NoteKind.DISTANCE, NoteKind.AREA)
MIN_PLACES = {NoteKind.MARKER: 1, NoteKind.TEXT: 1, NoteKind.ARROW: 2, NoteKind.DISTANCE: 2, NoteKind.AREA: 3}
"""Minimum number of places of a mark."""


ROLES = {
    NoteKind.MARKER: "note-marker",
    NoteKind.TEXT: "note-text",
    NoteKind.ARROW: "note-arrow",
    NoteKind.DISTANCE: "measured-way",
    NoteKind.AREA: "measured-area",
}
"""Role of each kind in the table of styles."""
CORNER = "measured-corner"
"""The role of the vertices of a measurement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A mark with its places in degrees, lon/lat."""

    id: str
    kind: NoteKind
    places: tuple[Place, ...]
    """One place of a marker or text; two of an arrow, its head last; all vertices of a measurement."""
    text: str = ""

    @property
    def sound(self) -> bool:
        """Whether its id, places and text are within limits."""
        return (
            self.id.startswith(PREFIX)
            and self.id.removeprefix(PREFIX).isdecimal()
            and MIN_PLACES[self.kind] <= len(self.places) <= MAX_PLACES
            and len(self.text) <= MAX_NOTE_LENGTH
            and all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in self.places)
        )

    @property
    def layer(self) -> str:
        """Id of its layer."""
        return MEASUREMENTS if self.kind in MEASURED else NOTES
