"""Outlines of the countries in a forecast, generalised for small scales."""

from pathlib import Path
from typing import Any

import shapely

from computed_layers import natural_earth

CODES = {"india": natural_earth.INDIA, "mexico": natural_earth.MEXICO, "brazil": natural_earth.BRAZIL}
TOLERANCE = 0.02
MIN_AREA = 0.05
"""Tolerance in degrees, and the smallest island kept in square degrees (about 600 km2)."""


def outlines(file: Path) -> dict[str, Any]:
    """Return a polygon or multipolygon for each feature id, lon/lat in degrees."""
    return {name: _outline(natural_earth.country(file, code)) for name, code in CODES.items()}


def _outline(parts: list[Any]) -> Any:
    whole = shapely.union_all([natural_earth.mended(part) for part in parts])
    plain = shapely.get_parts(shapely.simplify(whole, TOLERANCE))
    return shapely.MultiPolygon([part for part in plain if part.area >= MIN_AREA])
