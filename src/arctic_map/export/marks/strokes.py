"""A style's lines, areas and points as SVG, for map, legend and icons."""

from arctic_map.export.marks.markup import Value, dashes, paint, tag
from arctic_map.geo.unit_path import placed
from arctic_map.model.style import Palette, Style

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
