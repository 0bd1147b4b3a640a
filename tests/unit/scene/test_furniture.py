"""Scale, pole and frame labels of a view."""

import os
from functools import cache
from math import atan2, degrees
from pathlib import Path
from random import Random

import pytest
import shapely
from pyproj import Geod
from shapely import LineString, MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry
from tests.built_in import built_in, built_in_atlas
from tests.looks import SYMBOLOGY, WORDS

from arctic_map.geo.position import project, unproject
from arctic_map.geo.projections import PROJECTIONS, centred, projection_named
from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.preferences import UNITS, Units
from arctic_map.model.projection import COARSEST, Box, Projection, Viewport
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.painting import draw
from arctic_map.scene.furniture import Bar, direction, frame_labels, furniture, scale_bar
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.actions import view_moved
from arctic_map.scene.session.session import Session
from arctic_map.scene.symbology.legend import MAX_ROWS, SIGNS, SURE
from arctic_map.scene.words.measures import METRES

GOLDEN = Path(__file__).parents[2] / "golden" / "furniture"


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
@pytest.mark.parametrize("resolution", [150.0, 4000.0, 16000.0])
def test_the_bar_is_as_long_as_it_says(projection: Projection, resolution: float) -> None:
    x, y = (projection.home[0] + projection.home[2]) / 2, (projection.home[1] + projection.home[3]) / 2
    bar = scale_bar(Viewport(x, y, resolution, 1000, 700), projection)
    pixels, words = bar.pixels, bar.text
    assert bar.marks[0] == "0" and words == f"{bar.marks[-1]} {bar.at}"
    assert 50 < pixels <= 150
    # Short enough that the scale is the same all along.
    ends = [unproject(projection, x + side * pixels * resolution / 200, y) for side in (-1, 1)]
    assert ends[0] is not None
    assert ends[1] is not None
    metres = Geod(ellps="WGS84").inv(*ends[0], *ends[1])[2] * 100
    stated = float(words.split(" km")[0].replace(",", "")) * 1000
    assert metres == pytest.approx(stated, rel=0.01)


def test_the_bar_names_its_latitude() -> None:
    projection = projection_named("nsr")
    assert projection.pole is not None
    at_pole = Viewport(*projection.pole, 4000.0, 1000, 700)
    assert scale_bar(at_pole, projection).text.endswith("at 90°N")
    assert scale_bar(Viewport(0.0, 0.0, 30000.0, 1000, 700), projection_named("world")).text.endswith(
        "at the Equator"
    )


def test_a_view_without_size_has_no_bar() -> None:
    projection = projection_named("nsr")
    for width, height in ((0, 0), (0, 700)):
        assert (
            scale_bar(Viewport(projection.home[0], projection.home[1], 4000.0, width, height), projection)
            == Bar()
        )


@pytest.mark.parametrize("units", UNITS)
def test_the_bar_is_as_long_in_every_unit_as_it_says(units: Units) -> None:
    projection = projection_named("nsr")
    view = Viewport(projection.home[0], projection.home[1], 3000.0, 1000, 700)
    bar, in_km = scale_bar(view, projection, units), scale_bar(view, projection)
    number, unit = bar.text.split(" ")[:2]
    km = float(in_km.text.split(" km")[0].replace(",", ""))
    assert unit == units
    length = float(number.replace(",", ""))
    assert length * METRES[units] / bar.pixels == pytest.approx(km * 1000.0 / in_km.pixels)
    assert float(bar.marks[1].replace(",", "")) == length / 2


def test_larger_letters_need_more_room_at_the_frame() -> None:
    names = {text: text for text in ("a", "b", "c")}
    lines = tuple(
        Shape(text, "line", "graticule", ((x, -1e6, x, 1e6),), (x, -1e6, x, 1e6))
        for text, x in zip(names, (-300e3, -250e3, 0.0), strict=True)
    )
    grid = Drawing("graticule", "nsr", "", lines, names={"a": "100°E", "b": "101°E", "c": "110°E"})
    view = Viewport(0.0, 0.0, 1000.0, 1000, 700)
    assert len(frame_labels(view, grid)) > len(frame_labels(view, grid, 200)) > 0


def test_off_the_map_there_is_no_bar() -> None:
    assert scale_bar(Viewport(17e6, 8.3e6, 4000.0, 100, 100), projection_named("world")) == Bar()


