"""Points, lines and areas of many features are drawn where PROJ has them, on every plane."""

import json
from collections.abc import Sequence
from functools import reduce
from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely
from pyogrio import raw
from shapely.geometry.base import BaseGeometry

from arctic_map.geo import projected_marks
from arctic_map.geo.planar import WORLD_SEAM
from arctic_map.model.opened import Choice
from arctic_map.storage.bounded_reading import UnknownPlace
from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.read_features import BatchCollector, Bulk
from arctic_map.tables.readers.wkb import PackedTexts, flat
from arctic_map.tables.tiles import tile_builder
from arctic_map.tables.tiles.shapes import Shapes
from arctic_map.tables.tiles.tile_store import Plane

COUNT = 2500
FAMILIES = ("polar-stereographic", "polar-equal-area", "equal-earth")


def places() -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    random = np.random.default_rng(7)
    return np.column_stack([random.uniform(-180, 180, COUNT), random.uniform(55, 89, COUNT)])


def in_file(path: Path, shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]", crs: str) -> Path:
    drivers = {".gpkg": "GPKG", ".fgb": "FlatGeobuf", ".shp": "ESRI Shapefile"}
    kind = str(shapes[0].geom_type)
    if crs != "EPSG:4326":
        turn = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
        shapes = shapely.transform(shapes, lambda at: np.column_stack(turn.transform(*at.T)))
    numbers = np.arange(len(shapes))
    raw.write(
        path,
        shapely.to_wkb(shapes),
        [numbers, np.array([f"n{each}" for each in numbers], dtype=object)],
        ["number", "name"],
        driver=drivers[path.suffix],
        geometry_type=kind,
        crs=crs,
    )
    return path


def read_bulk(path: Path) -> Bulk:
    found = any_file.read_bulk(path, Choice(), lambda _: None)
    assert found is not None
    return found


def plane(bulk: Bulk, family: str = "polar-stereographic") -> Plane:
    return tile_builder.plane_of(tile_builder.ready(bulk), family)


@pytest.mark.parametrize(
    ("suffix", "crs"),
    [(".gpkg", "EPSG:4326"), (".fgb", "EPSG:3413"), (".shp", "EPSG:3413"), (".geojson", "EPSG:4326")],
)
def test_points_lie_within_a_centimetre_of_where_proj_has_them(suffix: str, crs: str, tmp_path: Path) -> None:
    at = places()
    path = tmp_path / f"many{suffix}"
    if suffix == ".geojson":
        features = [
            {"type": "Feature", "properties": {"number": n}, "geometry": {"type": "Point", "coordinates": xy}}
            for n, xy in enumerate(at.tolist())
        ]
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    else:
        in_file(path, shapely.points(at), crs)
    bulk = read_bulk(path)
    # FlatGeobuf has an order of its own.
    number = np.array(bulk.attributes()["number"])
    for family in FAMILIES:
        points = plane(bulk, family).points
        turn = pyproj.Transformer.from_crs("EPSG:4326", projected_marks.plane_of(family).crs, always_xy=True)
        x, y = turn.transform(*at.T)
        own = number[points.row]
        far = np.hypot(points.x / 100 - x[own], points.y / 100 - y[own])
        assert len(points) == COUNT and far.max() < 0.01


def test_areas_lie_where_they_should_and_those_round_the_pole_and_over_180_are_drawn_whole(
    tmp_path: Path,
) -> None:
    at = places()[:COUNT]
    small = shapely.buffer(shapely.points(at), 0.02, quad_segs=4)
    odd = np.array(
        [
            shapely.Polygon([(170, 70), (-170, 70), (-170, 75), (170, 75)]),
            shapely.Polygon([(lon, 85) for lon in range(-180, 181, 30)]),
        ]
    )
    shapes = np.concatenate([small, odd])
    bulk = read_bulk(in_file(tmp_path / "areas.gpkg", shapes, "EPSG:4326"))
    found = plane(bulk).shapes
    assert set(found.row.tolist()) == set(range(len(shapes)))
    turn = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:5940", always_xy=True)
    pole = found.hit(2e8, 2e8, 100.0)
    assert pole == COUNT + 1
    x, y = turn.transform(180.0, 72.0)
    assert found.hit(100 * x, 100 * y, 100.0) == COUNT
    for row in (3, 400, 2000):
        x, y = turn.transform(*at[row])
        hit = found.hit(100 * x, 100 * y, 100.0)
        assert hit is not None and small[hit].contains(shapely.Point(at[row]))


def test_coordinates_without_a_reference_system_lead_to_a_question(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [5e5 + n, 7e6]}}
        for n in range(COUNT)
    ]
    path = tmp_path / "metres.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    with pytest.raises(UnknownPlace):
        read_bulk(path)


def points_of(*places: tuple[float, float]) -> tuple[list[tuple[float, float, int]], list[tuple[str, str]]]:
    """Longitude, latitude and row of each point that is shown, and the problems of the others."""
    lon, lat = (np.array([place[axis] for place in places]) for axis in (0, 1))
    bulk = Bulk(total=len(places), x=lon, y=lat, of_point=np.arange(len(places)))
    found = tile_builder.ready(bulk)
    shown = zip(found.lon.tolist(), found.lat.tolist(), found.of_point.tolist(), strict=True)
    return [*shown], [*found.problems]


