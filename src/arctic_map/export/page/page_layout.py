"""The layout of a page: title, map, legend, insets, scale, facts and sources on one grid."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from arctic_map.export.page.layout import PLAIN, Entry, FactList, Layout, LayoutRequest, Rect, text_scale
from arctic_map.export.page.map_panels import Finder, on_the_map
from arctic_map.export.page.page_grid import (
    BAND,
    GUTTER,
    HEADING,
    NARROW,
    SYMBOL,
    PageGrid,
    fact_list,
    flow_entries,
    map_above,
    outer_rect,
    side_by_side,
    size_of_insets,
)
from arctic_map.model.projection import Box

FACT_COLUMN = 300.0
"""Least width of a column of facts in pixels."""
MIN_FACTS_SIZE, READABLE = 8.5, 7.5
"""Smallest font sizes of facts: in pixels of the layout, and in pixels of the page."""
SHARES = (0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.36, 0.42, 0.5)
"""Shares of the page's height for facts below the map."""
MUCH_EMPTY = 0.1
"""Empty share of a page's height from which on its content is centred."""
LEGEND_LEFT_OUT, LEGEND_IN_PART = 0.25, 0.15
"""Value of a page without its legend. A part of a legend is worth less than none."""


def arrange(
    width: float,
    height: float,
    box: Box,
    legend: Sequence[str],
    request: LayoutRequest = PLAIN,
    find: Finder | None = None,
) -> Layout:
    """The layout of a page in CSS pixels, with legend and facts placed so that `box` (metres) is largest.

    `find` finds empty ground on the map, for legend and insets; None puts them beside or below the map.
    """
    scale = text_scale(width, height)
    if request.poster:
        # Text in proportion to the page would leave no space for more content.
        scale = scale**0.5
    scale *= request.text_scale
    page = Rect(0, 0, width / scale, height / scale)
    grid = PageGrid.of(scale, page, request)
    # A projection that is its own frame is cut below, where panels could hang over it.
    find = find if request.framed else None
    candidates = (_no_taller(plan, request) for plan in _plans(grid, legend, request, find))
    plans = [plan for plan in candidates if plan.map.width > 160 and plan.map.height > 120]
    return _centred(max(plans or [_bare(grid)], key=lambda plan: _worth(plan, box, len(legend), request)))


def _centred(plan: Layout) -> Layout:
    """The plan with what lies between title and foot in the middle, if much of the page is empty."""
    if plan.empty < MUCH_EMPTY or plan.facts:
        return plan
    down = plan.empty * plan.page.height / 2

    def moved(room: Rect) -> Rect:
        return replace(room, y=room.y + down)

    return replace(
        plan,
        header=moved(plan.header),
        map=moved(plan.map),
        legend=plan.legend and moved(plan.legend),
        entries=tuple(replace(entry, y=entry.y + down) for entry in plan.entries),
        notes=plan.notes and moved(plan.notes),
        insets=tuple(map(moved, plan.insets)),
        panels=tuple(map(moved, plan.panels)),
    )


def _no_taller(plan: Layout, request: LayoutRequest) -> Layout:
    """The plan with the map cut at the edge of the projection, if that is its frame."""
    if request.framed or request.tallest is None:
        return plan
    high = min(plan.map.height, plan.map.width * request.tallest)
    empty = (plan.map.height - high) / plan.page.height
    return replace(plan, map=replace(plan.map, height=high), empty=plan.empty + empty)


