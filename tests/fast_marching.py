"""Shortest ways by fast marching: another method than the atlas's own, to hold its route planner against.

The eikonal equation is solved on a grid of the conformal polar stereographic plane, with second-order upwind
differences (Sethian, 1999), a group of cells at a time (Kim, 2001): those whose times differ by less than one
cell needs can not delay each other but by a further look, which each group gets.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pyproj import Proj

from arctic_map.geo.position import transformer, wgs84
from arctic_map.model.strait import Lonlat

Numbers = NDArray[np.float64]
Cells = NDArray[np.int64]
CRS = "EPSG:3413"
HALF = 3_700_000.0
"""From the pole to the sides of the grid, metres of the plane."""
LOWEST = 56.0
"""Degrees; the grid has no sea farther south."""
LOOKS = 2
"""At the cells of a group, which may depend on each other."""
SEEN = 3.0
"""Cells round the start to which the way is straight."""
NEAR = 2
"""Cells round an end from which the last piece is sailed."""
RIM = 3
"""Cells at the sides of the grid that are left out, so that differences find neighbours."""


class Sea:
    """Sea between rings of land, in cells of `step` metres."""

    def __init__(self, rings: Sequence[Numbers], step: float) -> None:
        """Rings in degrees (n, 2), land to the left, closed by themselves."""
        self.step = step
        self.size = int(2 * HALF / step)
        x, y = np.meshgrid(self._side, self._side)
        lat = transformer(CRS).transform(x.ravel(), y.ravel(), direction="INVERSE")[1]
        wet = ~self._land(rings) & (lat.reshape(x.shape) > LOWEST)
        wet[:RIM] = wet[-RIM:] = wet[:, :RIM] = wet[:, -RIM:] = False
        self.wet = wet.ravel()
        lats = np.linspace(50.0, 90.0, 2000)
        scale = Proj(CRS).get_factors(np.zeros(len(lats)), lats).meridional_scale
        self.cost = np.interp(lat, lats, step / np.asarray(scale))
        """Metres on the ellipsoid from a cell to the next."""

    @cached_property
    def _side(self) -> Numbers:
        return np.asarray(np.arange(self.size) * self.step - HALF, dtype=float)

    def _land(self, rings: Sequence[Numbers]) -> NDArray[np.bool_]:
        """Cells whose middle lies on land: along each row, each edge of a ring turns land to sea or back."""
        turns = np.zeros((self.size, self.size + 1), dtype=np.int32)
        for ring in rings:
            place = np.column_stack(transformer(CRS).transform(ring[:, 0], ring[:, 1]))
            x, y = ((place + HALF) / self.step).T
            x1, y1 = np.roll(x, -1), np.roll(y, -1)
            first, last = np.ceil(np.minimum(y, y1)), np.ceil(np.maximum(y, y1))
            count = (last - first).astype(int)
            edge = np.repeat(np.arange(len(x)), count)
            row = first[edge] + np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
            across = x[edge] + (row - y[edge]) / (y1 - y)[edge] * (x1 - x)[edge]
            inside = (row >= 0) & (row < self.size)
            column = np.clip(np.ceil(across[inside]), 0, self.size).astype(int)
            np.add.at(turns, (row[inside].astype(int), column), np.where((y1 < y)[edge], 1, -1)[inside])
        land: NDArray[np.bool_] = turns.cumsum(axis=1)[:, :-1] > 0
        return land

    def lengths(self, start: Lonlat) -> Numbers:
        """Metres from a place to each cell; infinite where no way leads to."""
        found = np.full(self.size**2, np.inf)
        band = self._near(start, SEEN)
        found[band] = self._apart(band, start)
        given, waiting = np.zeros(self.size**2, dtype=bool), np.zeros(self.size**2, dtype=bool)
        given[band] = waiting[band] = True
        done = np.zeros(self.size**2, dtype=bool)
        together = float(self.cost[self.wet].min()) / np.sqrt(2.0)
        steps = np.array([1, -1, self.size, -self.size])
        while len(band):
            soon = found[band] <= found[band].min() + together
            group = band[soon]
            done[group] = True
            free = group[~given[group]]
            for _ in range(LOOKS):
                found[free] = self._from_neighbours(free, found, done)
            around = np.unique(group[:, None] + steps)
            around = around[self.wet[around] & ~done[around] & ~given[around]]
            found[around] = self._from_neighbours(around, found, done)
            band = np.concatenate([band[~soon], around[~waiting[around]]])
            waiting[around] = True
        return found

    def at(self, lengths: Numbers, place: Lonlat) -> float:
        """Metres to a place, by the cell near it from which that is shortest."""
        cells = self._near(place, NEAR)
        return float((lengths[cells] + self._apart(cells, place)).min(initial=np.inf))

    def _near(self, place: Lonlat, reach: float) -> Cells:
        """Cells of sea so near to a place."""
        x, y = ((each + HALF) / self.step for each in transformer(CRS).transform(*place))
        span = np.arange(-int(reach) - 1, int(reach) + 2)
        columns, rows = np.meshgrid(round(x) + span, round(y) + span)
        cells = (rows * self.size + columns)[np.hypot(columns - x, rows - y) <= reach]
        near: Cells = cells[self.wet[cells]].astype(np.int64)
        return near

    def _apart(self, cells: Cells, place: Lonlat) -> Numbers:
        x, y = self._side[cells % self.size], self._side[cells // self.size]
        lon, lat = transformer(CRS).transform(x, y, direction="INVERSE")
        one, other = np.full(len(cells), place[0]), np.full(len(cells), place[1])
        return np.asarray(wgs84().inv(lon, lat, one, other)[2], dtype=float)

    def _from_neighbours(self, cells: Cells, found: Numbers, done: NDArray[np.bool_]) -> Numbers:
        """Lengths whose slope from neighbours that are done is a metre a metre."""
        (weight, value), (other, other_value) = (_upwind(cells, step, found, done) for step in (1, self.size))
        cost = self.cost[cells]
        a = weight**2 + other**2
        b = -2.0 * (weight**2 * value + other**2 * other_value)
        c = weight**2 * value**2 + other**2 * other_value**2 - cost**2
        inner = b * b - 4.0 * a * c
        with np.errstate(divide="ignore", invalid="ignore"):
            both = (-b + np.sqrt(np.maximum(inner, 0.0))) / (2.0 * a)
            one = np.where(weight > 0.0, value + cost / weight, np.inf)
            two = np.where(other > 0.0, other_value + cost / other, np.inf)
        least = np.maximum(
            np.where(weight > 0.0, value, -np.inf), np.where(other > 0.0, other_value, -np.inf)
        )
        return np.where((inner >= 0.0) & (both >= least), both, np.minimum(one, two))


def _upwind(cells: Cells, step: int, found: Numbers, done: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Along an axis, weight and value of the difference from where the way comes; no weight for none."""
    near, far = np.full(len(cells), np.inf), np.full(len(cells), np.inf)
    for to in (step, -step):
        one = np.where(done[cells + to], found[cells + to], np.inf)
        other = np.where(done[cells + 2 * to], found[cells + 2 * to], np.inf)
        less = one < near
        near, far = np.where(less, one, near), np.where(less, other, far)
    known, second = near < np.inf, (far <= near) & (far < np.inf)
    value = np.where(known, near, 0.0)
    value = np.where(second, (4.0 * value - np.where(second, far, 0.0)) / 3.0, value)
    return np.where(second, 1.5, np.where(known, 1.0, 0.0)), value
