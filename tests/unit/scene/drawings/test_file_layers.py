"""What is known of opened files on the map: how they are painted and labelled, until they are closed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from tests.unit.scene.routing.made_up import layer

from arctic_map.geo.projections import projection_named
from arctic_map.model.attributes import RowQuery
from arctic_map.model.catalog import LayerDays, Rows
from arctic_map.model.drawing import Drawing, Label
from arctic_map.model.layer_style import HIDDEN, PLAIN, LayerStyle
from arctic_map.scene.drawings.file_layers import (
    MAX_HIGHLIGHTED,
    MAX_PERIODS,
    MAX_STYLES,
    FileLayer,
    FileLayers,
    Painting,
)
from arctic_map.scene.timeline import Range
from arctic_map.tables.attributes.row_values import UNDATED, LabelColumn, RowDays
from arctic_map.tables.tiles.tile_reading import RowMark

FILE = replace(layer("opened-1", file="/a.gpkg"), rows=Rows(9, ("file-2-point",)), digest="d")
NAMING = LabelColumn("name", np.zeros(3, np.uint32))
LABEL = Label("A", 0.0, 0.0, 0.0, 0.0, "start", "file-2-point", 0.0)
RED = LayerStyle(colour="#ff0000")
NAMED, OTHERWISE = replace(PLAIN, label_field="name"), replace(PLAIN, label_field="port")


def test_a_layer_is_painted_by_the_classes_of_its_style_until_it_has_none() -> None:
    files = FileLayers()
    assert files.classes_now("f") is None and files.classes_key("f") == ""
    files = files.with_layer("f", FileLayer().with_classes(RED.key, b"\1\2")).in_style({"f": RED}, None)
    assert files.classes_now("f") == (b"\1\2", True) and files.classes_key("f") == RED.key
    assert files.classes("other", RED.key) is None
    files = files.in_style({}, None)
    assert files.classes_now("f") is None and files.classes_key("f") == ""
    assert files.classes("f", RED.key) == b"\1\2"


def test_labels_are_those_that_were_placed_for_the_field_and_the_projection() -> None:
    layer = FileLayer().with_naming(NAMED.label_key, NAMING).with_naming(OTHERWISE.label_key, NAMING)
    files = FileLayers().with_layer("f", layer)
    assert files.naming_now("f") is None and files.labels_now("f", "nsr") is None
    files = files.in_style({"f": NAMED}, None)
    assert files.naming_now("f") is NAMING and files.labels_now("f", "nsr") == ()
    files = files.with_layer("f", replace(layer, labels=(NAMED.label_key, "nsr", (LABEL,))))
    assert files.labels_now("f", "nsr") == (LABEL,) and files.labels_now("f", "world") == ()
    assert files.in_style({"f": OTHERWISE}, None).labels_now("f", "nsr") == ()


class StubRows:
    def __init__(self) -> None:
        self.requests: list[tuple[str, list[int]]] = []

    def marks(self, family: str, rows: Sequence[int]) -> list[RowMark]:
        self.requests.append((family, [*rows]))
        return [RowMark(row, "point", ((1e6 * row, 5.0),)) for row in rows]


class StubFile:
    """An opened file whose features lie on disk."""

    layer_id, boxes = "opened-1", {"nsr": (0.0, 0.0, 1.0, 1.0)}

    def __init__(self) -> None:
        self.rows = StubRows()
        self.requests: list[str] = []

    def drawing(self, projection_id: str) -> Drawing:
        self.requests.append(projection_id)
        return Drawing("opened-1", projection_id, "", labels=(LABEL,))

    def body(self, projection_id: str) -> bytes:
        return projection_id.encode()

    def box(self, projection_id: str) -> Any:
        return self.boxes.get(projection_id)


def test_highlighted_rows_of_a_file_are_requested_once() -> None:
    opened: Any = StubFile()
    nsr = projection_named("nsr")
    assert FileLayers().highlighted(FILE, nsr, ["opened-1.3"]) == ()
    files = FileLayers().with_file(opened)
    found = files.highlighted(FILE, nsr, ["opened-1.3", "ports.x", "opened-1.5", "opened-12.7"])
    assert [(shape.feature, shape.style) for shape in found] == [
        ("opened-1.3", "file-2-point"),
        ("opened-1.5", "file-2-point"),
    ]
    assert files.highlighted(FILE, nsr, ["opened-1.3", "opened-1.5"]) == found
    assert opened.rows.requests == [(nsr.family, [3, 5])]
    assert files.highlighted(FILE, nsr, []) == ()
    many = [f"opened-1.{number}" for number in range(MAX_HIGHLIGHTED + 5)]
    assert len(files.highlighted(FILE, nsr, many)) == MAX_HIGHLIGHTED


def test_what_was_known_of_a_file_goes_with_it() -> None:
    opened: Any = StubFile()
    files = FileLayers().with_file(opened)
    layer = files.layer("opened-1").with_classes(RED.key, b"x").with_naming(NAMED.label_key, NAMING)
    style = replace(RED, label_field="name")
    files = files.with_layer("opened-1", layer).in_style({"opened-1": style}, None)
    assert files.classes_now("opened-1") == (b"x", True) and files.naming_now("opened-1") is NAMING
    assert files.body("opened-1", "nsr") == b"nsr" and files.body("opened-1", "nsr@30") is None
    assert files.body("ports", "nsr") is None and files.rows("opened-1") is opened.rows
    files = files.without("opened-1")
    assert files.classes("opened-1", RED.key) is None and files.classes_now("opened-1") is None
    assert files.naming_now("opened-1") is None and files.rows("opened-1") is None


OF_ROWS = np.array([date(2024, month, 1).toordinal() for month in (1, 2, 3)] + [UNDATED], dtype=np.int32)
DAYS = RowDays(OF_ROWS, LayerDays(date(2024, 1, 1), date(2024, 3, 1), (1, 1, 1)))
DATED = FileLayer(dated_by="seen", days=DAYS)
BY_DAY = replace(PLAIN, date_field="seen")


def period(first: int, last: int) -> Range:
    return Range(date(2024, first, 1), date(2024, last, 1))


def test_a_period_leaves_out_other_days_and_what_its_classes_leave_out() -> None:
    layer, by = DATED.painted(BY_DAY, period(2, 3))
    assert layer.classes_of(by.key) == bytes([HIDDEN, 0, 0, 0]) and not by.styled
    style = replace(RED, date_field="seen")
    layer, by = layer.with_classes(style.key, bytes([3, 4, HIDDEN, 5])).painted(style, period(1, 1))
    assert layer.classes_of(by.key) == bytes([3, HIDDEN, HIDDEN, 5]) and by.styled
    assert layer.classes_of(style.key) == bytes([3, 4, HIDDEN, 5])
    assert layer.classes_of("no such key") is None
    assert layer.painted(style, None)[1] == Painting(style.key, styled=True)


def test_a_requested_period_is_cached_until_some_others_follow() -> None:
    layer, first = DATED.painted(BY_DAY, period(1, 1))
    classes = layer.classes_of(first.key)
    assert classes is not None
    for month in range(2, MAX_PERIODS + 1):
        layer, _ = layer.painted(BY_DAY, period(1, month))
    assert layer.classes_of(first.key) is classes and layer.painted(BY_DAY, period(1, 1)) == (layer, first)
    layer, last = layer.painted(BY_DAY, period(1, MAX_PERIODS + 1))
    assert layer.classes_of(first.key) is None and layer.classes_of(last.key) is not None


def test_a_limited_number_of_styles_is_cached_and_one_that_returns_is_the_latest() -> None:
    layer = FileLayer()
    for number in range(MAX_STYLES):
        layer = layer.with_classes(f"s{number}", bytes([number]))
    layer = layer.with_classes("s0", b"again")
    assert layer.classes_of("s1") == bytes([1]) and layer.classes_of("s0") == b"again"
    layer = layer.with_classes("new", b"n")
    assert layer.classes_of("s1") is None and layer.classes_of("s0") == b"again"


def test_a_file_is_painted_by_its_classes_once_they_are_known() -> None:
    few = replace(PLAIN, query=RowQuery(expression="depth > 1"))
    layer = FileLayer()
    assert layer.knows(PLAIN) and not layer.knows(RED) and not layer.knows(few)
    assert layer.painted(RED, None)[1] == layer.painted(PLAIN, None)[1] == Painting()
    layer = layer.with_classes(RED.key, b"\0").with_classes(few.key, b"\1")
    assert layer.painted(RED, None)[1] == Painting(RED.key, styled=True)
    assert layer.painted(few, None)[1] == Painting(few.key, styled=False)


def test_days_are_those_of_the_requested_field() -> None:
    assert DATED.days_of("seen") is DAYS
    assert DATED.days_of("built") is DATED.days_of("") is FileLayer().days_of("seen") is None
    assert replace(DATED, dated_by="", days=None).days_of("") is None
