"""A style's lines, areas and points as SVG, and as symbols of legends and icons."""

from collections.abc import Iterable, Iterator
from math import ceil, cos, radians, sin

from arctic_map.export.marks.clip import Points
from arctic_map.export.marks.lettering import words
from arctic_map.export.marks.markup import Value, dashes, paint, tag
from arctic_map.export.marks.path import data
from arctic_map.geo.unit_path import placed
from arctic_map.model.style import Look, Palette, Style

MIN_LENGTH = 0.05
"""Shortest visible line in pixels."""


def hatched(
    rings: Iterable[Points], every: float, angle: float, origin: tuple[float, float]
) -> Iterator[Points]:
    """Yield lines `every` pixels apart, clipped to rings in pixels by the nonzero rule.

    `angle` is in degrees counter-clockwise from the right. One line passes through `origin`, so that lines
    move with the map.
    """
    along, down = cos(radians(angle)), -sin(radians(angle))
    crossed: dict[int, list[tuple[float, int]]] = {}
    for xs, ys in rings:
        us = [along * x + down * y for x, y in zip(xs, ys, strict=True)]
        vs = [(along * (y - origin[1]) - down * (x - origin[0])) / every for x, y in zip(xs, ys, strict=True)]
        u0, v0 = us[-1], vs[-1]
        for u, v in zip(us, vs, strict=True):
            # Half open, so that a vertex on a line counts once.
            for number in range(ceil(min(v0, v)), ceil(max(v0, v))):
                at = u0 + (u - u0) * (number - v0) / (v - v0)
                crossed.setdefault(number, []).append((at, 1 if v > v0 else -1))
            u0, v0 = u, v
    x0, y0 = origin
    level = along * x0 + down * y0
    for number, crossings in sorted(crossed.items()):
        aside = number * every
        winding = 0
        begins = 0.0
        for at, turn in sorted(crossings):
            if winding == 0:
                begins = at
            winding += turn
            if winding == 0 and at - begins > MIN_LENGTH:
                ends = (begins - level, at - level)
                yield (
                    [x0 + along * u - down * aside for u in ends],
                    [y0 + down * u + along * aside for u in ends],
                )


TIE_EVERY = 11.0
"""Distance of the ties of a railway in pixels."""
HAIR = 1.5
"""Pixels below which lines have bevelled corners, which halves the painting time invisibly."""


def casing(d: str, style: Style) -> str:
    """The casing of a line, or an empty string."""
    if style.casing is None:
        return ""
    return tag("path", d=d, **_line(style.casing, style.casing_width))


def stroke(d: str, style: Style, begins: float = 0.0, *, cut: bool = False) -> str:
    """A line with dashes shifted by `begins` pixels, ties of a railway and, with `cut`, butt ends."""
    if style.stroke is None or style.width <= 0:
        return ""
    period = sum(style.dash) * (1 + len(style.dash) % 2)
    line = tag(
        "path",
        d=d,
        **_line(style.stroke, style.width, style.opacity, style.dash, cut=cut),
        stroke_dashoffset=round(begins % period, 2) if begins and period else None,
    )
    return line + _ties(d, style, begins)


def _ties(d: str, style: Style, begins: float) -> str:
    """Ties as a line of their length in width, dashed so that each is in the middle of a dash."""
    if not style.ties:
        return ""
    every = sum(style.dash) or TIE_EVERY
    first = (style.dash[0] if style.dash else TIE_EVERY) / 2
    line = _line(style.stroke, style.ties, style.opacity, (style.width, every - style.width), cut=True)
    return tag("path", d=d, **line, stroke_dashoffset=round((begins - first + style.width / 2) % every, 2))


def area(d: str, style: Style) -> str:
    """The fill of an area, or an empty string."""
    if style.fill is None:
        return ""
    return tag("path", d=d, **paint("fill", style.fill, style.fill_opacity))


def point(x: float, y: float, style: Style) -> str:
    """The symbol of a point. Half of its edge is outside its size."""
    if style.symbol is None:
        return ""
    outline = placed(style.symbol.outline, x, y, style.size / 2)
    fill = paint("fill", style.fill, style.fill_opacity)
    edged = style.stroke is not None and style.width > 0
    edge: dict[str, Value] = (
        {**paint("stroke", style.stroke, style.opacity), "stroke_width": style.width} if edged else {}
    )
    if style.symbol.fill == style.symbol.outline:
        return tag("path", d=outline, **fill, **edge)
    part = tag("path", d=placed(style.symbol.fill, x, y, style.size / 2), **fill)
    return part + (tag("path", d=outline, fill="none", **edge) if edged else "")


