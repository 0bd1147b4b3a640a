"""SVG as text."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.export.marks import markup


@given(st.text())
def test_any_words_can_stand_between_tags_and_in_attributes(words: str) -> None:
    read = ElementTree.fromstring(markup.tag("t", markup.text(words), title=words))
    plain = "".join(letter for letter in words if letter >= " " or letter in "\t\n\r")
    plain = "".join(letter for letter in plain if letter not in "\ufffe\uffff")
    assert (read.text or "") == plain.replace("\r\n", "\n").replace("\r", "\n")


def test_markup_in_data_stays_words() -> None:
    assert "<script>" not in markup.title("<script>alert('x')</script>")


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.0, "1"), (-0.001, "0"), (0.125, "0.12"), (1e6, "1000000"), (-2.5, "-2.5"), (100, "100")],
)
def test_numbers_are_short(value: float, written: str) -> None:
    assert markup.number(value) == written


def test_an_empty_group_is_nothing() -> None:
    assert markup.group("", "", id="empty") == ""


def test_the_last_two_of_eight_digits_are_the_opacity() -> None:
    assert markup.paint("fill", "#ffffff80", 0.5) == {"fill": "#ffffff", "fill_opacity": "0.251"}
    # Thin coats are many: two decimals would make each a quarter too dense.
    assert markup.paint("fill", "#ffffff", 0.032)["fill_opacity"] == "0.032"
    assert markup.paint("fill", "#ffffff", 0.5)["fill_opacity"] == "0.5"
    assert markup.paint("stroke", None) == {"stroke": "none"}
