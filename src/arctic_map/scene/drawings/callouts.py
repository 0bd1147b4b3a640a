"""Where names may be that stand apart from their places, with a few words."""

from collections.abc import Iterator
from math import cos, radians, sin

from arctic_map.geo.labels import ASCENT, DESCENT, Seat
from arctic_map.model.drawing import BELOW, Anchor

REACHES = (44.0, 58.0, 74.0, 92.0, 112.0)
"""From the place to a call-out, px, the nearest first."""
WAYS = (90.0, 60.0, 120.0, 30.0, 150.0, 0.0, 180.0, -30.0, -150.0, -60.0, -120.0, -90.0)
"""Degrees counter-clockwise from the right: rather above than beside, and beside than below."""
LEVEL = 0.35
"""Of the way, to the side: so far and less a call-out is centred above or below its place."""


def callout_seats(x: float, y: float, size: float) -> Iterator[Seat]:
    """Of a name with a line of words below it, letters of `size` px."""
    lower = BELOW * size
    for number, reach in enumerate(REACHES):
        for way in WAYS:
            across, up = cos(radians(way)), sin(radians(way))
            middle = (ASCENT * size - lower - DESCENT * size) / 2
            rests, hangs = -lower - DESCENT * size, ASCENT * size
            dy = -reach * up + (rests if up > LEVEL else hangs if up < -LEVEL else middle)
            anchor: Anchor = "start" if across > LEVEL else "end" if across < -LEVEL else "middle"
            yield Seat(x, y, reach * across, dy, anchor, worse=0.25 * number)