def sign(x: float, y: float, style: Style, palette: Palette) -> str:
    """A small symbol on a disc of paper, which separates it from its background."""
    radius = (style.size + style.width) / 2 + 1.4
    return tag("circle", cx=x, cy=y, r=radius, fill=palette.paper) + point(x, y, style)


def point_halo(x: float, y: float, style: Style, palette: Palette) -> str:
    """A light halo with dark rims around a symbol, to draw below it."""
    if style.symbol is None:
        return ""
    outline = placed(style.symbol.outline, x, y, style.size / 2)
    edge = style.width if style.stroke else 0.0
    return "".join(
        tag("path", d=outline, fill="none", stroke=colour, stroke_width=edge + 2 * reach)
        for colour, reach in ((palette.halo_rim, 4.8), (palette.halo, 3.8), (palette.halo_rim, 1.4))
    )


def line_halo(d: str, under: float, palette: Palette, reach: float = 2.0) -> str:
    """A light halo of `reach` pixels with a dark rim, for a line `under` pixels wide, to draw below it."""
    return tag("path", d=d, **_line(palette.halo_rim, under + 3 * reach)) + tag(
        "path", d=d, **_line(palette.halo, under + 2 * reach)
    )


def chevron(x: float, y: float, angle: float, style: Style) -> str:
    """An open `>` that points to `angle` (degrees counter-clockwise from the right), with a casing."""
    arm = style.chevron * 0.62
    d = f"M{-arm * 0.7:.2f} {-arm:.2f}L{arm * 0.5:.2f} 0L{-arm * 0.7:.2f} {arm:.2f}"
    written = [
        tag("path", d=d, fill="none", stroke=colour, stroke_width=width)
        for colour, width in ((style.casing or style.stroke, 4.0), (style.stroke, 1.8))
    ]
    return tag("g", *written, transform=f"translate({x:.1f} {y:.1f}) rotate({-angle:.1f})")


def _line(
    colour: str | None, width: float, opacity: float = 1.0, dash: tuple[float, ...] = (), *, cut: bool = False
) -> dict[str, Value]:
    # Very short dashes are dots and get round ends, others butt ends.
    cut = cut or (bool(dash) and dash[0] >= 1)
    return {
        "fill": "none",
        **paint("stroke", colour, opacity),
        "stroke_width": width,
        "stroke_linejoin": "round" if width >= HAIR else "bevel",
        "stroke_linecap": "butt" if cut else "round",
        "stroke_dasharray": dashes(dash),
    }


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
        return point(middle_x, middle_y, appearance)
    if appearance.fill is not None or appearance.hatch:
        return _area(appearance, look, x, y, width, height)
    if appearance.stroke is not None:
        return _symbol_line(appearance, x, middle_y, width)
    if appearance.lettering is not None:
        type = appearance.lettering
        baseline = middle_y + type.size * 0.33
        return words("Abc", middle_x, baseline, type.size, type.colour, anchor="middle", italic=type.italic)
    return _relief(look, x, y, width, height)


def _symbol_line(style: Style, x: float, y: float, width: float) -> str:
    # Round ends extend by half the width of the line.
    end = max(1.0, style.width / 2, style.casing_width / 2)
    d = f"M{x + end:.2f} {y:.2f}L{x + width - end:.2f} {y:.2f}"
    # Beside the first gap of a dashed line, which distinguishes it from others.
    at = x + width * (0.72 if style.dash else 0.5)
    pointed = chevron(at, y, 0, style) if style.chevron else ""
    return casing(d, style) + stroke(d, style) + pointed


def _area(style: Style, look: Look, x: float, y: float, width: float, height: float) -> str:
    if style.fade:
        return _edgeless(style, x, y, width, height)
    d = _frame(x, y, width, height)
    line = style if style.stroke else look.styles.get(style.edge)
    edged = stroke(d, line) if line else _box(x, y, width, height, look.palette.quiet)
    return area(d, style) + _hatch(style, look, x, y, width, height) + edged


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
        return stroke(data(lines, closed=False, digits=2), hatch, cut=True)
    rows = (y + 2 + (height - 4) * share for share in (0.25, 0.5, 0.75))
    return "".join(stroke(f"M{x + 2:.2f} {row:.2f}L{x + width - 2:.2f} {row:.2f}", hatch) for row in rows)


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
