"""The symbol of one style, for the legend of a page and for icons of panels."""

from arctic_map.export.marks import strokes
from arctic_map.export.marks.hatch import hatched
from arctic_map.export.marks.lettering import words
from arctic_map.export.marks.markup import tag
from arctic_map.export.marks.path import data
from arctic_map.model.style import Look, Style

WIDTH, HEIGHT = 26.0, 14.0
NARROWER = 0.7, 0.8
"""How much narrower and lower the innermost buffer of an area without edge is, as shares."""


def icon(style: str, look: Look, *, width: float = WIDTH, height: float = HEIGHT) -> str:
    """The symbol as an SVG document without background."""
    return tag(
        "svg",
        mark(style, look, 0, 0, width, height),
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {width:g} {height:g}",
    )


def mark(style: str, look: Look, x: float, y: float, width: float = WIDTH, height: float = HEIGHT) -> str:
    """The symbol in the box with its upper left corner at (x, y). Styles without marks get two hills."""
    appearance = look.styles.get(style) or look.palette.items.get(style) or Style()
    middle_x, middle_y = x + width / 2, y + height / 2
    if appearance.symbol:
        return strokes.point(middle_x, middle_y, appearance)
    if appearance.fill is not None or appearance.hatch:
        return _area(appearance, look, x, y, width, height)
    if appearance.stroke is not None:
        return _line(appearance, x, middle_y, width)
    if appearance.lettering is not None:
        type = appearance.lettering
        baseline = middle_y + type.size * 0.33
        return words("Abc", middle_x, baseline, type.size, type.colour, anchor="middle", italic=type.italic)
    return _relief(look, x, y, width, height)


def _line(style: Style, x: float, y: float, width: float) -> str:
    # Round ends extend by half the width of the line.
    end = max(1.0, style.width / 2, style.casing_width / 2)
    d = f"M{x + end:.2f} {y:.2f}L{x + width - end:.2f} {y:.2f}"
    # Beside the first gap of a dashed line, which distinguishes it from others.
    at = x + width * (0.72 if style.dash else 0.5)
    pointed = strokes.chevron(at, y, 0, style) if style.chevron else ""
    return strokes.casing(d, style) + strokes.stroke(d, style) + pointed


def _area(style: Style, look: Look, x: float, y: float, width: float, height: float) -> str:
    if style.fade:
        return _edgeless(style, x, y, width, height)
    d = _frame(x, y, width, height)
    line = style if style.stroke else look.styles.get(style.edge)
    edged = strokes.stroke(d, line) if line else _box(x, y, width, height, look.palette.quiet)
    return strokes.area(d, style) + _hatch(style, look, x, y, width, height) + edged


def _edgeless(style: Style, x: float, y: float, width: float, height: float) -> str:
    """An area without edge, nested and fading outwards as on the map."""
    # The small symbol needs stronger colour than the area to be visible.
    opacity = style.fill_opacity * 2
    across, down = NARROWER
    return "".join(
        tag(
            "ellipse",
            cx=x + width / 2,
            cy=y + height / 2,
            rx=width / 2 * (1 - across * number / style.fade),
            ry=height / 2 * (1 - down * number / style.fade),
            fill=style.fill,
            fill_opacity=opacity,
        )
        for number in range(style.fade)
    )


def _hatch(style: Style, look: Look, x: float, y: float, width: float, height: float) -> str:
    hatch = look.styles.get(style.hatch)
    if hatch is None:
        return ""
    if style.hatch_every:
        x0, y0, x1, y1 = x + 2, y + 2, x + width - 2, y + height - 2
        lines = hatched(
            [([x0, x1, x1, x0], [y0, y0, y1, y1])], style.hatch_every, style.hatch_angle, (x, y + height)
        )
        return strokes.stroke(data(lines, closed=False, digits=2), hatch, cut=True)
    rows = (y + 2 + (height - 4) * share for share in (0.25, 0.5, 0.75))
    return "".join(
        strokes.stroke(f"M{x + 2:.2f} {row:.2f}L{x + width - 2:.2f} {row:.2f}", hatch) for row in rows
    )


def _relief(look: Look, x: float, y: float, width: float, height: float) -> str:
    """Two hills lit from the upper left."""
    low, high = y + height - 2, y + 2
    left, right = x + width * 0.1, x + width * 0.9
    bright = f"M{left:.2f} {low:.2f}L{x + width * 0.4:.2f} {high:.2f}L{x + width * 0.5:.2f} {low:.2f}z"
    dark = f"M{x + width * 0.4:.2f} {high:.2f}L{right:.2f} {low:.2f}L{x + width * 0.5:.2f} {low:.2f}z"
    quiet = look.palette.quiet
    return tag("path", d=bright, fill=quiet, fill_opacity=0.35) + tag(
        "path", d=dark, fill=quiet, fill_opacity=0.8
    )


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    d = _frame(x, y, width, height)
    return tag("path", d=d, fill="none", stroke=colour, stroke_opacity=0.6, stroke_width=0.7)


def _frame(x: float, y: float, width: float, height: float) -> str:
    x0, y0, x1, y1 = x + 2, y + 2, x + width - 2, y + height - 2
    return f"M{x0:.2f} {y0:.2f}L{x1:.2f} {y0:.2f}L{x1:.2f} {y1:.2f}L{x0:.2f} {y1:.2f}z"
