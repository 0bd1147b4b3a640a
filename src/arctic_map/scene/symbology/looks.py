"""The looks of a table of styles: light, dark, greyscale and high contrast, as the preferences ask."""

from dataclasses import fields, replace
from functools import lru_cache

from arctic_map.model.preferences import Preferences
from arctic_map.model.style import Lettering, Look, Palette, Style, Theme
from arctic_map.model.symbology import Colour, Grey, LabelRow, StyleRow, Symbology
from arctic_map.scene.symbology.colours import NAMES, with_contrast

TABLES = 8
"""Number of tables whose looks are cached."""
TONES = tuple(field.name for field in fields(Palette) if field.name != "items")
_AS_LIGHT = Grey()


@lru_cache(maxsize=2 * TABLES)
def look(symbology: Symbology, theme: Theme) -> Look:
    """The look of a theme, cached."""
    return painted(symbology, theme)


@lru_cache(maxsize=TABLES)
def grey_look(symbology: Symbology) -> Look:
    """The light look in greyscale for print, cached."""
    return greyscale(look(symbology, "light"), symbology)


def painted(symbology: Symbology, theme: Theme, *, strong: bool = False) -> Look:
    """The colours of a theme, or its high-contrast colours if `strong`."""
    tones = {**symbology.palette.usual, **(symbology.palette.strong if strong else {})}
    return Look(
        name=theme,
        palette=Palette(
            **{name: tones[name].of(theme, strong=strong) for name in TONES},
            items={id: _style(row, theme, strong) for id, row in symbology.ground.items()},
        ),
        styles=_with_shared(
            symbology, {id: _style(row, theme, strong) for id, row in symbology.styles.items()}
        ),
    )


def _with_shared(symbology: Symbology, styles: dict[str, Style]) -> dict[str, Style]:
    """Add styles of lanes on shared stretches, where each colour is visible in turn."""
    stretch, shared = symbology.stretch, {}
    for id, (lane, below, count) in symbology.shared.items():
        dash = (stretch * (count - below), stretch * below) if below else ()
        shared[id] = replace(styles[lane], dash=dash)
    return styles | shared


def _style(row: StyleRow, theme: Theme, strong: bool) -> Style:
    def colour(of: Colour | None) -> str | None:
        return of.of(theme, strong=strong) if of else None

    return Style(
        stroke=colour(row.stroke),
        width=row.width,
        dash=row.dash,
        opacity=row.opacity.of(theme),
        casing=colour(row.casing),
        casing_width=row.casing_width,
        fill=colour(row.fill),
        fill_opacity=row.fill_opacity.of(theme),
        ties=row.ties,
        fade=len(row.fade),
        hatch=row.hatch,
        hatch_every=row.hatch_every,
        hatch_angle=row.hatch_angle if row.hatch_every else 0.0,
        edge=row.edge,
        below_names=row.below_names,
        symbol=row.symbol,
        size=row.size,
        chevron=row.chevron,
        lettering=_lettering(row.label, theme, strong) if row.label else None,
    )


def _lettering(label: LabelRow, theme: Theme, strong: bool) -> Lettering:
    return Lettering(
        size=label.size,
        colour=label.colour.of(theme, strong=strong),
        halo=label.halo.of(theme, strong=strong),
        weight=label.weight,
        italic=label.italic,
        spacing=label.spacing,
    )


def greyscale(look: Look, symbology: Symbology) -> Look:
    """The look in greyscale, as light as the colours unless the table differs, with darkened labels."""
    palette, grounds = look.palette, tuple(grey(colour.of("light")) for colour in symbology.grounds)
    tones = {name: grey(getattr(palette, name)) for name in TONES}
    greys = {name: colour.of("light") for name, colour in symbology.palette.grey.items()}
    return Look(
        name="greyscale",
        palette=replace(
            palette,
            items={id: _grey_style(style, symbology.ground[id].grey) for id, style in palette.items.items()},
            **(tones | greys),
        ),
        styles={
            id: _legible(_grey_shape(id, style, symbology), grounds, palette.ink)
            for id, style in look.styles.items()
        },
    )


