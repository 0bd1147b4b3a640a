"""Output of commands: sanitized text, and error messages of one line."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from textwrap import wrap
from time import monotonic
from typing import Any
from unicodedata import combining, east_asian_width

from arctic_map.errors import ArcticMapError, system_reason
from arctic_map.model.tr import interface, tr
from arctic_map.storage.sanitized import HIDDEN

PROGRESS_INTERVAL_S = 0.2
PARTS = re.compile(r"[“（《]*(?:[⺀-﹏＀-￯]|[^\s⺀-￯“”]+|\s+|.)[”）》、。，；：！？]*")
"""Letters of Chinese, and words of other scripts, each with the punctuation that stays on its line."""


def printable(text: str) -> str:
    """The text with hidden characters escaped. Line breaks and tabs are kept."""
    # Content may come from anywhere, and its escape sequences must not reach the terminal.
    return HIDDEN.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def one_line(text: str) -> str:
    """The text with whitespace collapsed and hidden characters escaped."""
    return printable(" ".join(text.split()))


def say(text: str = "") -> None:
    """Print a line. Raises ArcticMapError if the output cannot be written."""
    _print(printable(text))


def say_json(value: Any) -> None:
    """Print JSON, with escapes unless the output is UTF-8."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    _print(json.dumps(value, ensure_ascii=not unicode, indent=2))


def flush() -> None:
    """Flush the output. Raises BrokenPipeError, and ArcticMapError for example if the disk is full."""
    with _written():
        if sys.stdout is not None:
            sys.stdout.flush()


def drop_output() -> None:
    """Discard further output, since Python flushes again at exit and would report the error."""
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
        why = system_reason(error)
        raise ArcticMapError(tr("the output cannot be written"), why=why) from error


def complain(text: str) -> None:
    """Print one line to stderr, if there is one: `arctic-map: ...`."""
    # Without it, `print` would write to stdout.
    if sys.stderr is not None:
        print(f"arctic-map: {one_line(text)}", file=sys.stderr)


def table(rows: Sequence[tuple[str, ...]], right: frozenset[int] = frozenset()) -> list[str]:
    """The rows as lines with aligned columns. Columns in `right` are right-aligned."""
    widths = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = (
            f"{_space(cell, width)}{cell}" if number in right else padded(cell, width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join(cells).rstrip())
    return lines


def columns_of(text: str) -> int:
    """The number of columns of a terminal that a text takes."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(letter) in "WF" else not combining(letter) for letter in text)


def padded(text: str, width: int) -> str:
    """The text with spaces up to a number of columns."""
    return f"{text}{_space(text, width)}"


def _space(text: str, width: int) -> str:
    return " " * (width - columns_of(text))


def wrapped(text: str, width: int, first: int, others: int) -> list[str]:
    """The text as lines of at most so many columns, indented by these numbers of spaces."""
    if interface().language != "zh":
        return wrap(text, width, initial_indent=" " * first, subsequent_indent=" " * others)
    # Chinese has no spaces: a line may end after each letter, but not before a full stop.
    lines = [" " * first]
    for part in PARTS.findall(text):
        if columns_of(lines[-1] + part.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append(" " * others + part.lstrip())
        else:
            lines[-1] += part
    return lines


class ProgressOutput:
    """Prints the share of work done at intervals, for the window that started this process."""

    def __init__(self, *, enabled: bool = True, delay: float = 0.0) -> None:
        """Print nothing unless `enabled`, and not during the first `delay` seconds."""
        self._enabled, self._next = enabled, monotonic() + delay

    def part(self, begin: float, end: float) -> Callable[[float], None]:
        """A callback for progress 0 to 1 of a part, which is `begin` to `end` of the whole."""
        return lambda share: self(begin + (end - begin) * min(max(share, 0.0), 1.0))

    def __call__(self, share: float) -> None:
        if self._enabled and monotonic() > self._next:
            self._next = monotonic() + PROGRESS_INTERVAL_S
            say(f"{share:.3f}")
            flush()
