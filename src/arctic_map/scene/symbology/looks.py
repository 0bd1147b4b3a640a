"""The looks of a table of styles: light, dark and greyscale."""

from dataclasses import fields, replace
from functools import lru_cache

from arctic_map.model.style import Lettering, Look, Palette, Style, Theme
from arctic_map.model.symbology import Colour, Grey, LabelRow, StyleRow, Symbology

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
    from arctic_map.scene.symbology.contrast import NAMES, with_contrast  # late: seldom needed

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
