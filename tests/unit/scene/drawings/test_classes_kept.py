"""Classes of opened files by styles and days: the latest are kept, and those that are painted by are told."""

from datetime import date

import numpy as np
import pytest
from tests.unit.scene.routing.made_up import catalog, layer

from arctic_map.dataset.days import UNDATED, Days
from arctic_map.model.layer_style import HIDDEN
from arctic_map.scene.drawings.drawings import MOST_NAMINGS, MOST_STYLES, Drawings

OF_ROWS = np.array([date(2024, month, 1).toordinal() for month in (1, 2, 3)] + [UNDATED], dtype=np.int32)
DAYS = Days(OF_ROWS, date(2024, 1, 1), date(2024, 3, 1))


@pytest.fixture
def drawings() -> Drawings:
    return Drawings(catalog(layer("own", file="/a.gpkg")), lambda *_: None)


def test_a_period_leaves_out_other_days_and_what_its_classes_leave_out(drawings: Drawings) -> None:
    key = drawings.in_period("own", "", DAYS, date(2024, 2, 1), date(2024, 3, 1))
    assert drawings.classes("own", key) == bytes([HIDDEN, 0, 0, 0])
    drawings.hold_classes("own", "style", bytes([3, 4, HIDDEN, 5]))
    styled = drawings.in_period("own", "style", DAYS, date(2024, 1, 1), date(2024, 1, 31))
    assert styled != key
    assert drawings.classes("own", styled) == bytes([3, HIDDEN, HIDDEN, 5])
    assert drawings.classes("own", "style") == bytes([3, 4, HIDDEN, 5])
    assert drawings.classes("other", key) is None and drawings.classes("own", "no such key") is None


def test_a_period_that_was_asked_for_is_kept_until_some_others_came(drawings: Drawings) -> None:
    def key(day: int) -> str:
        return drawings.in_period("own", "", DAYS, date(2024, 1, 1), date(2024, 1, day))

    first = key(1)
    kept = drawings.classes("own", first)
    assert key(1) == first and drawings.classes("own", first) is kept
    others = [key(day) for day in range(2, MOST_NAMINGS + 1)]
    assert drawings.classes("own", first) is kept
    key(MOST_NAMINGS + 1)
    assert drawings.classes("own", first) is None
    assert all(drawings.classes("own", other) is not None for other in others)


def test_so_many_styles_are_kept_and_one_that_comes_back_is_the_latest(drawings: Drawings) -> None:
    for number in range(MOST_STYLES):
        drawings.hold_classes("own", f"s{number}", bytes([number]))
    drawings.hold_classes("own", "s0", b"again")
    assert drawings.classes("own", "s1") == bytes([1]) and drawings.classes("own", "s0") == b"again"
    drawings.hold_classes("own", "new", b"n")
    assert drawings.classes("own", "s1") is None and drawings.classes("own", "s0") == b"again"


def test_what_a_layer_is_painted_by_is_told_as_long_as_it_is_there(drawings: Drawings) -> None:
    assert drawings.classes_now("own") is None and drawings.classes_key("own") == ""
    drawings.hold_classes("own", "s", b"12")
    drawings.paint_by("own", "s", styled=True)
    assert drawings.classes_now("own") == (b"12", True) and drawings.classes_key("own") == "s"
    drawings.paint_by("own", "s", styled=False)
    assert drawings.classes_now("own") == (b"12", False)
    drawings.paint_by("own", "", styled=True)
    assert drawings.classes_now("own") is None and drawings.classes_key("own") == ""
    drawings.paint_by("own", "gone", styled=True)
    assert drawings.classes_now("own") is None and drawings.classes_key("own") == "gone"


def test_days_are_those_of_the_field_that_is_asked_for(drawings: Drawings) -> None:
    assert not drawings.knows_days("own", "when") and drawings.days("own", "when") is None
    drawings.hold_days("own", "when", DAYS)
    assert drawings.knows_days("own", "when") and not drawings.knows_days("own", "other")
    assert drawings.days("own", "when") is DAYS
    assert drawings.days("own", "other") is None and drawings.days("own", "") is None
    drawings.hold_days("own", "", None)
    assert drawings.days("own", "") is None
