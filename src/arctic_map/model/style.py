"""How a thing looks: only what Leaflet's canvas and QtSvg can both paint."""

from dataclasses import dataclass
from typing import Literal, get_args

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
Colours = Literal[Theme, "greyscale"]
"""Of a page too."""
PANELS: dict[Theme, tuple[str, str]] = {"light": ("#ffffff", "#efefef"), "dark": ("#242424", "#323232")}
"""The grounds of panels: of lists, and of the frame round them."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """Unit paths (SVG path data about the middle, from -1 to 1, y down): painters move and scale them."""

    outline: str
    """What is edged, and ringed when it is selected."""
    fill: str
    """What is filled: the outline too, or a part within it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """A label's type: px, CSS weight, colour and halo."""

    size: float
    colour: str
    halo: str
    weight: int = 400
    italic: bool = False
    spacing: float = 0.0
    """Extra space between letters, px."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Of marks, lines, areas and their names; lengths in pixels of the screen."""

    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    """Of the stroke."""
    casing: str | None = None
    casing_width: float = 0.0
    fill: str | None = None
    fill_opacity: float = 1.0
    ties: float = 0.0
    """Length of a railway's ties across the line, px; 0 for none."""
    fade: int = 0
    """Of an area whose edge nobody has published: how many nested areas it is, which fade outwards."""
    hatch: str = ""
    """The style of the lines that hatch an area; empty for none."""
    hatch_every: float = 0.0
    """Distance of these lines where they are drawn on the page and not on the Earth, px."""
    hatch_angle: float = 0.0
    """And the way they run, degrees counter-clockwise from right."""
    edge: str = ""
    """The style of the lines along those edges of an area that are no shore."""
    below_names: bool = False
    """Whether names cut it: it lies below the halos of all letters."""
    symbol: Symbol | None = None
    size: float = 0.0
    """Of the symbol, px."""
    chevron: float = 0.0
    """Size of direction marks, px; 0 for none."""
    lettering: Lettering | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours of the base map and the paper round it."""

    paper: str
    sea: str
    items: dict[str, Style]
    """Style of each ground item by its id."""
    ink: str
    quiet: str
    """Colour of secondary words on the map."""
    panel: str
    """Background of the boxes on the map."""
    halo: str
    """Of the selection."""
    halo_rim: str
    accent: str
    """Of what can be pressed on a page of its own."""
    mark: str
    """Of the frame that shows on a small map where the large one lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A theme: light or dark, and greyscale for print."""

    name: Colours
    palette: Palette
    styles: dict[str, Style]
    high_contrast: bool = False
    text_size: int = 100
    """Of its lettering, per cent of the usual one."""
