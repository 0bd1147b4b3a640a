"""Measurements and outlines as text, with their ellipsoidal sizes, and the geometry of outlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from arctic_map.geo import measure
from arctic_map.geo.clean import cut_area, cut_line, joined_lines, leaves
from arctic_map.model.feature import Geometry
from arctic_map.model.note import MEASURED, Note, NoteKind
from arctic_map.model.outline import Outline, OutlineKind, Place
from arctic_map.model.preferences import Preferences
from arctic_map.model.tr import labelled, tr, tr_count
from arctic_map.scene.words.measures import area_in_words, bearing_in_words, length_in_words
from arctic_map.scene.words.words import position_in_words

DECIMALS = 6
"""Decimals of a degree: 0.1 m, finer than any manual input."""
KINDS = {"Point": OutlineKind.POINT, "LineString": OutlineKind.LINE, "Polygon": OutlineKind.AREA}


def geometry_of(outline: Outline) -> Geometry:
    """The geometry by RFC 7946: cut at 180 degrees, with outer rings counter-clockwise."""
    match outline.kind:
        case OutlineKind.POINT:
            return _geometry("Point", [_position(part[0]) for part in outline.parts])
        case OutlineKind.LINE:
            lines = (line for part in outline.parts for line in cut_line(part))
            return _geometry("LineString", [[*map(_position, line)] for line in lines])
        case OutlineKind.AREA:
            return _geometry("Polygon", [polygon for rings in _polygons(outline) for polygon in _cut(rings)])


def outline_of(geometry: Geometry) -> Outline | None:
    """An outline for editing, with lines joined across 180 degrees; None for a mixture of geometry types."""
    primitives = list(leaves(geometry))
    kinds = {kind for kind, _ in primitives}
    if len(kinds) != 1:
        return None
    kind = KINDS[kinds.pop()]
    if kind is OutlineKind.POINT:
        parts: tuple[tuple[Place, ...], ...] = tuple((_place(part),) for _, part in primitives)
    elif kind is OutlineKind.LINE:
        parts = joined_lines([[*map(_place, part)] for _, part in primitives])
    else:
        parts = tuple(tuple(map(_place, ring[:-1])) for _, polygon in primitives for ring in polygon)
    rings = tuple(len(part) if kind is OutlineKind.AREA else 1 for _, part in primitives)
    return Outline(kind, parts, rings if kind is OutlineKind.AREA else (1,) * len(parts), ended=True)


def _polygons(outline: Outline) -> Iterator[tuple[tuple[Place, ...], ...]]:
    bounds = (0, *accumulate(outline.rings))
    return (outline.parts[start:end] for start, end in pairwise(bounds))


def _cut(rings: tuple[tuple[Place, ...], ...]) -> Iterator[list[list[list[float]]]]:
    for polygon in cut_area(rings):
        yield [
            _wound([_position(place) for place in (*ring, ring[0])], outer=number == 0)
            for number, ring in enumerate(polygon)
        ]


def _wound(ring: list[list[float]], *, outer: bool) -> list[list[float]]:
    """The ring in lon/lat counter-clockwise if `outer`, clockwise for a hole."""
    twice = sum((end[0] - start[0]) * (end[1] + start[1]) for start, end in pairwise(ring))
    return ring if (twice < 0.0) is outer else ring[::-1]


def _geometry(kind: str, parts: list[object]) -> Geometry:
    """A single part, or several as a multi-geometry."""
    if len(parts) == 1:
        return {"type": kind, "coordinates": parts[0]}
    return {"type": f"Multi{kind}", "coordinates": parts}


def _position(place: Place) -> list[float]:
    return [round(value, DECIMALS) + 0.0 for value in place]


def _place(position: list[float]) -> Place:
    return float(position[0]), float(position[1])


def size_in_words(outline: Outline, preferences: Preferences) -> str:
    """Position of a point, length of a line or area of an area; empty if there are too few vertices."""
    if not outline.is_enough:
        return ""
    match outline.kind:
        case OutlineKind.POINT:
            return place_in_words(outline.parts[0][0], preferences)
        case OutlineKind.LINE:
            return length_in_words(measure.length(geometry_of(outline)), preferences.units)
        case OutlineKind.AREA:
            if crosses_itself(outline):
                return tr("The outline crosses itself")
            return area_in_words(measure.area(geometry_of(outline)), preferences.units)


def crosses_itself(outline: Outline) -> bool:
    """Whether sides of a ring cross each other, so that it encloses no area."""
    return outline.kind is OutlineKind.AREA and any(map(measure.crosses_itself, outline.parts))


def vertices_in_words(outline: Outline) -> str:
    """The number of vertices, and which one is selected."""
    if outline.kind is OutlineKind.POINT:
        return ""
    if outline.chosen is None:
        return tr_count(outline.count, "{count} vertex", "{count} vertices")
    number = outline.vertices.index(outline.chosen) + 1
    return tr("vertex {number} of {count}", number=number, count=outline.count)


def place_in_words(place: Place, preferences: Preferences) -> str:
    """A place in the reader's notation."""
    return position_in_words(*place, preferences.coordinates).partition(" · ")[0]


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
    places = [place_in_words(place, preferences) for place in note.places]
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
    lines = [labelled(heading, text) for heading, text in described(note, preferences)]
    return "\n".join([*([note.text] if note.text else []), *lines])


def name_of(note: Note, preferences: Preferences) -> str:
    """The text of a note; for a measurement without text its result."""
    if note.text:
        return note.text
    if note.kind in MEASURED:
        if note.kind is NoteKind.AREA and measure.crosses_itself(note.places):
            return tr("Measured area")
        measured = figures(note, preferences)
        return tr("Measured: {figure}", figure=measured.headline)
    return tr("Marker") if note.kind is NoteKind.MARKER else tr("Arrow")


def _leg(leg: measure.Leg, preferences: Preferences) -> str:
    return f"{length_in_words(leg.metres, preferences.units)} · {bearing_in_words(leg.bearing)}"
