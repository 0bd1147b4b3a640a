"""Opened files in a page of its own: marks of few features, one picture of very many."""

import json
from base64 import b64decode
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tests.built_in import built_in_atlas, read_drawing
from tests.cases import first_quick
from tests.unit.export.conftest import scene_layer
from tests.unit.scene.routing.made_up import catalog, layer

from arctic_map.cli.export_files import MapFiles
from arctic_map.cli.export_tables import with_styles, write_tables_for_page
from arctic_map.export.html import embedded, own_files
from arctic_map.export.marks.rows import MAX_MARKS
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.geo.turning import turned
from arctic_map.model.attributes import Filter, RowQuery
from arctic_map.model.catalog import LayerKind, Rows
from arctic_map.model.layer_style import LayerStyle, Method
from arctic_map.model.opened import Choice
from arctic_map.model.projection import Box
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range
from arctic_map.tables.tiles.shapes import Chosen
from arctic_map.tables.tiles.tile_reading import Place, View

NSR, TURNED = projection_named("nsr"), projection_named("epsg3413")
STYLES = ("file-1-area", "file-1-line", "file-1-point")
FILE = replace(scene_layer("opened-1", LayerKind.ROWS, STYLES), digest="d")
RING: list[Place] = [(0.0, 0.0), (1e5, 0.0), (1e5, 1e5)]
HOLE: list[Place] = [(6e4, 1e4), (9e4, 1e4), (9e4, 3e4)]
WAY: list[Place] = [(0.0, 0.0), (5.4, 7.6)]


def view(*points: Place) -> View:
    """With an area that has a hole, and a line."""
    rings = [RING, HOLE, WAY]
    at = [
        np.array([100 * place[axis] for ring in rings for place in ring], dtype=np.int32) for axis in (0, 1)
    ]
    chosen = Chosen(np.arange(2), np.array([2, 1]), np.array([3, 3, 2]), at[0], at[1], 0)
    return View(
        [*points], [], chosen, [True, False], (np.arange(len(points)), np.empty(0, np.int64), np.arange(2))
    )


DATED = LayerStyle(date_field="seen")


class StubDrawings:
    """Drawings of which one file's features lie on disk."""

    def __init__(
        self, shown: View | None, box: Box | None, classes: tuple[bytes, bool] | None = None
    ) -> None:
        self.shown, self._box, self._classes = shown, box, classes
        self.requests: list[tuple[str, Box, float]] = []
        self.files = self

    def rows(self, layer_id: str) -> Any:
        return self

    def box(self, layer_id: str, projection_id: str) -> Box | None:
        return self._box

    def classes_now(self, layer_id: str) -> tuple[bytes, bool] | None:
        return self._classes

    def view(self, family: str, box: Box, zoom: float) -> View | None:
        self.requests.append((family, box, zoom))
        return self.shown


def shapes(scene: Scene, drawings: Any, projection: Any = NSR, styles: tuple[str, ...] = STYLES) -> list[Any]:
    drawn = own_files.drawing(replace(FILE, items=styles), scene, drawings, projection)
    assert (drawn.layer, drawn.projection, drawn.digest) == ("opened-1", projection.id, "d")
    return [(shape.kind, shape.style, shape.parts, shape.box) for shape in drawn.shapes]


BOX = (0.0, 0.0, 1e5, 1e5)
AREA = (
    tuple(round(each) for place in RING for each in place),
    tuple(round(each) for place in HOLE for each in place),
)


def test_areas_stand_each_for_itself_and_points_of_a_look_together(scene: Scene) -> None:
    drawings = StubDrawings(view((3.4, 4.6), (1.0, 2.0)), BOX)
    assert shapes(scene, drawings) == [
        ("area", "file-1-area", AREA, (0, 0, 100_000, 100_000)),
        ("line", "file-1-line", ((0, 0, 5, 8),), (0, 0, 5, 8)),
        ("point", "file-1-point", ((3, 5), (1, 2)), (1, 2, 3, 5)),
    ]
    ((family, box, _),) = drawings.requests
    assert family == NSR.family and box == pytest.approx(BOX)


def test_what_has_no_style_or_no_place_is_not_drawn(scene: Scene) -> None:
    drawings = StubDrawings(view((3.4, 4.6)), BOX)
    assert [kind for kind, *_ in shapes(scene, drawings, styles=("file-1-line",))] == ["line"]
    assert shapes(scene, StubDrawings(None, BOX)) == shapes(scene, StubDrawings(view(), None)) == []


