"""How the page is laid out: title, map, legend, insets, scale, facts and source line on one grid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from arctic_map.export.marks.typeface import width as width_of
from arctic_map.export.marks.typeface import wrapped
from arctic_map.export.page.headline import NO_WORDS, Headline, headline
from arctic_map.model.projection import Box

SMALLEST_SCALE = 0.75
STANDARD = (1280.0, 800.0)
"""The page in pixels at which text has its own size."""
POSTER_TITLE = 96.0
"""Of a poster's title, CSS px: 72 points."""
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
COLUMN_GAP = 12.0
NUMBER = 22.0
"""From the left of a fact to its words."""
FACT_COLUMN = 300.0
"""Least width of a column of facts."""
LEAST_FACTS, READABLE = 8.5, 7.5
"""The smallest type that facts are set in: px of the layout, and px of the page on paper or screen."""
SHARES = (0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.36, 0.42, 0.5)
"""Of the page's height, for facts below the map."""
LEGEND_LEFT_OUT, LEGEND_IN_PART = 0.25, 0.15
"""What a page is worth without its legend; a part of one says less of the map than none."""
AIRY = 1.7
"""The frame of a whole projection is at most so much taller than the projection needs."""
TITLE_SHARE, SUBTITLE_SHARE = 0.24, 0.12
"""Of the page's height, what title and subtitle may take up; longer ones are set smaller."""
INSET = 84.0
"""Height of the insets; the wider ones share the column's width."""


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
class Wanted:
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


PLAIN = Wanted(sources=" ", made=" ")


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


def arrange(width: float, height: float, box: Box, legend: Sequence[str], wanted: Wanted = PLAIN) -> Layout:
    """The layout of a page of `width` x `height` CSS pixels that shows `box` (projected metres) largest.

    The legend with these words stands beside the map or below it, as suits the shapes of both; so do facts.
    """
    scale = text_scale(width, height)
    if wanted.poster:
        # Words that grow with the page leave no room to tell more; those of a small page can't be read.
        scale = scale**0.5
    scale *= wanted.text_scale
    page = Rect(0, 0, width / scale, height / scale)
    grid = _Grid.of(scale, page, wanted)
    found = (_no_taller(plan, wanted) for plan in _plans(grid, legend, wanted))
    plans = [plan for plan in found if plan.map.width > 160 and plan.map.height > 120]
    return max(plans or [_bare(grid)], key=lambda plan: _worth(plan, box, len(legend), wanted))


def _no_taller(plan: Layout, wanted: Wanted) -> Layout:
    """With a map that ends with the projection where that is its frame."""
    if wanted.framed or wanted.tallest is None:
        return plan
    high = min(plan.map.height, plan.map.width * wanted.tallest)
    empty = (plan.map.height - high) / plan.page.height
    return replace(plan, map=replace(plan.map, height=high), empty=plan.empty + empty)


