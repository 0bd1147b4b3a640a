"""The data of a page layout: positions, font sizes, title in lines, and what is requested."""

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


MIN_SCALE = 0.75
STANDARD = (1280.0, 800.0)
"""The page in pixels at which text has scale 1."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on the page, with y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Sizes:
    """Measures in pixels that are smaller on a small page."""

    title: float
    """Font size of the title; next, of the subtitle."""
    subtitle: float

    side: float
    """From the page's edge to its content."""
    top: float
    """From the page's upper edge to the map."""
    foot: float
    gap: float
    """Between the map and content beside it."""
    column: float
    """Width of a legend column."""
    notes: float
    """Height of arrow, scale and projection name together."""
    type: float
    """Font size of the legend."""
    row: float
    """Line height of the legend."""
    tight_row: float
    title_rise: float
    """From the title's baseline to the subtitle's."""
    over: float
    """From the title's last baseline to the map's frame."""
    above: float
    """From the page's edge to the title's letters; next, below the source line."""
    below: float
    baseline: float
    """Baseline of the source line from the page's lower edge."""


LARGE = Sizes(
    title=27, subtitle=13.5,
    side=40, top=92, foot=52, gap=36, column=236, notes=124, type=12, row=20, tight_row=16,
    title_rise=20, over=24, above=25, below=13, baseline=16,
)  # fmt: skip
SMALL = Sizes(
    title=20, subtitle=11.5,
    side=28, top=68, foot=40, gap=26, column=196, notes=96, type=10.5, row=17, tight_row=12.5,
    title_rise=16, over=18, above=15, below=9, baseline=12,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutRequest:
    """The requested content of a page besides map and legend."""

    title: str = " "
    subtitle: str = " "
    """Includes the period."""
    period: str = ""
    """Shown alone if the subtitle does not fit."""
    is_moment: bool = False
    """Whether the subtitle is the moment that a picture of a film shows, in larger letters."""
    frame_labels: bool = True
    scale: bool = True
    """Scale or arrow, which share a line."""
    projection: bool = True
    sources: str = ""
    """The source line, which may wrap."""
    made: str = ""
    """Warning and version at its right."""
    insets: tuple[float, ...] = ()
    """Width divided by height of each inset."""
    facts: tuple[str, ...] = ()
    """Texts of facts in the order of their numbers."""
    text_scale: float = 1.0
    margin: float | None = None
    """From the page's edge to its content in CSS pixels."""
    tallest: float | None = None
    """Height divided by width of a map with nothing to show beyond."""
    framed: bool = True
    """Otherwise the projection's edge is the frame, and limits the map's height."""
    poster: bool = False
    """A large sheet, which shows more rather than the same larger, under a large title."""

    @property
    def notes(self) -> bool:
        """Whether there is a scale, arrow or projection name."""
        return self.scale or self.projection

    @property
    def footer(self) -> bool:
        """Whether there is a footer."""
        return bool(self.sources or self.made)


PLAIN = LayoutRequest(sources=" ", made=" ")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend or of the facts: number, upper left corner, height and text."""

    number: int
    x: float
    y: float
    row: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactList:
    """The facts that fit on a page."""

    box: Rect
    type: float
    """Font size in pixels."""
    entries: tuple[Entry, ...]
    omitted: int = 0
    """Number of facts that did not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All in pixels at text scale 1. `scale` is the number of CSS pixels per such pixel."""

    scale: float
    page: Rect
    header: Rect
    map: Rect
    """The map inside its frame."""
    legend: Rect | None
    """None if it does not fit."""
    entries: tuple[Entry, ...]
    notes: Rect | None
    """For arrow, scale and projection. None if they do not fit."""
    footer: Rect
    sizes: Sizes
    sources: tuple[str, ...] = ()
    """Lines of the source line, the last one beside the warning."""
    title: Headline = NO_WORDS
    subtitle: Headline = NO_WORDS
    insets: tuple[Rect, ...] = ()
    facts: FactList | None = None
    empty: float = 0.0
    """Empty share of the page's height."""
    panels: tuple[Rect, ...] = ()
    """Panels on the map that contain legend, insets and scale. None if these are beside or below the map."""


def text_scale(width: float, height: float) -> float:
    """Text scale relative to the standard page, at least SMALLEST_SCALE to stay readable."""
    return max(MIN_SCALE, min(width / STANDARD[0], height / STANDARD[1]))
