"""What stands round the map on the page: title, frame, legend, arrow, scale and source line."""

from collections.abc import Collection, Iterator

from arctic_map import __version__
from arctic_map.export.marks import symbol
from arctic_map.export.marks.lettering import words
from arctic_map.export.marks.markup import Value, group, tag
from arctic_map.export.marks.typeface import width, wrapped
from arctic_map.export.page.frame import BAND, FOOT_LINE, NARROW, SYMBOL, Layout, Rect
from arctic_map.export.request import ALL, Part
from arctic_map.model.furniture import FrameLabel, Furniture
from arctic_map.scene.scene import Scene

READABLE = 7.5
"""No size of type is smaller than this, px, but that of the sources."""
BAR = 5.0
"""Height of the scale bar, px."""


def margin(scene: Scene, furniture: Furniture, layout: Layout, parts: Collection[Part] = ALL) -> str:
    return "".join(
        (
            frame(scene, layout.map, lined=Part.FRAME in parts),
            group(*_frame_labels(scene, furniture, layout), id="frame-labels")
            if Part.FRAME_LABELS in parts
            else "",
            group(_title(scene, layout), id="title"),
            group(*_legend(scene, layout), id="legend"),
            group(*_notes(scene, furniture, layout, parts), id="notes"),
            group(*_footer(scene, layout, parts), id="footer"),
        )
    )


def made(scene: Scene, parts: Collection[Part]) -> str:
    """The version, which stands last on the page."""
    return f"Arctic Map {__version__}" if Part.VERSION in parts else ""


def frame(scene: Scene, map: Rect, *, lined: bool = True) -> str:
    """Two lines with paper between them, which covers what sticks out of the map by half a line's width."""
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


def _frame_labels(scene: Scene, furniture: Furniture, layout: Layout) -> Iterator[str]:
    size, quiet = layout.sizes.type - 1.5, scene.look.palette.quiet
    for label in furniture.frame:
        x, y, turn = _beside_frame(label, layout.map, size)
        yield words(label.text, x, y, size, quiet, anchor="middle", turn=turn)


def _beside_frame(label: FrameLabel, map: Rect, size: float) -> tuple[float, float, float]:
    """Place of the baseline's middle and its turn; letters at the sides read along the frame."""
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
    size, subtitle_size = (27.0, 13.5) if sizes.type >= 12 else (20.0, 11.5)
    room = layout.header.width
    # A long title is set smaller rather than over the edge of the page.
    size *= min(1.0, room / max(width(scene.title, size, weight=600), 1.0))
    below = " · ".join(filter(None, (scene.period, scene.subtitle)))
    subtitle_size *= min(1.0, room / max(width(below, subtitle_size), 1.0))
    subtitle = below if subtitle_size >= READABLE else scene.period
    base = layout.map.y - BAND - sizes.over
    rise = sizes.title_rise if below else 0.0
    title = words(scene.title, x, base - rise, size, palette.ink, weight=600) if scene.title else ""
    return title + (words(subtitle, x, base, subtitle_size, palette.quiet) if subtitle else "")


def heading(content: str, box: Rect, scene: Scene, size: float) -> str:
    """Words under a thin rule that stands level with the frame."""
    palette = scene.look.palette
    rule = tag(
        "path",
        d=f"M{box.x:.2f} {box.y:.2f}L{box.right:.2f} {box.y:.2f}",
        stroke=palette.quiet,
        stroke_width=0.8,
        fill="none",
    )
    return rule + words(content, box.x, box.y + size + 4, size, palette.ink, weight=600)


def _legend(scene: Scene, layout: Layout) -> Iterator[str]:
    if layout.legend is None or not layout.entries:
        return
    size, ink = layout.sizes.type, scene.look.palette.ink
    top = Rect(layout.legend.x, layout.legend.y - BAND, layout.legend.width, 0)
    yield heading("Legend", top, scene, size)
    for entry in layout.entries:
        style = scene.legend[entry.number].style
        middle = entry.y + entry.row / 2
        high = min(symbol.HEIGHT, entry.row - 2)
        yield group(
            symbol.mark(style, scene.look, entry.x, middle - high / 2, symbol.WIDTH, high) if style else "",
            *(
                words(
                    line,
                    entry.x + (SYMBOL if style else 0.0),
                    middle + size * (0.34 + 1.15 * number),
                    size,
                    ink,
                )
                for number, line in enumerate(entry.lines)
            ),
        )


def _notes(scene: Scene, furniture: Furniture, layout: Layout, parts: Collection[Part]) -> Iterator[str]:
    box = layout.notes
    if box is None:
        return
    size, palette = layout.sizes.type, scene.look.palette
    caption = "Scale" if Part.SCALE in parts else "Direction" if Part.ARROW in parts else "Map projection"
    yield heading(caption, Rect(box.x, box.y - BAND, box.width, 0), scene, size)
    y = box.y + size + 18
    if furniture.scale_px > 0 and Part.SCALE in parts:
        yield _bar(furniture, box.x, y, palette.ink, palette.paper)
        yield words(furniture.scale_text, box.x, y + BAR + size + 3, size, palette.ink)
    if Part.ARROW in parts:
        yield _arrow(scene, furniture, box.right - size * 2.4, y + size * 0.4, size)
    if Part.PROJECTION in parts:
        yield from _projection_lines(scene, box, size)


def _projection_lines(scene: Scene, box: Rect, size: float) -> Iterator[str]:
    label = scene.projection.label[:1].upper() + scene.projection.label[1:]
    lines = wrapped(label, size - 1, box.width)
    for number, line in enumerate(lines):
        y = box.bottom - (len(lines) - 1 - number) * size * 1.2
        yield words(line, box.x, y, size - 1, scene.look.palette.quiet)


def _bar(furniture: Furniture, x: float, y: float, ink: str, paper: str) -> str:
    half = furniture.scale_px / 2
    return group(
        tag("rect", x=x, y=y, width=furniture.scale_px, height=BAR, fill=paper, stroke=ink, stroke_width=1),
        tag("rect", x=x, y=y, width=half, height=BAR, fill=ink),
    )


def _arrow(scene: Scene, furniture: Furniture, x: float, y: float, size: float) -> str:
    """An arrow to the pole about (x, y) with its words below."""
    ink, high = scene.look.palette.ink, size * 1.15
    left = f"M0 {-high:.2f}L{-high * 0.42:.2f} {high:.2f}L0 {high * 0.55:.2f}z"
    right = f"M0 {-high:.2f}L{high * 0.42:.2f} {high:.2f}L0 {high * 0.55:.2f}z"
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


def _footer(scene: Scene, layout: Layout, parts: Collection[Part]) -> Iterator[str]:
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
