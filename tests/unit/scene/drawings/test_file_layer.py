"""Classes of opened files by styles and days: the latest are cached, and those in use are known."""

from dataclasses import replace
from datetime import date

import numpy as np

from arctic_map.model.attributes import RowQuery
from arctic_map.model.catalog import LayerDays
from arctic_map.model.layer_style import HIDDEN, PLAIN, LayerStyle
from arctic_map.scene.drawings.file_layer import MAX_PERIODS, MAX_STYLES, FileLayer, Painting
from arctic_map.scene.timeline import Range
from arctic_map.tables.attributes.row_days import UNDATED, RowDays

OF_ROWS = np.array([date(2024, month, 1).toordinal() for month in (1, 2, 3)] + [UNDATED], dtype=np.int32)
DAYS = RowDays(OF_ROWS, LayerDays(date(2024, 1, 1), date(2024, 3, 1), (1, 1, 1)))
DATED = FileLayer(dated_by="seen", days=DAYS)
BY_DAY = replace(PLAIN, date_field="seen")
RED = LayerStyle(colour="#ff0000")


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
