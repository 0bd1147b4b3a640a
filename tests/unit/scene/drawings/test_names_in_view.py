"""In any view no name lies over a lane, but for a port of the article's at need, and none over another."""

from collections.abc import Iterator
from functools import cache
from random import Random

import numpy as np
import pytest
import shapely
from shapely import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry
from tests.built_in import built_in_atlas, read_drawing
from tests.looks import LIGHT, OTHER_MONTHS, SYMBOLOGY

from arctic_map.geo.label_requests import LabelCandidate, text_box
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.catalog import DRAWN
from arctic_map.model.drawing import Drawing, Label
from arctic_map.model.projection import Projection
from arctic_map.model.view import COARSEST, Viewport

CASING = 2.25
"""Half the width of a lane with its casing, px."""
CLEAR = 3.0
"""A name keeps four pixels clear; one is left to lines that were made lighter to be reckoned with."""

PORT_OF_THE_ARTICLE = "port-named"


@cache
def drawings(projection_id: str) -> tuple[Drawing, ...]:
    catalog = built_in_atlas()
    found = (
        read_drawing(projection_id, layer.id, layer.digest) for layer in catalog.layers if layer.kind in DRAWN
    )
    return tuple(drawing for drawing in found if drawing is not None)


@cache
def lanes(projection_id: str) -> BaseGeometry:
    lines = [
        LineString(zip(part[::2], part[1::2], strict=True))
        for drawing in drawings(projection_id)
        for shape in drawing.shapes
        if shape.kind == "line" and SYMBOLOGY.is_lane(shape.style)
        for part in shape.parts
    ]
    whole = MultiLineString(lines)
    shapely.prepare(whole)
    return whole


def boxes(label: Label, view: Viewport) -> list[tuple[float, float, float, float]]:
    """Of the name or of its letters, pixels from the view's upper left corner."""
    lettering = LIGHT.styles[label.style].lettering
    assert lettering is not None
    x, y = view.pixel(label.x, label.y)
    if label.letters:
        half, letters = 0.3 * lettering.size, np.array(label.letters).reshape(-1, 3)
        turn = np.radians(letters[:, 2])
        along, up = 0.28 * lettering.size, 0.33 * lettering.size
        across = letters[:, 0] + along * np.cos(turn) + up * np.sin(turn)
        down = letters[:, 1] + along * np.sin(turn) - up * np.cos(turn)
        middles = zip(across.tolist(), down.tolist(), strict=True)
        found = [(dx - half, dy - half, dx + half, dy + half) for dx, dy in middles]
    else:
        candidate = LabelCandidate(label.x, label.y, label.dx, label.dy, label.anchor)
        found = [text_box(candidate, label.width, lettering.size)]
    return [(x + x0, y + y0, x + x1, y + y1) for x0, y0, x1, y1 in found]


def painted(projection_id: str, view: Viewport) -> Iterator[tuple[Label, list[tuple[float, ...]]]]:
    """The labels that a view holds, each feature named once."""
    zoom = np.log2(COARSEST / view.resolution)
    for drawing in drawings(projection_id):
        named: set[str] = set()
        for label in drawing.labels:
            if label.style in OTHER_MONTHS or not label.zoom <= zoom < label.until or label.feature in named:
                continue
            found = boxes(label, view)
            if all(
                x0 >= 0 and y0 >= 0 and x1 <= view.width and y1 <= view.height for x0, y0, x1, y1 in found
            ):
                named.add(label.feature)
                yield label, [*found]


def views(count: int) -> list[tuple[Projection, Viewport]]:
    random = Random(11)
    found = []
    for number in range(count):
        projection = PROJECTIONS[number % len(PROJECTIONS)]
        x0, y0, x1, y1 = projection.home
        zoom = random.uniform(-1.5, 6.0)
        place = random.uniform(x0, x1), random.uniform(y0, y1)
        found.append((projection, Viewport(*place, COARSEST / 2**zoom, 1100.0, 700.0)))
    return found


def check(projection: Projection, view: Viewport) -> None:
    shown = [*painted(projection.id, view)]
    taken: list[tuple[str, BaseGeometry]] = []
    for label, found in shown:
        for x0, y0, x1, y1 in found:
            name = shapely.box(
                *(
                    view.x + (x0 - view.width / 2) * view.resolution,
                    view.y - (y1 - view.height / 2) * view.resolution,
                ),
                *(
                    view.x + (x1 - view.width / 2) * view.resolution,
                    view.y - (y0 - view.height / 2) * view.resolution,
                ),
            )
            near = (CASING + CLEAR) * view.resolution
            # Such a port is named wherever there is no room beside the lanes: `test_labels` has this rule.
            if label.style != PORT_OF_THE_ARTICLE:
                assert not shapely.dwithin(lanes(projection.id), name, near), f"{label.text} lies over a lane"
            inner = name.buffer(-1.2 * view.resolution)
            for other, place in taken:
                assert other == label.text or not inner.intersects(place), f"{label.text} over {other}"
            taken.append((label.text, inner))


@pytest.mark.parametrize(("projection", "view"), views(5))
def test_no_name_lies_over_a_lane_or_another_name(projection: Projection, view: Viewport) -> None:
    check(projection, view)


@pytest.mark.slow
def test_none_does_in_two_hundred_views() -> None:
    for projection, view in views(200):
        check(projection, view)


@pytest.mark.parametrize("lon_lat", [(40.0, 61.0), (60.0, 56.0), (135.0, 50.0), (160.0, 66.0), (33.0, 58.0)])
def test_russia_is_named_where_its_middle_is_far_away(lon_lat: tuple[float, float]) -> None:
    from pyproj import Transformer

    projection = projection_named("nsr")
    x, y = Transformer.from_crs("EPSG:4326", projection.crs, always_xy=True).transform(*lon_lat)
    view = Viewport(x, y, COARSEST / 2**2.5, 1100.0, 700.0)
    assert "Russia" in {label.text for label, _ in painted(projection.id, view)}


def ends(zone: BaseGeometry) -> Iterator[tuple[float, float, float]]:
    """Places near both of its ends, and how long it is: projected metres."""
    corners = np.array(shapely.minimum_rotated_rectangle(zone).exterior.coords)
    if np.hypot(*(corners[1] - corners[0])) < np.hypot(*(corners[2] - corners[1])):
        corners = corners[1:]
    start, end = (corners[0] + corners[3]) / 2, (corners[1] + corners[2]) / 2
    for share in (1 / 6, 5 / 6):
        place = shapely.Point(start + share * (end - start))
        x, y = shapely.get_coordinates(shapely.shortest_line(zone, place))[0]
        yield float(x), float(y), float(np.hypot(*(end - start)))


@pytest.mark.parametrize("zone", ["Z1", "Z3", "Z5", "Z6", "Z7"])
@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_a_large_zone_is_named_where_its_middle_is_out_of_view(projection: Projection, zone: str) -> None:
    parts = [
        shapely.Polygon(np.array(part).reshape(-1, 2)).buffer(0)
        for drawing in drawings(projection.id)
        for shape in drawing.shapes
        if shape.feature == zone and shape.kind == "area"
        for part in shape.parts
    ]
    for x, y, length in ends(shapely.union_all(parts)):
        view = Viewport(x, y, length / 2 / 1100.0, 1100.0, 700.0)
        assert zone in {label.feature for label, _ in painted(projection.id, view)}, (x, y)
