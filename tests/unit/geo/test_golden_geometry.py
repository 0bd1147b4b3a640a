"""What comes of made-up shapes, number by number, as files that can be read."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely import LineString, MultiPolygon

from arctic_map import resources
from arctic_map.geo import along, areas, chevrons, clean, marks, planar, projected_marks
from arctic_map.geo.extent import box_of_degrees
from arctic_map.geo.graticule import arctic_circle, graticule
from arctic_map.geo.label_requests import LabelCandidate, LabelRequest, Obstacle, advances
from arctic_map.geo.labels import place_labels
from arctic_map.geo.measure import area, crosses_itself, legs, length, midway, nearest
from arctic_map.geo.planar import areas_on, lines_on, points_on
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.geo.turning import after, around, moved, turned
from arctic_map.model.feature import Edges
from arctic_map.model.style import Lettering

GOLDEN = Path(__file__).parents[2] / "golden" / "geometry"
TYPE = Lettering(size=13, colour="#000000", halo="#ffffff", spacing=1)
KM = 1000.0


def shown(numbers: Any, digits: int = 0) -> str:
    return " ".join(f"{float(each):.{digits}f}" for each in np.asarray(numbers, dtype=float).ravel())


def waves(length: float, height: float, count: int, turns: float) -> LineString:
    """From left to right, metres."""
    x = np.linspace(0.0, length, count)
    return LineString(np.column_stack([x, height * np.sin(x / length * turns * 2 * np.pi)]))


def of_names() -> Iterator[str]:
    """Next to lines, between obstacles and lanes."""
    letters = along.LetterMetrics(advances("Kara Sea Route", TYPE, resources.fonts()), TYPE.size, 6.0)
    lane = LineString([(0, -250 * KM), (6000 * KM, 450 * KM)])
    for name, line in (
        ("long waves", waves(6000 * KM, 500 * KM, 200, 2.0)),
        ("short waves", waves(3000 * KM, 300 * KM, 400, 9.0)),
        ("a steep line", LineString([(0, 0), (300 * KM, 2500 * KM), (2500 * KM, 2600 * KM)])),
        ("back", waves(4000 * KM, 200 * KM, 90, 1.0).reverse()),
        ("too short", LineString([(0, 0), (30 * KM, 0)])),
    ):
        for lanes in ([], [lane]):
            box = Obstacle(1500 * KM, 0.0, (-90.0, -30.0, 60.0, 45.0), -1.0, 2.2)
            clear = along.AvoidZone(along.segments(lanes), 7.0, [box])
            yield f"{name}, {len(lanes)} lanes"
            for run in along.runs([line], letters, clear):
                boxes = sum(sum(each.box) for each in run.obstacles)
                yield f"  {run.x} {run.y} {run.zoom} to {run.until}: {shown(run.letters[:9], 1)}, {boxes:.1f}"


def of_seats() -> Iterator[str]:
    """Names of which each wants several candidates, most important first."""
    random = np.random.default_rng(5)
    requests = []
    for number in range(40):
        x, y = random.uniform(-2000 * KM, 2000 * KM, 2)
        wide, size = random.uniform(20, 90), float(random.choice([9, 12, 16]))
        shifts = ((8.0, 4.0, "start"), (-8.0, 4.0, "end"), (0.0, -9.0, "middle"), (34.0, 30.0, "start"))
        candidates = tuple(
            LabelCandidate(x, y, dx, dy, anchor, -2.0 + 0.5 * (number % 3), 0.25 * place)  # type: ignore[arg-type]
            for place, (dx, dy, anchor) in enumerate(shifts)
        )
        requests.append(
            LabelRequest(
                wide, size, candidates, least=-1.5 if number % 5 else 0.5,
                line=None if number % 4 else np.array([[x - 3e5, y + 4e4, x + 4e5, y - 2e4]]),
                others=(Obstacle(x + 60 * KM, y, (-14.0, -14.0, 14.0, 14.0)),) if number % 3 == 0 else (),
                insists=number % 3 == 0, stays=number % 7 == 0, below=11.0 if number % 6 == 0 else 0.0,
                tied=4.0 if number % 2 else None,
            )
        )  # fmt: skip
    lanes = random.uniform(-2000 * KM, 2000 * KM, (6, 4))
    places: list[tuple[float, float]] = random.uniform(-2000 * KM, 2000 * KM, (12, 2)).tolist()
    standing = [Obstacle(x, y, (-9.0, -9.0, 9.0, 9.0)) for x, y in places]
    standing.append(Obstacle(0.0, 0.0, (-200.0, -150.0, 200.0, 150.0), 0.0, 1.5))
    for enough, segments in ((-2.0, lanes), (0.5, lanes), (0.5, None)):
        yield f"from {enough} on, {0 if segments is None else len(segments)} lanes"
        for request, stands in zip(
            requests, place_labels(requests, standing, enough, segments, 6.0), strict=True
        ):
            stood = "; ".join(
                f"{each.candidate.dx:.0f} {each.candidate.anchor} {each.zoom:.3f} to {each.until:.3f}"
                f" {shown(request.leader(each.candidate), 1)}".strip()
                for each in stands
            )
            yield f"  {request.width:.1f}: {stood}"


ODD: tuple[dict[str, Any], ...] = (
    {"type": "LineString", "coordinates": [[170, 70], [-170, 75], [-100, 80]]},
    {"type": "LineString", "coordinates": [[0, 60], [200, 70]]},
    {"type": "MultiLineString", "coordinates": [
        [[170, 60], [180, 61]], [[-180, 61], [-170, 62]], [[0, 5], [1, 5]]]},
    {"type": "LineString", "coordinates": [[10, -20], [30, 40], [30, 89], [-150, 85]]},
    {"type": "Polygon", "coordinates": [[[170, 60], [190, 60], [190, 70], [170, 70], [170, 60]]]},
    {"type": "Polygon", "coordinates": [[[lon, 70 + lon % 7] for lon in (-180, -90, 0, 90, 180)]]},
    {"type": "Polygon", "coordinates": [[[lon, 75] for lon in (0, 90, 180, 270, 360)]]},
    {"type": "Polygon", "coordinates": [
        [[0, 0], [90, 0], [90, 85], [0, 0]], [[60, 20], [70, 20], [70, 30], [60, 20]]]},
    {"type": "Polygon", "coordinates": [[[0, 60], [20, 70], [20, 60], [0, 70], [0, 60]]]},
    {"type": "Polygon", "coordinates": [[[-220, 30], [-29, 30], [-29, 60], [-220, 60], [-220, 30]]]},
    {"type": "MultiPoint", "coordinates": [[181, 60], [-179, 60], [10, -60], [0, 90]]},
    {"type": "GeometryCollection", "geometries": [
        {"type": "Point", "coordinates": [5, 5]}, {"type": "LineString", "coordinates": [[5, 5], [6, 6]]}]},
)  # fmt: skip


def of_shapes() -> Iterator[str]:
    """Odd shapes of files, mended and put on every projection."""
    found = marks.marks(ODD)
    yield from (f"problem {each}" for each in found.problems)
    for each in (*found.marks.lines, *found.marks.areas):
        yield f"{each.geom_type} {shown(each.bounds, 3)} {shapely.get_num_coordinates(each)} {each.area:.4f}"
    for projection in (*PROJECTIONS, turned(PROJECTIONS[0], 30)):
        yield projection.id
        for owner, kind, parts in projected_marks.on_projection(projection, found.marks):
            ends = "; ".join(f"{len(part)}: {shown(part[:4])}" for part in parts)
            yield f"  {owner} {kind} {ends}, {sum(map(sum, parts)):.0f}"
        for geometry in ODD[:8]:
            for edges in Edges:
                lines = lines_on(projection, geometry, edges)
                areas = areas_on(projection, clean.polygons(geometry, edges))
                yield f"  {edges} {[round(each.length / KM) for each in lines]} {areas.area / KM**2:.0f}"
        yield f"  {shown(points_on(projection, ODD[10]))}"
        yield f"  outline {shown(planar.outline(projection)[::40])}"


def of_measures() -> Iterator[str]:
    ring = ((10.0, 60.0), (30.0, 62.0), (25.0, 75.0), (170.0, 80.0), (-170.0, 70.0))
    for edges in Edges:
        yield f"{edges} {[round(length(each, edges), 1) for each in ODD[:4]]}"
    yield from (f"{leg}" for leg in legs(ring))
    yield f"{[round(area(each)) for each in ODD[4:10]]} {nearest(ring, (171.0, 75.0))}"
    yield f"{midway(ring[3], ring[4])} {crosses_itself(ring)} {crosses_itself(ring[::2] + ring[1::2])}"


def of_marks() -> Iterator[str]:
    for line in (waves(6000 * KM, 900 * KM, 80, 1.5), LineString([(0, 0), (90 * KM, 0)])):
        for x, y, angle, zoom in chevrons.marks(line):
            yield f"{x:.0f} {y:.0f} {angle:.2f} {zoom}"
    both = [waves(6000 * KM, 900 * KM, 80, 1.5), LineString([(0, 100 * KM), (5000 * KM, -100 * KM)])]
    left = chevrons.unmarked(both, [LineString([(0, 0), (3000 * KM, 0)])])
    yield shown([each.length for each in left])
    land = MultiPolygon([shapely.box(0, 0, 500 * KM, 500 * KM), shapely.box(900 * KM, 0, 950 * KM, 30 * KM)])
    sea = MultiPolygon([shapely.box(480 * KM, 100 * KM, 900 * KM, 300 * KM), shapely.box(2e6, 0, 2.1e6, 1e5)])
    yield from (shown(each.bounds) + f" {each.length:.0f}" for each in areas.limits(sea, land))
    for shore in (None, land):
        for each in areas.nested(sea, (1.2, 0.8, 0.3, -0.4), shore):
            yield f"{shown(each.bounds)} {each.area / KM**2:.0f} {len(each.geoms)}"


def of_boxes() -> Iterator[str]:
    for projection in PROJECTIONS:
        for place in (
            (10, 60, 40, 75),
            (170, 60, -160, 80),
            (0, -20, 5, 10),
            (0, -60, 90, -10),
            (7, 70, 7, 70),
        ):
            box = box_of_degrees(projection, *map(float, place))
            yield f"{projection.id} {place}: {shown(box or ())}"
        if projection.pole:
            way = turned(projection, -75)
            yield f"{way.id} {way.crs} {way.label} {shown(way.home)} {way.down}"
            turn = after(way.ground, projection.ground)
            yield f"  {turn} {shown(around(projection.home, turn))} {shown(moved(projection.home, turn))}"
    for each in (*graticule("g")[::5], *arctic_circle("c")):
        yield f"{each.id} {each.name} {each.edges} {str(each.geometry)[:120]}"


LISTS: dict[str, Callable[[], Iterator[str]]] = {
    "names": of_names,
    "seats": of_seats,
    "shapes": of_shapes,
    "measures": of_measures,
    "marks": of_marks,
    "boxes": of_boxes,
}


@pytest.mark.parametrize("name", LISTS)
def test_what_comes_of_shapes_is_the_golden_list(name: str) -> None:
    made = "\n".join(LISTS[name]()) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if "WRITE_GOLDEN" in os.environ:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")
