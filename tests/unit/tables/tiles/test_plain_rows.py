"""Very many lines and areas are drawn where PROJ has every place of their edges, on every plane."""

import json
from collections.abc import Sequence
from functools import reduce

import numpy as np
import pytest
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from arctic_map.geo import planes
from arctic_map.geo.planar import WORLD_SEAM
from arctic_map.tables.readers.arrow_stream import Packed
from arctic_map.tables.readers.bulk import Bulk, Gathering
from arctic_map.tables.readers.wkb import Parts, flat
from arctic_map.tables.tiles.shapes import Shapes
from arctic_map.tables.tiles.tile_builder import Ready, plane_of, ready

FAMILIES = ("polar-stereographic", "polar-equal-area", "equal-earth")
RANDOM = np.random.default_rng(3)


def bulk_of(shapes: Sequence[BaseGeometry], *, projected: bool = False) -> Bulk:
    texts = [shapely.to_wkb(each, flavor="iso") for each in shapes]
    ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
    packed = Packed(np.frombuffer(b"".join(texts), np.uint8), np.append(0, ends))
    gathered = Gathering()
    gathered.add(flat(packed), packed)
    bulk = gathered.into(Bulk())
    bulk.others = [
        (row, json.loads(shapely.to_geojson(shapely.from_wkb(text)))) for row, text in gathered.others
    ]
    bulk.projected = projected
    return bulk


def drawn(found: Shapes) -> dict[int, BaseGeometry]:
    """Metres, by rows: all parts of a row together."""
    parts: dict[int, list[BaseGeometry]] = {}
    for number, row in enumerate(found.row.tolist()):
        rings = [
            np.column_stack([found.x[begin:end], found.y[begin:end]]) / 100.0
            for ring in range(int(found.ring_of[number]), int(found.ring_of[number + 1]))
            for begin, end in ((int(found.vertex_of[ring]), int(found.vertex_of[ring + 1])),)
        ]
        closed = bool(found.closed[number])
        # What lies within two rings of an area is a hole.
        shape = (
            reduce(shapely.symmetric_difference, map(shapely.Polygon, rings))
            if closed
            else shapely.LineString(rings[0])
        )
        parts.setdefault(row, []).append(shape)
    return {row: some[0] if len(some) == 1 else shapely.MultiLineString(some) for row, some in parts.items()}


def on_plane(family: str, shape: BaseGeometry) -> BaseGeometry:
    """The same in metres, with places on its edges, which are straight in longitude and latitude."""
    turn = Transformer.from_crs("EPSG:4326", planes.plane_of(family).crs, always_xy=True)
    fine = shapely.segmentize(shape, 0.02)
    return shapely.transform(fine, lambda at: np.column_stack(turn.transform(*at.T)))


def lines(count: int) -> list[BaseGeometry]:
    """Some with edges of metres, some with edges of many degrees."""
    found: list[BaseGeometry] = []
    for number in range(count):
        steps = RANDOM.uniform(-1, 1, (6, 2)) * (0.2, 1.5, 12.0)[number % 3] * (2.0, 1.0)
        at = np.cumsum([RANDOM.uniform((-20, 30), (90, 70)), *steps], axis=0)
        found.append(
            shapely.LineString(
                np.column_stack([np.clip(at[:, 0], -28.0, 140.0), np.clip(at[:, 1], 5.0, 85.0)])
            )
        )
    return found


def areas(count: int) -> list[BaseGeometry]:
    """With a hole each."""
    found: list[BaseGeometry] = []
    for number in range(count):
        lon, lat = RANDOM.uniform((-10, 35), (90, 70))
        wide, high = RANDOM.uniform(0.05, 1.0, 2) * (0.3, 3.0, 12.0)[number % 3]
        outer = shapely.box(lon - wide, lat - high, lon + wide, lat + high)
        hole = shapely.box(lon - wide / 2, lat - high / 2, lon + wide / 3, lat + high / 2)
        found.append(outer.difference(hole))
    return found


@pytest.fixture(scope="module")
def shapes() -> list[BaseGeometry]:
    return [each for pair in zip(lines(15), areas(15), strict=True) for each in pair]


@pytest.fixture(scope="module")
def found(shapes: list[BaseGeometry]) -> Ready:
    return ready(bulk_of(shapes))


@pytest.mark.parametrize("family", FAMILIES)
def test_edges_lie_where_they_should_and_long_ones_are_bent(
    shapes: list[BaseGeometry], found: Ready, family: str
) -> None:
    assert found.problems == [] and found.kinds == ("area", "line") and found.total == len(shapes)
    there = drawn(plane_of(found, family).shapes)
    assert sorted(there) == list(range(len(shapes)))
    for row, shape in enumerate(shapes):
        wanted = on_plane(family, shape)
        assert there[row].geom_type == wanted.geom_type
        as_it_stands = row in found.lines.row or row in found.areas.row
        assert shapely.hausdorff_distance(there[row], wanted) < (30.0 if as_it_stands else 500.0), row
        if shape.geom_type == "Polygon":
            assert (
                there[row].symmetric_difference(wanted).area
                < (30.0 if as_it_stands else 500.0) * wanted.length
            )
            assert len(there[row].interiors) == 1


def stands(*places: tuple[float, float], projected: bool = False) -> bool:
    """Whether a line is drawn as it stands, and none of its edges is bent."""
    found = ready(bulk_of([shapely.LineString(places)], projected=projected))
    return len(found.lines.row) == 1


