"""The looks, light and dark, and light in shades of grey: every colour, width, dash and letter size."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from arctic_map.model.opened import style_id
from arctic_map.model.style import Lettering, Look, Palette, Style

# The subject's colours are from the Okabe-Ito set, which colour-blind eyes tell apart.
BLUE, SKY, ORANGE, PINK, VERMILION, GREEN, YELLOW = (
    "#0072B2",
    "#56B4E9",
    "#E69F00",
    "#CC79A7",
    "#D55E00",
    "#009E73",
    "#F0E442",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tones:
    """What differs between the looks."""

    name: Literal["light", "dark"]
    seas: tuple[str, str, str]
    land: str
    coast: str
    border: str
    graticule: str
    circle: str
    paper: str
    panel: str
    ink: str
    quiet: str
    water_ink: str
    land_ink: str
    route: str
    rail: str
    zone: str
    place: str
    compare: tuple[str, str]
    files: tuple[str, ...]
    """Of what the reader opened: none is a colour of the atlas's own marks."""


_LIGHT = _Tones(
    name="light",
    seas=("#e6eff4", "#d8e6ee", "#c9dce7"),
    land="#f7f5ef",
    coast="#8fa3b0",
    border="#c2bcae",
    graticule="#9db4c2",
    circle=BLUE,
    paper="#fbfaf7",
    panel="#fffffff0",
    ink="#1d2b36",
    quiet="#5a6b78",
    water_ink="#4f7890",
    land_ink="#857e6f",
    route=BLUE,
    rail="#444444",
    zone=VERMILION,
    place=GREEN,
    compare=(ORANGE, PINK),
    files=("#6a3d9a", "#7a4a1e", "#a3195b"),
)
_DARK = _Tones(
    name="dark",
    seas=("#17232d", "#131d26", "#0f1820"),
    land="#27343e",
    coast="#4f6575",
    border="#3c4a55",
    graticule="#3d5363",
    circle=SKY,
    paper="#10171d",
    panel="#1b262ff0",
    ink="#e8eef2",
    quiet="#9db0bd",
    water_ink="#7fa5bd",
    land_ink="#8b98a2",
    route="#3d9fd8",
    rail="#b9c2c9",
    zone="#f0803c",
    place="#2fc99c",
    compare=(ORANGE, "#dc94bd"),
    files=("#b794f6", "#c99a6b", "#ff85b3"),
)


def _lettering(
    t: _Tones, size: float, colour: str, *, sea: bool = False, weight: int = 400, spacing: float = 0.0
) -> Lettering:
    return Lettering(
        size=size,
        colour=colour,
        halo=t.seas[0] if sea else t.land,
        weight=weight,
        italic=sea,
        spacing=spacing,
    )


LANES = ("lane-suez", "lane-cape", "lane-nsr")
"""In the order in which lanes that share a stretch lie on each other, lowest first."""
STRETCH = 9.0
"""Length of each lane's colour where lanes share a stretch, px."""


def shared_style(style: str, sharing: Collection[str]) -> str:
    """The style of a lane of this style on a stretch that lanes of these styles share.

    The lowest is whole, each further one leaves room for those below it: all are seen in turn.
    """
    lanes = [lane for lane in LANES if lane in sharing]
    below = lanes.index(style) if style in lanes else 0
    return style if len(lanes) < 2 else f"{style}-{below}of{len(lanes)}"


def _shared_lanes(styles: dict[str, Style]) -> dict[str, Style]:
    found = {}
    for count in range(2, len(LANES) + 1):
        for sharing in combinations(LANES, count):
            for below, lane in enumerate(sharing):
                dash = (STRETCH * (count - below), STRETCH * below) if below else ()
                found[shared_style(lane, sharing)] = replace(styles[lane], dash=dash)
    return found


