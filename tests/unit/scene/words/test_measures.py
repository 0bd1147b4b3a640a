"""Lengths in the reader's unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.model.preferences import UNITS, Units
from arctic_map.scene.words.measures import METRES, both, converted, length_in_words, round_length


@given(st.floats(1.0, 1e8), st.sampled_from(UNITS))
def test_lengths_are_round_and_not_too_long(most: float, units: Units) -> None:
    length = round_length(most, units)
    assert most / 2.5 * (1 - 1e-9) <= length <= most * (1 + 1e-9)
    assert f"{length / METRES[units]:.6e}"[0] in "125"


@pytest.mark.parametrize(
    ("metres", "units", "words"),
    [
        (1_000_000, "km", "1,000 km"),
        (500, "km", "500 m"),
        (1_852_000, "nmi", "1,000 nmi"),
        (926, "nmi", "0.5 nmi"),
        (3_218.688, "mi", "2 mi"),
        (160_934.4, "mi", "100 mi"),
        (999.4, "km", "999 m"),
        (999.6, "km", "1 km"),
        (1000, "km", "1 km"),
        (1499, "km", "1.5 km"),
        (2500, "km", "2.5 km"),
        (9_960, "km", "10 km"),
        (10_400, "km", "10 km"),
        (9_990 * 1.852, "nmi", "10 nmi"),
        (10_500 * 1.852, "nmi", "10 nmi"),
        (10_700 * 1.852, "nmi", "11 nmi"),
        (9_400 * 1.852, "nmi", "9.4 nmi"),
    ],
)
def test_words(metres: float, units: Units, words: str) -> None:
    assert length_in_words(metres, units) == words


def test_a_stated_length_stays_and_has_the_conversion_behind_it() -> None:
    assert both(18_709, "km") == "18,709 km"
    assert both(18_709, "nmi") == "18,709 km (10,102 nmi)"
    assert both(18_709, "mi") == "18,709 km (11,625 mi)"


def test_kilometres_are_not_touched() -> None:
    assert converted(14_985.123, "km") == 14_985.123
