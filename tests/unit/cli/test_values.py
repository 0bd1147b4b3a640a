"""Values of the options of a snapshot."""

import argparse
from datetime import date

import pytest

from arctic_map.cli import values
from arctic_map.cli.values import Size
from arctic_map.export.request import Part
from arctic_map.scene.timeline import Range


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1920x1080", Size(1920, 1080, "px")),
        ("800X600px", Size(800, 600, "px")),
        ("180mmx120mm", Size(180, 120, "mm")),
        ("180x120mm", Size(180, 120, "mm")),
        ("7×4.5in", Size(7, 4.5, "in")),
    ],
)
def test_sizes(text: str, wanted: Size) -> None:
    assert values.size(text) == wanted


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


def test_an_extent_may_cross_180_degrees() -> None:
    assert values.extent("160,60,-160,75") == (160, 60, -160, 75)
    assert values.extent("160,60,200,75") == (160, 60, 200, 75)


def test_parts_by_name() -> None:
    assert values.parts("legend, frame-labels") == {Part.LEGEND, Part.FRAME_LABELS}


def test_a_title_is_one_line_without_orders_to_a_terminal() -> None:
    assert values.line("  The   route ") == "The route"
    with pytest.raises(argparse.ArgumentTypeError):
        values.line("\x1b[31m")


def test_a_line_of_the_legend_is_a_style_with_words_or_none() -> None:
    assert values.legend_line("lane-nsr=By the  north") == ("lane-nsr", "By the north")
    assert values.legend_line("rail=") == ("rail", "")
    for wrong in ("rail", "=x"):
        with pytest.raises(argparse.ArgumentTypeError):
            values.legend_line(wrong)


def test_meridians_are_degrees_east_or_have_a_letter() -> None:
    assert [values.meridian(text) for text in ("30", "45W", "30E", "-45", "190")] == [30, -45, 30, -45, -170]
    for wrong in ("north", "400", "nan"):
        with pytest.raises(argparse.ArgumentTypeError):
            values.meridian(wrong)
