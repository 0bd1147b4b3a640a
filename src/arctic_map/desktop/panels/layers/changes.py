"""From one list of rows to another in small changes, so that a view keeps what is chosen and open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Removed:
    """The row with this number goes."""

    row: int


@dataclass(frozen=True, slots=True)
class Inserted:
    """A row comes before the one with this number."""

    row: int
    key: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A row taken further up."""

    row: int
    to: int


def changes(have: Sequence[str], want: Sequence[str]) -> Iterator[Removed | Inserted | Moved]:
    """What turns one list of distinct keys into the other, each counted in what those before it leave."""
    now, wanted = list(have), set(want)
    for row in reversed(range(len(now))):
        if now[row] not in wanted:
            del now[row]
            yield Removed(row)
    held = set(now)
    for row, key in enumerate(want):
        if row < len(now) and now[row] == key:
            continue
        if key not in held:
            now.insert(row, key)
            yield Inserted(row, key)
            continue
        was = now.index(key)
        now.insert(row, now.pop(was))
        yield Moved(was, row)