def test_on_a_turned_projection_marks_are_where_the_projection_has_them(scene: Scene) -> None:
    drawings = StubDrawings(view((3.0, 4.0)), BOX)
    found = {kind: parts for kind, _, parts, _ in shapes(scene, drawings, TURNED)}
    assert found["point"] == (tuple(round(each) for each in TURNED.ground(3.0, 4.0)),)
    (_, requested, _), inverse = drawings.requests[0], TURNED.ground.inverse
    corners = [inverse(x, y) for x in (0.0, 1e5) for y in (0.0, 1e5)]
    assert requested == pytest.approx(
        (
            min(x for x, _ in corners),
            min(y for _, y in corners),
            max(x for x, _ in corners),
            max(y for _, y in corners),
        )
    )


@pytest.mark.parametrize("styled", [True, False])
def test_classes_have_their_looks_and_those_of_none_are_left_out(styled: bool, scene: Scene) -> None:
    drawings = StubDrawings(view((1.0, 1.0), (2.0, 2.0), (3.0, 3.0)), BOX, (bytes([0, 1, 255]), styled))
    points = [(style, parts) for kind, style, parts, _ in shapes(scene, drawings) if kind == "point"]
    names = ["opened-1~0-point", "opened-1~1-point"] if styled else ["file-1-point"] * 2
    assert points == [(names[0], ((1, 1),)), (names[1], ((2, 2),))]


def test_layers_on_disk_say_in_their_names_what_a_page_has_of_them(scene: Scene) -> None:
    many, few = replace(FILE, count=MAX_MARKS + 1), replace(FILE, id="opened-2", count=MAX_MARKS)
    assert own_files.is_picture(many) and not own_files.is_picture(few)
    assert not own_files.is_picture(replace(many, kind=LayerKind.FEATURES))
    layers = [replace(layer(id, file="/a"), rows=Rows(1, STYLES)) for id in ("opened-1", "opened-2")]
    shown = replace(scene, layers=(many, few), catalog=catalog(*layers))
    found = own_files.labelled(shown)
    assert [each.name for each in found.layers] == [
        "The opened-1 (as a picture)",
        "The opened-1 (marks only)",
    ]
    assert [each.name for each in found.catalog.layers] == [each.name for each in found.layers]
    without = replace(shown, layers=(replace(few, kind=LayerKind.FEATURES),))
    assert own_files.labelled(without) is without


@pytest.mark.parametrize(
    ("count", "when", "name"),
    [
        (MAX_MARKS, None, "The opened-1 (marks only, all dates)"),
        (MAX_MARKS, Range(date(2012, 5, 1), date(2012, 5, 31)), "The opened-1 (marks only, May 2012)"),
        (MAX_MARKS + 1, None, "The opened-1 (as a picture, all dates)"),
    ],
)
def test_dated_layers_on_disk_say_in_their_names_which_dates_a_page_has_of_them(
    count: int, when: Range | None, name: str, scene: Scene
) -> None:
    layers, styles = (replace(FILE, count=count),), (("opened-1", DATED),)
    found = own_files.labelled(replace(scene, layers=layers, styles=styles, when=when))
    assert [each.name for each in found.layers] == [name]


def box_of(shape: dict[str, Any]) -> Box:
    x0, y0, x1, y1 = shape["box"]
    return x0, y0, x1, y1


def test_the_picture_fills_its_box_with_room_for_marks_at_the_edge(scene: Scene) -> None:
    look = replace(scene.look, styles={"file-1-point": scene.look.styles["file-1-point"]})
    shown: Any = StubDrawings(view((0.0, 0.0), (1e6, 5e5)), (0.0, 0.0, 1e6, 5e5))
    found = own_files.picture(replace(FILE, items=("file-1-point",)), replace(scene, look=look), shown, NSR)
    x0, y0, x1, y1 = box_of(found)
    # 800 px and 4 % to the longer side, and again 4 % and 16 px round it.
    resolution = 1.04e6 / 800
    assert (x0 + x1) / 2 == pytest.approx(5e5) and (y0 + y1) / 2 == pytest.approx(2.5e5)
    assert (x1 - x0) / resolution == pytest.approx(1e6 / resolution * 1.04 + 16)
    assert (y1 - y0) / resolution == pytest.approx(5e5 / resolution * 1.04 + 16)
    picture = Image.open(BytesIO(b64decode(str(found["href"]).partition(",")[2])))
    k = 300 / 96
    assert picture.size == (round((x1 - x0) / resolution * k), round((y1 - y0) / resolution * k))
    marked = np.asarray(picture.convert("RGBA"))[:, :, 3] > 0
    assert marked.any() and not marked[0].any() and not marked[-1].any()
    assert not marked[:, 0].any() and not marked[:, -1].any()


