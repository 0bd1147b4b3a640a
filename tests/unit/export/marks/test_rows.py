"""Features that lie on disk: each mark of a page at its place, and each pixel of a picture of them."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from math import log2
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from tests.looks import LIGHT, SYMBOLOGY

from arctic_map.export.marks import rows
from arctic_map.export.marks.path import Field
from arctic_map.export.marks.rows import RowsDrawing
from arctic_map.model.drawing import Drawing, Label
from arctic_map.model.projection import COARSEST, Affine, Box, Viewport
from arctic_map.model.style import Look, Style
from arctic_map.tables.tiles.shapes import Chosen
from arctic_map.tables.tiles.tile_reading import Place, View

FIELD = Field(Viewport(0.0, 0.0, 10.0, 400.0, 300.0), x=20.0, y=30.0)
"""Ten metres to a pixel: its middle, which is (0, 0), stands at 220, 180."""
DISC, SQUARE = SYMBOLOGY.symbols["disc"], SYMBOLOGY.symbols["square"]
POINT = Style(symbol=DISC, size=8.0, fill="#112233", stroke="#445566", width=1.5)
LINE = Style(stroke="#778899", width=2.0)
AREA = Style(fill="#aabbcc", fill_opacity=0.5, stroke="#ddeeff", width=1.0)
LOOK: Look = replace(LIGHT, styles={"f-point": POINT, "f-line": LINE, "f-area": AREA})
RING: list[Place] = [(-1000.0, -500.0), (-500.0, -500.0), (-500.0, 0.0), (-1000.0, 0.0)]
HOLE: list[Place] = [(-800.0, -300.0), (-700.0, -300.0), (-700.0, -200.0)]
WAY: list[Place] = [(0.0, 0.0), (500.0, 500.0)]


def view(
    points: Sequence[Place] = (),
    dots: Sequence[Place] = (),
    shapes: Sequence[tuple[bool, list[list[Place]]]] = (),
) -> View:
    """`shapes` are areas (True) and lines, each with its rings."""
    rings = [ring for _, own in shapes for ring in own]
    xs, ys = ([100 * place[at] for ring in rings for place in ring] for at in (0, 1))
    chosen = Chosen(
        np.arange(len(shapes)),
        np.array([len(own) for _, own in shapes], dtype=np.int64),
        np.array([len(ring) for ring in rings], dtype=np.int64),
        np.array(xs, dtype=np.int32),
        np.array(ys, dtype=np.int32),
        0,
    )
    numbers = (len(points), len(dots), len(shapes))
    return View([*points], [*dots], chosen, [closed for closed, _ in shapes], tuple(map(np.arange, numbers)))


class Given:
    """Rows that show the same, whatever is requested; it remembers the requests."""

    def __init__(self, shown: View | None) -> None:
        self.shown = shown
        self.requests: list[tuple[str, Box, float]] = []

    def view(self, family: str, box: Box, zoom: float) -> View | None:
        self.requests.append((family, box, zoom))
        return self.shown


def drawing(shown: View | None, *kinds: str, **more: Any) -> RowsDrawing:
    styles = tuple(f"f-{kind}" for kind in kinds or ("point", "line", "area"))
    return RowsDrawing("f", "nsr", "", rows=Given(shown), family="plane", styles=styles, **more)  # type: ignore[arg-type]


def marks(shown: View | None, *kinds: str, look: Look = LOOK, field: Field = FIELD, **more: Any) -> list[Any]:
    found = rows.marks(drawing(shown, *kinds, **more), look, field)
    return [each.attrib | {"": each.tag} for each in ElementTree.fromstring(f"<g>{found}</g>")]


def test_without_rows_there_are_no_marks() -> None:
    assert marks(None) == marks(view()) == []
    assert rows.marks(replace(drawing(None), rows=None), LOOK, FIELD) == ""
    assert not rows.is_picture(drawing(None), FIELD)


def test_the_request_is_the_box_of_the_field_at_the_detail_of_a_printer() -> None:
    for scale in (0.5, 1.0, 4.0):
        one = drawing(view())
        rows.marks(one, LOOK, replace(FIELD, scale=scale))
        ((family, box, zoom),) = one.rows.requests  # type: ignore[union-attr]
        assert (family, box) == ("plane", (-2000.0, -1500.0, 2000.0, 1500.0))
        assert zoom == pytest.approx(log2(COARSEST / 10.0) + log2(300 / 96) + (2 if scale == 4.0 else 0))


def test_of_a_turned_projection_the_box_round_the_field_is_requested_and_marks_are_turned_back() -> None:
    quarter = Affine(0.0, -1.0, 100.0, 1.0, 0.0, 200.0)
    one = drawing(view([(0.0, 0.0), (50.0, 0.0)]), "point", ground=quarter)
    found = ElementTree.fromstring(f"<g>{rows.marks(one, LOOK, FIELD)}</g>")
    ((_, box, _),) = one.rows.requests  # type: ignore[union-attr]
    assert box == pytest.approx((-1700.0, -1900.0, 1300.0, 2100.0))
    assert [(each.get("cx"), each.get("cy")) for each in found] == [("230", "155"), ("230", "160")]


def test_a_point_is_a_disc_at_its_place() -> None:
    (disc,) = marks(view([(100.0, 200.0)]), "point")
    assert disc == {
        "": "circle", "cx": "230", "cy": "160", "r": "4",
        "fill": "#112233", "stroke": "#445566", "stroke-width": "1.5",
    }  # fmt: skip


def test_points_are_smaller_in_a_crowd_and_have_no_rim_in_a_large_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rows, "CROWDS", ((4, 0.5, 0.0), (2, 0.75, 1.0)))
    few, crowd, throng = (marks(view([(0.0, 0.0)] * count), "point") for count in (2, 3, 5))
    assert {(each["r"], each.get("stroke-width")) for each in few} == {("4", "1.5")}
    assert {(each["r"], each.get("stroke-width")) for each in crowd} == {("3", "1")}
    assert {(each["r"], each.get("stroke"), each["stroke-width"]) for each in throng} == {("2", None, "0")}


def test_a_crowd_is_counted_at_the_detail_of_a_window() -> None:
    one = drawing(view([(0.0, 0.0)] * (rows.CROWDS[-1][0] + 1)), "point")
    rows.marks(one, LOOK, replace(FIELD, scale=4.0))
    assert [zoom for _, _, zoom in one.rows.requests][1:] == [FIELD.zoom]  # type: ignore[union-attr]


def test_an_area_is_filled_with_its_holes_open_and_then_edged() -> None:
    fill, edge = marks(view(shapes=[(True, [RING, HOLE])]))
    path = "M120.0 230.0 170.0 230.0 170.0 180.0 120.0 180.0zM140.0 210.0 150.0 210.0 150.0 200.0z"
    assert (fill["d"], fill["fill"], fill["fill-opacity"], fill["fill-rule"]) == (
        path,
        "#aabbcc",
        "0.5",
        "evenodd",
    )
    assert (edge["d"], edge["stroke"], edge["fill"]) == (path, "#ddeeff", "none")


def test_a_line_is_open_and_lies_over_areas_and_under_points() -> None:
    found = marks(view([(0.0, 0.0)], shapes=[(False, [WAY]), (True, [RING])]))
    assert [each.get("stroke") for each in found] == [None, "#ddeeff", "#778899", "#445566"]
    assert found[2]["d"] == "M220.0 180.0 270.0 130.0"


@pytest.mark.parametrize(("kinds", "colour"), [(("line", "area"), "#ddeeff"), (("line",), "#778899")])
def test_what_is_smaller_than_a_pixel_is_a_dot(kinds: tuple[str, ...], colour: str) -> None:
    dots = [each for each in marks(view(dots=[(100.0, 200.0)]), *kinds) if each[""] == "circle"]
    assert dots == [{"": "circle", "cx": "230", "cy": "160", "r": "0.7", "fill": colour}]
    assert marks(view(dots=[(100.0, 200.0)]), "point") == []


def classed(styled: bool) -> list[Any]:
    own = {f"f~{number}-point": replace(POINT, fill=f"#00000{number + 1}") for number in range(2)}
    look = replace(LOOK, styles={**LOOK.styles, **own})
    shown = view([(0.0, 0.0), (10.0, 0.0), (20.0, 0.0), (30.0, 0.0)])
    return marks(shown, "point", look=look, classes=(bytes([1, 0, 255, 1]), styled))


def test_the_first_points_lie_on_the_others_whatever_their_classes_and_those_of_none_are_left_out() -> None:
    assert [(each["cx"], each["fill"]) for each in classed(styled=True)] == [
        ("223", "#000002"), ("221", "#000001"), ("220", "#000002"),
    ]  # fmt: skip
    assert [(each["cx"], each["fill"]) for each in classed(styled=False)] == [
        ("223", "#112233"), ("221", "#112233"), ("220", "#112233"),
    ]  # fmt: skip


def test_more_marks_than_a_page_bears_are_one_picture_on_the_field(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MAX_MARKS", 3)
    shown = view([(0.0, 0.0), (9.0, 0.0)], [(0.0, 0.0)], [(False, [WAY])])
    assert rows.is_picture(drawing(shown), FIELD)
    (picture,) = marks(shown)
    attributes = {key: picture[key] for key in ("", "x", "y", "width", "height", "preserveAspectRatio")}
    assert attributes == {
        "": "image", "x": "20", "y": "30", "width": "400", "height": "300", "preserveAspectRatio": "none",
    }  # fmt: skip
    few = view([(0.0, 0.0)], [(0.0, 0.0)], [(False, [WAY])])
    assert not rows.is_picture(drawing(few), FIELD) and "image" not in {each[""] for each in marks(few)}


def pixels(shown: View | None, *kinds: str, look: Look = LOOK, field: Field = FIELD) -> Any:
    content = rows.pixels(drawing(shown, *kinds), look, field)
    return np.asarray(Image.open(BytesIO(content)).convert("RGBA"))


def span(found: Any, colour: str) -> tuple[float, ...]:
    """Left, top, right and bottom of what has a colour, in pixels of the field."""
    expected = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    ys, xs = np.nonzero((found[:, :, :3] == expected).all(axis=2) & (found[:, :, 3] > 0))
    k = 300 / 96
    return tuple(round(float(each) / k, 1) for each in (xs.min(), ys.min(), xs.max() + 1, ys.max() + 1))


def test_the_picture_has_three_hundred_dots_to_the_inch() -> None:
    assert pixels(None).shape == (938, 1250, 4) and not pixels(None).any()
    assert pixels(None, field=replace(FIELD, scale=2.0)).shape == (1875, 2500, 4)
    assert pixels(None, field=replace(FIELD, scale=0.5)).shape == (938, 1250, 4)


def test_the_picture_of_a_poster_has_no_more_pixels_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rows.MAX_PIXELS == 24_000_000
    monkeypatch.setattr(rows, "MAX_PIXELS", 240_000)
    high, wide, _ = pixels(None, field=replace(FIELD, scale=40.0)).shape
    assert high * wide == pytest.approx(240_000, rel=0.01) and wide / high == pytest.approx(4 / 3, rel=0.01)


@pytest.mark.parametrize("symbol", [DISC, SQUARE, None])
def test_a_point_of_the_picture_is_as_large_as_on_a_page(symbol: Any) -> None:
    look = replace(LOOK, styles={"f-point": replace(POINT, symbol=symbol)})
    found = pixels(view([(100.0, 200.0)]), "point", look=look)
    side = 0.944 if symbol is SQUARE else 1.0
    # The rim of 1.5 stands half outside the size of 8.
    for colour, half in (("#112233", 3.25 * side), ("#445566", 4.75 * side)):
        assert span(found, colour) == pytest.approx((210 - half, 130 - half, 210 + half, 130 + half), abs=0.7)
    # A diamond has half of its box, a disc more, a square all.
    share = float((found[:, :, 3] == 255).sum()) / (9.5 * 300 / 96) ** 2
    low, high = {id(DISC): (0.7, 0.9), id(SQUARE): (0.85, 1.15)}.get(id(symbol), (0.4, 0.62))
    assert low < share < high


def test_an_area_of_the_picture_is_tinted_edged_and_open_where_it_has_a_hole() -> None:
    found = pixels(view(shapes=[(True, [RING, HOLE])]), "area")
    k = 300 / 96

    def at(x: float, y: float) -> list[int]:
        colour: list[int] = found[round(y * k), round(x * k)].tolist()
        return colour

    assert at(110, 190) == [0xAA, 0xBB, 0xCC, 128]
    assert at(127, 176) == [0, 0, 0, 0] and at(90, 190) == [0, 0, 0, 0]
    assert span(found, "#ddeeff") == pytest.approx((100, 150, 150, 200), abs=0.7)
    assert at(100, 175) == [0xDD, 0xEE, 0xFF, 204]
    faint = replace(LOOK, styles={"f-area": replace(AREA, fill_opacity=0.1)})
    content = pixels(view(shapes=[(True, [RING])]), "area", look=faint)
    assert content[round(190 * k), round(110 * k), 3] == round(0.3 * 255)


def test_a_line_of_the_picture_runs_from_end_to_end() -> None:
    found = pixels(view(shapes=[(False, [[(0.0, 0.0), (500.0, 0.0)]])]), "line")
    assert span(found, "#778899") == pytest.approx((200, 149.4, 250, 150.6), abs=0.7)
    assert {*np.unique(found[:, :, 3]).tolist()} == {0, 255}


def test_a_dot_of_the_picture_is_less_than_a_pixel_and_pale() -> None:
    found = pixels(view(dots=[(100.0, 200.0)]), "area")
    assert span(found, "#ddeeff") == pytest.approx((209.6, 129.6, 210.4, 130.4), abs=0.5)
    assert {*np.unique(found[:, :, 3]).tolist()} == {0, 153}


def test_only_layers_of_areas_alone_lie_below_names() -> None:
    assert drawing(None, "area").below_names
    assert not drawing(None, "area", "line").below_names and not drawing(None, "point").below_names


def test_a_layer_on_disk_is_named_by_what_the_field_shows_and_others_as_they_are() -> None:
    label = Label("A", 0.0, 0.0, 0.0, 0.0, "start", "f-point", 0.0)
    requested: list[tuple[Box, float]] = []

    def labels(box: Box, zoom: float) -> tuple[Label, ...]:
        requested.append((box, zoom))
        return (label,)

    assert rows.named(drawing(None, labels_in=labels), FIELD).labels == (label,)
    assert requested == [((-2000.0, -1500.0, 2000.0, 1500.0), FIELD.zoom)]
    plain, mute = Drawing("x", "nsr", ""), drawing(None)
    assert rows.named(plain, FIELD) is plain and rows.named(mute, FIELD) is mute


def test_nothing_reaches_beyond_the_field_and_no_outline_runs_along_it() -> None:
    far: list[Place] = [(0.0, 0.0), (9000.0, 0.0), (9000.0, 900.0), (0.0, 900.0)]
    beyond: list[Place] = [(5000.0, 0.0), (6000.0, 0.0), (6000.0, 100.0)]
    shapes = [
        (True, [far]),
        (True, [beyond]),
        (False, [[(-9000.0, -700.0), (0.0, -700.0)]]),
        (False, [beyond]),
    ]
    found = marks(view([(0.0, 0.0), (2100.0, 0.0)], [(0.0, 100.0), (0.0, 1600.0)], shapes))
    fill, outline, line, dot, point = found
    # From the middle to the right edge of the field, 420, where the fill ends and the outline is open.
    assert fill["d"] == "M220.0 180.0 420.0 180.0 420.0 90.0 220.0 90.0z"
    assert outline["d"] == "M220.0 180.0 420.0 180.0M420.0 90.0 220.0 90.0 220.0 180.0"
    assert line["d"] == "M20.0 250.0 220.0 250.0"
    assert (dot["cx"], dot["cy"], point["cx"], point["cy"]) == ("220", "170", "220", "180")
