"""Numbers in the notation of the language, as short as distinguishes them."""

import re
from collections.abc import Sequence

from arctic_map.model.tr import MINUS, digits

MOST = 15
"""Significant digits of a number in memory."""
HUGE = 1e15
"""From here on, numbers are printed with a power of ten: nobody counts so many digits."""
_FOUR_DIGITS = re.compile(r"-?\d,\d{3}")


def printed(number: str) -> str:
    """A number in English notation as it is printed, with a true minus sign."""
    return digits(number.replace("-", MINUS))


def short_number(value: float, places: int) -> str:
    """A number with about this many significant digits, but with all of its whole digits."""
    return printed(_rounded(value, places))


def distinct_numbers(values: Sequence[float], fewest: int) -> list[str]:
    """Numbers with as few significant digits as distinguish them, but at least `fewest`."""
    for places in range(fewest, MOST + 1):
        texts = [_rounded(value, places) for value in values]
        if len(set(texts)) == len(set(values)):
            return _printed_alike(texts)
    return [printed(repr(value)) for value in values]


def exact_numbers(values: Sequence[float]) -> list[str]:
    """Numbers with all of their digits."""
    return _printed_alike([f"{value:,.{MOST}g}" for value in values])


def _printed_alike(texts: Sequence[str]) -> list[str]:
    # Years have no thousands separator.
    are_years = all(_FOUR_DIGITS.fullmatch(text) for text in texts)
    return [printed(text.replace(",", "") if are_years else text) for text in texts]


def _rounded(value: float, places: int) -> str:
    text = f"{value:,.{places}g}"
    return f"{value:,.0f}" if "e+" in text and abs(value) < HUGE else text