def test_edges_are_drawn_as_they_stand_where_that_is_near_enough() -> None:
    # A quarter of a degree along the Equator strays as far as half a degree at 76 degrees north.
    assert stands((10, 0), (10.24, 0)) and not stands((10, 0), (10.27, 0))
    assert stands((10, 76), (10.49, 76)) and not stands((10, 76), (10.6, 76))
    assert stands((10, 60), (10, 61.9)) and not stands((10, 60), (10, 62.1))
    assert stands((10, 60), (10.2, 61.5), (10.1, 60.0)) and not stands((10, 60), (10.2, 61.5), (11, 60.0))
    assert not stands((-170, 89.9), (170, 89.9)) and not stands((10, 89.95), (105, 89.95))


def test_edges_of_a_plane_are_straight_as_far_as_sixty_kilometres() -> None:
    # A degree of longitude has 111 km at the Equator and 56 here.
    assert stands((10, 60), (10.5, 60.25), projected=True) and stands((10, 60), (11, 60), projected=True)
    assert stands((10, 0), (10.5, 0), projected=True) and not stands((10, 0), (10.6, 0), projected=True)
    assert not stands((10, 60), (11.2, 60), projected=True) and not stands(
        (10, 60), (10.6, 60.4), projected=True
    )
    assert stands((10, 60), (10, 60.5), projected=True) and not stands((10, 60), (10, 60.6), projected=True)
    assert not stands((-179.9, 60), (179.9, 60), projected=True)


def test_polar_planes_show_what_lies_north_of_the_equator_and_the_world_all() -> None:
    south, across, north = (shapely.LineString([(20, lat), (20.1, lat + 0.4)]) for lat in (-5.0, -0.1, 5.0))
    area = shapely.box(40, -0.1, 40.1, 0.3)
    found = ready(bulk_of([south, across, north, area, shapely.box(60, -3, 60.1, -2)]))
    for family in FAMILIES[:2]:
        there = drawn(plane_of(found, family).shapes)
        assert sorted(there) == [1, 2, 3]
        for row, part in (
            (1, shapely.LineString([(20.025, 0), (20.1, 0.3)])),
            (3, shapely.box(40, 0, 40.1, 0.3)),
        ):
            assert shapely.hausdorff_distance(there[row], on_plane(family, part)) < 300.0
    assert sorted(drawn(plane_of(found, "equal-earth").shapes)) == [0, 1, 2, 3, 4]


def test_what_lies_over_the_seam_of_the_world_is_cut_there() -> None:
    over = [
        shapely.LineString([(WORLD_SEAM - 0.1, 60), (WORLD_SEAM + 0.1, 60.1)]),
        shapely.box(WORLD_SEAM - 0.1, 60, WORLD_SEAM + 0.1, 60.5),
        shapely.box(WORLD_SEAM + 0.1, 60, WORLD_SEAM + 0.2, 60.5),
        shapely.box(WORLD_SEAM - 0.2, 60, WORLD_SEAM - 0.1, 60.5),
    ]
    found = ready(bulk_of(over))
    there = drawn(plane_of(found, "equal-earth").shapes)
    assert [len(shapely.get_parts(there[row])) for row in range(4)] == [2, 2, 1, 1]
    assert there[1].bounds[2] - there[1].bounds[0] > 1e7 > there[2].bounds[2] - there[2].bounds[0]
    assert all(
        len(shapely.get_parts(each)) == 1 for each in drawn(plane_of(found, FAMILIES[0]).shapes).values()
    )


def test_what_is_no_line_or_area_yet_is_mended_or_told_of() -> None:
    shapes = [
        shapely.LineString([(10, 60), (10.1, 95)]),
        shapely.LineString([(10, 60), (10.1, 60)]),
        shapely.Polygon([(0, 60), (5, 65), (5, 60), (0, 65)]),
        shapely.Point(3, 60),
    ]
    found = ready(bulk_of(shapes))
    there = drawn(plane_of(found, FAMILIES[0]).shapes)
    assert sorted(there) == [1, 2]
    assert found.kinds == ("area", "line", "point")
    assert {where.split(".")[0] for where, _ in found.problems} == {"features[0]", "features[2]"}


def test_rows_without_a_shape_are_no_problem() -> None:
    found = ready(Bulk(total=3, empty=np.arange(3)))
    assert found.problems == [] and found.kinds == () and found.total == 3


def test_a_line_whose_last_place_alone_is_none_is_read_one_by_one() -> None:
    for last in ((10.1, 90.4), (180.2, 60.1)):
        first = (last[0] - 0.1, last[1] - 0.5)
        found = ready(bulk_of([shapely.LineString([first, last])]))
        assert len(found.lines.row) == 0 and [where for where, _ in found.problems]


@pytest.mark.parametrize("end", [(0.0, 60.1), (0.05, 60.0)])
def test_a_ring_that_is_not_closed_is_closed_and_that_is_said(end: tuple[float, float]) -> None:
    at = np.array([(0.0, 60.0), (0.2, 59.9), (0.2, 60.2), end])
    one = np.array([1])
    bulk = Bulk(total=1, areas=Parts(np.array([0]), one, np.array([4]), at[:, 0].copy(), at[:, 1].copy()))
    found = ready(bulk)
    assert [why for _, why in found.problems] == ["the ring is not closed; it is drawn closed"]
    assert len(found.areas.row) == 0 and found.kinds == ("area",)
    assert sorted(drawn(plane_of(found, FAMILIES[0]).shapes)) == [0]