def _palette(t: _Tones) -> Palette:
    return Palette(
        paper=t.paper,
        sea=t.seas[0],
        items={
            "depth-200": Style(fill=t.seas[1]),
            "depth-2000": Style(fill=t.seas[2]),
            "land": Style(fill=t.land),
            "lake": Style(fill=t.seas[0]),
            "coast": Style(stroke=t.coast, width=0.7),
            "lakeshore": Style(stroke=t.coast, width=0.5),
            "border": Style(stroke=t.border, width=0.7),
            "disputed": Style(stroke=t.border, width=0.9, dash=(3, 3)),
            "outline": Style(stroke=t.coast, width=1.0),
            "relief": Style(opacity=1.0 if t.name == "light" else 0.18),
        },
        ink=t.ink,
        quiet=t.quiet,
        panel=t.panel,
        halo=YELLOW,
        halo_rim="#1d2b36" if t.name == "light" else "#000000",
    )


def _lane(t: _Tones, colour: str, *, chevron: float = 7.0) -> Style:
    return Style(
        stroke=colour,
        width=2.5,
        casing=t.land,
        casing_width=4.5,
        chevron=chevron,
        lettering=_lettering(t, 12, colour),
    )


def _styles(t: _Tones) -> dict[str, Style]:
    halo_free_zone = _lettering(t, 12, t.zone, weight=600)
    return {
        "lane-nsr": _lane(t, t.route),
        "lane-suez": _lane(t, t.compare[0]),
        "lane-cape": _lane(t, t.compare[1]),
        "rail": Style(stroke=t.rail, width=1.6, dash=(7, 4), ties=6),
        "corridor": Style(stroke=t.rail, width=2.4, dash=(0.1, 5)),
        "nsr-stretch": Style(
            stroke=t.route,
            width=9,
            opacity=0.28,
            lettering=_lettering(t, 14, t.route, weight=600, spacing=0.4),
        ),
        "nsr-waters": Style(
            fill=t.route,
            fill_opacity=0.07,
            stroke=t.route,
            width=0.8,
            dash=(6, 3),
            opacity=0.6,
            lettering=_lettering(t, 11, t.route, sea=True),
        ),
        "nsr-hatch": Style(stroke=t.route, width=0.5, opacity=0.3),
        "port-named": Style(
            symbol="disc",
            size=9,
            fill="#ffffff",
            stroke="#1d2b36" if t.name == "light" else "#000000",
            width=2,
            lettering=_lettering(t, 13, t.ink, weight=600),
        ),
        "port-other": Style(
            symbol="disc",
            size=6,
            fill=t.land,
            stroke=t.quiet,
            width=1.2,
            lettering=_lettering(t, 11.5, t.quiet),
        ),
        "drill-undisclosed": Style(fill=t.zone, fill_opacity=0.1, lettering=halo_free_zone),
        "drill-schematic": Style(
            fill=t.zone, fill_opacity=0.16, stroke=t.zone, width=1.4, dash=(5, 3), lettering=halo_free_zone
        ),
        "governance": Style(
            symbol="square",
            size=8.5,
            fill=t.place,
            stroke=t.land,
            width=1.3,
            lettering=_lettering(t, 12, t.ink),
        ),
        "diplomacy": Style(
            symbol="square",
            size=8.5,
            fill=t.land,
            stroke=t.place,
            width=2.2,
            lettering=_lettering(t, 12, t.ink),
        ),
        "place": Style(
            symbol="disc",
            size=5,
            fill=t.quiet,
            stroke=t.land,
            width=1,
            lettering=_lettering(t, 11.5, t.quiet),
        ),
        "country": Style(
            fill=t.place,
            fill_opacity=0.10,
            stroke=t.place,
            width=0.9,
            opacity=0.7,
            lettering=_lettering(t, 12, t.ink),
        ),
        "sea-name": Style(lettering=_lettering(t, 12, t.water_ink, sea=True, spacing=1.1)),
        "country-name": Style(lettering=_lettering(t, 11.5, t.land_ink, spacing=1.8)),
        "kind-reported": Style(symbol="disc", size=6.5, fill=t.ink),
        "kind-attributed": Style(symbol="half", size=6.5, fill=t.ink, stroke=t.ink, width=1.2),
        "kind-forecast": Style(symbol="onward", size=7, fill=t.land, stroke=t.ink, width=1.3),
        "kind-judgement": Style(symbol="triangle", size=7.5, fill=t.ink),
        "graticule": Style(stroke=t.graticule, width=0.5, opacity=0.5 if t.name == "light" else 0.8),
        "arctic-circle": Style(
            stroke=t.circle,
            width=1,
            dash=(6, 4),
            opacity=0.8,
            lettering=_lettering(t, 11, t.circle, sea=True),
        ),
    }


