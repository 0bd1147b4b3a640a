"""High contrast: darker text and lines on light backgrounds, lighter ones on dark, nothing faint."""

from dataclasses import replace

from arctic_map.model.style import Look, Palette, Style, Theme
from arctic_map.model.symbology import StyleRow, Symbology
from arctic_map.scene.symbology.contrast import with_contrast
from arctic_map.scene.symbology.looks import painted

WORDS, LINES, GRID = 7.0, 4.5, 3.0
"""Minimum contrast of text (WCAG 2, level AAA), lines, and guide lines."""
WIDER = 1.4
"""Factor for the width of thin lines."""
DENSER = 1.8, 2.0
"""Opacity factors of areas, and of areas without an edge, whose steps stay multiples of 1/255."""
THIN = 2.0
"""Lines narrower than this are thin, px."""
WHITE = "#ffffff"


def high_contrast(symbology: Symbology, theme: Theme) -> Look:
    """The light or dark look with contrasts of at least WORDS and LINES against the backgrounds."""
    look = painted(symbology, theme, strong=True)
    ink, grounds = look.palette.ink, grounds_of(symbology, theme)
    palette = replace(
        look.palette,
        items={
            id: _line(symbology.ground[id], style, grounds, ink) for id, style in look.palette.items.items()
        },
        accent=with_contrast(look.palette.accent, grounds, LINES, ink),
        mark=with_contrast(look.palette.mark, grounds, LINES, ink),
    )
    styles = {
        id: _style(symbology.styles[symbology.whole(id)], style, palette, grounds)
        for id, style in look.styles.items()
    }
    return replace(look, palette=palette, styles=styles, high_contrast=True)


def grounds_of(symbology: Symbology, theme: Theme) -> tuple[str, ...]:
    """The background colours against which everything needs contrast."""
    return tuple(colour.of(theme, strong=True) for colour in symbology.grounds)


def _style(row: StyleRow, style: Style, palette: Palette, grounds: tuple[str, ...]) -> Style:
    lettering = style.lettering and replace(
        style.lettering, colour=with_contrast(style.lettering.colour, grounds, WORDS, palette.ink)
    )
    line = _line(row, style, grounds, palette.ink)
    if style.symbol:
        # The size of symbols stays, as it affects the placement of labels.
        hollow = style.fill in grounds or style.fill == WHITE != palette.ink
        filled = style.fill
        if filled and not hollow:
            filled = with_contrast(filled, grounds, LINES, palette.ink)
        # Filled symbols have contrast themselves, and their edge separates them from what is below.
        return replace(
            style,
            fill=filled,
            stroke=line.stroke if hollow else style.stroke,
            lettering=lettering,
            opacity=1.0,
        )
    fill = style.fill and with_contrast(style.fill, grounds, LINES, palette.ink)
    return replace(
        line,
        fill=fill,
        fill_opacity=min(1.0, style.fill_opacity * DENSER[bool(style.fade)]),
        lettering=lettering,
    )


def _line(row: StyleRow, style: Style, grounds: tuple[str, ...], ink: str) -> Style:
    if style.stroke is None:
        return style
    if row.guide:
        return replace(
            style, stroke=with_contrast(style.stroke, grounds, GRID, ink), opacity=max(style.opacity, 0.8)
        )
    # A wide band stays pale, as lines and labels are on it.
    opacity = min(1.0, style.opacity * 1.6) if style.width > 2 * THIN else 1.0
    return replace(
        style,
        stroke=with_contrast(style.stroke, grounds, LINES, ink),
        width=style.width * WIDER if 0 < style.width < THIN else style.width,
        opacity=opacity,
    )
