"""What is known of opened files on the map: how they are painted and labelled, until they are closed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from tests.unit.scene.routing.made_up import layer

from arctic_map.geo.projections import projection_named
from arctic_map.model.drawing import Drawing, Label
from arctic_map.model.layer_style import PLAIN, LayerStyle
from arctic_map.model.rows import Rows
from arctic_map.scene.drawings.file_layer import FileLayer
from arctic_map.scene.drawings.file_layers import MAX_HIGHLIGHTED, FileLayers
from arctic_map.tables.attributes.label_ranks import LabelColumn
from arctic_map.tables.tiles.top_rows import RowMark

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
