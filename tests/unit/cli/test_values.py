"""Values of the options of a snapshot."""

import argparse
from collections.abc import Callable
from datetime import date

import pytest

from arctic_map.cli import values
from arctic_map.cli.values import Size
from arctic_map.export.request import PagePart
from arctic_map.scene.timeline import Range


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1920x1080", Size(1920, 1080, "px")),
        ("800X600px", Size(800, 600, "px")),
        ("180mmx120mm", Size(180, 120, "mm")),
        ("180x120mm", Size(180, 120, "mm")),
        ("7×4.5in", Size(7, 4.5, "in")),
    ],
)
def test_sizes(text: str, expected: Size) -> None:
    assert values.size(text) == expected


@pytest.mark.parametrize(
    "text", ["", "x", "10", "180mmx120", "180mmx120in", "1e3x1e3", "100.5x100", "63x64", "6000x10mm", "९०x९०"]
)
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        values.size(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2022-02..2024", date(2022, 2, 1), date(2024, 12, 31)),
        ("2024-09-10..2024-09-16", date(2024, 9, 10), date(2024, 9, 16)),
        ("..2023-06", date(1, 1, 1), date(2023, 6, 30)),
        ("2023..", date(2023, 1, 1), date(9999, 12, 31)),
    ],
)
def test_spans_of_days(text: str, first: date, last: date) -> None:
    assert values.when(text) == Range(first, last)


@pytest.mark.parametrize("text", ["2024-02-30", "2023..2024-06-31", "2024..2023", "..", "soon"])
def test_what_is_no_span_of_days(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        values.when(text)


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (values.extent, "160,60,-160,75", (160, 60, -160, 75)),
        (values.extent, "160,60,200,75", (160, 60, 200, 75)),
        (values.parts, "legend, frame-labels", {PagePart.LEGEND, PagePart.FRAME_LABELS}),
        (values.line, "  The   route ", "The route"),
        (values.legend_line, "lane-nsr=By the  north", ("lane-nsr", "By the north")),
        (values.legend_line, "rail=", ("rail", "")),
        *((values.meridian, *each) for each in (("30", 30), ("45W", -45), ("-45", -45), ("190", -170))),
    ],
)
def test_other_values(read: Callable[[str], object], text: str, expected: object) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (values.extent, "1,2,3,nan"),
        (values.extent, "1,70,1,80"),
        (values.line, "\x1b[31m"),
        *((values.legend_line, text) for text in ("rail", "=x")),
        *((values.meridian, text) for text in ("north", "400", "nan")),
    ],
)
def test_what_is_no_such_value(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        read(text)
