"""Everything around the map: title, frame, legend, arrow, scale and source line."""

from collections.abc import Collection, Iterator, Sequence
from math import cos, radians, sin

from arctic_map import __version__
from arctic_map.export.marks import strokes
from arctic_map.export.marks.lettering import words
from arctic_map.export.marks.markup import Value, group, tag
from arctic_map.export.marks.typeface import width, wrapped
from arctic_map.export.page.layout import Entry, Layout, Rect
from arctic_map.export.page.page_grid import BAND, FOOT_LINE, NARROW, SYMBOL
from arctic_map.export.page.seen import PER_ROW, Row, rows
from arctic_map.export.request import ALL, PagePart
from arctic_map.model.decorations import FrameLabel, LegendEntry, MapDecorations
from arctic_map.model.tr import tr_later
from arctic_map.scene.furniture import MAX_LENGTH_PX
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.words import capitalised

BETWEEN = 12.0
"""Gap after a text before the next symbol on the line in pixels."""
BAR = 5.0
"""Height of the scale bar in pixels."""
MIN_LENGTH_PX = 20.0
"""Length of the shortest scale bar in pixels."""
ARROW, ARROW_SIDE = 1.15, 0.42
"""From the middle of the arrow to its tip in multiples of the font size, and to its side in those of that."""


def margin(scene: Scene, furniture: MapDecorations, layout: Layout, parts: Collection[PagePart] = ALL) -> str:
    """Everything around the map as SVG."""
    return "".join(
        (
            frame(scene, layout.map, lined=PagePart.FRAME in parts),
            group(*_frame_labels(scene, furniture, layout), id="frame-labels")
            if PagePart.FRAME_LABELS in parts
            else "",
            group(_title(scene, layout), id="title"),
            *(panel(room, scene) for room in layout.panels),
            group(*_legend(scene, layout), id="legend"),
            group(*_notes(scene, furniture, layout, parts), id="notes"),
            group(*_footer(scene, layout, parts), id="footer"),
        )
    )


def made(scene: Scene, parts: Collection[PagePart]) -> str:
    """The version, which is last on the page."""
    return f"Arctic Map {__version__}" if PagePart.VERSION in parts else ""  # no words: a name


def frame(scene: Scene, map: Rect, *, lined: bool = True) -> str:
    """Two lines with paper between them, which covers marks that extend beyond the map."""
    palette = scene.look.palette
    middle, outer = BAND / 2, BAND
    lines = (
        (_rectangle(map, 0.0, palette.quiet, 0.8), _rectangle(map, outer, palette.ink, 1.2)) if lined else ()
    )
    return group(_rectangle(map, middle, palette.paper, BAND), *lines, id="frame")


def _rectangle(map: Rect, grow: float, colour: str, width: float) -> str:
    return tag(
        "rect",
        x=map.x - grow,
        y=map.y - grow,
        width=map.width + 2 * grow,
        height=map.height + 2 * grow,
        fill="none",
        stroke=colour,
        stroke_width=width,
    )


def _frame_labels(scene: Scene, furniture: MapDecorations, layout: Layout) -> Iterator[str]:
    size, quiet = layout.sizes.type - 1.5, scene.look.palette.quiet
    for label in furniture.frame:
        x, y, turn = _outside_frame(label, layout.map, size)
        yield words(label.text, x, y, size, quiet, anchor="middle", turn=turn)


def _outside_frame(label: FrameLabel, map: Rect, size: float) -> tuple[float, float, float]:
    """Middle of the baseline and rotation of a label. At the sides, letters run along the frame."""
    near = BAND + 4
    if label.side == "top":
        return map.x + label.x, map.y - near, 0.0
    if label.side == "bottom":
        return map.x + label.x, map.bottom + near + size * 0.72, 0.0
    if label.side == "left":
        return map.x - near, map.y + label.y, -90.0
    return map.right + near, map.y + label.y, 90.0


def _title(scene: Scene, layout: Layout) -> str:
    palette, x, sizes = scene.look.palette, layout.map.x - BAND, layout.sizes
    title, below = layout.title, layout.subtitle
    base = layout.map.y - BAND - sizes.over
    over = base - below.more - (sizes.title_rise if below.lines else 0.0)
    return "".join(
        (
            *(words(line, x, y, title.size, palette.ink, weight=600) for line, y in title.set_above(over)),
            *(words(line, x, y, below.size, palette.quiet) for line, y in below.set_above(base)),
        )
    )