def _worth(plan: Layout, box: Box, legend: int, request: LayoutRequest) -> float:
    """The score of a plan: size of the box, less what the page lacks of the request."""
    size = min(plan.map.width / (box[2] - box[0]), plan.map.height / (box[3] - box[1]))
    # Of maps that show the box at the same size, prefer the larger one.
    size *= float((plan.map.width * plan.map.height) ** 0.35)
    share = len(plan.entries) / max(legend, 1)
    legend_worth = (
        1.0 if len(plan.entries) == legend else LEGEND_IN_PART * share if share else LEGEND_LEFT_OUT
    )
    facts_lack = len(request.facts) - (len(plan.facts.entries) if plan.facts else 0)
    insets_lack = 0.05 * (len(request.insets) - len(plan.insets))
    small_type = 0.04 * (plan.sizes.type - plan.facts.type) if plan.facts else 0.0
    return (
        size
        * (1 - small_type)
        * legend_worth
        * max(0.01, 1 - facts_lack * 0.2)
        * (1 - insets_lack)
        * (1 - 0.2 * plan.empty)
        * (1 - 0.15 * _from_corners(plan) - 0.02 * len(plan.panels))
    )


def _from_corners(plan: Layout) -> float:
    """How far panels are from corners of the map, as a share of its width. In a corner they cover least."""
    map = plan.map
    away = (
        min(room.x - map.x, map.right - room.right) + min(room.y - map.y, map.bottom - room.bottom)
        for room in plan.panels
    )
    return min(1.0, sum(away) / map.width)


def _plans(
    grid: PageGrid, legend: Sequence[str], request: LayoutRequest, find: Finder | None
) -> Iterator[Layout]:
    for body, facts in _with_facts(grid, request):
        legend_plans = (legend, ()) if legend else ((),)
        inset_plans = (request.insets, ()) if request.insets else ((),)
        for listed, insets in product(legend_plans, inset_plans):
            if not (listed or insets or request.notes):
                yield grid.layout(body, facts=facts)
                continue
            if find is not None:
                yield from on_the_map(grid, body, facts, listed, insets, request, find)
            for columns in (1, 2) if listed else (1,):
                yield _side_by_side(grid, body, facts, listed, columns, insets, request)
            yield from _below(grid, body, facts, listed, insets, request)
            if body.width < NARROW and listed and request.notes:
                yield _stacked(grid, body, facts, listed, insets, request)


def _with_facts(grid: PageGrid, request: LayoutRequest) -> Iterator[tuple[Rect, FactList | None]]:
    """Yield the rest of the body with facts below or beside it in the largest font that fits."""
    body, sizes = grid.body, grid.sizes
    if not request.facts:
        yield body, None
        return
    outer = outer_rect(body)
    columns = max(1, int(outer.width / FACT_COLUMN))
    room = BAND + GUTTER + 16
    smallest = min(sizes.type, max(MIN_FACTS_SIZE, READABLE / grid.scale))
    for least in (max(smallest, sizes.type - 1.5), smallest):
        for share in SHARES:
            box = Rect(outer.x, body.bottom - share * body.height, outer.width, share * body.height)
            facts = fact_list(request.facts, box, columns, sizes.type, least)
            if not facts.omitted or (share, least) == (SHARES[-1], smallest):
                yield Rect(body.x, body.y, body.width, max(1.0, body.height - box.height - room)), facts
                break
    for width in (240.0, 320.0, 420.0):
        if width < body.width * 0.5:
            box = Rect(body.right - width, body.y, width, body.height)
            facts = fact_list(request.facts, box, 1, sizes.type, smallest)
            yield Rect(body.x, body.y, body.width - width - sizes.gap, body.height), facts


def _side_by_side(
    grid: PageGrid,
    body: Rect,
    facts: FactList | None,
    legend: Sequence[str],
    columns: int,
    insets: tuple[float, ...],
    request: LayoutRequest,
) -> Layout:
    sizes = grid.sizes
    width = sizes.column * columns
    notes = sizes.notes if request.notes else 0.0
    high, wide = size_of_insets(insets, sizes.column)
    for_insets = high + HEADING + 20 if insets else 0.0
    box = Rect(body.right - width, body.y, width, body.height - notes - for_insets - 12)
    entries: tuple[Entry, ...] = ()
    row = sizes.row
    while row >= sizes.tight_row and len(entries) < len(legend):
        entries, row = flow_entries(legend, box, columns, row, sizes.type, SYMBOL), row - 0.5
    top = body.bottom - notes - 20 - high if request.notes else body.bottom - high
    return grid.layout(
        Rect(body.x, body.y, body.width - width - sizes.gap, body.height),
        legend=box if legend else None,
        entries=entries,
        notes=Rect(box.x, body.bottom - notes, sizes.column, notes) if request.notes else None,
        insets=side_by_side(insets, box.x, top, high, wide) if top - HEADING > body.y else (),
        facts=facts,
    )


