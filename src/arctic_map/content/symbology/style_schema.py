"""The msgspec schema of the style table."""

from typing import Annotated, Literal

import msgspec

from arctic_map.model.symbology import ANYWHERE

PixelLength = Annotated[float, msgspec.Meta(ge=0, le=200)]
"""A length in pixels."""
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Dash = Annotated[tuple[Annotated[float, msgspec.Meta(gt=0, le=200)], ...], msgspec.Meta(max_length=8)]


class StrictTable(msgspec.Struct, forbid_unknown_fields=True):
    """A table that may not have unknown keys."""


class Pair(StrictTable):
    """A colour for each theme. A missing one is reported by later checks, with the theme's name."""

    light: str = ""
    dark: str = ""


class NamedColour(Pair):
    """A named colour, optionally with a replacement for high contrast."""

    strong: str | Pair | None = None


class ThemeShares(StrictTable):
    """A share from 0 to 1 for each theme."""

    light: Share
    dark: Share


ColourEntry = str | Pair
"""A colour name, `#rrggbb`, or one of these for each theme."""


class SymbolEntry(StrictTable):
    """A [[symbol]]: SVG paths on a unit square."""

    id: str
    outline: str
    fill: str = ""


class LabelEntry(StrictTable):
    """How labels of a style's features are drawn."""

    order: Annotated[int, msgspec.Meta(ge=1, le=99)]
    size: Annotated[float, msgspec.Meta(ge=6, le=60)]
    colour: ColourEntry
    halo: ColourEntry
    weight: Literal[400, 600] = 400
    italic: bool = False
    spacing: Annotated[float, msgspec.Meta(ge=0, le=20)] = 0.0
    within: Annotated[float, msgspec.Meta(gt=0, le=20_000)] = ANYWHERE / 1000
    zooms: tuple[Annotated[float, msgspec.Meta(ge=-10, le=20)], ...] = ()
    text: str = ""
    texts: dict[str, str] = {}
    along: bool = False
    callout: str = ""


class GreyEntry(StrictTable):
    """Differences of a style in greyscale."""

    stroke: str = ""
    fill: str = ""
    dash: Dash | None = None
    width: PixelLength | None = None
    opacity: Share | None = None
    fill_opacity: Share | None = None


class FadeEntry(StrictTable):
    """Nested buffers in equal steps, in multiples of the area's half-width."""

    widest: Annotated[float, msgspec.Meta(gt=-1, lt=1)]
    narrowest: Annotated[float, msgspec.Meta(gt=-1, lt=1)]
    buffers: Annotated[int, msgspec.Meta(ge=2, le=40)]


class StyleEntry(StrictTable):
    """A [[style]], or a [[ground]] row of the base map."""

    id: str
    legend: str = ""
    legend_group: str = ""
    legend_tail: str = ""
    stroke: ColourEntry | None = None
    width: PixelLength = 0.0
    dash: Dash = ()
    opacity: Share | ThemeShares = 1.0
    casing: ColourEntry | None = None
    casing_width: PixelLength = 0.0
    ties: PixelLength = 0.0
    chevron: PixelLength = 0.0
    fill: ColourEntry | None = None
    fill_opacity: Share | ThemeShares = 1.0
    symbol: str = ""
    size: PixelLength = 0.0
    hatch: str = ""
    hatch_apart: Annotated[float, msgspec.Meta(ge=0.05, le=30)] = 0.5
    hatch_every: PixelLength = 0.0
    hatch_angle: Annotated[float, msgspec.Meta(ge=0, lt=180)] = 45.0
    edge: str = ""
    fade: FadeEntry | None = None
    lane: Annotated[int, msgspec.Meta(ge=0, le=9)] = 0
    far: bool = False
    below_names: bool = False
    guide: bool = False
    letters_only: bool = False
    explained_by_name: bool = False
    soft: PixelLength = 0.0
    label: LabelEntry | None = None
    named: bool = True
    grey: Literal["tone"] | GreyEntry | None = None
    role: str = ""


class LanesEntry(StrictTable):
    """How parallel lines are drawn."""

    stretch: Annotated[float, msgspec.Meta(gt=0, le=200)] = 9.0
    grey_dash: Dash = ()
