"""The HTML that the window loads, written by folium, and its fonts reduced to the letters it needs."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from fontTools import subset
from fontTools.ttLib import TTFont

from arctic_map.model.projection import COARSEST, FARTHEST, ZOOM_RANGE

SCRIPTS = (
    "projection", "draw", "ground", "canvas", "growing", "reserved", "rows", "raster", "layers", "sketch",
    "furniture", "placing", "activity", "popup", "view", "drag", "sound", "words", "bridge", "main",
)  # fmt: skip
"""The scripts of the page, in load order."""
ZOOMS = f'<meta name="zooms" content="{COARSEST:g} {FARTHEST:g} {ZOOM_RANGE[1]:g}" />'
"""Metres per pixel at zoom 0, lowest and highest zoom, which projection.js reads before there is a map."""


class AtlasMap(folium.Map):
    """A map whose scripts are all part of the app, with constant ids."""

    default_js = [  # noqa: RUF012  # as folium has it
        ("early", "/arctic/early.js"),
        ("leaflet", "/vendor/leaflet/leaflet.js"),
        ("qwebchannel", "/qwebchannel.js"),
        *((name, f"/arctic/{name}.js") for name in SCRIPTS),
    ]
    default_css = [  # noqa: RUF012
        ("leaflet_css", "/vendor/leaflet/leaflet.css"),
        ("arctic_css", "/arctic/arctic.css"),
    ]

    @classmethod
    def _generate_id(cls) -> str:
        return "atlas"


class Start(MacroElement):
    """Passes the map to the script of the page."""

    _template = Template(
        "{% macro script(this, kwargs) %}arctic.start({{ this._parent.get_name() }});{% endmacro %}"
    )

    @classmethod
    def _generate_id(cls) -> str:
        return "start"


def render() -> str:
    """The page as HTML, byte for byte the same each time."""
    atlas = AtlasMap(
        location=(0, 0),
        tiles=None,
        crs="ArcticProjection",
        zoom_control=False,
        zoom_start=0,
        min_zoom=None,
        zoom_snap=0,
        zoom_delta=0.5,
        attribution_control=False,
        bounce_at_zoom_limits=False,
        world_copy_jump=False,
    )
    atlas.add_child(Start())  # type: ignore[no-untyped-call]
    figure = Figure(title="Arctic Map")
    figure.header.add_child(Element(ZOOMS), name="zooms")
    figure.add_child(atlas)
    return str(figure.render())


LETTERS = (
    range(0x20, 0x7F),
    range(0xA0, 0x180),  # Latin with all its accents
    range(0x400, 0x460),  # Cyrillic
    range(0x2010, 0x2040),  # dashes, quotation marks, primes
    range(0x2190, 0x2194),  # arrows
    (0x2212, 0x20AC, 0x2116, 0x2BC),
)

FAMILY, SEMIBOLD, BOLD = "Source Sans 3", 600, 700


def cut(font: Path) -> bytes:
    """The font with these letters only, byte for byte the same each time; the Chinese one unchanged."""
    if font.suffix == ".otf":
        return font.read_bytes()
    options = subset.Options()
    options.hinting = False
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[letter for letters in LETTERS for letter in letters])
    with TTFont(font, recalcTimestamp=False) as whole:
        cutter.subset(whole)
        if whole["OS/2"].usWeightClass == SEMIBOLD:
            _make_bold(whole)
        out = BytesIO()
        whole.save(out)
    return out.getvalue()


def _make_bold(font: TTFont) -> None:
    """Name the semi-bold face bold, as widgets ask for bold and would synthesise it."""
    for record, text in ((1, FAMILY), (2, "Bold"), (4, f"{FAMILY} Bold"), (6, "SourceSans3-Bold")):
        font["name"].setName(text, record, 3, 1, 0x409)
    font["OS/2"].usWeightClass = BOLD
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~(1 << 6) | 1 << 5
    font["head"].macStyle |= 1