def test_a_file_without_a_place_has_an_empty_picture_and_one_place_a_small_one(scene: Scene) -> None:
    nowhere: Any = StubDrawings(None, None)
    assert own_files.picture(FILE, scene, nowhere, NSR) == {"href": "", "box": (0.0, 0.0, 0.0, 0.0)}
    here: Any = StubDrawings(view((5.0, 5.0)), (5.0, 5.0, 5.0, 5.0))
    x0, y0, x1, y1 = box_of(own_files.picture(replace(FILE, items=()), scene, here, NSR))
    assert (x1 - x0, y1 - y0) == pytest.approx((16 * 1.3, 16 * 1.3))


COUNT = 2100


def geometry(n: int) -> dict[str, Any]:
    lon, lat = 20 + n / 20, 66 + (n % 40) / 4
    match n % 3:
        case 0:
            return {"type": "Point", "coordinates": [lon, lat]}
        case 1:
            return {"type": "LineString", "coordinates": [[lon, lat], [lon + 0.2, lat + 0.1]]}
        case _:
            ring = [[lon, lat], [lon + 0.3, lat], [lon + 0.3, lat + 0.2], [lon, lat]]
            return {"type": "Polygon", "coordinates": [ring]}


def written(folder: Path, count: int) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {
                "name": f"Station {n}" if n else None,
                "depth": n,
                "seen": f"{2001 + n % 20}-05-01" if n % 7 else None,
            },
            "geometry": geometry(n),
        }
        for n in range(count)
    ]
    path = folder / "stations.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def shown(folder: Path, count: int, style: LayerStyle, when: Range | None = None) -> tuple[Scene, Drawings]:
    """A file in a style on the map, as the command line shows it."""
    files = MapFiles({written(folder, count): Choice()}, folder, lambda _: None)
    content = files.added_to(built_in_atlas())
    families = {each.family for each in PROJECTIONS}
    drawings = files.drawn(drawings_for(content, read_drawing), families)
    write_tables_for_page(files)
    session = start(content, Session(styles=tuple((id, style) for id in files.files), when=when))
    content, session, drawings = with_styles(content, session, drawings, files)
    return compose(content, session, drawings), drawings


def own(scene: Scene, drawings: Drawings) -> tuple[str, Scene, Drawings]:
    """The file's layer, and the scene and drawings with a feature for each of its rows."""
    own, drawn = own_files.with_own_rows(scene, drawings)
    return next(each.id for each in own.layers if each.file), own, drawn


def exported(scene: Scene, drawings: Drawings) -> tuple[str, dict[str, Any], Scene, Drawings]:
    layer, with_rows, drawn = own(scene, drawings)
    return layer, embedded.data(with_rows, drawn), with_rows, drawn


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scene, Drawings]:
    return shown(tmp_path_factory.mktemp("plain"), COUNT, LayerStyle())


def test_each_row_tells_what_its_popup_tells_in_the_window(plain: tuple[Scene, Drawings]) -> None:
    scene, drawings = plain
    layer, data, _, _ = exported(scene, drawings)
    found = data["features"][f"{layer}.8"]
    assert (found["name"], found["layer"], found["span"]) == ("Station 8", layer, None)
    lines = dict(found["lines"])
    assert (lines["depth"], lines["seen"]) == ("8", "2009-05-01")
    assert "not checked by the atlas" in lines["Source"]
    assert data["features"][f"{layer}.0"]["name"] == "Feature 1"
    for projection in PROJECTIONS:
        places = data["projections"][projection.id]["places"]
        assert len([id for id in places if id.startswith(layer)]) == COUNT
    assert {each.kind for each in scene.layers if each.file} == {LayerKind.ROWS}, "the scene is as it was"
    assert drawings.files.rows(layer) is not None


