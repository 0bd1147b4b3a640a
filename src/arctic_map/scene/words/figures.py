"""Numbers as a legend prints them: as short as distinguishes them, in the notation of the language."""

from collections.abc import Sequence

from arctic_map.model.tr import digits

MINUS = "\N{MINUS SIGN}"
MOST = 15
"""Significant digits of a number in memory."""


def printed(number: str) -> str:
    """A number in English notation as it is printed, with a true minus sign."""
    return digits(number.replace("-", MINUS))


def distinct_numbers(values: Sequence[float], fewest: int) -> list[str]:
    """Numbers with as few significant digits as distinguish them, but at least `fewest`."""
    for places in range(fewest, MOST + 1):
        texts = [_rounded(value, places) for value in values]
        if len(set(texts)) == len(set(values)):
            return [printed(text) for text in texts]
    return [printed(repr(value)) for value in values]


def _rounded(value: float, places: int) -> str:
    text = f"{value:,.{places}g}"
    return f"{value:,.0f}" if "e+" in text else text
