"""Symbols of one line of the legend stand side by side as far as the narrowest column has room."""

import pytest

from arctic_map.export.marks.typeface import width
from arctic_map.export.page.legend_rows import NARROWEST, SYMBOL, _fitting


@pytest.mark.parametrize(
    "words", [("Ice",) * 7, ("March", "September", "July and a good deal more"), ("One",), ()]
)
def test_no_row_is_wider_than_the_narrowest_column_and_none_could_hold_the_next(
    words: tuple[str, ...],
) -> None:
    symbols = [(f"style-{number}", word) for number, word in enumerate(words)]
    found = [*_fitting(symbols)]
    assert [each for row in found for each in row] == symbols
    wide = [sum(SYMBOL + width(word, 1.0) for _, word in row) for row in found]
    assert all(row <= NARROWEST or len(symbols_of) == 1 for row, symbols_of in zip(wide, found, strict=True))
    for row, following in zip(wide, found[1:], strict=False):
        assert row + SYMBOL + width(following[0][1], 1.0) > NARROWEST
