"""Direction marks along lines, with a similar spacing in pixels at every zoom."""

from collections.abc import Iterator
from math import atan2, ceil, degrees

import numpy as np
import shapely
from shapely import LineString

from arctic_map.model.projection import COARSEST, ZOOM_RANGE

SPACING = 75.0
"""Minimum spacing in px. The spacing is at most twice this, as the marks double with each zoom step."""
FROM_ENDS = 25.0
"""Minimum distance between a mark and the ends of its line, px."""
FINEST = 5
"""Zoom after which no marks are added: there are many by then, and the lines are nearly straight."""
SAME_LINE = 2_000.0
"""Two lanes within this distance count as one line, projected metres."""

Mark = tuple[float, float, float, float]
"""x, y, angle (degrees counter-clockwise from +x), and the zoom from which it is shown."""


def marks(line: LineString) -> Iterator[Mark]:
    """Marks along a line (projected metres) in the direction of its vertices."""
    half = line.length / 2
    steps = [*_steps(half)]
    at = half + np.array([step for step, _ in steps])
    around = min(SPACING * COARSEST / 2**FINEST / 4, line.length / 4)
    places, before, behind = (
        shapely.get_coordinates(shapely.line_interpolate_point(line, each)).tolist()
        for each in (at, at - around, at + around)
    )
    for (x, y), (x0, y0), (x1, y1), (_, zoom) in zip(places, before, behind, steps, strict=True):
        yield x, y, degrees(atan2(y1 - y0, x1 - x0)), zoom


def unmarked(lines: list[LineString], before: list[LineString]) -> list[LineString]:
    """The parts of these lines that do not run along lines that already have marks."""
    if not before:
        return lines
    shadow = shapely.union_all(before).buffer(SAME_LINE, quad_segs=2)
    parts = [part for line in lines for part in shapely.get_parts(line.difference(shadow))]
    return [part for part in parts if part.length > 4 * SAME_LINE]


def _steps(half: float) -> Iterator[tuple[float, float]]:
    """Distances from the middle of the line, each with the zoom from which its mark is shown."""
    finest = SPACING * COARSEST / 2**FINEST
    reach = int(half // finest)
    for number in range(-reach, reach + 1):
        zoom = _first_zoom(number)
        while half - abs(number) * finest < FROM_ENDS * COARSEST / 2**zoom and zoom <= FINEST:
            zoom += 1
        if zoom <= FINEST:
            yield number * finest, float(zoom)


def _first_zoom(number: int) -> int:
    """The lowest zoom at which this mark is shown; the spacing halves with each zoom step."""
    coarsest = ceil(ZOOM_RANGE[0])
    twos = FINEST - coarsest if number == 0 else (number & -number).bit_length() - 1
    return max(coarsest, FINEST - twos)
