"""A polar projection with another meridian down: the same map, rotated about its pole."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from math import cos, radians, sin

from arctic_map.model.projection import Affine, Box, Projection
from arctic_map.model.tr import tr

SIGN = "@"
"""Separates a projection's id from the meridian that points down: `nsr@30`."""
ROOM = 0.07
"""Margin around the route, as a share of its width and height."""
ALONG = (60, 155)
"""Meridians down with which the lane by the Arctic lies along a wide and a tall page; degrees east."""
Points = tuple[tuple[float, float], ...]
ROUTE: dict[str, Points] = {
    "polar-stereographic": (
        *((-2492e3, 3724e3), (-2174e3, 2365e3), (-1290e3, 1118e3), (-1121e3, 2550e3), (-7e3, 1824e3)),
        *((1141e3, 861e3), (1977e3, 663e3), (4696e3, 1811e3), (5121e3, 1450e3), (5605e3, -253e3)),
        *((5811e3, -1811e3), (5882e3, -3343e3), (4801e3, -4291e3), (4113e3, -4826e3), (4088e3, -5047e3)),
    ),
    "polar-equal-area": (
        *((-4503e3, 473e3), (-3942e3, -695e3), (-2866e3, -1655e3), (-3082e3, -270e3), (-1881e3, -685e3)),
        *((-534e3, -1323e3), (324e3, -1298e3), (2611e3, 507e3), (3082e3, 270e3), (3879e3, -1186e3)),
        *((4323e3, -2496e3), (4582e3, -3710e3), (3833e3, -4734e3), (3339e3, -5302e3), (3344e3, -5458e3)),
    ),
}
"""Points along the route from Hamburg to Ningbo, metres of each family's base projection."""


def base_id(projection_id: str) -> str:
    """The id of the projection that a rotated one is derived from; otherwise the id itself."""
    return projection_id.partition(SIGN)[0]


def is_turned(projection_id: str) -> bool:
    return SIGN in projection_id


def meridian(degrees: float) -> int:
    """Rounded to whole degrees east, from -179 to 180."""
    east = round(degrees) % 360
    return east - 360 if east > 180 else east


@lru_cache(maxsize=64)
def turned(projection: Projection, down: int) -> Projection:
    """The projection turned to a meridian (degrees east), or itself. Raises ValueError without a pole."""
    if projection.pole is None or not projection.turns:
        raise ValueError(tr("{name} has no pole to turn about", name=tr(projection.name)))
    if meridian(down) == meridian(projection.down):
        return projection
    turn = rotation(projection, down)
    kind, home = projection.label.partition(",")[0], _route(projection, turn)
    return replace(
        projection,
        id=f"{projection.id}{SIGN}{meridian(down)}",
        crs=f"{projection.turns} +lon_0={meridian(down)}",
        label=f"{kind}, {_degrees(down)} down ({projection.code}, turned)",
        ground=after(turn, projection.ground),
        down=float(meridian(down)),
        home=home,
        sheet=None,
        window=None,
        legend="right",
    )


def _degrees(down: int) -> str:
    east = meridian(down)
    return f"{abs(east)}°{'' if east in (0, 180) else 'E' if east > 0 else 'W'}"


def rotation(projection: Projection, down: float) -> Affine:
    """The transformation to another meridian down (degrees east). Raises ValueError without a pole."""
    if projection.pole is None:
        raise ValueError(tr("{name} has no pole to turn about", name=tr(projection.name)))
    x, y = projection.pole
    angle = radians(projection.down - down)
    a, d = cos(angle), sin(angle)
    return Affine(a, -d, x - a * x + d * y, d, a, y - d * x - a * y)


def after(second: Affine, first: Affine) -> Affine:
    """The composition: `first`, then `second`."""
    (c, f), (a, d), (b, e) = (second(*first(*point)) for point in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)))
    return Affine(a - c, b - c, c, d - f, e - f, f)


def moved(box: Box, turn: Affine) -> Box:
    """A box of the same size around the transformed centre."""
    x0, y0, x1, y1 = box
    x, y = turn((x0 + x1) / 2, (y0 + y1) / 2)
    half_w, half_h = (x1 - x0) / 2, (y1 - y0) / 2
    return x - half_w, y - half_h, x + half_w, y + half_h


def around(box: Box, turn: Callable[[float, float], tuple[float, float]]) -> Box:
    """The bounding box of a transformed box."""
    corners = [turn(x, y) for x in box[::2] for y in box[1::2]]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _route(projection: Projection, turn: Affine) -> Box:
    """The box around the whole route on the rotated map."""
    places = [turn(*projection.ground(*point)) for point in ROUTE[projection.family]]
    xs, ys = zip(*places, strict=True)
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    across, up = ROOM * (x1 - x0), ROOM * (y1 - y0)
    return x0 - across, y0 - up, x1 + across, y1 + up
