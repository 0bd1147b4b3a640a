"""The grid of a page: its margins and columns, and the flow of legend and facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from arctic_map.export.marks.typeface import width as width_of
from arctic_map.export.marks.typeface import wrapped
from arctic_map.export.page.layout import (
    LARGE,
    SMALL,
    Entry,
    FactList,
    Headline,
    Layout,
    LayoutRequest,
    Rect,
    Sizes,
    headline,
)

POSTER_TITLE = 96.0
"""Font size of a poster's title in CSS pixels: 72 points."""
BAND = 5.0
"""Width of the frame in pixels."""
GUTTER = 15.0
"""Space for graticule labels outside the frame."""
NARROW = 720.0
FOOT_LINE = 13.0
HEADING = 24.0
"""Height of the legend's heading."""
COLUMN_GAP = 12.0
SYMBOL = 36.0
"""From the left of a legend line to its text in pixels."""
NUMBER = 22.0
"""From the left of a fact to its text."""
AIRY = 1.7
"""Maximum height of a whole projection's frame relative to the projection."""
TITLE_SHARE, SUBTITLE_SHARE = 0.24, 0.12
"""Maximum shares of the page's height for title and subtitle. Longer ones shrink."""
INSET = 84.0
"""Height of the insets. Wide ones share the column's width."""


@dataclass(frozen=True, slots=True)
class PageGrid:
    """The page with its header, footer and body."""

    scale: float
    page: Rect
    header: Rect
    body: Rect
    footer: Rect
    sizes: Sizes
    sources: tuple[str, ...]
    title: Headline
    subtitle: Headline

    @classmethod
    def of(cls, scale: float, page: Rect, request: LayoutRequest) -> "PageGrid":
        """The grid of a page for a request."""
        sizes = SMALL if page.width < 1000 or page.height < 620 else LARGE
        if request.poster:
            sizes = _of_poster(sizes, scale)
        if request.is_moment:
            sizes = _of_film(sizes)
        sizes = _with_margin(_without(sizes, request), request, scale)
        inner = max(1.0, page.width - 2 * sizes.side)
        title = headline(request.title, sizes.title, inner, page.height * TITLE_SHARE, weight=600)
        subtitle = headline(request.subtitle, sizes.subtitle, inner, page.height * SUBTITLE_SHARE)
        if subtitle.height > page.height * SUBTITLE_SHARE:
            subtitle = headline(request.period, sizes.subtitle, inner, page.height * SUBTITLE_SHARE)
        sizes = replace(sizes, top=sizes.top + title.more + subtitle.more)
        # On a narrow page the sources are above the warning, not beside it.
        narrow = page.width < NARROW
        size = sizes.type - 1.5
        made_width = width_of(request.made, size, weight=600) + 20
        room = max(40.0, inner + BAND - (0.0 if narrow or not request.made.strip() else made_width))
        sources = wrapped(request.sources, size, room)
        lines = len(sources) + (1 if narrow and request.made and sources else 0)
        standard = 2 if narrow else 1
        foot = sizes.foot + (FOOT_LINE * (max(lines, standard) - 1) if request.footer else 0.0)
        return cls(
            scale,
            page,
            Rect(sizes.side, 0, inner, sizes.top),
            Rect(sizes.side, sizes.top, inner, max(1.0, page.height - sizes.top - foot)),
            Rect(sizes.side, page.height - foot, inner, foot),
            sizes,
            sources,
            title,
            subtitle,
        )

    def layout(
        self,
        map: Rect,
        *,
        legend: Rect | None = None,
        entries: tuple[Entry, ...] = (),
        notes: Rect | None = None,
        insets: tuple[Rect, ...] = (),
        facts: FactList | None = None,
        empty: float = 0.0,
    ) -> Layout:
        """A layout on this grid."""
        return Layout(
            scale=self.scale,
            page=self.page,
            header=self.header,
            map=map,
            legend=legend,
            entries=entries,
            notes=notes,
            footer=self.footer,
            sizes=self.sizes,
            sources=self.sources,
            title=self.title,
            subtitle=self.subtitle,
            insets=insets,
            facts=facts,
            # Rounding may make it slightly negative.
            empty=max(0.0, empty) / self.page.height,
        )


def _of_poster(sizes: Sizes, scale: float) -> Sizes:
    """Sizes with a title that can be read from a distance."""
    larger = max(0.0, POSTER_TITLE / scale - sizes.title)
    return replace(
        sizes,
        title=sizes.title + larger,
        subtitle=sizes.subtitle + larger / 5,
        top=sizes.top + larger * 1.5,
        # Below the title's descenders, above the subtitle's capitals.
        title_rise=sizes.title_rise + larger / 2,
    )


