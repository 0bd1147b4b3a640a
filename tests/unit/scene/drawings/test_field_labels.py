"""Labels by a field of an opened file: the important ones first, none over another or over what stands."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.looks import SYMBOLOGY
from tests.unit.scene.routing.made_up import catalog, layer, point

from arctic_map import resources
from arctic_map.geo.label_requests import text_width
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import Rows
from arctic_map.model.drawing import Drawing, Label, Shape
from arctic_map.model.preferences import USUAL, Labelling
from arctic_map.model.projection import COARSEST, Box
from arctic_map.scene.drawings.field_labels import LabelJob
from arctic_map.scene.symbology.looks import look
from arctic_map.tables.attributes.row_values import NOBODY, LabelColumn
from arctic_map.tables.tiles.tile_reading import RowMark

NSR = projection_named("nsr")
ZOOM = 3.0
METRES = COARSEST / 2.0**ZOOM
"""Of a pixel."""
STYLE = "file-2-point"
LETTERING = look(SYMBOLOGY, "light").styles[STYLE].lettering
assert LETTERING is not None
BOX = (0.0, 0.0, 4e6, 4e6)


def marked(row: int, x: float, y: float = 2e6) -> RowMark:
    return RowMark(row, "point", ((x, y),))


class Given:
    """Rows that are all foremost; it remembers the requests."""

    def __init__(self, found: Sequence[tuple[RowMark, str]]) -> None:
        self.found = found
        self.requests: list[tuple[str, Box, float, LabelColumn, int]] = []

    def foremost(self, family: str, box: Box, zoom: float, naming: LabelColumn, most: int) -> Any:
        self.requests.append((family, box, zoom, naming, most))
        return self.found


def job_with(
    *found: tuple[RowMark, str], avoid: tuple[Drawing, ...] = (), labelling: Labelling = USUAL, **more: Any
) -> LabelJob:
    file = replace(layer("opened-1", file="/a.gpkg"), rows=Rows(9, (STYLE,)), features=())
    naming = LabelColumn("name", np.arange(9, dtype=np.uint32))
    given = {"classes": None, "projection": NSR, "rows": Given(found), "drawing": None, **more}
    return LabelJob(
        layer=file, naming=naming, catalog=catalog(layer("ports"), file, symbology=SYMBOLOGY),
        labelling=labelling, avoid=avoid, box=BOX, zoom=ZOOM, **given,
    )  # fmt: skip


def names(given: LabelJob) -> list[str]:
    return [label.text for label in given.placed()]


FAR = 400 * METRES


def test_a_row_is_named_next_to_its_mark_for_this_view_alone() -> None:
    (label,) = job_with((marked(4, 2e6), "Dikson")).placed()
    assert (label.text, label.feature, label.style) == ("Dikson", "opened-1.4", STYLE)
    assert (label.x, label.y, label.anchor) == (2e6, 2e6, "start")
    assert label.width == pytest.approx(text_width("Dikson", LETTERING, resources.fonts()), abs=0.06)  # type: ignore[arg-type]
    assert ZOOM - 0.01 < label.zoom < ZOOM and label.until == ZOOM + 0.25


def test_the_request_is_the_view_on_the_plane_of_the_family() -> None:
    given = job_with()
    assert given.placed() == ()
    ((family, box, zoom, naming, most),) = given.rows.requests  # type: ignore[union-attr]
    assert (family, zoom, most) == (NSR.family, ZOOM, 400) and box == pytest.approx(BOX)
    assert naming is given.naming
    turned = job_with(projection=projection_named("epsg3413"))
    turned.placed()
    x0, y0, x1, y1 = turned.rows.requests[0][1]  # type: ignore[union-attr]
    corners = [projection_named("epsg3413").ground.inverse(x, y) for x in (0.0, 4e6) for y in (0.0, 4e6)]
    assert (x0, y1) == pytest.approx((min(x for x, _ in corners), max(y for _, y in corners)))
    assert (x1, y0) == pytest.approx((max(x for x, _ in corners), min(y for _, y in corners)))


def test_on_a_turned_projection_a_name_stands_where_the_projection_has_its_mark() -> None:
    (label,) = job_with((marked(4, 2e6, 2.5e6), "Dikson"), projection=projection_named("epsg3413")).placed()
    assert (label.x, label.y) == pytest.approx(projection_named("epsg3413").ground(2e6, 2.5e6))


def box_of(label: Label) -> tuple[float, float, float, float]:
    left = label.x / METRES + label.dx - {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor] * label.width
    base = -label.y / METRES + label.dy
    return left, base - 8, left + label.width, base + 2


def test_names_of_many_rows_never_lie_over_each_other() -> None:
    dice = np.random.default_rng(5)
    rows = [
        (marked(number, 2e6 + x * METRES, 2e6 + y * METRES), f"Station {number}")
        for number, (x, y) in enumerate(dice.uniform(0, 350, (150, 2)).tolist())
    ]
    found = job_with(*rows).placed()
    assert 25 < len(found) < 120 and found[0].text == "Station 0"
    boxes = [box_of(label) for label in found]
    for number, (x0, y0, x1, y1) in enumerate(boxes):
        for u0, v0, u1, v1 in boxes[:number]:
            assert x0 >= u1 or x1 <= u0 or y0 >= v1 or y1 <= v0


def test_where_no_place_is_left_a_row_has_no_name_and_one_aside_has() -> None:
    here = [(marked(number, 2e6), f"A long name {number}") for number in range(30)]
    found = names(job_with(*here, (marked(40, 2e6 + 3 * FAR), "Elsewhere")))
    assert found[0] == "A long name 0" and found[-1] == "Elsewhere" and 4 <= len(found) <= 16


def standing(*, zoom: float = 0.0, until: float = 99.0) -> Drawing:
    label = Label("x" * 40, 2e6, 2e6, 0.0, 60.0, "middle", STYLE, zoom, "p", 700.0, until=until)
    rows = [replace(label, dy=float(dy)) for dy in range(-120, 121, 8)]
    return Drawing("ports", "nsr", "", labels=tuple(rows))


def test_names_keep_clear_of_what_stands_at_this_zoom() -> None:
    one = (marked(4, 2e6), "Dikson")
    assert names(job_with(one, avoid=(standing(),))) == []
    # What is painted from the next quarter of a zoom on is avoided too, for names stay so long.
    assert names(job_with(one, avoid=(standing(zoom=ZOOM + 0.25),))) == []
    assert names(job_with(one, avoid=(standing(zoom=ZOOM + 0.3),))) == ["Dikson"]
    assert names(job_with(one, avoid=(standing(until=ZOOM),))) == ["Dikson"]


def test_names_keep_clear_of_symbols() -> None:
    east = Shape("p", "point", "port-named", ((2e6 + 20 * METRES, 2e6),), (0, 0, 0, 0))
    nearby = (Drawing("ports", "nsr", "", shapes=(east,)),)
    (label,) = job_with((marked(4, 2e6), "Dikson"), avoid=nearby).placed()
    assert label.anchor != "start" or abs(label.dy) > 8


def test_a_row_without_words_or_with_an_area_of_no_size_has_no_name() -> None:
    area = RowMark(5, "area", ((0.0, 0.0, 1e6, 1e6),))
    assert names(job_with((marked(4, 2e6), ""), (area, "Thin"))) == []
    whole = RowMark(5, "area", ((0.0, 0.0, 1e6, 0.0, 1e6, 1e6),))
    assert names(job_with((whole, "Area"), (RowMark(6, "line", ((0.0, 0.0, 3e6, 0.0),)), "Line"))) == [
        "Area",
        "Line",
    ]
    assert names(job_with((RowMark(7, "point", ((),)), "Nowhere"))) == []


def test_rows_that_are_left_out_are_not_requested() -> None:
    given = job_with(classes=(bytes([0, 255, 1, 255]), True))
    given.placed()
    naming = given.rows.requests[0][3]  # type: ignore[union-attr]
    assert naming.ranks.tolist() == [0, NOBODY, 2, *[NOBODY] * 6]


def test_larger_letters_need_more_room() -> None:
    usual, large = (
        job_with((marked(4, 2e6), "Dikson"), labelling=Labelling("en", size)).placed() for size in (100, 200)
    )
    assert large[0].width == pytest.approx(2 * usual[0].width, rel=0.02)


def rows_of(*first: tuple[int, str]) -> LabelJob:
    """Of features that are in memory one by one, two kilometres of pixels from each other."""
    places = [(2e6 + number * FAR, 2e6) for number in range(4)]
    shapes = tuple(
        Shape(f"opened-1.{number}", "point", STYLE, (place,), (*place, *place))
        for number, place in enumerate(places)
    )
    file = layer("opened-1", *(point(f"opened-1.{number}", "", 0, 0) for number in range(4)), file="/a.csv")
    file = replace(file, features=tuple(replace(each, style=STYLE) for each in file.features))
    made = job_with(rows=None, drawing=Drawing("opened-1", "nsr", "", shapes=shapes))
    naming = LabelColumn("name", np.zeros(4, np.uint32), first)
    return replace(
        made, layer=file, catalog=catalog(layer("ports"), file, symbology=SYMBOLOGY), naming=naming
    )


def test_few_features_are_named_at_all_zooms_by_the_rules_of_the_atlas() -> None:
    found = rows_of((0, "Null"), (2, "Two"), (3, ""), (9, "Not there")).placed()
    assert {(label.text, label.feature, label.style) for label in found} == {
        ("Null", "opened-1.0", STYLE),
        ("Two", "opened-1.2", STYLE),
    }
    assert min(label.zoom for label in found) < ZOOM
    assert replace(rows_of((0, "Null")), drawing=None).placed() == ()
