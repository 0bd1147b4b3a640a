"""Notes and measurements on the map: their layers in the catalogue, and their drawings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from math import atan2, degrees, hypot, log2

import shapely
from shapely import MultiPolygon

from arctic_map import resources
from arctic_map.geo import clean, measure, planar
from arctic_map.geo.label_requests import text_width
from arctic_map.geo.position import project
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import Catalog, Layer, LayerKind, Source
from arctic_map.model.drawing import Anchor, Chevrons, Drawing, Label, Shape, ShapeKind
from arctic_map.model.feature import Edges, Feature, Geometry, Precision
from arctic_map.model.note import CORNER, LAYERS, MEASURED, MEASUREMENTS, ROLES, TOPIC, Note, NoteKind
from arctic_map.model.preferences import Preferences
from arctic_map.model.projection import COARSEST, FARTHEST, Box, Projection
from arctic_map.model.style import Lettering
from arctic_map.model.symbology import Symbology
from arctic_map.model.tr import tr
from arctic_map.scene.drawings.painting import area_parts, box_of, box_round, line_parts
from arctic_map.scene.sketches.drawn_sizes import described, figures, name_of
from arctic_map.scene.symbology.looks import enlarged, look

Point = tuple[float, float]
Part = tuple[float, ...]
GAP = 7.0
"""Pixels between a line or corner and its label."""
MIDDLE, RISE, DROP, LINE = 0.33, 0.26, 0.76, 1.25
"""From the baseline to half the x-height, the bottom, the top and the next line, relative to the size."""
STEEP, LEVEL = 2.0, 0.12
"""Slopes above STEEP count as vertical, below LEVEL as horizontal."""
ROOM = 12.0
"""Minimum pixels by which a leg must be longer than its label; shorter legs have none."""


def draw_notes(
    layer_id: str,
    notes: Iterable[Note],
    projection: Projection,
    symbology: Symbology,
    preferences: Preferences,
) -> Drawing:
    """The drawing of these notes, without those that the projection does not show."""
    pens = [_Pen(note, projection, symbology, preferences) for note in notes]
    return Drawing(
        layer=layer_id,
        projection=projection.id,
        digest="",
        shapes=tuple(shape for pen in pens for shape in pen.shapes()),
        chevrons=tuple(head for pen in pens for head in pen.heads()),
        labels=tuple(label for pen in pens for label in pen.labels()),
        names={pen.note.id: name_of(pen.note, preferences) for pen in pens if pen.note.id},
    )


def geometry_of(note: Note) -> Geometry:
    """The GeoJSON geometry of a note; a measured area of fewer than three places is a line."""
    if len(note.places) == 1:
        return {"type": "Point", "coordinates": note.places[0]}
    if note.kind is NoteKind.AREA and len(note.places) > 2:
        return {"type": "Polygon", "coordinates": [[*note.places, note.places[0]]]}
    return {"type": "LineString", "coordinates": list(note.places)}


@dataclass(frozen=True)
class NoteDrawings:
    """Drawings of one layer of notes, made on demand."""

    layer_id: str
    notes: tuple[Note, ...]
    symbology: Symbology
    preferences: Preferences
    _known: dict[str, Drawing] = field(default_factory=dict)

    @property
    def rows(self) -> None:
        """None, as notes are never on disk."""
        return None

    @property
    def raster(self) -> None:
        """None, as notes are no pixels."""
        return None

    def drawing(self, projection_id: str) -> Drawing:
        """The drawing in a projection, cached."""
        if projection_id not in self._known:
            projection = projection_named(projection_id)
            self._known[projection_id] = draw_notes(
                self.layer_id, self.notes, projection, self.symbology, self.preferences
            )
        return self._known[projection_id]

    def body(self, projection_id: str) -> bytes:
        """Empty, so that the page uses `drawing`."""
        return b""

    def box(self, projection_id: str) -> Box | None:
        """Bounding box in projected metres; None if nothing is visible."""
        return box_of(self.drawing(projection_id))


@dataclass
class _Pen:
    """Draws one note in one projection."""

    note: Note
    projection: Projection
    symbology: Symbology
    preferences: Preferences

    @cached_property
    def style(self) -> str:
        return self.symbology.roles.get(ROLES[self.note.kind], "")

    @cached_property
    def geometry(self) -> Geometry:
        return geometry_of(self.note)

    @cached_property
    def corners(self) -> list[Point]:
        """The places that the projection shows, in projected metres."""
        return [at for place in self.note.places if (at := project(self.projection, *place))]

    @cached_property
    def areas(self) -> MultiPolygon:
        if self.geometry["type"] != "Polygon":
            return MultiPolygon()
        return planar.areas_on(self.projection, clean.polygons(self.geometry, Edges.GEODESIC))

    @cached_property
    def lines(self) -> tuple[Part, ...]:
        if self.geometry["type"] != "LineString":
            return ()
        return line_parts(planar.lines_on(self.projection, self.geometry, Edges.GEODESIC))

    @cached_property
    def lettering(self) -> Lettering | None:
        style = look(self.symbology, "light").styles.get(self.style)
        if style is None or style.lettering is None:
            return None
        return enlarged(style.lettering, self.preferences.text_size)

    def shapes(self) -> Iterator[Shape]:
        yield from self._shape("area", area_parts(self.areas), self.style)
        yield from self._shape("line", self.lines, self.style)
        places = tuple((round(x), round(y)) for x, y in self.corners)
        if self.note.kind in MEASURED:
            yield from self._shape("point", places, self.symbology.roles.get(CORNER, ""))
        elif len(self.note.places) == 1:
            yield from self._shape("point", places, self.style)

    def heads(self) -> Iterator[Chevrons]:
        if self.note.kind is NoteKind.ARROW and self.lines:
            *_, x0, y0, x1, y1 = self.lines[-1]
            angle = round(degrees(atan2(y1 - y0, x1 - x0)))
            yield Chevrons(self.note.id, self.style, ((x1, y1, angle, FARTHEST),))

    def labels(self) -> Iterator[Label]:
        if self.lettering is None or not self.corners:
            return
        match self.note.kind:
            case NoteKind.TEXT:
                yield from self._lines([self.note.text], *self.corners[0], 0.0, "middle")
            case NoteKind.MARKER:
                yield from self._lines([self.note.text], *self.corners[0], GAP + 3.0, "start")
            case NoteKind.ARROW:
                (x, y), head = self.corners[0], self.corners[-1]
                side: Anchor = "start" if x >= head[0] else "end"
                yield from self._lines([self.note.text], x, y, GAP if side == "start" else -GAP, side)
            case NoteKind.DISTANCE | NoteKind.AREA:
                yield from self._measured()

    def _measured(self) -> Iterator[Label]:
        measured = figures(self.note, self.preferences)
        closed = self.geometry["type"] == "Polygon"
        places = (*self.note.places, self.note.places[0]) if closed else self.note.places
        for start, end, leg in zip(places, places[1:], measured.legs, strict=False):
            yield from self._leg(start, end, leg)
        if closed and not self.areas.is_empty:
            largest = max(self.areas.geoms, key=lambda area: area.area)
            ((x, y),) = shapely.point_on_surface(largest).coords
            around = tr("perimeter {length}", length=measured.perimeter) if measured.perimeter else ""
            yield from self._lines([self.note.text, measured.headline, around], x, y, 0.0, "middle")
        elif len(measured.legs) > 1 or self.note.text:
            yield from self._lines([self.note.text, measured.headline], *self.corners[-1], GAP + 2.0, "start")

    def _leg(self, start: Point, end: Point, words: str) -> Iterator[Label]:
        """Label above a horizontal leg or beside a vertical one, from the zoom at which it fits."""
        assert self.lettering is not None
        first, half, last = (project(self.projection, *place) for place in measure.midway(start, end))
        if first is None or half is None or last is None:
            return
        across, up = last[0] - first[0], last[1] - first[1]
        length = 2.0 * hypot(across, up)
        size, width = self.lettering.size, self._width(words)
        steep, lies = abs(up) > STEEP * abs(across), abs(up) < LEVEL * abs(across)
        need = (2.0 * LINE * size if steep else width) + ROOM
        if length <= 0.0:
            return
        # The label of a slanting leg starts at its middle, on the free side.
        rises = up * across > 0.0
        below = DROP * size + GAP if rises else -RISE * size - GAP
        yield Label(
            text=words,
            x=round(half[0]),
            y=round(half[1]),
            dx=GAP if steep else 0.0,
            dy=round(MIDDLE * size if steep else -RISE * size - GAP if lies else below, 1),
            anchor="middle" if lies else "start",
            style=self.style,
            zoom=log2(COARSEST * need / length),
            width=width,
        )

    def _lines(self, texts: Sequence[str], x: float, y: float, dx: float, anchor: Anchor) -> Iterator[Label]:
        """Text lines, vertically centred at the place."""
        assert self.lettering is not None
        lines, size = [text for text in texts if text], self.lettering.size
        for number, text in enumerate(lines):
            down = (number - (len(lines) - 1) / 2) * LINE * size
            yield Label(
                text=text,
                x=round(x),
                y=round(y),
                dx=dx,
                dy=round(MIDDLE * size + down, 1),
                anchor=anchor,
                style=self.style,
                zoom=FARTHEST,
                width=self._width(text),
            )

    def _width(self, text: str) -> float:
        assert self.lettering is not None
        return round(text_width(text, self.lettering, resources.fonts()), 1)

    def _shape(self, kind: ShapeKind, parts: tuple[Part, ...], style: str) -> Iterator[Shape]:
        if parts:
            yield Shape(self.note.id, kind, style, parts, box_round(parts))


def with_notes(
    catalog: Catalog, notes: tuple[Note, ...], preferences: Preferences, hidden: Collection[str] = ()
) -> Catalog:
    """The catalogue with a layer each for notes and measurements, if any; `hidden` are ids of features."""
    if not notes:
        return catalog
    layers = tuple(_layers(catalog, notes, preferences, hidden))
    sources = (Source(layer.id, tr("Your own, not of the article and not checked")) for layer in layers)
    return replace(catalog, layers=(*catalog.layers, *layers), sources=(*catalog.sources, *sources))


def drawings_of(
    catalog: Catalog, notes: tuple[Note, ...], preferences: Preferences, hidden: Collection[str] = ()
) -> Iterator[NoteDrawings]:
    """Yield the drawings of both layers, without hidden notes."""
    for id in LAYERS:
        if own := _of(id, notes):
            seen = tuple(note for note in own if note.id not in hidden)
            yield NoteDrawings(id, seen, catalog.symbology, preferences)


def _of(layer_id: str, notes: tuple[Note, ...]) -> tuple[Note, ...]:
    return tuple(note for note in notes if note.layer == layer_id)


def _layers(
    catalog: Catalog, notes: tuple[Note, ...], preferences: Preferences, hidden: Collection[str]
) -> Iterator[Layer]:
    for id in LAYERS:
        features = tuple(_feature(note, catalog, preferences) for note in _of(id, notes))
        if features:
            # Labels are part of these drawings, so that hidden notes change the digest.
            removed = sorted(feature.id for feature in features if feature.id in hidden)
            yield Layer(
                id=id,
                name=tr("Your measurements") if id == MEASUREMENTS else tr("Your notes"),
                topic=TOPIC,
                kind=LayerKind.FEATURES,
                features=features,
                note=tr("Made by you; the article says nothing of it"),
                digest=sha256(repr((features, removed, preferences)).encode(errors="replace")).hexdigest(),
            )


def _feature(note: Note, catalog: Catalog, preferences: Preferences) -> Feature:
    return Feature(
        id=note.id,
        name=name_of(note, preferences),
        geometry=geometry_of(note),
        precision=Precision.UNCHECKED,
        source=note.layer,
        style=catalog.symbology.roles.get(ROLES[note.kind], ""),
        rank=1,
        details=described(note, preferences),
    )