def _grey_shape(id: str, style: Style, symbology: Symbology) -> Style:
    grey_style = _grey_style(style, symbology.styles[symbology.whole(id)].grey)
    if id not in symbology.shared:
        return grey_style
    _, below, _ = symbology.shared[id]
    # Alternating greys would look like one dashed line; the second lane is dash-dotted, with nothing below.
    return replace(
        grey_style,
        dash=symbology.grey_dash if below == 1 else style.dash,
        width=grey_style.width if below else 0.0,
    )


def _grey_style(style: Style, row: Grey | None) -> Style:
    row = row or _AS_LIGHT
    lettering = style.lettering and replace(
        style.lettering, colour=grey(style.lettering.colour), halo=grey(style.lettering.halo)
    )
    return replace(
        style,
        stroke=style.stroke and (row.stroke or grey(style.stroke)),
        casing=style.casing and grey(style.casing),
        fill=style.fill and (row.fill or grey(style.fill)),
        dash=style.dash if row.dash is None else row.dash,
        width=style.width if row.width is None else row.width,
        opacity=style.opacity if row.opacity is None else row.opacity,
        fill_opacity=style.fill_opacity if row.fill_opacity is None else row.fill_opacity,
        lettering=lettering,
    )


def _legible(style: Style, grounds: tuple[str, ...], ink: str) -> Style:
    if not style.lettering:
        return style
    colour = with_contrast(style.lettering.colour, grounds, NAMES, grey(ink))
    return replace(style, lettering=replace(style.lettering, colour=colour))


def grey(colour: str) -> str:
    """The grey of the same relative luminance in sRGB; the opacity stays: `#rrggbb[aa]`."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    level = round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))
    return f"#{level:02x}{level:02x}{level:02x}{colour[7:]}"


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


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
            id: _strong_line(symbology.ground[id], style, grounds, ink)
            for id, style in look.palette.items.items()
        },
        accent=with_contrast(look.palette.accent, grounds, LINES, ink),
        mark=with_contrast(look.palette.mark, grounds, LINES, ink),
    )
    styles = {
        id: _strong_style(symbology.styles[symbology.whole(id)], style, palette, grounds)
        for id, style in look.styles.items()
    }
    return replace(look, palette=palette, styles=styles, high_contrast=True)


def grounds_of(symbology: Symbology, theme: Theme) -> tuple[str, ...]:
    """The background colours against which everything needs contrast."""
    return tuple(colour.of(theme, strong=True) for colour in symbology.grounds)


def _strong_style(row: StyleRow, style: Style, palette: Palette, grounds: tuple[str, ...]) -> Style:
    lettering = style.lettering and replace(
        style.lettering, colour=with_contrast(style.lettering.colour, grounds, WORDS, palette.ink)
    )
    line = _strong_line(row, style, grounds, palette.ink)
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


def _strong_line(row: StyleRow, style: Style, grounds: tuple[str, ...], ink: str) -> Style:
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


SPREAD, MODERATE = 1.0, 0.4
"""Names with SPREAD px between letters are spread over their area; they grow by MODERATE of the text size."""
CACHE_SIZE = 32
"""Maximum number of cached looks; an unchanged look is the same object."""


def look_of(symbology: Symbology, theme: Theme, preferences: Preferences) -> Look:
    """The look of a theme for these preferences, cached."""
    return _dressed(symbology, theme, preferences.high_contrast, preferences.text_size)


def look_in_print(symbology: Symbology, preferences: Preferences) -> Look:
    """The light look in greyscale, for print."""
    if not preferences.high_contrast:
        return grey_look(symbology)
    strong = look_of(symbology, "light", preferences.on_paper)
    return replace(greyscale(strong, symbology), high_contrast=True)


def enlarged(type: Lettering, text_size: int) -> Lettering:
    """The lettering for a text size in per cent; widely spaced names grow less."""
    if text_size == 100:
        return type
    growth = (text_size / 100 - 1.0) * (MODERATE if type.spacing >= SPREAD else 1.0)
    return replace(type, size=type.size * (1.0 + growth), spacing=type.spacing * (1.0 + growth))


@lru_cache(maxsize=CACHE_SIZE)
def _dressed(symbology: Symbology, theme: Theme, high: bool, text_size: int) -> Look:
    dressed = high_contrast(symbology, theme) if high else look(symbology, theme)
    if text_size == 100:
        return dressed
    styles = {
        id: replace(style, lettering=style.lettering and enlarged(style.lettering, text_size))
        for id, style in dressed.styles.items()
    }
    return replace(dressed, styles=styles, text_size=text_size)
