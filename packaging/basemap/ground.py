"""Land, lakes, rivers and boundary lines: read from Natural Earth and projected, not cut."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import shapely
from shapely.geometry.base import BaseGeometry

from basemap.families import Family
from basemap.sources import Sources

_INTERNATIONAL = "International boundary (verify)"
# These repeat another line, or mark a lease inside one country.
_NO_BORDER = ("Overlay limit", "Lease limit")


@dataclass(frozen=True)
class Ground:
    """Natural Earth in degrees, or in projected metres."""

    land: BaseGeometry
    lakes: BaseGeometry
    borders: BaseGeometry
    disputed: BaseGeometry
    rivers: dict[int, BaseGeometry]
    """By rank, the largest first; their courses through lakes are included."""


def read(sources: Sources) -> Ground:
    """Read all shapes in degrees (lon, lat)."""
    land, _ = _read(sources.land)
    lakes, _ = _read(sources.lakes)
    lines, columns = _read(sources.boundaries)
    kinds = [_kind(*row) for row in zip(*(columns[name] for name in _COLUMNS), strict=True)]
    return Ground(
        land=_polygons(land),
        lakes=shapely.union_all(shapely.make_valid(lakes)),
        borders=_lines(lines, kinds, "border"),
        disputed=_lines(lines, kinds, "disputed"),
        rivers=_by_rank(*_read(sources.rivers)),
    )


def project(ground: Ground, family: Family) -> Ground:
    """Return the shapes in projected metres, extending a little beyond the edge."""
    return Ground(
        land=_below_the_pole(family.project(ground.land), family),
        lakes=family.project(ground.lakes),
        borders=family.project(ground.borders),
        disputed=family.project(ground.disputed),
        rivers={rank: family.project(rivers) for rank, rivers in ground.rivers.items()},
    )


_COLUMNS = ("FEATURECLA", "FCLASS_ISO", "SOV_A3_L", "SOV_A3_R")


def _kind(own: str, iso: str | None, left: str | None, right: str | None) -> str:
    if own in _NO_BORDER:
        return "none"
    if own != _INTERNATIONAL:
        return "disputed"
    if left == right:
        return "none"
    # One line (Kosovo) is international in Natural Earth's own view but not in its ISO view.
    return "border" if iso in (None, "", _INTERNATIONAL) else "disputed"


def _read(file: Path) -> tuple[Any, dict[str, Any]]:
    meta, _, shapes, columns = pyogrio.raw.read(file)
    # In the files the 180th meridian is at 179.99999999999991; with nine decimals both sides meet.
    exact = shapely.transform(shapely.from_wkb(shapes), lambda points: np.round(points, 9))
    return exact, dict(zip(meta["fields"], columns, strict=True))


def _polygons(shapes: Any) -> BaseGeometry:
    parts = shapely.get_parts(shapely.get_parts(shapes))
    return shapely.MultiPolygon(list(parts[shapely.get_type_id(parts) == 3]))


def _lines(shapes: Any, kinds: list[str], kind: str) -> BaseGeometry:
    chosen = shapes[np.array(kinds) == kind]
    return shapely.MultiLineString(list(shapely.get_parts(chosen)))


def _by_rank(shapes: Any, columns: dict[str, Any]) -> dict[int, BaseGeometry]:
    ranks = columns["scalerank"].astype(int)
    # Rows without a rank are not lines.
    return {
        rank: shapely.MultiLineString(list(shapely.get_parts(shapes[ranks == rank])))
        for rank in sorted(set(ranks))
        if rank > 0
    }


def _below_the_pole(land: BaseGeometry, family: Family) -> BaseGeometry:
    """Extend Antarctica beyond the projection's lower edge, or it would get a coast there."""
    if family.polar:
        return land
    left, bottom, right, _ = family.outline.bounds
    return shapely.union(land, shapely.box(left, bottom - 500_000, right, bottom + 1))
