"""The three projection families, each projected in a frame where its seam is a straight line."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

Array = npt.NDArray[np.float64]

# Degrees by which land extends beyond the edge of the projection, so that the cut there is outside the
# projection and gets no coast.
OVERLAP = 2.0
_STEP = 0.5


@dataclass(frozen=True)
class Family:
    """A projection: `frame` is the PROJ text used for projecting, `turn` degrees lead from it to `crs`.

    Lengths below which a level drops detail are multiplied by `ease`.
    """

    id: str
    crs: str
    frame: str
    polar: bool
    turn: float = 0.0
    offset: tuple[float, float] = (0.0, 0.0)
    ease: float = 1.0

    @cached_property
    def _forward(self) -> Transformer:
        return Transformer.from_crs("EPSG:4326", CRS.from_user_input(self.frame), always_xy=True)

    def xy(self, lonlat: Array) -> Array:
        """Convert degrees (n, 2) to projected metres (n, 2)."""
        return self._turned(self._framed(lonlat))

    def lonlat(self, xy: Array) -> Array:
        """Convert projected metres (n, 2) to degrees (n, 2); infinite outside of the projection."""
        back = self._turned_back(xy)
        lon, lat = self._forward.transform(back[:, 0], back[:, 1], direction="INVERSE")
        return np.column_stack([lon, lat])

    def project(self, shape: BaseGeometry) -> BaseGeometry:
        """Project a shape in degrees: densified along parallels, cut near the edge, joined at 180 degrees."""
        if self.polar:
            # The frame's central meridian is 180 degrees, so x is 0 there and both halves share an edge.
            near = shapely.intersection(shape, shapely.box(-180, -OVERLAP, 180, 90))
            framed = _transform(shapely.segmentize(near, _STEP), self._framed)
            return _transform(_joined(framed, 0.0, 50.0), self._turned)
        east = shapely.intersection(shape, shapely.box(-90 - OVERLAP, -90, 180, 90))
        west = shapely.intersection(shape, shapely.box(-180, -90, -90 + OVERLAP, 90))
        west = _transform(west, lambda points: points + [360.0, 0.0])
        whole = _joined(shapely.GeometryCollection([east, west]), 180.0, 1e-7)
        return _transform(shapely.segmentize(whole, _STEP), self.xy)

    @cached_property
    def outline(self) -> BaseGeometry:
        """The edge of the projection as a polygon: the Equator for a polar one, otherwise the whole Earth."""
        if self.polar:
            ring = np.column_stack([np.arange(-180, 180, _STEP), np.zeros(720)])
        else:
            lats = np.arange(-90, 90 + _STEP, _STEP)
            left = np.column_stack([np.full(lats.shape, -90.0), lats])
            ring = np.concatenate([left, np.column_stack([np.full(lats.shape, 270.0), lats[::-1]])])
        return shapely.orient_polygons(shapely.Polygon(self.xy(ring)))

    def _framed(self, lonlat: Array) -> Array:
        x, y = self._forward.transform(lonlat[:, 0], lonlat[:, 1])
        xy = np.column_stack([x, y])
        if self.polar:
            xy[np.abs(lonlat[:, 0]) == 180.0, 0] = 0.0
        return xy

    def _turned(self, xy: Array) -> Array:
        c, s = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        turned: Array = xy @ np.array([[c, s], [-s, c]]) + self.offset
        return turned

    def _turned_back(self, xy: Array) -> Array:
        c, s = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        framed: Array = (xy - self.offset) @ np.array([[c, -s], [s, c]])
        return framed


FAMILIES = (
    Family(
        "polar-stereographic",
        "EPSG:5940",
        "+proj=stere +lat_0=90 +lon_0=180 +k=0.994 +datum=WGS84",
        polar=True,
        turn=75.0,
        offset=(2_000_000.0, 2_000_000.0),
    ),
    Family(
        "polar-equal-area", "EPSG:3576", "+proj=laea +lat_0=90 +lon_0=180 +datum=WGS84", polar=True, turn=90.0
    ),
    Family(
        "equal-earth",
        "+proj=eqearth +lon_0=90 +datum=WGS84",
        "+proj=eqearth +lon_0=90 +datum=WGS84 +over",
        polar=False,
        ease=1.5,
    ),
)


def _joined(shape: BaseGeometry, seam: float, grid: float) -> BaseGeometry:
    """Join areas that meet at x = `seam`, and merge lines."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    if shapely.get_dimensions(parts).max(initial=1) < 2:
        return shapely.line_merge(shapely.MultiLineString([part for part in parts if part.length > 0]))
    parts = parts[shapely.get_dimensions(parts) == 2]
    bounds = shapely.bounds(parts)
    meeting = (bounds[:, 0] <= seam) & (bounds[:, 2] >= seam)
    united = shapely.union_all(parts[meeting], grid_size=grid)
    return shapely.MultiPolygon([*shapely.get_parts(united), *parts[~meeting]])


def _transform(shape: BaseGeometry, function: object) -> BaseGeometry:
    return shapely.transform(shape, function)
