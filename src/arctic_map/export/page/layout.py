"""What the layout of a page is: places of its parts, sizes of its words, and what is requested of it."""

from dataclasses import dataclass

from arctic_map.export.page.headline import NO_WORDS, Headline

SMALLEST_SCALE = 0.75
STANDARD = (1280.0, 800.0)
"""The page in pixels at which text has its own size."""


@dataclass(frozen=True, slots=True)
class Rect:
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
    """Measures that a small page has smaller, px."""

    title: float
    """Of the title's type; the next of the subtitle's."""
    subtitle: float

    side: float
    """From the page's edge to all that stands on it."""
    top: float
    """From the page's upper edge to the map."""
    foot: float
    gap: float
    """Between the map and what stands beside it."""
    column: float
    """Width of a column of the legend."""
    notes: float
    """Height of arrow, scale and name of the projection together."""
    type: float
    """Of the legend."""
    row: float
    """Height of a line of the legend."""
    tight_row: float
    title_rise: float
    """From the title's baseline to the subtitle's."""
    over: float
    """From the last baseline of the title to the map's frame."""
    above: float
    """From the page's edge to the title's letters; the next below the source line."""
    below: float
    baseline: float
    """Of the source line, from the lower edge of the page."""


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
    """What shall stand on the page beside the map and its legend."""

    title: str = " "
    subtitle: str = " "
    """With the period before it."""
    period: str = ""
    """What stands alone where the subtitle has no room."""
    frame_labels: bool = True
    scale: bool = True
    """Or an arrow: both stand on one line."""
    projection: bool = True
    sources: str = ""
    """The source line, which may need more than one line of the page."""
    made: str = ""
    """What stands at its right: warning and version."""
    insets: tuple[float, ...] = ()
    """Width by height of each inset."""
    facts: tuple[str, ...] = ()
    """Each with all that is said of it, in the order of their numbers."""
    text_scale: float = 1.0
    margin: float | None = None
    """From the page's edge to what stands on it, CSS px."""
    tallest: float | None = None
    """Height by width of a map that has nothing to show above and below."""
    framed: bool = True
    """Or the edge of the projection is the map's frame, and the map no taller than it."""
    poster: bool = False
    """A large sheet of paper, which tells more and not the same larger, under a large title."""

    @property
    def notes(self) -> bool:
        return self.scale or self.projection

    @property
    def footer(self) -> bool:
        return bool(self.sources or self.made)


PLAIN = LayoutRequest(sources=" ", made=" ")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend or of the facts: its number, its upper left corner, its height and its words."""

    number: int
    x: float
    y: float
    row: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactList:
    box: Rect
    type: float
    """Size of its type, px."""
    entries: tuple[Entry, ...]
    left_out: int = 0
    """How many had no room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """All in pixels at text scale 1; `scale` is how many pixels of the picture make one of them."""

    scale: float
    page: Rect
    header: Rect
    map: Rect
    """Within its frame."""
    legend: Rect | None
    """None where there is no room for one."""
    entries: tuple[Entry, ...]
    notes: Rect | None
    """For arrow, scale and projection; None where there is no room for them."""
    footer: Rect
    sizes: Sizes
    sources: tuple[str, ...] = ()
    """Lines of the source line, the last beside the warning."""
    title: Headline = NO_WORDS
    subtitle: Headline = NO_WORDS
    insets: tuple[Rect, ...] = ()
    facts: FactList | None = None
    empty: float = 0.0
    """Share of the page's height that nothing stands in."""


def text_scale(width: float, height: float) -> float:
    """How much larger than on the standard page all is; never so small that it cannot be read."""
    return max(SMALLEST_SCALE, min(width / STANDARD[0], height / STANDARD[1]))