def test_a_point_beyond_180_is_read_on_the_other_side_and_one_that_is_nowhere_is_left_out() -> None:
    shown, lines = points_of(
        (10.0, 70.0), (190.0, 71.0), (-190.0, 72.0), (20.0, 91.0), (float("nan"), -91.0), (540.0, 10.0)
    )
    assert shown == [(10, 70, 0), (-170, 71, 1), (170, 72, 2), (-180, 10, 5)]
    assert ("features[1].geometry.coordinates", "longitude 190 is beyond ±180; it is read as -170") in lines
    assert ("features[2].geometry.coordinates", "longitude -190 is beyond ±180; it is read as 170") in lines
    nowhere = "latitude 91 is not on the Earth; it is not shown"
    assert ("features[3].geometry", f"longitude 20, {nowhere}") in lines
    assert len(lines) == 5


def test_rounding_at_the_pole_and_at_180_is_nothing() -> None:
    shown, lines = points_of((180.00000001, 70.0), (10.0, 90.00000001), (10.0, -90.00000001))
    assert lines == [] and [lat for _, lat, _ in shown] == [70.0, 90.0, -90.0]
    assert shown[0][0] == 180.00000001


RANDOM = np.random.default_rng(3)


def bulk_of(shapes: Sequence[BaseGeometry], *, projected: bool = False) -> Bulk:
    texts = [shapely.to_wkb(each, flavor="iso") for each in shapes]
    ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
    packed = PackedTexts(np.frombuffer(b"".join(texts), np.uint8), np.append(0, ends))
    gathered = BatchCollector()
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
    turn = pyproj.Transformer.from_crs("EPSG:4326", projected_marks.plane_of(family).crs, always_xy=True)
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
def found(shapes: list[BaseGeometry]) -> tile_builder.PreparedFile:
    return tile_builder.ready(bulk_of(shapes))


@pytest.mark.parametrize("family", FAMILIES)
def test_edges_lie_where_they_should_and_long_ones_are_bent(
    shapes: list[BaseGeometry], found: tile_builder.PreparedFile, family: str
) -> None:
    assert found.problems == [] and found.kinds == ("area", "line") and found.total == len(shapes)
    there = drawn(tile_builder.plane_of(found, family).shapes)
    assert sorted(there) == list(range(len(shapes)))
    for row, shape in enumerate(shapes):
        expected = on_plane(family, shape)
        assert there[row].geom_type == expected.geom_type
        as_it_stands = row in found.lines.row or row in found.areas.row
        assert shapely.hausdorff_distance(there[row], expected) < (30.0 if as_it_stands else 500.0), row
        if shape.geom_type == "Polygon":
            assert (
                there[row].symmetric_difference(expected).area
                < (30.0 if as_it_stands else 500.0) * expected.length
            )
            assert len(there[row].interiors) == 1


def stands(*places: tuple[float, float], projected: bool = False) -> bool:
    """Whether a line is drawn as it stands, and none of its edges is bent."""
    found = tile_builder.ready(bulk_of([shapely.LineString(places)], projected=projected))
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
    found = tile_builder.ready(bulk_of([south, across, north, area, shapely.box(60, -3, 60.1, -2)]))
    for family in FAMILIES[:2]:
        there = drawn(tile_builder.plane_of(found, family).shapes)
        assert sorted(there) == [1, 2, 3]
        for row, part in (
            (1, shapely.LineString([(20.025, 0), (20.1, 0.3)])),
            (3, shapely.box(40, 0, 40.1, 0.3)),
        ):
            assert shapely.hausdorff_distance(there[row], on_plane(family, part)) < 300.0
    assert sorted(drawn(tile_builder.plane_of(found, "equal-earth").shapes)) == [0, 1, 2, 3, 4]


def test_what_lies_over_the_seam_of_the_world_is_cut_there() -> None:
    over = [
        shapely.LineString([(WORLD_SEAM - 0.1, 60), (WORLD_SEAM + 0.1, 60.1)]),
        shapely.box(WORLD_SEAM - 0.1, 60, WORLD_SEAM + 0.1, 60.5),
        shapely.box(WORLD_SEAM + 0.1, 60, WORLD_SEAM + 0.2, 60.5),
        shapely.box(WORLD_SEAM - 0.2, 60, WORLD_SEAM - 0.1, 60.5),
    ]
    found = tile_builder.ready(bulk_of(over))
    there = drawn(tile_builder.plane_of(found, "equal-earth").shapes)
    assert [len(shapely.get_parts(there[row])) for row in range(4)] == [2, 2, 1, 1]
    assert there[1].bounds[2] - there[1].bounds[0] > 1e7 > there[2].bounds[2] - there[2].bounds[0]
    assert all(
        len(shapely.get_parts(each)) == 1
        for each in drawn(tile_builder.plane_of(found, FAMILIES[0]).shapes).values()
    )


def test_incomplete_lines_and_areas_are_repaired_or_reported() -> None:
    shapes = [
        shapely.LineString([(10, 60), (10.1, 95)]),
        shapely.LineString([(10, 60), (10.1, 60)]),
        shapely.Polygon([(0, 60), (5, 65), (5, 60), (0, 65)]),
        shapely.Point(3, 60),
    ]
    found = tile_builder.ready(bulk_of(shapes))
    there = drawn(tile_builder.plane_of(found, FAMILIES[0]).shapes)
    assert sorted(there) == [1, 2]
    assert found.kinds == ("area", "line", "point")
    assert {where.split(".")[0] for where, _ in found.problems} == {"features[0]", "features[2]"}


def test_a_line_whose_last_place_alone_is_none_is_read_one_by_one() -> None:
    for last in ((10.1, 90.4), (180.2, 60.1)):
        first = (last[0] - 0.1, last[1] - 0.5)
        found = tile_builder.ready(bulk_of([shapely.LineString([first, last])]))
        assert len(found.lines.row) == 0 and [where for where, _ in found.problems]
