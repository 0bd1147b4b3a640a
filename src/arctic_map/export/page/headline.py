"""Title and subtitle in lines that wrap before they shrink, and shrink before they crowd out the map."""

from collections.abc import Iterator
from dataclasses import dataclass

from arctic_map.export.marks.typeface import width, wrapped

LINE = 1.16
"""Line height in multiples of the font size."""
READABLE = 7.5
"""Smallest font size in pixels."""
SMALLER = 0.92
NARROWER = 0.97


@dataclass(frozen=True, slots=True)
class Headline:
    """The lines of a title or subtitle."""

    lines: tuple[str, ...]
    size: float
    """Font size in pixels."""

    @property
    def more(self) -> float:
        """Height of the lines after the first in pixels."""
        return max(0, len(self.lines) - 1) * self.size * LINE

    @property
    def height(self) -> float:
        """Height of all lines in pixels."""
        return len(self.lines) * self.size * LINE

    def set_above(self, base: float) -> Iterator[tuple[str, float]]:
        """Yield each line with its baseline. The last one is on `base`."""
        for number, line in enumerate(self.lines):
            yield line, base - (len(self.lines) - 1 - number) * self.size * LINE


NO_WORDS = Headline((), 0.0)


def headline(words: str, size: float, room: float, most: float, *, weight: int = 400) -> Headline:
    """The text in lines at most `room` pixels wide, and at most `most` pixels high if the font can shrink."""
    if not words.strip():
        return NO_WORDS
    while True:
        lines = wrapped(words, size, room, weight)
        fits = all(width(line, size, weight=weight) <= room for line in lines)
        if (fits and len(lines) * size * LINE <= most) or size <= READABLE:
            return Headline(_balanced(words, size, room, weight), size)
        size = max(READABLE, size * SMALLER)


def _balanced(words: str, size: float, room: float, weight: int) -> tuple[str, ...]:
    """The minimal number of lines, as equal in length as possible."""
    lines = wrapped(words, size, room, weight)
    while len(lines) > 1:
        room *= NARROWER
        closer = wrapped(words, size, room, weight)
        if len(closer) > len(lines) or any(width(line, size, weight=weight) > room for line in closer):
            break
        lines = closer
    return lines