def test_the_arrow_points_to_the_pole() -> None:
    projection = projection_named("3413")
    below, left, on = (Viewport(x, y, 1000.0, 10, 10) for x, y in ((0, -1e6), (-1e6, 0), (0, 0)))
    assert direction(below, projection) == (0.0, "North Pole")
    assert direction(left, projection) == (90.0, "North Pole")
    assert direction(on, projection)[0] == 0.0
    assert direction(below, projection_named("world")) == (0.0, "North")


def test_on_a_centred_map_the_arrow_follows_the_meridian() -> None:
    projection = centred(100, 20)
    angle, text = direction(Viewport(0.0, 0.0, 1000.0, 10, 10), projection)
    assert (round(angle) % 360, text) == (0, "North")
    for lon, lat in ((140.0, 50.0), (60.0, -30.0), (-80.0, 85.0), (100.0, -60.0)):
        here, north = (project(projection, lon, lat + more) for more in (0.0, 0.01))
        assert here and north
        angle = degrees(atan2(north[0] - here[0], north[1] - here[1])) % 360.0
        found, _ = direction(Viewport(*here, 100.0, 10, 10), projection)
        assert (found - angle + 180.0) % 360.0 - 180.0 == pytest.approx(0.0, abs=0.2)
    assert direction(Viewport(2e7, 0.0, 1000.0, 10, 10), projection)[0] == 0.0


def line(name: str, *part: float) -> Shape:
    box = min(part[::2]), min(part[1::2]), max(part[::2]), max(part[1::2])
    return Shape(name, "line", "graticule", (part,), box)


VIEW = Viewport(0.0, 0.0, 1.0, 400.0, 300.0)


def labels(*shapes: Shape) -> list[tuple[str, float, float, str]]:
    names = {shape.feature: shape.feature for shape in shapes}
    found = frame_labels(VIEW, Drawing("graticule", "nsr", "", shapes=shapes, names=names))
    return [(label.text, label.x, label.y, label.side) for label in found]


def test_a_line_is_named_where_it_leaves_the_map() -> None:
    assert labels(line("60°E", 50, -900, 50, 900)) == [("60°E", 250, 0, "top"), ("60°E", 250, 300, "bottom")]
    assert labels(line("70°N", -900, 30, 900, 30)) == [("70°N", 0, 120, "left"), ("70°N", 400, 120, "right")]


def test_a_line_within_the_map_or_elsewhere_is_not_named() -> None:
    assert labels(line("80°N", -50, 0, 50, 0)) == []
    assert labels(line("80°N", 900, 900, 1000, 900)) == []


def test_labels_keep_apart_and_the_rounder_number_stays() -> None:
    close = [line("50°E", 40, -900, 40, 900), line("60°E", 52, -900, 52, 900)]
    assert {text for text, *_ in labels(*close)} == {"60°E"}


def test_a_line_that_only_grazes_the_frame_is_named_once() -> None:
    arc = line("30°N", -60, -200, -60, -140, 60, -140, 60, -200)
    assert [side for *_, side in labels(arc)] == ["bottom"]


def test_no_label_stands_at_a_corner() -> None:
    assert labels(line("60°E", 199, -900, 199, 900)) == []


def test_without_a_graticule_there_are_no_labels_at_the_frame() -> None:
    assert furniture(Viewport(2e6, 1e6, 4000.0, 400, 300), projection_named("nsr"), None).frame == ()


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_a_first_view_has_the_golden_furniture(projection: Projection) -> None:
    lines = Layer(id="graticule", name="", topic="base", kind=LayerKind.GRATICULE)
    resolution = (projection.home[2] - projection.home[0]) / 900
    view = Viewport(
        (projection.home[0] + projection.home[2]) / 2,
        (projection.home[1] + projection.home[3]) / 2,
        resolution,
        900,
        620,
    )
    found = furniture(view, projection, draw(lines, projection, SYMBOLOGY))
    made = "".join(
        (
            f"{found.scale_text}: {found.scale_px:.1f} px\n{found.north_text}: {found.north:.1f} degrees\n",
            *(f"{label.side} {label.x:.0f} {label.y:.0f}: {label.text}\n" for label in found.frame),
        )
    )
    golden = GOLDEN / f"{projection.id}.txt"
    if "WRITE_GOLDEN" in os.environ:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


def test_a_line_that_touches_only_a_corner_of_the_view_is_not_named() -> None:
    assert labels(line("60°E", -300, 140, -190, 260)) == []
    assert [side for *_, side in labels(line("60°E", -300, 0, 0, 300))] == ["top", "left"]


