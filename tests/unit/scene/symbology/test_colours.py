"""Contrast of two colours, and colours that are mixed until they stand out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.scene.symbology.colours import contrast, with_contrast

COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == pytest.approx(21.0)
    assert contrast("#808080", "#808080") == 1.0


@given(COLOURS, st.floats(1.0, 15.0))
def test_a_colour_is_mixed_until_it_stands_out(colour: str, minimum: float) -> None:
    assert contrast(with_contrast(colour, ("#ffffff",), minimum, "#000000"), "#ffffff") >= minimum


def test_a_colour_that_stands_out_stays() -> None:
    assert with_contrast("#0072b2", ("#ffffff",), 4.5, "#000000") == "#0072b2"
