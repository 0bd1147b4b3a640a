"""A problem found in data: a value, never an exception."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`file: where: why`, as `arctic-map check` prints it."""

    file: str
    where: str
    why: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.where, self.why) if part)