def _of_film(sizes: Sizes) -> Sizes:
    """Sizes with a subtitle that is as easily read as the title."""
    more = sizes.title * 0.85 - sizes.subtitle
    return replace(
        sizes, subtitle=sizes.subtitle + more, title_rise=sizes.title_rise + more, top=sizes.top + more
    )


def _without(sizes: Sizes, request: LayoutRequest) -> Sizes:
    """Sizes of a page without title, source line or scale."""
    edge = BAND + GUTTER + 4 if request.frame_labels else BAND + 2
    top = sizes.top
    if not (request.title and request.subtitle):
        top -= sizes.title_rise
    if not (request.title or request.subtitle):
        top = sizes.above + edge
    foot = sizes.foot if request.footer else sizes.below + edge
    notes = sizes.notes if request.scale else HEADING + 2.4 * sizes.type
    return replace(sizes, top=top, foot=foot, notes=notes)


def _with_margin(sizes: Sizes, request: LayoutRequest, scale: float) -> Sizes:
    if request.margin is None:
        return sizes
    margin = min(max(request.margin / scale, 4.0), 400.0)
    over, under = margin - sizes.above, margin - sizes.below
    return replace(
        sizes,
        side=max(margin, BAND + GUTTER if request.frame_labels else BAND + 2),
        top=sizes.top + over,
        foot=sizes.foot + under,
        baseline=sizes.baseline + under,
    )


def fact_list(facts: Sequence[str], box: Rect, columns: int, size: float, least: float) -> FactList:
    """The facts that fit in the box, in the largest font down to `least` in which all fit."""
    type = size
    while True:
        entries = flow_entries(facts, box, columns, type * 1.6, type, NUMBER)
        if len(entries) == len(facts) or type <= least:
            return FactList(box, type, entries, len(facts) - len(entries))
        type = max(least, type - 0.5)


def outer_rect(body: Rect) -> Rect:
    """The body widened to the frame of the map."""
    return Rect(body.x - BAND, body.y, body.width + 2 * BAND, body.height)


def map_above(body: Rect, top: float, request: LayoutRequest) -> Rect:
    """The map above content that begins at `top`."""
    room = max(1.0, top - BAND - GUTTER - 16 - body.y)
    airy = AIRY if request.framed else 1.0
    most = body.width * request.tallest * airy if request.tallest else room
    return Rect(body.x, body.y, body.width, min(room, most))


def size_of_insets(insets: tuple[float, ...], room: float) -> tuple[float, tuple[float, ...]]:
    """The common height of all insets, and the width of each."""
    if not insets:
        return 0.0, ()
    height = min(INSET, (room - 10 * (len(insets) - 1)) / sum(insets))
    return height, tuple(height * shape for shape in insets)


def side_by_side(
    insets: tuple[float, ...], x: float, y: float, height: float, widths: tuple[float, ...]
) -> tuple[Rect, ...]:
    """Rectangles of insets in a row."""
    return tuple(
        Rect(x + sum(widths[:number]) + 10 * number, y, widths[number], height)
        for number in range(len(insets))
    )


def flow_entries(
    texts: Sequence[str],
    box: Rect,
    columns: int,
    row: float,
    size: float,
    indent: float,
    *,
    divides_groups: bool = True,
) -> tuple[Entry, ...]:
    """The lines that fit in the box, column by column, each group in one column if possible."""
    width = box.width / columns
    room = width - indent - (COLUMN_GAP if columns > 1 else 0.0)
    lines = [wrapped(words, size, room) for words in texts]
    heights = [row + (len(each) - 1) * size * 1.15 for each in lines]
    headings = [at for at, words in enumerate(texts) if words.endswith(":")]
    groups = {at: sum(heights[at + 1 : end]) for at, end in pairwise([*headings, len(texts)])}
    # A heading must at least not be alone at the end of a column.
    first = dict.fromkeys(headings, row)
    in_groups, in_rows = (_flowed(lines, heights, below, box, columns, row) for below in (groups, first))
    return in_groups if len(in_groups) == len(texts) or not divides_groups else in_rows


def _flowed(
    lines: Sequence[tuple[str, ...]],
    heights: Sequence[float],
    below: Mapping[int, float],
    box: Rect,
    columns: int,
    row: float,
) -> tuple[Entry, ...]:
    """The entries that fit; `below` is the height that must fit below an entry in the same column."""
    placed: list[Entry] = []
    column, y = 0, box.y + HEADING
    for number, height in enumerate(heights):
        if y + height + below.get(number, 0.0) > box.bottom + 0.01 and y > box.y + HEADING:
            column, y = column + 1, box.y + HEADING
        if column == columns or y + height > box.bottom + 0.01:
            break
        placed.append(Entry(number, box.x + column * box.width / columns, y, row, lines[number]))
        y += height
    return tuple(placed)