def _worth(plan: Layout, box: Box, legend: int, wanted: Wanted) -> float:
    """How large the box comes out, less what the page lacks of what was wanted."""
    size = min(plan.map.width / (box[2] - box[0]), plan.map.height / (box[3] - box[1]))
    # Of two maps that show the box alike, the one that shows more round it.
    size *= float((plan.map.width * plan.map.height) ** 0.35)
    share = len(plan.entries) / max(legend, 1)
    legend_worth = (
        1.0 if len(plan.entries) == legend else LEGEND_IN_PART * share if share else LEGEND_LEFT_OUT
    )
    facts_lack = len(wanted.facts) - (len(plan.facts.entries) if plan.facts else 0)
    insets_lack = 0.05 * (len(wanted.insets) - len(plan.insets))
    small_type = 0.04 * (plan.sizes.type - plan.facts.type) if plan.facts else 0.0
    return (
        size
        * (1 - small_type)
        * legend_worth
        * max(0.01, 1 - facts_lack * 0.2)
        * (1 - insets_lack)
        * (1 - 0.2 * plan.empty)
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """The page with its header and footer, and what is between them."""

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
    def of(cls, scale: float, page: Rect, wanted: Wanted) -> "_Grid":
        sizes = SMALL if page.width < 1000 or page.height < 620 else LARGE
        if wanted.poster:
            sizes = _of_poster(sizes, scale)
        sizes = _with_margin(_without(sizes, wanted), wanted, scale)
        inner = max(1.0, page.width - 2 * sizes.side)
        title = headline(wanted.title, sizes.title, inner, page.height * TITLE_SHARE, weight=600)
        subtitle = headline(wanted.subtitle, sizes.subtitle, inner, page.height * SUBTITLE_SHARE)
        if subtitle.height > page.height * SUBTITLE_SHARE:
            subtitle = headline(wanted.period, sizes.subtitle, inner, page.height * SUBTITLE_SHARE)
        sizes = replace(sizes, top=sizes.top + title.more + subtitle.more)
        # On a narrow page the sources stand above the warning, not beside it.
        narrow = page.width < NARROW
        size = sizes.type - 1.5
        beside = width_of(wanted.made, size, weight=600) + 20
        room = max(40.0, inner + BAND - (0.0 if narrow or not wanted.made.strip() else beside))
        sources = wrapped(wanted.sources, size, room)
        lines = len(sources) + (1 if narrow and wanted.made and sources else 0)
        standard = 2 if narrow else 1
        foot = sizes.foot + (FOOT_LINE * (max(lines, standard) - 1) if wanted.footer else 0.0)
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
            # By a rounding it may be a little less than nothing.
            empty=max(0.0, empty) / self.page.height,
        )


def _of_poster(sizes: Sizes, scale: float) -> Sizes:
    """With a title that is read from afar."""
    larger = max(0.0, POSTER_TITLE / scale - sizes.title)
    return replace(
        sizes,
        title=sizes.title + larger,
        subtitle=sizes.subtitle + larger / 5,
        top=sizes.top + larger * 1.5,
        # Below the title's tails, above the subtitle's capitals.
        title_rise=sizes.title_rise + larger / 2,
    )


def _without(sizes: Sizes, wanted: Wanted) -> Sizes:
    """Measures of a page that lacks title, source line or scale."""
    edge = BAND + GUTTER + 4 if wanted.frame_labels else BAND + 2
    top = sizes.top
    if not (wanted.title and wanted.subtitle):
        top -= sizes.title_rise
    if not (wanted.title or wanted.subtitle):
        top = sizes.above + edge
    foot = sizes.foot if wanted.footer else sizes.below + edge
    notes = sizes.notes if wanted.scale else HEADING + 2.4 * sizes.type
    return replace(sizes, top=top, foot=foot, notes=notes)


def _with_margin(sizes: Sizes, wanted: Wanted, scale: float) -> Sizes:
    if wanted.margin is None:
        return sizes
    margin = min(max(wanted.margin / scale, 4.0), 400.0)
    over, under = margin - sizes.above, margin - sizes.below
    return replace(
        sizes,
        side=max(margin, BAND + GUTTER if wanted.frame_labels else BAND + 2),
        top=sizes.top + over,
        foot=sizes.foot + under,
        baseline=sizes.baseline + under,
    )


def _plans(grid: _Grid, legend: Sequence[str], wanted: Wanted) -> Iterator[Layout]:
    for body, facts in _with_facts(grid, wanted):
        legend_plans = (legend, ()) if legend else ((),)
        inset_plans = (wanted.insets, ()) if wanted.insets else ((),)
        for listed, insets in product(legend_plans, inset_plans):
            if not (listed or insets or wanted.notes):
                yield grid.layout(body, facts=facts)
                continue
            for columns in (1, 2) if listed else (1,):
                yield _beside(grid, body, facts, listed, columns, insets, wanted)
            yield from _below(grid, body, facts, listed, insets, wanted)
            if body.width < NARROW and listed and wanted.notes:
                yield _stacked(grid, body, facts, listed, insets, wanted)


