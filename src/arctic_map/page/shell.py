"""The HTML that the window loads; folium writes it once, when the package is built."""

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from arctic_map.model.view import COARSEST, FARTHEST, ZOOM_RANGE

SCRIPTS = (
    "projection", "draw", "ground", "canvas", "growing", "reserved", "rows", "layers", "sketch", "furniture",
    "placing", "activity", "popup", "view", "drag", "words", "bridge", "main",
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
