"""How the page is laid out: title, map, legend, scale and source line on one grid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from arctic_map.export.typeface import wrapped
from arctic_map.model.plane import Box

SMALLEST_SCALE = 0.75
STANDARD = (1280.0, 800.0)
"""The page in pixels at which text has its own size."""
BAND = 5.0
"""Between the map's edge and the outer line of its frame."""
GUTTER = 15.0
"""Room for the labels of the graticule outside the frame."""
NARROW = 720.0
FOOT_LINE = 13.0
HEADING = 24.0
"""Height of the legend's heading."""
SYMBOL = 36.0
"""From the left of a legend's line to its words."""


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
    """Height of arrow, scale and name of the plane together."""
    type: float
    """Of the legend."""
    row: float
    """Height of a line of the legend."""
    tight_row: float


LARGE = Sizes(side=40, top=92, foot=52, gap=36, column=236, notes=124, type=12, row=20, tight_row=16)
SMALL = Sizes(side=28, top=68, foot=40, gap=26, column=190, notes=96, type=10.5, row=17, tight_row=13.5)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: its number in the scene, its upper left corner, its height and its words."""

    number: int
    x: float
    y: float
    row: float
    lines: tuple[str, ...]


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
    """For arrow, scale and plane; None where there is no room for them."""
    footer: Rect
    sizes: Sizes


def text_scale(width: float, height: float) -> float:
    """How much larger than on the standard page all is; never so small that it cannot be read."""
    return max(SMALLEST_SCALE, min(width / STANDARD[0], height / STANDARD[1]))


def arrange(width: float, height: float, box: Box, legend: Sequence[str]) -> Layout:
    """The layout of a picture of `width` x `height` pixels that shows `box` (plane metres) largest.

    The legend with these words stands beside the map or below it, as suits the shapes of both.
    """
    scale = text_scale(width, height)
    page = Rect(0, 0, width / scale, height / scale)
    plans = [plan for plan in _plans(scale, page, legend) if plan.map.width > 160 and plan.map.height > 120]
    return max(plans or [_bare(scale, page)], key=lambda plan: _worth(plan, box, len(legend)))


def _worth(plan: Layout, box: Box, wanted: int) -> float:
    """How large the box comes out, less what the legend lacks."""
    size = min(plan.map.width / (box[2] - box[0]), plan.map.height / (box[3] - box[1]))
    missing = wanted - len(plan.entries)
    return size * (1 - missing / max(wanted, 1))


def _plans(scale: float, page: Rect, legend: Sequence[str]) -> Iterator[Layout]:
    sizes = SMALL if page.width < 1000 or page.height < 620 else LARGE
    for columns in (1, 2):
        yield _beside(scale, page, sizes, legend, columns)
    yield _below(scale, page, sizes, legend)


def _whole(page: Rect, sizes: Sizes) -> tuple[Rect, Rect, Rect]:
    """Header, what is between, and footer."""
    inner = max(1.0, page.width - 2 * sizes.side)
    # On a narrow page the sources stand above the warning, not beside it.
    foot = sizes.foot + (FOOT_LINE if page.width < NARROW else 0)
    return (
        Rect(sizes.side, 0, inner, sizes.top),
        Rect(sizes.side, sizes.top, inner, max(1.0, page.height - sizes.top - foot)),
        Rect(sizes.side, page.height - foot, inner, foot),
    )


def _beside(scale: float, page: Rect, sizes: Sizes, legend: Sequence[str], columns: int) -> Layout:
    header, body, footer = _whole(page, sizes)
    width = sizes.column * columns
    box = Rect(body.right - width, body.y, width, body.height - sizes.notes - 12)
    entries: tuple[Entry, ...] = ()
    row = sizes.row
    while row >= sizes.tight_row and len(entries) < len(legend):
        entries, row = _flow(legend, box, columns, row, sizes), row - 0.5
    return Layout(
        scale=scale,
        page=page,
        header=header,
        map=Rect(body.x, body.y, body.width - width - sizes.gap, body.height),
        legend=box,
        entries=entries,
        notes=Rect(box.x, body.bottom - sizes.notes, sizes.column, sizes.notes),
        footer=footer,
        sizes=sizes,
    )


def _below(scale: float, page: Rect, sizes: Sizes, legend: Sequence[str]) -> Layout:
    header, body, footer = _whole(page, sizes)
    columns = max(1, int(body.width / sizes.column) - 1)
    width = body.width / (columns + 1)
    # Lines of the legend that take two rows make the columns longer, so it grows until all have a place.
    height = sizes.notes
    entries: tuple[Entry, ...] = ()
    while len(entries) < len(legend) and height < body.height / 2:
        box = Rect(body.x, body.bottom - height, width * columns, height)
        entries, height = _flow(legend, box, columns, sizes.row, sizes), height + 4
    top = body.bottom - height + 4
    return Layout(
        scale=scale,
        page=page,
        header=header,
        map=Rect(body.x, body.y, body.width, max(1.0, top - BAND - GUTTER - 16 - body.y)),
        legend=Rect(body.x, top, width * columns, height - 4),
        entries=entries,
        notes=Rect(body.x + width * columns, top, width, sizes.notes),
        footer=footer,
        sizes=sizes,
    )


def _flow(legend: Sequence[str], box: Rect, columns: int, row: float, sizes: Sizes) -> tuple[Entry, ...]:
    """The lines that have a place in the box, down and then across."""
    width = box.width / columns
    placed: list[Entry] = []
    column, y = 0, box.y + HEADING
    for number, words in enumerate(legend):
        lines = tuple(wrapped(words, sizes.type, width - SYMBOL - 12))
        height = row + (len(lines) - 1) * sizes.type * 1.15
        if y + height > box.bottom + 0.01 and y > box.y + HEADING:
            column, y = column + 1, box.y + HEADING
        if column == columns or y + height > box.bottom + 0.01:
            break
        placed.append(Entry(number, box.x + column * width, y, row, lines))
        y += height
    return tuple(placed)


def _bare(scale: float, page: Rect) -> Layout:
    """A map with its title: all that a very small picture has room for."""
    header, body, footer = _whole(page, SMALL)
    return Layout(
        scale=scale,
        page=page,
        header=header,
        map=body,
        legend=None,
        entries=(),
        notes=None,
        footer=footer,
        sizes=SMALL,
    )
