"""What the base map files must hold: format, right places, and no line or fill that no map should have."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import shapely
from PIL import Image
from pyproj import Transformer

BASEMAP = Path(__file__).resolve().parents[3] / "resources/data/basemap"
PROJECTIONS = {
    "polar-stereographic": "EPSG:5940",
    "polar-equal-area": "EPSG:3576",
    "equal-earth": "+proj=eqearth +lon_0=90 +datum=WGS84",
}
POLAR = ("polar-stereographic", "polar-equal-area")
FILLS = {"depth-200", "depth-2000", "land", "lake"}
LINES = {"coast", "lakeshore", "border", "disputed"}
BUDGET = {0: 250_000, 1: 1_500_000, 2: 6_000_000}
EVERY = [(family, level) for family in PROJECTIONS for level in BUDGET]
EACH_LEVEL = pytest.mark.parametrize(("family", "level"), EVERY)

Points = npt.NDArray[np.int64]


@cache
def read(family: str, level: int) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((BASEMAP / family / f"level{level}.json").read_bytes())
    return content


@cache
def parts(family: str, level: int, item: str) -> list[Points]:
    cells = read(family, level)["items"][item]["cells"]
    return [decoded(part) for cell in cells for part in cell["parts"]]


def decoded(part: list[int]) -> Points:
    return np.array(part, dtype=np.int64).reshape(-1, 2).cumsum(axis=0)


@cache
def projection(family: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", PROJECTIONS[family], always_xy=True)


def signed_area(ring: Points) -> float:
    x, y = ring[:, 0].astype(float), ring[:, 1].astype(float)
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


def covers(family: str, level: int, item: str, lon: float, lat: float) -> bool:
    """By the nonzero rule, cell by cell, as painters do."""
    quantum = read(family, level)["quantum"]
    x, y = (value / quantum for value in projection(family).transform(lon, lat))
    for cell in read(family, level)["items"][item]["cells"]:
        left, bottom, right, top = cell["box"]
        if left <= x <= right and bottom <= y <= top:
            rings = [decoded(part) for part in cell["parts"]]
            if sum(winding(ring, x, y) for ring in rings):
                return True
    return False


def winding(ring: Points, x: float, y: float) -> int:
    here, there = ring.astype(float), np.roll(ring, -1, axis=0).astype(float)
    side = (there[:, 0] - here[:, 0]) * (y - here[:, 1]) - (x - here[:, 0]) * (there[:, 1] - here[:, 1])
    up = (here[:, 1] <= y) & (there[:, 1] > y) & (side > 0)
    down = (here[:, 1] > y) & (there[:, 1] <= y) & (side < 0)
    return int(up.sum()) - int(down.sum())


@EACH_LEVEL
def test_each_level_holds_every_item_within_its_budget(family: str, level: int) -> None:
    content = read(family, level)
    assert content["level"] == level
    assert {name for name, item in content["items"].items() if item["kind"] == "fill"} == FILLS
    assert {name for name, item in content["items"].items() if item["kind"] == "line"} == LINES
    assert all(item["cells"] for item in content["items"].values())
    assert (BASEMAP / family / f"level{level}.json").stat().st_size <= BUDGET[level]


@pytest.mark.parametrize("family", PROJECTIONS)
def test_rivers_run_where_they_run_and_not_through_lakes(family: str) -> None:
    content = json.loads((BASEMAP / family / "rivers.json").read_bytes())
    metres = projection(family)
    for level in BUDGET:
        lines = [decoded(part) for cell in content["items"][str(level)]["cells"] for part in cell["parts"]]
        drawn = shapely.MultiLineString([line * content["quantum"] for line in lines])
        # The Ob at Surgut, the Lena at Yakutsk, the Mackenzie at Norman Wells; amid Baikal and Ladoga.
        for lon, lat in ((73.4, 61.2), (129.8, 62.0), (-126.8, 65.3)):
            assert drawn.distance(shapely.Point(metres.transform(lon, lat))) < 30_000
        for lon, lat in ((107.9, 53.5), (31.5, 60.9)):
            assert drawn.distance(shapely.Point(metres.transform(lon, lat))) > 15_000
    assert (BASEMAP / family / "rivers.json").stat().st_size <= 1_000_000


@EACH_LEVEL
def test_boxes_fit_their_cells(family: str, level: int) -> None:
    for item in read(family, level)["items"].values():
        for cell in item["cells"]:
            points = np.concatenate([decoded(part) for part in cell["parts"]])
            assert cell["box"] == [*points.min(axis=0), *points.max(axis=0)]


@EACH_LEVEL
def test_no_vertex_is_written_twice_in_a_row(family: str, level: int) -> None:
    for item in FILLS | LINES:
        for part in parts(family, level, item):
            assert len(part) >= (3 if item in FILLS else 2)
            assert (np.diff(part, axis=0) != 0).any(axis=1).all()


@EACH_LEVEL
def test_outer_rings_run_counter_clockwise(family: str, level: int) -> None:
    """A ring inside another one runs the other way, so each cell's areas add up to what its shapes cover."""
    for cell in (cell for item in FILLS for cell in read(family, level)["items"][item]["cells"]):
        rings = sorted((decoded(part) for part in cell["parts"]), key=lambda ring: -abs(signed_area(ring)))
        assert signed_area(rings[0]) > 0
        assert sum(map(signed_area, rings)) > 0
        assert signed_area(min(rings, key=signed_area)) > -signed_area(rings[0])


