"""Walking the map without seeing it: from a feature to those around it, the nearest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from arctic_map.geo import clean
from arctic_map.geo.position import wgs84
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.reading import features_in_order
from arctic_map.scene.words.measures import length_in_words
from arctic_map.scene.words.words import name_of

if TYPE_CHECKING:
    from arctic_map.geo.pixel_positions import Numbers
    from arctic_map.model.feature import Feature
    from arctic_map.scene.scene import Scene

DIRECTIONS = (
    *(tr_later("north"), tr_later("north-east"), tr_later("east"), tr_later("south-east")),
    *(tr_later("south"), tr_later("south-west"), tr_later("west"), tr_later("north-west")),
)
"""The eighths of a circle from true north, clockwise."""
HERE_M = 1000.0
"""Distance below which a feature is at the same place."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A feature around another one."""

    id: str
    metres: float
    """Geodesic distance to its nearest vertex."""
    bearing: float
    """Of that vertex, degrees clockwise from true north."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A feature with those around it, and where among them somebody is."""

    start: str
    around: tuple[Neighbour, ...]
    """The nearest first."""
    at: int = -1
    """Index of the present neighbour; -1 at the start."""

    @property
    def present(self) -> str:
        """Id of the present feature."""
        return self.around[self.at].id if self.at >= 0 else self.start

    def stepped(self, step: int) -> Walk:
        """The walk after a step away from the start, or back to it; it ends at both ends."""
        return replace(self, at=min(max(self.at + step, -1), len(self.around) - 1))


def walk_from(feature: str, scene: Scene) -> Walk:
    """A walk that starts at a feature, among the others that the map shows."""
    vertices = _vertices(scene.catalog.features[feature])
    if not len(vertices):
        return Walk(feature, ())
    middle = _middle(vertices)
    hidden = scene.filtered_out.features
    others = (id for id in features_in_order(scene) if id != feature and id not in hidden)
    found = (_neighbour(scene.catalog.features[id], *middle) for id in others)
    return Walk(feature, tuple(sorted((each for each in found if each), key=lambda each: each.metres)))


def walk_in_words(walk: Walk, scene: Scene) -> str:
    """The present feature and where it is from the start: `Harbour, 580 km south-east of Lighthouse`."""
    features = scene.catalog.features
    name, start = (name_of(features[id], scene.preferences.names) for id in (walk.present, walk.start))
    if walk.at < 0:
        return name
    neighbour = walk.around[walk.at]
    if neighbour.metres < HERE_M:
        return tr("{name}, at the same place as {start}", name=name, start=start)
    distance = length_in_words(neighbour.metres, scene.preferences.units)
    direction = tr(DIRECTIONS[round(neighbour.bearing / 45.0) % 8])
    return tr(
        "{name}, {distance} {direction} of {start}",
        name=name, distance=distance, direction=direction, start=start,
    )  # fmt: skip


def _neighbour(feature: Feature, lon: float, lat: float) -> Neighbour | None:
    vertices = _vertices(feature)
    if not len(vertices):
        return None
    count = len(vertices)
    bearings, _, metres = wgs84().inv(np.full(count, lon), np.full(count, lat), *vertices.T)
    nearest = int(np.argmin(metres))
    return Neighbour(feature.id, float(metres[nearest]), float(bearings[nearest]) % 360.0)


def _vertices(feature: Feature) -> Numbers:
    """Longitudes and latitudes of all vertices (n, 2)."""
    geometry = feature.place()
    lines = [line for kind, part in clean.leaves(geometry) for line in _lines(kind, part)] if geometry else []
    return np.array([place[:2] for line in lines for place in line], dtype=float).reshape(-1, 2)


def _lines(kind: str, part: Any) -> Sequence[Any]:
    return [[part]] if kind == "Point" else [part] if kind == "LineString" else part


def _middle(vertices: Numbers) -> tuple[float, float]:
    """The vertex nearest to the middle of all, which lies on the feature."""
    lon, lat = np.radians(vertices).T
    corners = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    nearest = int(np.argmax(corners @ corners.mean(axis=0)))
    return float(vertices[nearest, 0]), float(vertices[nearest, 1])