def panel(room: Rect, scene: Scene) -> str:
    """A background of paper with a thin outline."""
    return tag(
        "rect",
        x=room.x,
        y=room.y,
        width=room.width,
        height=room.height,
        fill=scene.look.palette.paper,
        stroke=scene.look.palette.quiet,
        stroke_width=0.8,
    )


def heading(content: str, box: Rect, scene: Scene, size: float) -> str:
    """Text under a thin line at the height of the frame."""
    palette = scene.look.palette
    rule = tag(
        "path",
        d=f"M{box.x:.2f} {box.y:.2f}L{box.right:.2f} {box.y:.2f}",
        stroke=palette.quiet,
        stroke_width=0.8,
        fill="none",
    )
    return rule + words(scene.wording(content), box.x, box.y + size + 4, size, palette.ink, weight=600)


def _legend(scene: Scene, layout: Layout) -> Iterator[str]:
    if layout.legend is None or not layout.entries:
        return
    size, ink, quiet = layout.sizes.type, scene.look.palette.ink, scene.look.palette.quiet
    if not layout.panels:
        top = Rect(layout.legend.x, layout.legend.y - BAND, layout.legend.width, 0)
        yield heading(tr_later("Legend"), top, scene, size)
    listed = rows(scene.legend)
    for entry in layout.entries:
        row = listed[entry.number]
        if row.heading:
            yield words(row.heading, entry.x, _baseline(entry, size), size - 1, quiet, weight=600)
        elif len(row.symbols) == 1:
            ((style, _),) = row.symbols
            yield group(
                _symbol(style, scene, entry, entry.x),
                *(
                    words(line, entry.x + SYMBOL, _baseline(entry, size) + 1.15 * size * number, size, ink)
                    for number, line in enumerate(entry.lines)
                ),
            )
        else:
            yield group(*_side_by_side(row, scene, entry, layout))


def _side_by_side(row: Row, scene: Scene, entry: Entry, layout: Layout) -> Iterator[str]:
    """Symbols on one line, each before its text, in columns at the foot."""
    size = layout.sizes.type
    for (style, text), (x, _) in zip(row.symbols, _spans(row, entry, layout), strict=True):
        yield _symbol(style, scene, entry, x)
        yield words(text, x + SYMBOL, _baseline(entry, size), size, scene.look.palette.ink)


def _spans(row: Row, entry: Entry, layout: Layout) -> Iterator[tuple[float, float]]:
    """Yield the left of each symbol on a line, and the right of its text."""
    x, room = entry.x, min(layout.sizes.column, _edge(entry, layout) - entry.x)
    for _, text in row.symbols:
        right = x + SYMBOL + width(text, layout.sizes.type)
        yield x, right
        x = max(right + BETWEEN, x + room / PER_ROW) if row.at_foot else right + BETWEEN


def _edge(entry: Entry, layout: Layout) -> float:
    """The right of the column that an entry is in: the left of the next one, or the right of the legend."""
    assert layout.legend is not None
    return min((other.x for other in layout.entries if other.x > entry.x), default=layout.legend.right)


def too_wide(layout: Layout, legend: Sequence[LegendEntry]) -> set[str]:
    """The texts of lines with several symbols that are wider than their column of the legend."""
    listed = rows(legend)
    return {
        words
        for entry in layout.entries
        if len(listed[entry.number].symbols) > 1
        and any(right > _edge(entry, layout) for _, right in _spans(listed[entry.number], entry, layout))
        for _, words in listed[entry.number].symbols
    }


def _symbol(style: str, scene: Scene, entry: Entry, x: float) -> str:
    high = min(strokes.HEIGHT, entry.row - 2)
    return strokes.mark(style, scene.look, x, entry.y + (entry.row - high) / 2, strokes.WIDTH, high)


def _baseline(entry: Entry, size: float) -> float:
    """Baseline of the first line of text."""
    return entry.y + entry.row / 2 + size * 0.34


def _notes(
    scene: Scene, furniture: MapDecorations, layout: Layout, parts: Collection[PagePart]
) -> Iterator[str]:
    box = layout.notes
    if box is None:
        return
    size, palette = layout.sizes.type, scene.look.palette
    y = box.y + (2 if layout.panels else size + 18)
    if not layout.panels:
        caption = tr_later("Map projection")
        if PagePart.SCALE in parts or PagePart.ARROW in parts:
            caption = tr_later("Scale") if PagePart.SCALE in parts else tr_later("Direction")
        yield heading(caption, Rect(box.x, box.y - BAND, box.width, 0), scene, size)
    if furniture.scale_px > 0 and PagePart.SCALE in parts:
        yield _bar(furniture, box.x, y, palette.ink, palette.paper)
        yield from _marks(furniture, box.x, y + BAR + size + 3, size, palette.ink)
    if PagePart.ARROW in parts:
        yield _arrow(scene, furniture, _arrow_middle(furniture, box, size), y + size * 0.4, size)
    if PagePart.PROJECTION in parts:
        yield from _projection_lines(scene, box, size)