def _file_styles(t: _Tones) -> dict[str, Style]:
    """Diamonds, cased lines and dotted edges, which the atlas has not among its own marks."""
    found: dict[str, Style] = {}
    for hue, colour in enumerate(t.files, 1):
        type = _lettering(t, 12, colour, weight=600)
        found |= {
            style_id(hue, "point"): Style(
                symbol="diamond", size=10, fill=colour, stroke=t.land, width=1.3, lettering=type
            ),
            style_id(hue, "line"): Style(
                stroke=colour, width=2.2, casing=t.land, casing_width=4.4, lettering=type
            ),
            style_id(hue, "area"): Style(
                fill=colour, fill_opacity=0.16, stroke=colour, width=1.8, dash=(1.8, 2.6), lettering=type
            ),
        }
    return found


def _look(t: _Tones) -> Look:
    styles = _styles(t)
    return Look(name=t.name, palette=_palette(t), styles=styles | _shared_lanes(styles) | _file_styles(t))


LIGHT, DARK = _look(_LIGHT), _look(_DARK)
LOOKS: dict[Literal["light", "dark"], Look] = {"light": LIGHT, "dark": DARK}


def grey(colour: str) -> str:
    """The grey that is as light to the eye (relative luminance of sRGB); opacity stays: `#rrggbb[aa]`."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    level = round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))
    return f"#{level:02x}{level:02x}{level:02x}{colour[7:]}"


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _grey_style(style: Style) -> Style:
    lettering = style.lettering and replace(
        style.lettering, colour=grey(style.lettering.colour), halo=grey(style.lettering.halo)
    )
    return replace(
        style,
        stroke=style.stroke and grey(style.stroke),
        casing=style.casing and grey(style.casing),
        fill=style.fill and grey(style.fill),
        lettering=lettering,
    )


# Without colour, the dash has to tell the lanes apart; where they share a stretch, dash and dot are both.
_GREY_DASHES: dict[str, tuple[float, ...]] = {
    "lane-suez": (10, 4),
    "lane-cape": (3, 3.5),
    **dict.fromkeys(("lane-cape-1of2", "lane-nsr-1of2", "lane-cape-1of3"), (10, 4, 3, 4)),
}


_GREY_LANES = "#454545"
"""As light as their colours, the lanes by Suez and the Cape would be lost in the sea."""


def greyscale(look: Look) -> Look:
    """The look in shades of grey, each as light as the colour it stands for but the lanes, which are dark."""
    palette = look.palette
    tones = ("paper", "sea", "ink", "quiet", "panel", "halo", "halo_rim")
    return Look(
        name="greyscale",
        palette=replace(
            palette,
            items={id: _grey_style(style) for id, style in palette.items.items()},
            **{tone: grey(getattr(palette, tone)) for tone in tones},
        ),
        styles={
            id: replace(
                _grey_style(style),
                stroke=_GREY_LANES if id.startswith("lane-") else style.stroke and grey(style.stroke),
                dash=_GREY_DASHES.get(id, style.dash),
                width=0.0 if "-0of" in id else style.width,
            )
            for id, style in look.styles.items()
        },
    )


GREYSCALE = greyscale(LIGHT)
