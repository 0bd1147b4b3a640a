"""The part of a route by sea that a ship has sailed, in a picture of a film."""

from collections.abc import Iterator, Sequence
from math import hypot

from arctic_map.export.marks.markup import group, tag
from arctic_map.export.marks.path import Field, data
from arctic_map.geo.position import project
from arctic_map.model.projection import Projection
from arctic_map.model.strait import Lonlat
from arctic_map.model.style import Palette

WIDTH, RIM, SHIP = 4.0, 1.5, 7.0
"""Width of the line, of the paper around it, and radius of the ship, pixels."""
TORN = 0.5
"""Share of the map's width from which two places are at its opposite edges."""


def sailed(line: Sequence[Lonlat], projection: Projection, field: Field, palette: Palette) -> str:
    """The line in degrees with the ship at its end; parts that the projection does not show are left out."""
    paths = [*_paths(line, projection, field)]
    place = project(projection, *line[-1])
    d = data(((xs, ys) for xs, ys in paths), closed=False)
    strokes = (
        tag("path", d=d, fill="none", stroke=colour, stroke_width=width, stroke_linejoin="round")
        for colour, width in ((palette.paper, WIDTH + 2 * RIM), (palette.ink, WIDTH))
    )
    ship = ""
    if place:
        x, y = field.at(*place)
        ship = tag(
            "circle",
            cx=round(x, 1),
            cy=round(y, 1),
            r=SHIP,
            fill=palette.ink,
            stroke=palette.paper,
            stroke_width=RIM * 1.5,
        )
    return group(*strokes, ship, id="sailed")


def _paths(
    line: Sequence[Lonlat], projection: Projection, field: Field
) -> Iterator[tuple[list[float], list[float]]]:
    xs, ys = list[float](), list[float]()
    for lon, lat in line:
        place = project(projection, lon, lat)
        at = field.at(*place) if place else None
        is_torn = at and xs and hypot(at[0] - xs[-1], at[1] - ys[-1]) > TORN * field.view.width
        if (at is None or is_torn) and xs:
            yield xs, ys
            xs, ys = [], []
        if at:
            xs.append(at[0])
            ys.append(at[1])
    if xs:
        yield xs, ys
