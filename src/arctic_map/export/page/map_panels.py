"""Legend, insets and scale in panels on empty ground inside the frame of the map."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from arctic_map.export.marks.typeface import width as width_of
from arctic_map.export.page.layout import Entry, FactList, Layout, LayoutRequest, Rect, Sizes
from arctic_map.export.page.page_grid import (
    COLUMN_GAP,
    HEADING,
    SYMBOL,
    PageGrid,
    flow_entries,
    side_by_side,
    size_of_insets,
)

PAD = 10.0
"""From a panel's edge to its content in pixels."""
BETWEEN = 12.0
"""Between two parts of a panel in pixels."""
MAX_SHARE = 0.2
"""Largest share of the page that the panels may cover."""
SCALE, PROJECTION = 3.6, 2.5
"""Heights of the scale and of the projection's name in multiples of the font size."""

Size = tuple[float, float]
Finder = Callable[[Rect, Sequence[Size]], tuple[Rect, ...] | None]
"""Finds free places for panels of these sizes on a map, or None if not all fit."""
Parts = Callable[[float, float], dict[str, object]]
"""The fields of the layout for a part of a panel, from its upper left corner."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a panel with its size, and what it adds to the layout at its place."""

    width: float
    height: float
    placed: Parts


Panel = tuple[tuple[Block, ...], ...]
"""Blocks in columns side by side."""


def on_the_map(
    grid: PageGrid,
    body: Rect,
    facts: FactList | None,
    legend: Sequence[str],
    insets: tuple[float, ...],
    request: LayoutRequest,
    find: Finder,
) -> Iterator[Layout]:
    """Yield layouts whose map has all of the body, with everything else on empty ground."""
    page = grid.page.width * grid.page.height
    for panels in _arrangements(grid.sizes, legend, insets, request):
        sizes = [_size(panel) for panel in panels]
        if sum(width * height for width, height in sizes) > MAX_SHARE * page:
            continue
        rooms = find(body, sizes)
        if rooms:
            yield _placed(grid.layout(body, facts=facts), panels, rooms)


def _arrangements(
    sizes: Sizes, legend: Sequence[str], insets: tuple[float, ...], request: LayoutRequest
) -> Iterator[tuple[Panel, ...]]:
    """Yield ways to divide legend, insets and scale into panels, the simplest first."""
    notes = (_notes(sizes, request),) if request.notes else ()
    small = (_insets(insets, sizes),) if insets else ()
    for columns in (1, 2) if len(legend) > 3 else (1,):
        listed = (_legend(legend, columns, sizes),) if legend else ()
        blocks = (*listed, *small, *notes)
        if not blocks:
            return
        yield (((blocks),),)
        if len(blocks) > 1:
            yield ((blocks[:1], blocks[1:]),)
            yield ((blocks[:1],), (blocks[1:],))
            yield ((blocks[:-1],), (blocks[-1:],))
            yield tuple(((block,),) for block in blocks)


def _legend(legend: Sequence[str], columns: int, sizes: Sizes) -> Block:
    texts = [width_of(text, sizes.type) + (SYMBOL + COLUMN_GAP) * text.count(", ") for text in legend]
    width = min(sizes.column, SYMBOL + max(texts) + (COLUMN_GAP if columns > 1 else 2.0))
    row = sizes.tight_row + 1
    height = HEADING + row * len(legend) / columns
    entries: tuple[Entry, ...] = ()
    while len(entries) < len(legend):
        height += 2
        box = Rect(0, 0, width * columns, height)
        entries = flow_entries(legend, box, columns, row, sizes.type, SYMBOL, divides_groups=False)
    # No heading: a panel with symbols is a legend.
    high = height - HEADING

    def placed(x: float, y: float) -> dict[str, object]:
        moved = tuple(replace(entry, x=entry.x + x, y=entry.y + y - HEADING) for entry in entries)
        return {"legend": Rect(x, y, width * columns, high), "entries": moved}

    return Block(width * columns, high, placed)


def _insets(insets: tuple[float, ...], sizes: Sizes) -> Block:
    height, widths = size_of_insets(insets, sizes.column * 0.85)

    def placed(x: float, y: float) -> dict[str, object]:
        return {"insets": side_by_side(insets, x, y, height, widths)}

    return Block(sum(widths) + 10 * (len(insets) - 1), height, placed)


def _notes(sizes: Sizes, request: LayoutRequest) -> Block:
    lines = SCALE * request.scale + PROJECTION * request.projection
    width, height = sizes.column, lines * sizes.type + 6

    def placed(x: float, y: float) -> dict[str, object]:
        return {"notes": Rect(x, y, width, height)}

    return Block(width, height, placed)


def _size(panel: Panel) -> Size:
    width = sum(max(block.width for block in column) for column in panel) + 2 * PAD * len(panel)
    heights = (sum(block.height + BETWEEN for block in column) - BETWEEN for column in panel)
    return width, max(heights) + 2 * PAD


def _placed(layout: Layout, panels: Sequence[Panel], rooms: Sequence[Rect]) -> Layout:
    added: dict[str, object] = {"panels": tuple(rooms)}
    for panel, room in zip(panels, rooms, strict=True):
        x = room.x + PAD
        for column in panel:
            y = room.y + PAD
            for block in column:
                added |= block.placed(x, y)
                y += block.height + BETWEEN
            x += max(block.width for block in column) + 2 * PAD
    return replace(layout, **added)  # type: ignore[arg-type]
