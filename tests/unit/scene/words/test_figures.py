"""Numbers of a legend are short, distinct, and in the notation of the language."""

import pytest

from arctic_map.model.tr import Wording, speaking
from arctic_map.scene.words.figures import distinct_numbers, printed, short_number


@pytest.mark.parametrize(
    ("values", "fewest", "texts"),
    [
        ((0.0, 2.5, 5.0), 3, ["0", "2.5", "5"]),
        ((1000.0, 1000.5), 3, ["1,000", "1,000.5"]),
        ((-954.3, -473.9, 6.3), 2, ["−954", "−474", "6.3"]),
        ((99.7, 999.7), 2, ["100", "1,000"]),
        ((5.0, 5.0), 3, ["5", "5"]),
        ((1990.0, 1998.25, 2023.0), 3, ["1990", "1998", "2023"]),
        ((1990.0, 12345.0), 3, ["1,990", "12,345"]),
        ((1.0, 1.0 + 2**-52), 3, ["1.0", "1.0000000000000002"]),
    ],
)
def test_numbers_have_as_few_digits_as_distinguish_them(
    values: tuple[float, ...], fewest: int, texts: list[str]
) -> None:
    assert distinct_numbers(values, fewest) == texts


def test_only_fractions_and_very_many_digits_are_shortened() -> None:
    values = (30382830.5, -0.1234567, 1e-7, 2.0, -1.7976931348623157e308, float("inf"))
    texts = ["30,382,830", "−0.123457", "1e−07", "2", "−1.79769e+308", "inf"]
    assert [short_number(value, 6) for value in values] == texts
    assert distinct_numbers([-1.7976931348623157e308, 1.0], 3) == ["−1.8e+308", "1"]


def test_numbers_are_in_the_notation_of_the_language() -> None:
    with speaking(Wording(language="ru", group=" ", decimal=",")):
        assert printed("-1,234.5") == "−1 234,5"
        assert distinct_numbers([-1234.0, 0.5], 3) == ["−1 234", "0,5"]
