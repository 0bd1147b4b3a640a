"""Shapes of any origin: mended where nobody need guess, and projected as they would be one by one."""

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from arctic_map.geo.marks import Marks, marks
from arctic_map.geo.projected_marks import on_projection
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.feature import Edges
from arctic_map.model.projection import Projection


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def area_of(found: Marks) -> float:
    return float(shapely.area(found.areas).sum())


def parts(projection: Projection, found: Marks) -> dict[tuple[int, str], list[tuple[float, ...]]]:
    return {(owner, kind): points for owner, kind, points in on_projection(projection, found)}


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        (polygon([[0, 60], [10, 70], [10, 60], [0, 70], [0, 60]]), "the ring crosses itself near 5, 65"),
        (polygon(box(0, 60, 10, 70), box(20, 60, 30, 70)), "a hole is outside its ring"),
        (polygon([[0, 60], [10, 60], [20, 60], [0, 60]]), "the ring encloses no area"),
        ({"type": "LineString", "coordinates": [[5, 60], [5, 60]]}, "the line has no length"),
    ],
)
def test_problems_are_reported(geometry: dict[str, Any], why: str) -> None:
    problems = marks([{"type": "Point", "coordinates": [0, 0]}, geometry]).problems
    assert len(problems) == 1
    assert problems[0][:2] == (1, "coordinates")
    assert problems[0][2].startswith(why)


def test_what_is_sound_is_left_alone() -> None:
    sound = [
        polygon(box(0, 60, 10, 70), box(2, 62, 4, 64)),
        {"type": "MultiPolygon", "coordinates": [[box(170, 60, 180, 70)], [box(-180, 60, -170, 70)]]},
        polygon(box(-180, 60, 180, 80)),
        {"type": "LineString", "coordinates": [[-180, 70], [180, 70]]},
        {"type": "MultiPoint", "coordinates": [[180, 90], [-180, -90]]},
    ]
    found = marks(sound)
    assert found.problems == ()
    assert found.changed == {}
    assert area_of(found.marks) == pytest.approx(96 + 200 + 7200)


def test_what_was_mended_is_split_at_180() -> None:
    found = marks(
        [polygon(box(170, 60, -170, 70)), {"type": "LineString", "coordinates": [[170, 60], [-170, 64]]}]
    )
    area, line = (shape(found.changed[number]) for number in (0, 1))
    assert area.bounds == (-180, 60, 180, 70)
    assert area.area == pytest.approx(200)
    assert [part.bounds for part in line.geoms] == [(170, 60, 180, 62), (-180, 62, -170, 64)]


def test_of_some_nothing_is_left() -> None:
    assert marks([{"type": "LineString", "coordinates": [[5, 60], [5, 60]]}]).changed == {0: None}


def test_a_tangle_is_not_split_up() -> None:
    turn = 2 * np.pi * 999 * np.arange(2000) / 2000
    ring = np.column_stack([90 + 40 * np.cos(turn), 70 + 15 * np.sin(turn)]).tolist()
    assert "too often" in marks([polygon([*ring, ring[0]])]).problems[0][2]


def test_a_long_coast_that_crosses_itself_once_is_mended() -> None:
    turn = 2 * np.pi * np.arange(60_000) / 60_000
    ring = np.column_stack([90 + 40 * np.cos(turn), 70 + 15 * np.sin(turn)]).tolist()
    ring[100], ring[101] = ring[101], ring[100]
    found = marks([polygon([*ring, ring[0]])])
    assert found.problems[0][2].startswith("the ring crosses itself near 129.99")
    assert shape(found.changed[0]).area == pytest.approx(np.pi * 40 * 15, rel=1e-3)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_a_polar_projection_shows_the_north_and_the_world_all(projection: Projection) -> None:
    south: list[dict[str, Any]] = [
        {"type": "Point", "coordinates": [60, -70]},
        {"type": "LineString", "coordinates": [[60, -70], [70, -60]]},
        polygon(box(60, -70, 70, -60)),
    ]
    north: list[dict[str, Any]] = [
        {"type": "Point", "coordinates": [60, 70]},
        {"type": "LineString", "coordinates": [[60, -10], [70, 60]]},
        polygon(box(60, -10, 70, 60)),
    ]
    shown = {owner for owner, _ in parts(projection, marks([*south, *north]).marks)}
    assert shown == ({3, 4, 5} if projection.pole else {0, 1, 2, 3, 4, 5})


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_many_at_once_come_out_as_one_by_one(projection: Projection) -> None:
    """The quick way for what keeps off seam and pole, the slow way for the rest: both the same areas."""
    from arctic_map.geo import clean, planar

    geometries = [
        polygon(box(*edges)) for edges in [(30, 60, 50, 75), (100, 70, 160, 80), (-80, 62, -60, 70)]
    ]
    found = parts(projection, marks(geometries).marks)
    for number, geometry in enumerate(geometries):
        quick = shapely.union_all(
            [shapely.Polygon(np.reshape(part, (-1, 2))) for part in found[number, "area"]]
        )
        slow = planar.areas_on(projection, clean.polygons(geometry, Edges.PARALLEL))
        assert quick.symmetric_difference(slow).area < 0.002 * slow.area


places = st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(list)


@given(
    rings=st.lists(st.lists(places, min_size=3, max_size=8).map(lambda ring: [*ring, ring[0]]), max_size=3),
    lines=st.lists(st.lists(places, min_size=2, max_size=6), max_size=3),
    projection=st.sampled_from(PROJECTIONS),
)
def test_anything_comes_out_on_the_projection(rings: Any, lines: Any, projection: Projection) -> None:
    geometries: list[dict[str, Any]] = [polygon(ring) for ring in rings] + [
        {"type": "LineString", "coordinates": line} for line in lines
    ]
    found = marks(geometries)
    assert set(found.changed) <= {number for number, _, _ in found.problems}
    x0, y0, x1, y1 = projection.box
    for _, _, points in on_projection(projection, found.marks):
        for part in points:
            xs, ys = part[::2], part[1::2]
            room = 0.01 * (x1 - x0)
            assert x0 - room <= min(xs) and max(xs) <= x1 + room
            assert y0 - room <= min(ys) and max(ys) <= y1 + room
