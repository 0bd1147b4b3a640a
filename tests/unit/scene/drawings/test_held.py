"""What is held of opened files: classes, namings, days and labels, the latest ones and each by its key."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.looks import SYMBOLOGY
from tests.unit.scene.routing.made_up import catalog, layer

from arctic_map.dataset.foremost import Marked
from arctic_map.dataset.naming import Naming
from arctic_map.geo.projections import projection_named
from arctic_map.model.drawing import Drawing, Label
from arctic_map.model.rows import Rows
from arctic_map.scene.drawings import drawings as module
from arctic_map.scene.drawings.drawings import Drawings

FILE = replace(layer("opened-1", file="/a.gpkg"), rows=Rows(9, ("file-2-point",)), digest="d")
NAMING = Naming("name", np.zeros(3, np.uint32))
LABEL = Label("A", 0.0, 0.0, 0.0, 0.0, "start", "file-2-point", 0.0)


@pytest.fixture
def drawings() -> Drawings:
    return Drawings(catalog(layer("ports"), symbology=SYMBOLOGY), lambda projection, layer, digest: None)


def test_the_classes_of_the_latest_styles_are_kept(drawings: Drawings) -> None:
    most = module.MOST_STYLES
    for number in range(most + 2):
        drawings.hold_classes("f", f"k{number}", bytes([number]))
    assert [drawings.classes("f", f"k{number}") is None for number in range(most + 2)] == [True] * 2 + [
        False
    ] * most
    drawings.hold_classes("f", "k2", b"x")
    drawings.hold_classes("f", "new", b"y")
    assert drawings.classes("f", "k2") == b"x" and drawings.classes("f", "k3") is None
    assert drawings.classes("other", "k2") is None


def test_a_layer_is_painted_by_its_classes_until_none_are_chosen(drawings: Drawings) -> None:
    assert drawings.classes_now("f") is None and drawings.classes_key("f") == ""
    drawings.hold_classes("f", "k", b"\1\2")
    drawings.paint_by("f", "k", styled=True)
    assert drawings.classes_now("f") == (b"\1\2", True) and drawings.classes_key("f") == "k"
    drawings.paint_by("f", "k", styled=False)
    assert drawings.classes_now("f") == (b"\1\2", False)
    drawings.paint_by("f", "unknown", styled=True)
    assert drawings.classes_now("f") is None and drawings.classes_key("f") == "unknown"
    drawings.paint_by("f", "", styled=True)
    assert drawings.classes_key("f") == ""


def test_the_latest_namings_are_kept_and_labels_are_those_of_the_one_chosen(drawings: Drawings) -> None:
    most = module.MOST_NAMINGS
    for number in range(most + 1):
        drawings.hold_naming("f", f"k{number}", replace(NAMING, column=f"c{number}"))
    assert not drawings.knows_naming("f", "k0") and drawings.knows_naming("f", f"k{most}")
    assert drawings.naming_now("f") is None and drawings.labels_now("f", "nsr") is None
    drawings.name_by("f", "k1")
    assert getattr(drawings.naming_now("f"), "column", "") == "c1" and drawings.labels_now("f", "nsr") == ()
    drawings.hold_labels("f", "nsr", (LABEL,))
    assert drawings.labels_now("f", "nsr") == (LABEL,) and drawings.labels_now("f", "world") == ()
    drawings.name_by("f", "k1")
    assert drawings.labels_now("f", "nsr") == (LABEL,)
    drawings.name_by("f", "k2")
    assert drawings.labels_now("f", "nsr") == ()


def test_days_are_those_of_their_column(drawings: Drawings) -> None:
    days: Any = object()
    drawings.hold_days("f", "seen", days)
    assert drawings.knows_days("f", "seen") and not drawings.knows_days("f", "built")
    assert drawings.days("f", "seen") is days and drawings.days("f", "built") is None
    assert drawings.days("f", "") is drawings.days("g", "seen") is None
    drawings.hold_days("f", "none", None)
    assert drawings.knows_days("f", "none") and drawings.days("f", "none") is None


class Lying:
    def __init__(self) -> None:
        self.asked: list[tuple[str, list[int]]] = []

    def marks(self, family: str, rows: Sequence[int]) -> list[Marked]:
        self.asked.append((family, [*rows]))
        return [Marked(row, "point", ((1e6 * row, 5.0),)) for row in rows]


class Opened:
    """An opened file whose features lie on disk."""

    layer_id, boxes = "opened-1", {"nsr": (0.0, 0.0, 1.0, 1.0)}

    def __init__(self) -> None:
        self.rows = Lying()
        self.asked: list[str] = []

    def drawing(self, projection_id: str) -> Drawing:
        self.asked.append(projection_id)
        return Drawing("opened-1", projection_id, "", labels=(LABEL,))

    def body(self, projection_id: str) -> bytes:
        return projection_id.encode()

    def box(self, projection_id: str) -> Any:
        return self.boxes.get(projection_id)


def test_lit_rows_of_a_file_are_asked_for_once(drawings: Drawings) -> None:
    opened: Any = Opened()
    nsr = projection_named("nsr")
    assert drawings.highlighted(FILE, nsr, ["opened-1.3"]) == ()
    drawings.hold(opened)
    found = drawings.highlighted(FILE, nsr, ["opened-1.3", "ports.x", "opened-1.5", "opened-12.7"])
    assert [(shape.feature, shape.style) for shape in found] == [
        ("opened-1.3", "file-2-point"),
        ("opened-1.5", "file-2-point"),
    ]
    assert drawings.highlighted(FILE, nsr, ["opened-1.3", "opened-1.5"]) == found
    assert opened.rows.asked == [(nsr.family, [3, 5])]
    assert drawings.highlighted(FILE, nsr, []) == ()
    many = [f"opened-1.{number}" for number in range(module.MOST_HIGHLIGHTED + 5)]
    assert len(drawings.highlighted(FILE, nsr, many)) == module.MOST_HIGHLIGHTED


def test_what_was_said_of_a_file_goes_with_it(drawings: Drawings) -> None:
    opened: Any = Opened()
    drawings.hold(opened)
    drawings.hold_classes("opened-1", "k", b"x")
    drawings.paint_by("opened-1", "k", styled=True)
    drawings.hold_naming("opened-1", "n", NAMING)
    drawings.name_by("opened-1", "n")
    drawings.hold_days("opened-1", "seen", None)
    assert drawings.body("opened-1", "nsr") == b"nsr" and drawings.body("opened-1", "nsr@30") is None
    assert drawings.body("ports", "nsr") is None
    drawings.let_go("opened-1")
    assert drawings.classes("opened-1", "k") is None and drawings.classes_now("opened-1") is None
    assert drawings.naming_now("opened-1") is None and drawings.rows("opened-1") is None
    assert not drawings.knows_days("opened-1", "seen") and not drawings.knows_naming("opened-1", "n")


def test_an_earlier_version_had_the_layers_that_are_gone(drawings: Drawings) -> None:
    assert not drawings.was_there("ports")
    drawings.follow(catalog(layer("other"), symbology=SYMBOLOGY))
    assert drawings.was_there("ports") and not drawings.was_there("other")
    drawings.follow(catalog(layer("ports"), symbology=SYMBOLOGY))
    assert not drawings.was_there("ports") and drawings.was_there("other")
