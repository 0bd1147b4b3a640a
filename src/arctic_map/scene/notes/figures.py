"""The figures of a measurement as text: ellipsoidal lengths, bearings, areas."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from arctic_map.geo import measure
from arctic_map.model.note import MEASURED, Note, NoteKind
from arctic_map.model.preferences import Preferences
from arctic_map.model.tr import tr
from arctic_map.scene.words.units import area_in_words, bearing_in_words, length_in_words
from arctic_map.scene.words.words import position_in_words


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a measurement as text."""

    headline: str
    """The length of a way, or the area; empty if there are too few places."""
    legs: tuple[str, ...] = ()
    """Length and bearing of each leg, in order: `500 km · 045°`."""
    perimeter: str = ""
    """Perimeter of an area."""


NOTHING = Figures("")


def figures(note: Note, preferences: Preferences) -> Figures:
    """The figures of a measurement; empty for a note or fewer than two places."""
    places, units = note.places, preferences.units
    if note.kind not in MEASURED or len(places) < 2:
        return NOTHING
    if note.kind is NoteKind.AREA and len(places) > 2:
        around = (*places, places[0])
        legs = measure.legs(around)
        texts = tuple(_leg(leg, preferences) for leg in legs)
        if measure.crosses_itself(places):
            return Figures(tr("The outline crosses itself"), texts)
        area, perimeter = measure.ring(places)
        return Figures(area_in_words(area, units), texts, length_in_words(perimeter, units))
    legs = measure.legs(places)
    total = length_in_words(sum(leg.metres for leg in legs), units)
    return Figures(total, tuple(_leg(leg, preferences) for leg in legs))


def described(note: Note, preferences: Preferences) -> tuple[tuple[str, str], ...]:
    """Pairs of heading and text for the popup, the clipboard and exported files."""
    measured = figures(note, preferences)
    places = [_position(place, preferences) for place in note.places]
    if note.kind not in MEASURED:
        where = tr("{start} to {end}", start=places[0], end=places[-1]) if len(places) > 1 else places[0]
        return ((tr("Position"), where),)
    closed = note.kind is NoteKind.AREA and len(places) > 2
    ways = pairwise((*places, places[0]) if closed else places)
    return (
        ((tr("Area") if closed else tr("Length")), measured.headline),
        *(((tr("Round it"), measured.perimeter),) if measured.perimeter else ()),
        *(
            (tr("Leg {number}", number=number), tr("{start} to {end}: {leg}", start=start, end=end, leg=leg))
            for number, ((start, end), leg) in enumerate(zip(ways, measured.legs, strict=True), 1)
        ),
    )


def copied(note: Note, preferences: Preferences) -> str:
    """The same as lines of text, after the reader's own text."""
    lines = [f"{heading}: {text}" for heading, text in described(note, preferences)]
    return "\n".join([*([note.text] if note.text else []), *lines])


def name_of(note: Note, preferences: Preferences) -> str:
    """The text of a note; for a measurement without text its result."""
    if note.text:
        return note.text
    if note.kind in MEASURED:
        measured = figures(note, preferences)
        return tr("Measured: {figure}", figure=measured.headline)
    return tr("Marker") if note.kind is NoteKind.MARKER else tr("Arrow")


def _leg(leg: measure.Leg, preferences: Preferences) -> str:
    return f"{length_in_words(leg.metres, preferences.units)} · {bearing_in_words(leg.bearing)}"


def _position(place: tuple[float, float], preferences: Preferences) -> str:
    return position_in_words(*place, preferences.coordinates).partition(" · ")[0]