PLACES = (
    ("land", 37.62, 55.76, True),
    ("land", 100.0, 72.0, True),
    ("land", 78.5, 22.0, True),
    ("land", 180.0, 67.6, True),
    ("land", 180.0, 71.1, True),
    ("land", -179.5, 71.2, True),
    ("land", 0.0, 90.0, False),
    ("land", 90.0, 88.0, False),
    ("land", -90.0, 88.0, False),
    ("land", 51.0, 42.0, False),
    ("land", 169.0, 60.0, False),
    ("land", -160.0, 20.0, False),
    ("depth-200", 0.0, 90.0, True),
    ("depth-2000", 0.0, 90.0, True),
    ("depth-2000", 90.0, 86.0, True),
    ("depth-200", -170.0, 66.5, False),
    ("depth-2000", -170.0, 40.0, True),
    ("lake", 31.5, 60.9, True),
    ("lake", 35.3, 61.6, True),
    ("lake", 107.9, 53.5, True),
    ("lake", 51.0, 42.0, False),
)
"""Items of the base map, places, and whether it lies there."""


@EACH_LEVEL
def test_known_places(family: str, level: int) -> None:
    assert [place for place in PLACES if covers(family, level, *place[:3]) != place[3]] == []


@pytest.mark.parametrize("level", BUDGET)
@pytest.mark.parametrize(
    ("lon", "lat"), [(0, -80), (90, -75), (180, -85), (-60, -89.5), (269, -88), (-80, -80)]
)
def test_antarctica_is_on_the_world_projection(level: int, lon: float, lat: float) -> None:
    assert covers("equal-earth", level, "land", lon, lat)


@EACH_LEVEL
def test_no_line_runs_along_the_180th_meridian(family: str, level: int) -> None:
    quantum = read(family, level)["quantum"]
    for part in (part for item in LINES for part in parts(family, level, item)):
        x, y = (part * float(quantum)).T
        lon, lat = projection(family).transform(x, y, direction="INVERSE")
        near = (lat > 62) & (lat < 73)
        east = np.where(near, (lon % 360 - 180) * 111.0 * np.cos(np.radians(lat)), np.inf)
        north = lat * 111.0
        run = 0.0
        for i in np.flatnonzero((np.abs(east[1:]) < 5) & (np.abs(east[:-1]) < 5)):
            aside, along = abs(east[i + 1] - east[i]), abs(north[i + 1] - north[i])
            run = run + along if aside < 0.05 * along else 0.0
            assert run <= 2


@EACH_LEVEL
def test_no_line_runs_along_the_edge_of_the_projection(family: str, level: int) -> None:
    quantum = read(family, level)["quantum"]
    outline = json.loads((BASEMAP / family / "outline.json").read_bytes())
    edge = shapely.LinearRing(decoded(outline["ring"]) * outline["quantum"]).buffer(quantum)
    shapely.prepare(edge)
    # The west coast of the Brodeur Peninsula happens to lie along 90 degrees west.
    longest = 25_000
    every = [shapely.LineString(part * quantum) for item in LINES for part in parts(family, level, item)]
    near = [line for line in every if edge.intersects(line)]
    for run in shapely.get_parts(shapely.intersection(near, edge)):
        assert run.length < longest


@pytest.mark.parametrize("family", PROJECTIONS)
def test_outline_is_the_edge_of_the_projection(family: str) -> None:
    outline = json.loads((BASEMAP / family / "outline.json").read_bytes())
    ring = decoded(outline["ring"])
    assert signed_area(ring) > 0
    metres = ring * float(outline["quantum"])
    lon, lat = projection(family).transform(metres[:, 0], metres[:, 1], direction="INVERSE")
    if family in POLAR:
        assert np.allclose(lat, 0, atol=0.01)
    else:
        assert np.allclose(np.abs(lon + 90), 0, atol=0.01) or np.allclose(
            (lon + 90) % 360 % 359.99, 0, atol=0.02
        )


@pytest.mark.parametrize("family", PROJECTIONS)
def test_relief_covers_its_box_in_square_pixels(family: str) -> None:
    file = BASEMAP / family / "relief.jpg"
    left, bottom, right, top = json.loads((BASEMAP / family / "relief.json").read_bytes())["box"]
    with Image.open(file) as picture:
        wide, high = picture.size
    assert (right - left) / wide == pytest.approx((top - bottom) / high, rel=1e-3)
    assert file.stat().st_size <= 1_300_000


def test_the_north_of_crimea_is_disputed() -> None:
    quantum = read("polar-stereographic", 2)["quantum"]
    place = shapely.Point(projection("polar-stereographic").transform(33.65, 46.13))

    def distance(item: str) -> float:
        lines = shapely.MultiLineString([part * quantum for part in parts("polar-stereographic", 2, item)])
        return float(shapely.distance(lines, place))

    assert distance("disputed") < 10_000
    assert distance("border") > 100_000
