"""Lines that hatch an area, clipped here because not every SVG reader supports clip paths."""

from collections.abc import Iterable, Iterator
from math import ceil, cos, radians, sin

from arctic_map.export.marks.clip import Points

MIN_LENGTH = 0.05
"""Shortest visible line in pixels."""


def hatched(
    rings: Iterable[Points], every: float, angle: float, origin: tuple[float, float]
) -> Iterator[Points]:
    """Yield lines `every` pixels apart, clipped to rings in pixels by the nonzero rule.

    `angle` is in degrees counter-clockwise from the right. One line passes through `origin`, so that lines
    move with the map.
    """
    along, down = cos(radians(angle)), -sin(radians(angle))
    crossed: dict[int, list[tuple[float, int]]] = {}
    for xs, ys in rings:
        us = [along * x + down * y for x, y in zip(xs, ys, strict=True)]
        vs = [(along * (y - origin[1]) - down * (x - origin[0])) / every for x, y in zip(xs, ys, strict=True)]
        u0, v0 = us[-1], vs[-1]
        for u, v in zip(us, vs, strict=True):
            # Half open, so that a vertex on a line counts once.
            for number in range(ceil(min(v0, v)), ceil(max(v0, v))):
                at = u0 + (u - u0) * (number - v0) / (v - v0)
                crossed.setdefault(number, []).append((at, 1 if v > v0 else -1))
            u0, v0 = u, v
    x0, y0 = origin
    level = along * x0 + down * y0
    for number, crossings in sorted(crossed.items()):
        aside = number * every
        winding = 0
        begins = 0.0
        for at, turn in sorted(crossings):
            if winding == 0:
                begins = at
            winding += turn
            if winding == 0 and at - begins > MIN_LENGTH:
                ends = (begins - level, at - level)
                yield (
                    [x0 + along * u - down * aside for u in ends],
                    [y0 + down * u + along * aside for u in ends],
                )