def test_every_mark_belongs_to_its_row_and_has_the_look_of_its_class(tmp_path: Path) -> None:
    style = LayerStyle(
        method=Method.EQUAL,
        field="depth",
        title="depth",
        edges=(0.0, 1000.0, 2099.0),
        query=RowQuery(filters=(Filter("depth", ">= 100"),)),
    )
    scene, drawings = shown(tmp_path, COUNT, style)
    layer, data, with_rows, drawn = exported(scene, drawings)
    assert len([id for id in data["features"] if id.startswith(layer)]) == COUNT - 100
    row = next(each for each in with_rows.layers if each.id == layer)
    for projection in (projection_named("nsr"), projection_named("world")):
        shapes = own_files.drawing(row, with_rows, drawn, projection).shapes
        kinds = {int(each.feature.rpartition(".")[2]): each for each in shapes}
        assert sorted(kinds) == [*range(100, COUNT)]
        assert all(each.kind == ("point", "line", "area")[n % 3] for n, each in kinds.items())
        assert kinds[100].style == f"{layer}~0-line" and kinds[2000].style == f"{layer}~1-area"


@pytest.mark.parametrize("count", first_quick([40, COUNT]))
def test_what_is_hidden_is_not_in_the_page(count: int, tmp_path: Path) -> None:
    style = LayerStyle(query=RowQuery(filters=(Filter("depth", ">= 20"),)))
    scene, drawings = shown(tmp_path, count, style)
    layer = next(each.id for each in scene.layers if each.file)
    hidden = frozenset({f"{layer}.21"})
    filtered_out = replace(scene.filtered_out, features=scene.filtered_out.features | hidden)
    scene = replace(scene, features_hidden=hidden, filtered_out=filtered_out)
    _, data, with_rows, drawn = exported(scene, drawings)
    remaining = {f"{layer}.{n}" for n in range(20, count)} - hidden
    assert {id for id in data["features"] if id.startswith(layer)} == remaining
    row = next(each for each in with_rows.layers if each.id == layer)
    shapes = own_files.drawing(row, with_rows, drawn, scene.projection).shapes
    assert remaining <= {each.feature for each in shapes}


@pytest.mark.parametrize("count", first_quick([COUNT, 40]))
def test_the_days_of_few_and_many_are_chosen_on_the_page(count: int, tmp_path: Path) -> None:
    period = Range(date(2003, 1, 1), date(2004, 12, 31))
    scene, drawings = shown(tmp_path, count, DATED, period)
    layer, data, with_rows, drawn = exported(scene, drawings)
    assert (data["days"]["first"], data["days"]["last"]) == (12 * 2003, 12 * 2004 + 11)
    may = 12 * 2002 + 4
    assert data["features"][f"{layer}.1"]["span"] == (may, may)
    assert data["features"][f"{layer}.7"]["span"] is None
    left_out = with_rows.filtered_out.features
    assert f"{layer}.1" in left_out and f"{layer}.2" not in left_out
    row = next(each for each in with_rows.layers if each.id == layer)
    shapes = own_files.drawing(row, with_rows, drawn, scene.projection).shapes
    assert len({each.feature for each in shapes}) == count, "those of other days are there to come back"


@pytest.mark.slow
def test_labels_by_a_field_stand_on_every_projection(tmp_path: Path) -> None:
    layer, scene, drawn = own(*shown(tmp_path, 40, LayerStyle(label_field="name")))
    row = next(each for each in scene.layers if each.id == layer)
    for name in ("nsr", "world"):
        labels = own_files.drawing(row, scene, drawn, projection_named(name)).labels
        assert len(labels) > 10 and all(each.text.startswith("Station ") for each in labels)


def test_without_such_labels_no_row_is_named_on_the_map(plain: tuple[Scene, Drawings]) -> None:
    layer, scene, drawn = own(*plain)
    row = next(each for each in scene.layers if each.id == layer)
    for projection in (projection_named("nsr"), turned(projection_named("nsr"), 30.0)):
        drawing = own_files.drawing(row, scene, drawn, projection)
        assert drawing.labels == () and len(drawing.shapes) == COUNT


def test_of_more_rows_there_are_marks_alone_and_the_page_says_so(
    plain: tuple[Scene, Drawings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_files, "MAX_ROWS", COUNT - 1)
    scene, drawings = plain
    assert own_files.with_own_rows(scene, drawings) == (scene, drawings)
    names = [each.name for each in own_files.labelled(scene).layers if each.file]
    assert names == ["stations.geojson (marks only)"]


def test_a_page_without_files_is_as_it_was(scene: Scene) -> None:
    drawings = drawings_for(scene.catalog, read_drawing)
    assert own_files.with_own_rows(replace(scene), drawings)[1] is drawings
