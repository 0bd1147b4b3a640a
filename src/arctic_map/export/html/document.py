"""The map with its facts as one HTML file that works in any browser without network or other files."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from typing import Any

from branca.element import Figure
from folium.template import Template

from arctic_map import __version__, resources
from arctic_map.export.html.chart_list import drawn_charts
from arctic_map.export.html.desk import desk
from arctic_map.export.html.embedded import data, looks, packed
from arctic_map.export.html.own_files import labelled, with_own_rows
from arctic_map.export.html.page_parts import without_addresses
from arctic_map.export.marks.markup import text
from arctic_map.export.marks.typeface import CHINESE, encoded, is_chinese
from arctic_map.model.projection import Box
from arctic_map.model.style import Look
from arctic_map.model.tr import speaking, tr
from arctic_map.page.shell import SCRIPTS, ZOOMS, AtlasMap, Start
from arctic_map.page.static import static_asset
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene

OF_WINDOW = ("rows", "raster", "bridge")
"""Scripts that communicate with the program."""
SHARED = tuple(name for name in SCRIPTS if name not in OF_WINDOW)
_ADDRESS = re.compile(r"""url\(["']?(?!data:|#)([^"')]+)["']?\)""")


class FileMap(AtlasMap):
    """The map of the window, with scripts in the page itself."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  # as folium has it
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


class Page(Figure):
    """The document around the map. folium's own head would prevent zooming of the page."""

    _template = Template(
        """<!DOCTYPE html>
<html lang="{{ this.language }}" data-colours="{{ this.colours }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ this.policy() }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{{ this.maker }}">
{{ this.zooms }}
<title>{{ this.name }}</title>
{% for style in this.styles %}<style>{{ style }}</style>
{% endfor %}</head>
<body>
<a class="skip" href="#facts">{{ this.texts.skip }}</a>
<main class="room" aria-label="{{ this.texts.map }}">{{ this.html.render(**kwargs) }}
<noscript><h1>{{ this.name }}</h1><p>{{ this.texts.scripts }}</p></noscript>
</main>
<aside class="desk" aria-label="{{ this.texts.desk }}">{{ this.desk }}</aside>
<p class="unseen" role="status" id="status"></p>
<script type="application/json" id="atlas-data">{{ this.data }}</script>
<script type="application/json" id="atlas-files">{{ this.files }}</script>
{% for script in this.scripts %}<script>{{ script }}</script>
{% endfor %}<script>{{ this.start() }}</script>
</body>
</html>
"""
    )

    def __init__(self, scene: Scene, drawings: Drawings, box: Box | None, colours: str) -> None:
        super().__init__()
        self.colours = colours
        self.zooms = ZOOMS
        self.maker = f"Arctic Map {__version__}"
        self.name = text(scene.title or tr("Map"))
        self.language = scene.wording.language
        texts = {
            "skip": tr("Skip to the facts"),
            "map": tr("Map"),
            "desk": tr("Facts and controls"),
            "scripts": tr("The map needs scripts; the facts can be read without them."),
        }
        self.texts = {key: text(words) for key, words in texts.items()}
        charts, chart_colours = drawn_charts(scene, looks(scene))
        self.desk = desk(scene, colours, charts)
        self.data = _json(data(scene, drawings, box=box, colours=colours))
        self.files = _json(packed(scene, drawings))
        sheets = (
            _style(f"/{name}.css", self.data)
            for name in ("vendor/leaflet/leaflet", "arctic/arctic", "arctic/standalone")
        )
        self.styles = [*sheets, tones(scene), chart_colours]
        scripts = (
            "vendor/leaflet/leaflet",
            *(f"arctic/{name}" for name in ("early", *SHARED, "picture", "gauges", "legend", "standalone")),
        )
        self.scripts = [_script(f"/{name}.js") for name in scripts]

    def start(self) -> str:
        """The script that starts the map."""
        return str(self.script.render())

    def policy(self) -> str:
        """Allow only these scripts and styles, and images and fonts only from within the page."""
        return (
            "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; font-src data:; "
            f"script-src {_hashes([*self.scripts, self.start()])}; style-src {_hashes(self.styles)}"
        )


def page(scene: Scene, drawings: Drawings, *, box: Box | None = None, colours: str = "auto") -> str:
    """The whole HTML file, reproducible byte by byte. Raises ArcticMapError.

    The first view shows `box` (projected metres), by default the whole route. `colours` is light, dark,
    greyscale, or auto, which follows the system.
    """
    atlas = FileMap(
        location=(0, 0),
        tiles=None,
        crs="ArcticProjection",
        zoom_control="topright",
        zoom_start=0,
        min_zoom=None,
        zoom_snap=0,
        zoom_delta=0.5,
        attribution_control=False,
        bounce_at_zoom_limits=False,
        world_copy_jump=False,
    )
    atlas.add_child(Start())  # type: ignore[no-untyped-call]
    with speaking(scene.wording):
        scene, drawings = with_own_rows(scene, drawings)
        scene = labelled(replace(scene, preferences=scene.preferences.on_paper))
        figure = Page(scene, drawings, box, colours)
    figure.add_child(atlas)
    return str(figure.render())


def _json(value: Any) -> str:
    """JSON that an HTML parser cannot take for the end of the script."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c")


def _script(address: str) -> str:
    code = re.sub(r"//# sourceMappingURL=.*", "", _read(address))
    return without_addresses(code).replace("</script", "<\\/script")


def _style(address: str, words: str) -> str:
    """A style sheet with fonts and images embedded. Chinese fonts only have the characters of `words`."""
    folder = address.rpartition("/")[0]

    def embedded(found: re.Match[str]) -> str:
        path = found[1] if found[1].startswith("/") else f"{folder}/{found[1]}"
        if path.endswith(CHINESE):
            face = encoded(resources.fonts() / CHINESE, frozenset(filter(is_chinese, words)))
            return f"url(data:font/otf;base64,{face})"
        asset = static_asset(path)
        return f"url(data:{asset.media_type};base64,{b64encode(asset.body).decode()})"

    return without_addresses(_ADDRESS.sub(embedded, _read(address)))


def _read(address: str) -> str:
    """A file of the page with line ends as HTML parsers normalize them, on which the hashes depend."""
    return static_asset(address).body.decode().replace("\r\n", "\n")


def tones(scene: Scene) -> str:
    """CSS variables with the colours of each theme, for content shown before scripts run."""
    light, dark, grey = map(_tone, looks(scene))
    return (
        f":root{{{light}}}@media (prefers-color-scheme: dark){{:root[data-colours=auto]{{{dark}}}}}"
        f":root[data-colours=dark]{{{dark}}}:root[data-colours=greyscale]{{{grey}}}"
    )


def _tone(look: Look) -> str:
    palette = look.palette
    named = {
        "paper": palette.paper,
        "ink": palette.ink,
        "quiet": palette.quiet,
        "panel": palette.panel,
        "sea": palette.sea,
        "coast": palette.items["coast"].stroke,
        "accent": palette.accent,
    }
    return f"color-scheme:{'dark' if look.name == 'dark' else 'light'};" + "".join(
        f"--{name}:{colour};" for name, colour in named.items()
    )


def _hashes(parts: list[str]) -> str:
    return " ".join(f"'sha256-{b64encode(sha256(part.encode()).digest()).decode()}'" for part in parts)
