"""A problem in a file: where and why, and how many are told."""

from collections.abc import Iterable, Iterator

FileProblem = tuple[str, str]
"""Where, and why."""
MOST = 1000
"""Of one file: nobody reads more, and wording a million of them would take minutes."""


def first(problems: Iterable[FileProblem]) -> Iterator[FileProblem]:
    """As many problems as are told of one file, and a last one when there are more."""
    for number, problem in enumerate(problems):
        if number == MOST:
            yield "", f"there are more than {MOST:,} problems; the rest is not read"
            return
        yield problem
