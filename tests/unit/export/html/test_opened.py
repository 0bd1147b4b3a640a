"""Opened files in a page of its own: marks of few features, one picture of very many."""

from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tests.unit.export.conftest import scene_layer
from tests.unit.scene.routing.made_up import catalog, layer

from arctic_map.export.html import opened
from arctic_map.export.marks.rows import MAX_MARKS
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import LayerKind
from arctic_map.model.projection import Box
from arctic_map.model.rows import Rows
from arctic_map.scene.scene import Scene
from arctic_map.tables.tiles.shapes import Chosen
from arctic_map.tables.tiles.tile_view import Place, View

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
    drawn = opened.drawing(replace(FILE, items=styles), scene, drawings, projection)
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
    assert opened.is_picture(many) and not opened.is_picture(few)
    assert not opened.is_picture(replace(many, kind=LayerKind.FEATURES))
    layers = [replace(layer(id, file="/a"), rows=Rows(1, STYLES)) for id in ("opened-1", "opened-2")]
    shown = replace(scene, layers=(many, few), catalog=catalog(*layers))
    found = opened.labelled(shown)
    assert [each.name for each in found.layers] == [
        "The opened-1 (as a picture)",
        "The opened-1 (marks only)",
    ]
    assert [each.name for each in found.catalog.layers] == [each.name for each in found.layers]
    without = replace(shown, layers=(replace(few, kind=LayerKind.FEATURES),))
    assert opened.labelled(without) is without


def box_of(shape: dict[str, Any]) -> Box:
    x0, y0, x1, y1 = shape["box"]
    return x0, y0, x1, y1


def test_the_picture_fills_its_box_with_room_for_marks_at_the_edge(scene: Scene) -> None:
    look = replace(scene.look, styles={"file-1-point": scene.look.styles["file-1-point"]})
    shown: Any = StubDrawings(view((0.0, 0.0), (1e6, 5e5)), (0.0, 0.0, 1e6, 5e5))
    found = opened.picture(replace(FILE, items=("file-1-point",)), replace(scene, look=look), shown, NSR)
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
    assert opened.picture(FILE, scene, nowhere, NSR) == {"href": "", "box": (0.0, 0.0, 0.0, 0.0)}
    here: Any = StubDrawings(view((5.0, 5.0)), (5.0, 5.0, 5.0, 5.0))
    x0, y0, x1, y1 = box_of(opened.picture(replace(FILE, items=()), scene, here, NSR))
    assert (x1 - x0, y1 - y0) == pytest.approx((16 * 1.3, 16 * 1.3))
