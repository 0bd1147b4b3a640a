import json
from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely
from pyogrio import raw

from arctic_map.geo import planes
from arctic_map.model.opened import Choice
from arctic_map.storage.bounded_reading import UnknownPlace
from arctic_map.tables.readers import any_file
from arctic_map.tables.readers.bulk import Bulk
from arctic_map.tables.tiles import tile_builder
from arctic_map.tables.tiles.tile_store import Plane

COUNT = 2500
FAMILIES = ("polar-stereographic", "polar-equal-area", "equal-earth")


def places() -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    random = np.random.default_rng(7)
    return np.column_stack([random.uniform(-180, 180, COUNT), random.uniform(55, 89, COUNT)])


def written(path: Path, shapes: "np.ndarray[tuple[int], np.dtype[np.object_]]", crs: str) -> Path:
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


def taken(path: Path) -> Bulk:
    found = any_file.take_many(path, Choice(), lambda _: None)
    assert found is not None
    return found


def plane(bulk: Bulk, family: str = "polar-stereographic") -> Plane:
    return tile_builder.plane_of(tile_builder.ready(bulk), family)


@pytest.mark.parametrize(
    ("suffix", "crs"),
    [
        *((suffix, crs) for suffix in (".gpkg", ".fgb", ".shp") for crs in ("EPSG:4326", "EPSG:3413")),
        (".geojson", "EPSG:4326"),
    ],
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
        written(path, shapely.points(at), crs)
    bulk = taken(path)
    # FlatGeobuf has an order of its own.
    number = np.array(bulk.says()["number"])
    for family in FAMILIES:
        points = plane(bulk, family).points
        turn = pyproj.Transformer.from_crs("EPSG:4326", planes.plane_of(family).crs, always_xy=True)
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
    bulk = taken(written(tmp_path / "areas.gpkg", shapes, "EPSG:4326"))
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


def test_what_the_rows_say_is_in_the_files_order(tmp_path: Path) -> None:
    says = taken(written(tmp_path / "many.gpkg", shapely.points(places()), "EPSG:4326")).says()
    assert says["number"] == list(range(COUNT))
    assert says["name"][:2] == ["n0", "n1"]


def test_coordinates_that_nobody_places_are_asked_about(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [5e5 + n, 7e6]}}
        for n in range(COUNT)
    ]
    path = tmp_path / "metres.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    with pytest.raises(UnknownPlace):
        taken(path)


def test_broken_features_are_told_of_and_the_others_shown(tmp_path: Path) -> None:
    features: list[object] = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": xy}}
        for xy in places().tolist()
    ]
    features[5] = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [10, 95]}}
    features[6] = {"type": "Feature"}
    features[7] = 3
    path = tmp_path / "broken.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    found = tile_builder.ready(taken(path))
    told = dict(tile_builder.told(found))
    assert "beyond" in told["features[5].geometry.coordinates"]
    assert told["features[6]"] == "the feature has no geometry"
    assert len(tile_builder.plane_of(found, "equal-earth").points) == COUNT - 3


def test_a_file_of_few_features_is_none_of_these(tmp_path: Path) -> None:
    path = written(tmp_path / "few.gpkg", shapely.points(places()[:300]), "EPSG:4326")
    assert any_file.take_many(path, Choice(), lambda _: None) is None


def points_of(*places: tuple[float, float]) -> tuple[list[tuple[float, float, int]], list[tuple[str, str]]]:
    """Longitude, latitude and row of each point that is shown, and what is said of the others."""
    lon, lat = (np.array([place[axis] for place in places]) for axis in (0, 1))
    bulk = Bulk(total=len(places), x=lon, y=lat, of_point=np.arange(len(places)))
    found = tile_builder.ready(bulk)
    shown = zip(found.lon.tolist(), found.lat.tolist(), found.of_point.tolist(), strict=True)
    return [*shown], [*found.problems]


def test_a_point_beyond_180_is_read_on_the_other_side_and_one_that_is_nowhere_is_left_out() -> None:
    shown, said = points_of(
        (10.0, 70.0), (190.0, 71.0), (-190.0, 72.0), (20.0, 91.0), (30.0, -91.0), (540.0, 10.0)
    )
    assert shown == [(10, 70, 0), (-170, 71, 1), (170, 72, 2), (-180, 10, 5)]
    assert ("features[1].geometry.coordinates", "longitude 190 is beyond ±180; it is read as -170") in said
    assert ("features[2].geometry.coordinates", "longitude -190 is beyond ±180; it is read as 170") in said
    nowhere = "latitude 91 is not on the Earth; it is not shown"
    assert ("features[3].geometry", f"longitude 20, {nowhere}") in said
    assert len(said) == 5


def test_rounding_at_the_pole_and_at_180_is_nothing() -> None:
    shown, said = points_of((180.00000001, 70.0), (10.0, 90.00000001), (10.0, -90.00000001))
    assert said == [] and [lat for _, lat, _ in shown] == [70.0, 90.0, -90.0]
    assert shown[0][0] == 180.00000001


def test_a_point_without_numbers_is_nowhere() -> None:
    shown, said = points_of((float("nan"), 70.0), (10.0, 70.0))
    assert [row for *_, row in shown] == [1] and len(said) == 1
