"""Styles, limited to what Leaflet's canvas and QtSvg can both paint."""

from dataclasses import dataclass
from typing import Literal, get_args

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
Colours = Literal[Theme, "greyscale"]
"""Colours of a page or the screen."""
PANELS: dict[Theme, tuple[str, str]] = {"light": ("#ffffff", "#efefef"), "dark": ("#242424", "#323232")}
"""Background colours of panels: of lists, and of the frame around them."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """SVG path data around the centre, from -1 to 1, y down; painters move and scale it."""

    outline: str
    """Path that is stroked, and highlighted when selected."""
    fill: str
    """Path that is filled: the outline too, or a part within it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """The typeface of a label: size in px, CSS weight, colour and halo."""

    size: float
    colour: str
    halo: str
    weight: int = 400
    italic: bool = False
    spacing: float = 0.0
    """Additional letter spacing, px."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The style of marks, lines, areas and labels; lengths in screen pixels."""

    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    """Opacity of the stroke."""
    casing: str | None = None
    casing_width: float = 0.0
    fill: str | None = None
    fill_opacity: float = 1.0
    ties: float = 0.0
    """Length of the ties across a railway line, px; 0 for none."""
    fade: int = 0
    """For an area without a published edge: number of nested areas that fade outwards."""
    hatch: str = ""
    """The style of the hatching lines of an area; empty for none."""
    hatch_every: float = 0.0
    """Distance of hatching lines in page coordinates, px."""
    hatch_angle: float = 0.0
    """Their direction, degrees counter-clockwise from right."""
    edge: str = ""
    """The style of the edges of an area that are no shore."""
    below_names: bool = False
    """Whether it is painted below the halos of all labels."""
    symbol: Symbol | None = None
    size: float = 0.0
    """Size of the symbol, px."""
    chevron: float = 0.0
    """Size of direction marks, px; 0 for none."""
    lettering: Lettering | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours of the base map and its surroundings."""

    paper: str
    sea: str
    items: dict[str, Style]
    """Style of each ground item by id."""
    ink: str
    quiet: str
    """Colour of secondary text on the map."""
    panel: str
    """Background of the boxes on the map."""
    halo: str
    """Halo of the selection."""
    halo_rim: str
    accent: str
    """Colour of interactive elements on an exported page."""
    mark: str
    """Colour of the rectangle on the overview map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All styles of a theme: light, dark, or greyscale for print."""

    name: Colours
    palette: Palette
    styles: dict[str, Style]
    high_contrast: bool = False
    text_size: int = 100
    """Text size in per cent."""
