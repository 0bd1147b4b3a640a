"""What the commands print: plain text that no terminal takes for orders, and one line for each complaint."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any

from arctic_map.errors import ArcticMapError
from arctic_map.storage.sanitized import HIDDEN

PROGRESS_INTERVAL_S = 0.2


def printable(text: str) -> str:
    """The text with hidden characters made visible; line breaks and tabs stay."""
    # Content may come from anywhere: escape sequences in it must not reach the terminal.
    return HIDDEN.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def say(text: str = "") -> None:
    _print(printable(text))


def say_json(value: Any) -> None:
    """UTF-8 where the output takes it, else escapes: JSON either way."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    _print(json.dumps(value, ensure_ascii=not unicode, indent=2))


def flush() -> None:
    """Have all that was said written. Raises BrokenPipeError, and ArcticMapError for a disk that is full."""
    with _written():
        if sys.stdout is not None:
            sys.stdout.flush()


def drop_output() -> None:
    """Python flushes once more at its end, and would complain of what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(text: str) -> None:
    with _written():
        print(text)


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_output()
        why = (error.strerror or str(error)).lower()
        raise ArcticMapError("the output cannot be written", why=why) from error


def complain(text: str) -> None:
    """One line on stderr: `arctic-map: ...`."""
    print(f"arctic-map: {one_line(text)}", file=sys.stderr)


def table(rows: Sequence[tuple[str, ...]], right: frozenset[int] = frozenset()) -> list[str]:
    """Lines whose columns stand below each other; the columns in `right` are flushed right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = (
            cell.rjust(width) if number in right else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join(cells).rstrip())
    return lines


class ProgressOutput:
    """Prints now and then which share of the work is done, for the window whose work this process does."""

    def __init__(self, *, enabled: bool = True, delay: float = 0.0) -> None:
        """Nothing is printed unless `enabled`, or in the first seconds of `delay`."""
        self._enabled, self._next = enabled, monotonic() + delay

    def part(self, begin: float, end: float) -> Callable[[float], None]:
        """What is told how far a part of the work is, 0 to 1; all of it lasts from `begin` to `end`."""
        return lambda share: self(begin + (end - begin) * min(max(share, 0.0), 1.0))

    def __call__(self, share: float) -> None:
        if self._enabled and monotonic() > self._next:
            self._next = monotonic() + PROGRESS_INTERVAL_S
            say(f"{share:.3f}")
            flush()