def _with_facts(grid: _Grid, wanted: Wanted) -> Iterator[tuple[Rect, FactList | None]]:
    """What is left of the body when the facts stand below or beside, as large as they have room."""
    body, sizes = grid.body, grid.sizes
    if not wanted.facts:
        yield body, None
        return
    outer = _outer(body)
    columns = max(1, int(outer.width / FACT_COLUMN))
    room = BAND + GUTTER + 16
    smallest = min(sizes.type, max(LEAST_FACTS, READABLE / grid.scale))
    for least in (max(smallest, sizes.type - 1.5), smallest):
        for share in SHARES:
            box = Rect(outer.x, body.bottom - share * body.height, outer.width, share * body.height)
            facts = fact_list(wanted.facts, box, columns, sizes.type, least)
            if not facts.left_out or (share, least) == (SHARES[-1], smallest):
                yield Rect(body.x, body.y, body.width, max(1.0, body.height - box.height - room)), facts
                break
    for width in (240.0, 320.0, 420.0):
        if width < body.width * 0.5:
            box = Rect(body.right - width, body.y, width, body.height)
            facts = fact_list(wanted.facts, box, 1, sizes.type, smallest)
            yield Rect(body.x, body.y, body.width - width - sizes.gap, body.height), facts


def fact_list(facts: Sequence[str], box: Rect, columns: int, size: float, least: float) -> FactList:
    """As many facts as have room in the box, in the largest type, down to `least`, that has room for all."""
    type = size
    while True:
        entries = _flow(facts, box, columns, type * 1.6, type, NUMBER)
        if len(entries) == len(facts) or type <= least:
            return FactList(box, type, entries, len(facts) - len(entries))
        type = max(least, type - 0.5)


def _beside(
    grid: _Grid,
    body: Rect,
    facts: FactList | None,
    legend: Sequence[str],
    columns: int,
    insets: tuple[float, ...],
    wanted: Wanted,
) -> Layout:
    sizes = grid.sizes
    width = sizes.column * columns
    notes = sizes.notes if wanted.notes else 0.0
    high, wide = _inset_size(insets, sizes.column)
    for_insets = high + HEADING + 20 if insets else 0.0
    box = Rect(body.right - width, body.y, width, body.height - notes - for_insets - 12)
    entries: tuple[Entry, ...] = ()
    row = sizes.row
    while row >= sizes.tight_row and len(entries) < len(legend):
        entries, row = _flow(legend, box, columns, row, sizes.type, SYMBOL), row - 0.5
    top = body.bottom - notes - 20 - high if wanted.notes else body.bottom - high
    return grid.layout(
        Rect(body.x, body.y, body.width - width - sizes.gap, body.height),
        legend=box if legend else None,
        entries=entries,
        notes=Rect(box.x, body.bottom - notes, sizes.column, notes) if wanted.notes else None,
        insets=_side_by_side(insets, box.x, top, high, wide) if top - HEADING > body.y else (),
        facts=facts,
    )


def _below(
    grid: _Grid,
    body: Rect,
    facts: FactList | None,
    legend: Sequence[str],
    insets: tuple[float, ...],
    wanted: Wanted,
) -> Iterator[Layout]:
    """All in a row under the map. Fewer columns of the legend where a map leaves them more height."""
    sizes, outer = grid.sizes, _outer(body)
    others = int(wanted.notes) + int(bool(insets))
    most = max(1, int(outer.width / sizes.column) - others) if legend else 0
    for columns in range(most, 0, -1) if legend else (0,):
        width = outer.width / max(1, columns + others)
        high, wide = _inset_size(insets, width - 12)
        # Lines of the legend that take two rows make the columns longer, so it grows until all have a place.
        height = longer = max(
            sizes.notes if wanted.notes else 0.0, high + HEADING + 8 if insets else 0.0, HEADING + 20
        )
        entries: tuple[Entry, ...] = ()
        while len(entries) < len(legend) and longer < body.height / 2:
            height, longer = longer, longer + 4
            box = Rect(outer.x, body.bottom - height, width * columns, height)
            entries = _flow(legend, box, columns, sizes.row, sizes.type, SYMBOL)
        map = _map_above(body, body.bottom - height, wanted)
        empty = body.bottom - height - BAND - GUTTER - 16 - map.bottom
        top = body.bottom - height - empty
        inset_x = outer.x + width * columns
        notes_x = inset_x + (width if insets else 0.0)
        yield grid.layout(
            map,
            legend=Rect(outer.x, top, width * columns, height) if legend else None,
            entries=tuple(replace(entry, y=entry.y - empty) for entry in entries),
            notes=Rect(notes_x, top, width, sizes.notes) if wanted.notes else None,
            insets=_side_by_side(insets, inset_x, top + HEADING - 6, high, wide),
            facts=facts,
            empty=empty,
        )


