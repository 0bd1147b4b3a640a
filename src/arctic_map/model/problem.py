"""Problems found in data, as values instead of exceptions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from arctic_map.model.tr import digits, labelled, tr

FileProblem = tuple[str, str]
"""Location and reason."""
MAX_PROBLEMS = 1000
"""Maximum number of problems per file; more would take minutes to format."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem, printed as `file: where: why` by `arctic-map check`."""

    file: str
    where: str
    why: str

    def __str__(self) -> str:
        return labelled(self.file, self.where, self.why)


def first(problems: Iterable[FileProblem]) -> Iterator[FileProblem]:
    """Yield the problems of one file up to MAX_PROBLEMS, then a last one that says that there are more."""
    for number, problem in enumerate(problems):
        if number == MAX_PROBLEMS:
            yield (
                "",
                tr(
                    "there are more than {count} problems; the rest is not read",
                    count=digits(f"{MAX_PROBLEMS:,}"),
                ),
            )
            return
        yield problem
