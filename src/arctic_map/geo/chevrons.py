"""Direction marks along lines, as far apart in pixels at every zoom."""

from collections.abc import Iterator
from math import atan2, ceil, degrees

import numpy as np
import shapely
from shapely import LineString

from arctic_map.model.view import COARSEST, ZOOM_RANGE

APART = 75.0
"""Pixels between marks, at least; they double in number with each zoom step, so up to twice as many."""
FROM_ENDS = 25.0
"""Pixels between a mark and the ends of its line, at least."""
FINEST = 5
"""Zoom after which no marks are added: by then they would be many and the lines nearly straight."""
SAME_LINE = 2_000.0
"""Projection metres within which two lanes are one line."""

Mark = tuple[float, float, float, float]
"""x, y, angle (degrees counter-clockwise from +x), zoom it is painted from."""


def marks(line: LineString) -> Iterator[Mark]:
    """Marks along a line in projected metres, from its middle outwards, in the order of its vertices."""
    half = line.length / 2
    steps = [*_steps(half)]
    at = half + np.array([step for step, _ in steps])
    around = min(APART * COARSEST / 2**FINEST / 4, line.length / 4)
    places, before, behind = (
        shapely.get_coordinates(shapely.line_interpolate_point(line, each)).tolist()
        for each in (at, at - around, at + around)
    )
    for (x, y), (x0, y0), (x1, y1), (_, zoom) in zip(places, before, behind, steps, strict=True):
        yield x, y, degrees(atan2(y1 - y0, x1 - x0)), zoom


def unmarked(lines: list[LineString], before: list[LineString]) -> list[LineString]:
    """What of these lines does not run along lines that bear marks already."""
    if not before:
        return lines
    shadow = shapely.union_all(before).buffer(SAME_LINE, quad_segs=2)
    left = [part for line in lines for part in shapely.get_parts(line.difference(shadow))]
    return [part for part in left if part.length > 4 * SAME_LINE]


def _steps(half: float) -> Iterator[tuple[float, float]]:
    """Distances from the middle, with the zoom from which a mark stands there."""
    finest = APART * COARSEST / 2**FINEST
    reach = int(half // finest)
    for number in range(-reach, reach + 1):
        zoom = _first_zoom(number)
        while half - abs(number) * finest < FROM_ENDS * COARSEST / 2**zoom and zoom <= FINEST:
            zoom += 1
        if zoom <= FINEST:
            yield number * finest, float(zoom)


def _first_zoom(number: int) -> int:
    """The coarsest zoom whose spacing, a power of two of the finest, hits this mark."""
    coarsest = ceil(ZOOM_RANGE[0])
    twos = FINEST - coarsest if number == 0 else (number & -number).bit_length() - 1
    return max(coarsest, FINEST - twos)
