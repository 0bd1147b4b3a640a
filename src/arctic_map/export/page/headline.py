"""Title and subtitle in lines: they wrap rather than shrink, and shrink rather than crowd the map out."""

from collections.abc import Iterator
from dataclasses import dataclass

from arctic_map.export.marks.typeface import width, wrapped

LINE = 1.16
"""Height of a line, in sizes of its type."""
READABLE = 7.5
"""No type is smaller than this, px."""
SMALLER = 0.92
NARROWER = 0.97


@dataclass(frozen=True, slots=True)
class Headline:
    lines: tuple[str, ...]
    size: float
    """Of its type, px."""

    @property
    def more(self) -> float:
        """The height of the lines beyond the first, px."""
        return max(0, len(self.lines) - 1) * self.size * LINE

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LINE

    def set_above(self, base: float) -> Iterator[tuple[str, float]]:
        """Each line with its baseline; the last stands on `base`."""
        for number, line in enumerate(self.lines):
            yield line, base - (len(self.lines) - 1 - number) * self.size * LINE


NO_WORDS = Headline((), 0.0)


def headline(words: str, size: float, room: float, most: float, *, weight: int = 400) -> Headline:
    """The words in lines no wider than `room` px and, if type can be so small, no higher than `most`."""
    if not words.strip():
        return NO_WORDS
    while True:
        lines = wrapped(words, size, room, weight)
        fits = all(width(line, size, weight=weight) <= room for line in lines)
        if (fits and len(lines) * size * LINE <= most) or size <= READABLE:
            return Headline(_balanced(words, size, room, weight), size)
        size = max(READABLE, size * SMALLER)


def _balanced(words: str, size: float, room: float, weight: int) -> tuple[str, ...]:
    """As many lines as the room asks for, as equal in length as they come."""
    lines = wrapped(words, size, room, weight)
    while len(lines) > 1:
        room *= NARROWER
        closer = wrapped(words, size, room, weight)
        if len(closer) > len(lines) or any(width(line, size, weight=weight) > room for line in closer):
            break
        lines = closer
    return lines
