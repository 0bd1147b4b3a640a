"""Where lines of different groups run along the same edges: there all of them must be seen."""

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any

from arctic_map.geo import clean
from arctic_map.model.feature import Geometry

Place = tuple[float, float]
Edge = tuple[Place, Place]


def runs(lines: Mapping[str, tuple[str, Geometry]]) -> dict[str, dict[tuple[str, ...], Geometry]]:
    """By the id of a line: what of it is shared by which groups, as MultiLineStrings in lon/lat degrees.

    `lines` are the group and the geometry of each id, in the order of painting; the groups that share a
    stretch come in the order in which they are painted first. Stretches that meet only at 180 meet still.
    """
    order = tuple(dict.fromkeys(group for group, _ in lines.values()))
    groups: dict[Edge, set[str]] = {}
    for group, geometry in lines.values():
        for edge in _edges(geometry):
            groups.setdefault(edge, set()).add(group)
    shares = {edge: tuple(group for group in order if group in sharing) for edge, sharing in groups.items()}
    return {id: _cut(geometry, shares) for id, (_, geometry) in lines.items()}


def _cut(geometry: Geometry, shares: Mapping[Edge, tuple[str, ...]]) -> dict[tuple[str, ...], Geometry]:
    found: dict[tuple[str, ...], list[list[Place]]] = {}
    for part in _parts(geometry):
        for groups, edges in groupby(pairwise(part), key=lambda edge: shares[_sorted(*edge)]):
            stretch = list(edges)
            found.setdefault(groups, []).append([stretch[0][0], *(end for _, end in stretch)])
    return {groups: {"type": "MultiLineString", "coordinates": parts} for groups, parts in found.items()}


def _edges(geometry: Geometry) -> Iterator[Edge]:
    for part in _parts(geometry):
        yield from (_sorted(*edge) for edge in pairwise(part))


def _parts(geometry: Geometry) -> Iterator[list[Place]]:
    for kind, part in clean.leaves(geometry):
        if kind == "LineString":
            yield [_place(position) for position in part]


def _place(position: Any) -> Place:
    return position[0], position[1]


def _sorted(a: Place, b: Place) -> Edge:
    return (a, b) if a <= b else (b, a)