def _below(
    grid: PageGrid,
    body: Rect,
    facts: FactList | None,
    legend: Sequence[str],
    insets: tuple[float, ...],
    request: LayoutRequest,
) -> Iterator[Layout]:
    """Everything in a row below the map, with fewer legend columns if the map leaves more height."""
    sizes, outer = grid.sizes, outer_rect(body)
    others = int(request.notes) + int(bool(insets))
    most = max(1, int(outer.width / sizes.column) - others) if legend else 0
    for columns in range(most, 0, -1) if legend else (0,):
        width = outer.width / max(1, columns + others)
        high, wide = size_of_insets(insets, width - 12)
        # Legend lines may wrap, so increase the height until all fit.
        height = longer = max(
            sizes.notes if request.notes else 0.0, high + HEADING + 8 if insets else 0.0, HEADING + 20
        )
        entries: tuple[Entry, ...] = ()
        while len(entries) < len(legend) and longer < body.height / 2:
            height, longer = longer, longer + 4
            box = Rect(outer.x, body.bottom - height, width * columns, height)
            entries = flow_entries(legend, box, columns, sizes.row, sizes.type, SYMBOL)
        map = map_above(body, body.bottom - height, request)
        empty = body.bottom - height - BAND - GUTTER - 16 - map.bottom
        top = body.bottom - height - empty
        inset_x = outer.x + width * columns
        notes_x = inset_x + (width if insets else 0.0)
        yield grid.layout(
            map,
            legend=Rect(outer.x, top, width * columns, height) if legend else None,
            entries=tuple(replace(entry, y=entry.y - empty) for entry in entries),
            notes=Rect(notes_x, top, width, sizes.notes) if request.notes else None,
            insets=side_by_side(insets, inset_x, top + HEADING - 6, high, wide),
            facts=facts,
            empty=empty,
        )


def _stacked(
    grid: PageGrid,
    body: Rect,
    facts: FactList | None,
    legend: Sequence[str],
    insets: tuple[float, ...],
    request: LayoutRequest,
) -> Layout:
    """For a narrow page: the legend in as many columns as fit, insets and scale below it."""
    sizes, outer = grid.sizes, outer_rect(body)
    columns = max(1, int(outer.width / (sizes.column * 0.85)))
    width = outer.width / 2 if insets else outer.width
    high, wide = size_of_insets(insets, outer.width / 2 - 12)
    strip = max(sizes.notes * 0.85, high + HEADING + 4 if insets else 0.0)
    below = Rect(outer.right - width, body.bottom - strip, width, strip)
    height = longer = HEADING + sizes.tight_row
    entries: tuple[Entry, ...] = ()
    while len(entries) < len(legend) and longer < body.height / 2:
        height, longer = longer, longer + 3
        box = Rect(outer.x, below.y - 14 - height, outer.width, height)
        entries = flow_entries(legend, box, columns, sizes.tight_row, sizes.type, SYMBOL)
    top = below.y - 14 - height
    map = map_above(body, top, request)
    empty = top - BAND - GUTTER - 16 - map.bottom
    return grid.layout(
        map,
        legend=Rect(outer.x, top - empty, outer.width, height),
        entries=tuple(replace(entry, y=entry.y - empty) for entry in entries),
        notes=replace(below, y=below.y - empty),
        insets=side_by_side(insets, outer.x, below.y - empty + HEADING - 6, high, wide),
        facts=facts,
        empty=empty,
    )


def _bare(grid: PageGrid) -> Layout:
    """Only a map with its title, for a very small picture."""
    return grid.layout(grid.body)