def _arrow_middle(furniture: MapDecorations, box: Rect, size: float) -> float:
    return box.right - max(size * 2.4, width(furniture.north_text, size - 1) / 2)


def bar_room(furniture: MapDecorations, layout: Layout, parts: Collection[PagePart]) -> float:
    """The length in pixels that a scale bar may have, so that its last label ends before the arrow."""
    box, size = layout.notes, layout.sizes.type
    if box is None or not furniture.scale_marks or PagePart.ARROW not in parts:
        return MAX_LENGTH_PX
    number, _, _ = (whole := furniture.scale_marks[-1]).partition(" ")
    beyond = width(whole, size) - width(number, size) / 2
    turn, high = radians(furniture.north), size * ARROW
    left = _arrow_middle(furniture, box, size) - high * (abs(sin(turn)) + ARROW_SIDE * abs(cos(turn)))
    return max(MIN_LENGTH_PX, min(MAX_LENGTH_PX, left - box.x - beyond))


def _projection_lines(scene: Scene, box: Rect, size: float) -> Iterator[str]:
    lines = wrapped(capitalised(scene.projection.label), size - 1, box.width)
    for number, line in enumerate(lines):
        y = box.bottom - (len(lines) - 1 - number) * size * 1.2
        yield words(line, box.x, y, size - 1, scene.look.palette.quiet)


def _marks(furniture: MapDecorations, x: float, y: float, size: float, ink: str) -> Iterator[str]:
    """Labels below the bar: zero, half if it fits, and the whole length; then the latitude of the scale."""
    start, *halves, whole = furniture.scale_marks
    end = x + furniture.scale_px
    yield words(start, x, y, size, ink)
    number, _, _ = whole.partition(" ")
    left = end - width(number, size) / 2
    # The number is centred at the end, with the unit after it.
    for half in halves:
        if left - x - furniture.scale_px / 2 > width(half, size) / 2 + 3:
            yield words(half, x + furniture.scale_px / 2, y, size, ink, anchor="middle")
    yield words(whole, left, y, size, ink)
    yield words(furniture.scale_at, x, y + size * 1.2, size, ink)


def _bar(furniture: MapDecorations, x: float, y: float, ink: str, paper: str) -> str:
    half = furniture.scale_px / 2
    return group(
        tag("rect", x=x, y=y, width=furniture.scale_px, height=BAR, fill=paper, stroke=ink, stroke_width=1),
        tag("rect", x=x, y=y, width=half, height=BAR, fill=ink),
    )


def _arrow(scene: Scene, furniture: MapDecorations, x: float, y: float, size: float) -> str:
    """An arrow to the pole around (x, y) with its text below."""
    ink, high = scene.look.palette.ink, size * ARROW
    left = f"M0 {-high:.2f}L{-high * ARROW_SIDE:.2f} {high:.2f}L0 {high * 0.55:.2f}z"
    right = f"M0 {-high:.2f}L{high * ARROW_SIDE:.2f} {high:.2f}L0 {high * 0.55:.2f}z"
    line: dict[str, Value] = {"stroke": ink, "stroke_width": 0.9, "stroke_linejoin": "round"}
    return group(
        tag(
            "g",
            tag("path", d=left, fill=ink, **line),
            tag("path", d=right, fill=scene.look.palette.paper, **line),
            transform=f"translate({x:.2f} {y:.2f}) rotate({furniture.north:.1f})",
        ),
        words(furniture.north_text, x, y + high + size + 2, size - 1, ink, anchor="middle"),
    )


def _footer(scene: Scene, layout: Layout, parts: Collection[PagePart]) -> Iterator[str]:
    palette, size = scene.look.palette, layout.sizes.type - 1.5
    x0, x1 = layout.map.x - BAND, layout.header.right
    y = layout.page.bottom - layout.sizes.baseline
    version = made(scene, parts)
    if version:
        yield words(version, x1, y, size, palette.quiet, anchor="end")
    if scene.warning:
        left = x1 - width(version, size) - 14 if version else x1
        yield words(scene.warning, left, y, size, palette.ink, anchor="end", weight=600)
    above = FOOT_LINE if layout.page.width < NARROW and (version or scene.warning) else 0.0
    for number, line in enumerate(reversed(layout.sources)):
        yield words(line, x0, y - above - FOOT_LINE * number, size, palette.quiet)