def test_a_line_is_named_again_only_far_from_its_first_name() -> None:
    near = line("60°E", -70, -900, -70, 900), line("60°E", 70, -900, 70, 900)
    far = line("60°E", -90, -900, -90, 900), line("60°E", 90, -900, 90, 900)
    assert len(labels(*near)) == 2
    assert len(labels(*far)) == 4


def test_parallels_are_named_on_the_map_and_not_at_its_frame() -> None:
    lines = tuple(
        Shape(id, "line", "graticule", (part,), (-500.0, -500.0, 500.0, 500.0))
        for id, part in (
            ("parallel-70", (-500.0, 20.0, 500.0, 20.0)),
            ("meridian-90", (30.0, -500.0, 30.0, 500.0)),
        )
    )
    grid = Drawing("graticule", "nsr", "", lines, names={"parallel-70": "70°N", "meridian-90": "90°E"})
    assert {label.text for label in frame_labels(Viewport(0.0, 0.0, 1.0, 400, 300), grid)} == {"90°E"}


def scene_in(projection: Projection, view: Viewport) -> Scene:
    catalog = built_in_atlas()
    session = start(catalog, Session(projection=projection.id))
    return compose(catalog, view_moved(view)(session), built_in()[1])


@cache
def marks(projection_id: str) -> list[tuple[str, str, BaseGeometry]]:
    """Style, feature and shape of each mark that is shown at the start and explained."""
    catalog = built_in_atlas()
    return [
        (style, shape.feature, geometry(shape))
        for layer in catalog.layers
        if layer.shown
        for shape in built_in()[1].get(layer.id, projection_id).shapes
        if (style := catalog.symbology.whole(shape.style)) in WORDS
    ]


def geometry(shape: Shape) -> BaseGeometry:
    parts = [[*zip(part[::2], part[1::2], strict=True)] for part in shape.parts]
    if shape.kind == "point":
        return MultiPoint([place for part in parts for place in part])
    if shape.kind == "line":
        return shapely.union_all([LineString(part) for part in parts])
    return shapely.union_all([Polygon(part).buffer(0) for part in parts])


def views(count: int) -> list[tuple[Projection, Viewport]]:
    """Anywhere on any projection, from the whole of it to a bay."""
    random = Random(7)
    found = []
    for number in range(count):
        projection = PROJECTIONS[number % len(PROJECTIONS)]
        x0, y0, x1, y1 = projection.home
        zoom = random.uniform(-2.0, 6.0)
        view = Viewport(
            random.uniform(x0, x1),
            random.uniform(y0, y1),
            COARSEST / 2**zoom,
            random.choice([400.0, 900.0, 1900.0]),
            random.choice([300.0, 600.0, 1000.0]),
        )
        found.append((projection, view))
    return found


@pytest.mark.parametrize(("projection", "view"), views(10))
def test_a_view_has_its_legend(projection: Projection, view: Viewport) -> None:
    scene = scene_in(projection, view)
    box: Box = view.box
    area = shapely.box(*box)
    seen = [(style, feature) for style, feature, shape in marks(projection.id) if shape.intersects(area)]
    lines = [entry for entry in scene.legend if not entry.at_foot]
    listed = {style for entry in lines for style, _ in entry.symbols}
    assert len(lines) <= MAX_ROWS
    assert listed == {style for style, _ in seen}
    foot = {(entry.group, entry.style) for entry in scene.legend if entry.at_foot}
    signs = {
        (SIGNS, sign.style)
        for sign in scene.signs
        if box[0] <= sign.x <= box[2] and box[1] <= sign.y <= box[3]
    }
    catalog = built_in_atlas()
    sure = {
        (SURE, catalog.symbology.roles[catalog.features[feature].precision])
        for _, feature in seen
        if feature in catalog.features
    }
    assert foot == signs | sure


def test_before_the_map_has_a_view_the_first_one_is_explained() -> None:
    catalog = built_in_atlas()
    first = compose(catalog, start(catalog, Session()), built_in()[1])
    home = PROJECTIONS[0].home
    width = (home[2] - home[0]) / 1000
    view = Viewport(
        (home[0] + home[2]) / 2, (home[1] + home[3]) / 2, 1000.0, width, (home[3] - home[1]) / 1000
    )
    assert first.legend == scene_in(PROJECTIONS[0], view).legend != ()
