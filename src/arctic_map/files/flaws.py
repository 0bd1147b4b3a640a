"""A flaw in a file: where and why, and how many are told."""

from collections.abc import Iterable, Iterator

Flaw = tuple[str, str]
"""Where, and why."""
MOST = 1000
"""Of one file: nobody reads more, and wording a million of them would take minutes."""


def first(flaws: Iterable[Flaw]) -> Iterator[Flaw]:
    """As many flaws as are told of one file, and a last one when there are more."""
    for number, flaw in enumerate(flaws):
        if number == MOST:
            yield "", f"there are more than {MOST:,} flaws; the rest is not read"
            return
        yield flaw