def _outer(body: Rect) -> Rect:
    """As wide as the map with its frame."""
    return Rect(body.x - BAND, body.y, body.width + 2 * BAND, body.height)


def _map_above(body: Rect, top: float, wanted: Wanted) -> Rect:
    """The map over what begins at `top`."""
    room = max(1.0, top - BAND - GUTTER - 16 - body.y)
    airy = AIRY if wanted.framed else 1.0
    most = body.width * wanted.tallest * airy if wanted.tallest else room
    return Rect(body.x, body.y, body.width, min(room, most))


def _stacked(
    grid: _Grid,
    body: Rect,
    facts: FactList | None,
    legend: Sequence[str],
    insets: tuple[float, ...],
    wanted: Wanted,
) -> Layout:
    """For a narrow page: the legend in as many columns as it can have, and below it insets and scale."""
    sizes, outer = grid.sizes, _outer(body)
    columns = max(1, int(outer.width / (sizes.column * 0.85)))
    width = outer.width / 2 if insets else outer.width
    high, wide = _inset_size(insets, outer.width / 2 - 12)
    strip = max(sizes.notes * 0.85, high + HEADING + 4 if insets else 0.0)
    below = Rect(outer.right - width, body.bottom - strip, width, strip)
    height = longer = HEADING + sizes.tight_row
    entries: tuple[Entry, ...] = ()
    while len(entries) < len(legend) and longer < body.height / 2:
        height, longer = longer, longer + 3
        box = Rect(outer.x, below.y - 14 - height, outer.width, height)
        entries = _flow(legend, box, columns, sizes.tight_row, sizes.type, SYMBOL)
    top = below.y - 14 - height
    map = _map_above(body, top, wanted)
    empty = top - BAND - GUTTER - 16 - map.bottom
    return grid.layout(
        map,
        legend=Rect(outer.x, top - empty, outer.width, height),
        entries=tuple(replace(entry, y=entry.y - empty) for entry in entries),
        notes=replace(below, y=below.y - empty),
        insets=_side_by_side(insets, outer.x, below.y - empty + HEADING - 6, high, wide),
        facts=facts,
        empty=empty,
    )


def _inset_size(insets: tuple[float, ...], room: float) -> tuple[float, tuple[float, ...]]:
    """The height that all insets share, and the width of each."""
    if not insets:
        return 0.0, ()
    height = min(INSET, (room - 10 * (len(insets) - 1)) / sum(insets))
    return height, tuple(height * shape for shape in insets)


def _side_by_side(
    insets: tuple[float, ...], x: float, y: float, height: float, widths: tuple[float, ...]
) -> tuple[Rect, ...]:
    return tuple(
        Rect(x + sum(widths[:number]) + 10 * number, y, widths[number], height)
        for number in range(len(insets))
    )


def _flow(
    texts: Sequence[str], box: Rect, columns: int, row: float, size: float, indent: float
) -> tuple[Entry, ...]:
    """The lines that have a place in the box, down and then across."""
    width = box.width / columns
    room = width - indent - (COLUMN_GAP if columns > 1 else 0.0)
    placed: list[Entry] = []
    column, y = 0, box.y + HEADING
    for number, words in enumerate(texts):
        lines = wrapped(words, size, room)
        height = row + (len(lines) - 1) * size * 1.15
        # A line that ends so stands over those that follow it, and not alone at the foot of a column.
        below = row if words.endswith(":") else 0.0
        if y + height + below > box.bottom + 0.01 and y > box.y + HEADING:
            column, y = column + 1, box.y + HEADING
        if column == columns or y + height > box.bottom + 0.01:
            break
        placed.append(Entry(number, box.x + column * width, y, row, lines))
        y += height
    return tuple(placed)


def _bare(grid: _Grid) -> Layout:
    """A map with its title: all that a very small picture has room for."""
    return grid.layout(grid.body)
