"""Problems found in data: values, never exceptions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

FileProblem = tuple[str, str]
"""Where, and why."""
MOST = 1000
"""Of one file: nobody reads more, and wording a million of them would take minutes."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`file: where: why`, as `arctic-map check` prints it."""

    file: str
    where: str
    why: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.where, self.why) if part)


def first(problems: Iterable[FileProblem]) -> Iterator[FileProblem]:
    """As many problems as are told of one file, and a last one when there are more."""
    for number, problem in enumerate(problems):
        if number == MOST:
            yield "", f"there are more than {MOST:,} problems; the rest is not read"
            return
        yield problem
