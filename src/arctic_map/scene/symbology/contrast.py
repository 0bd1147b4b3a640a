"""High contrast: darker words and lines on light ground, lighter ones on dark, and nothing faint."""

from dataclasses import replace

from arctic_map.model.style import Look, Palette, Style

WORDS, LINES, GRID = 7.0, 4.5, 3.0
"""Least contrast with the ground: of words (WCAG 2, level AAA), of lines, and of lines that only guide."""
GUIDES = frozenset({"graticule", "nsr-hatch", "border", "disputed", "lakeshore"})
"""Styles and parts of the base map whose lines only guide: they must not drown the subject."""
STEP = 0.02
WIDER = 1.4
"""Thin lines become so many times wider."""
DENSER, FAINTER = 1.8, 1.3
"""Areas are so many times denser; those without an edge less so, or they would claim one."""
THIN = 2.0
"""Narrower lines than this are thin, px."""
SEAS = {"light": ("#dfeaf2", "#d3e1ec", "#c7d9e6"), "dark": ("#0b141b", "#070f15", "#030a0f")}
"""Three depths, shallow first."""
LANDS = {"light": "#ffffff", "dark": "#22303a"}
PAPERS = {"light": "#ffffff", "dark": "#000000"}
INKS = {"light": "#000000", "dark": "#ffffff"}


def high_contrast(look: Look) -> Look:
    """The light or dark look with contrasts of at least WORDS and LINES between marks and ground."""
    theme = "dark" if look.name == "dark" else "light"
    sea, land = SEAS[theme], LANDS[theme]
    ink, grounds = INKS[theme], (*SEAS[theme], LANDS[theme])
    items = {id: _line(id, style, grounds, ink) for id, style in look.palette.items.items()}
    fills = {"depth-200": sea[1], "depth-2000": sea[2], "land": land, "lake": sea[0]}
    items |= {id: replace(items[id], fill=fill) for id, fill in fills.items()}
    palette = Palette(
        paper=PAPERS[theme],
        sea=sea[0],
        items=items,
        ink=ink,
        quiet=ink,
        panel=PAPERS[theme],
        halo=look.palette.halo,
        halo_rim="#000000",
    )
    styles = {id: _style(id, style, look.palette, palette, grounds) for id, style in look.styles.items()}
    return replace(look, palette=palette, styles=styles, high_contrast=True)


def with_contrast(colour: str, grounds: tuple[str, ...], least: float, toward: str) -> str:
    """The colour, mixed with as little of `toward` as gives this contrast with each ground: `#rrggbb`."""
    share = 0.0
    while share < 1.0:
        mixed = _mixed(colour, toward, share)
        if all(contrast(mixed, ground) >= least for ground in grounds):
            return mixed
        share += STEP
    return toward


def contrast(one: str, other: str) -> float:
    """Of two colours, 1 to 21, as WCAG 2 reckons it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _style(id: str, style: Style, old: Palette, new: Palette, grounds: tuple[str, ...]) -> Style:
    lettering = style.lettering and replace(
        style.lettering,
        colour=with_contrast(style.lettering.colour, grounds, WORDS, new.ink),
        halo=new.sea if style.lettering.halo == old.sea else new.items["land"].fill or new.paper,
    )
    line = _line(id, style, grounds, new.ink)
    if style.symbol:
        # The size of symbols decides which labels have room: it stays.
        land = new.items["land"].fill or new.paper
        filled = land if style.fill == old.items["land"].fill else style.fill
        hollow = filled == land or filled == "#ffffff" != new.ink
        if filled and not hollow:
            filled = with_contrast(filled, grounds, LINES, new.ink)
        # What is full stands out by itself and keeps its edge, which parts it from what lies below.
        edge = line.stroke if hollow else land if style.stroke == old.items["land"].fill else style.stroke
        return replace(style, fill=filled, stroke=edge, lettering=lettering, opacity=1.0)
    casing = new.items["land"].fill if style.casing else None
    fill = style.fill and with_contrast(style.fill, grounds, LINES, new.ink)
    return replace(
        line,
        casing=casing,
        fill=fill,
        fill_opacity=min(1.0, style.fill_opacity * (DENSER if style.stroke else FAINTER)),
        lettering=lettering,
    )


def _line(id: str, style: Style, grounds: tuple[str, ...], ink: str) -> Style:
    if style.stroke is None:
        return style
    if id in GUIDES:
        return replace(
            style, stroke=with_contrast(style.stroke, grounds, GRID, ink), opacity=max(style.opacity, 0.8)
        )
    # A wide band is pale because lines and names stand on it.
    opacity = min(1.0, style.opacity * 1.6) if style.width > 2 * THIN else 1.0
    return replace(
        style,
        stroke=with_contrast(style.stroke, grounds, LINES, ink),
        width=style.width * WIDER if 0 < style.width < THIN else style.width,
        opacity=opacity,
    )


def _mixed(colour: str, toward: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(toward), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(colour)
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
