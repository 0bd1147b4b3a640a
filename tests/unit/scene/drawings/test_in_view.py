"""What a view holds of marks, against shapely: lines between their vertices, places, areas from within."""

import numpy as np
import pytest
import shapely
from tests.looks import SYMBOLOGY
from tests.unit.scene.routing.made_up import point

from arctic_map.model.drawing import Drawing, Shape, ShapeKind
from arctic_map.model.feature import Feature, Precision
from arctic_map.scene.drawings.in_view import in_view, pieces

RANDOM = np.random.default_rng(8)
STYLES: dict[ShapeKind, str] = {"point": "port-named", "line": "lane-nsr", "area": "nsr-waters"}


def shape(kind: ShapeKind, *parts: tuple[float, ...], feature: str = "a", style: str = "") -> Shape:
    places = np.array([number for part in parts for number in part]).reshape(-1, 2)
    (x0, y0), (x1, y1) = places.min(axis=0).tolist(), places.max(axis=0).tolist()
    return Shape(feature, kind, style or STYLES[kind], parts, (x0, y0, x1, y1))


def seen(
    *shapes: Shape, box: tuple[float, float, float, float], without: tuple[str, ...] = ()
) -> frozenset[str]:
    features: dict[str, Feature] = {"a": point("a", "A", 0.0, 70.0)}
    found = pieces(Drawing("l", "nsr", "", shapes=shapes), SYMBOLOGY, features)
    there = in_view([found], box, without)
    assert there.precisions == ({Precision.SURVEYED} if there.styles else set())
    return there.styles


@pytest.mark.parametrize("kind", STYLES)
def test_a_mark_is_in_view_where_shapely_has_it_there(kind: ShapeKind) -> None:
    for _ in range(60):
        count = int(RANDOM.integers(1 if kind == "point" else 3, 60))
        if kind == "area":
            turn = np.sort(RANDOM.uniform(0, 2 * np.pi, count))
            at = RANDOM.uniform(20, 60, (count, 1)) * np.column_stack([np.cos(turn), np.sin(turn)]) + 50
        else:
            at = RANDOM.uniform(0, 100, (count, 2))
        x, y, wide, high = RANDOM.uniform((0, 0, 1, 1), (95, 95, 14, 14)).tolist()
        made = {"point": shapely.MultiPoint, "line": shapely.LineString, "area": shapely.Polygon}[kind](at)
        expected = shapely.box(x, y, x + wide, y + high).intersects(made)
        found = seen(shape(kind, tuple(at.ravel().tolist())), box=(x, y, x + wide, y + high))
        assert found == ({STYLES[kind]} if expected else set())


def test_of_areas_without_an_edge_the_widest_counts_whatever_its_place() -> None:
    def square(half: float) -> Shape:
        ring = (-half, -half, half, -half, half, half, -half, half)
        return shape("area", ring, style="drill-undisclosed")

    for nested in ((square(9.0), square(5.0)), (square(5.0), square(9.0))):
        assert seen(*nested, box=(7.0, 0.0, 8.0, 1.0)) == {"drill-undisclosed"}
        assert seen(*nested, box=(9.5, 0.0, 10.0, 1.0)) == frozenset()


def test_what_is_left_out_and_what_no_legend_explains_is_not_there() -> None:
    place = shape("point", (5.0, 5.0))
    assert seen(place, box=(0, 0, 9, 9)) == {"port-named"}
    assert seen(place, box=(0, 0, 9, 9), without=("a",)) == frozenset()
    assert seen(shape("point", (5.0, 5.0), style="no such style"), box=(0, 0, 9, 9)) == frozenset()
