"""The request for an exported page: size, parts, texts and colours; common sizes; its file name."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from arctic_map.errors import UnknownName
from arctic_map.geo.projections import DEFAULT
from arctic_map.model.preferences import Names
from arctic_map.model.projection import Box
from arctic_map.model.style import Colours
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.scene import Scene

Unit = Literal["px", "mm", "in"]
CSS_DPI = 96.0
"""CSS pixels per inch, the unit of text and lines."""
INCH = 25.4
"""Millimetres."""
SCREEN_DPI, PRINT_DPI = 96.0, 300.0
MIN_PIXELS, MAX_PIXELS = 64, 10_000
"""Smallest and largest side of a picture in pixels."""
Reach = tuple[float, float]
"""Minimum and maximum of a value."""
SIDES: dict[Unit, Reach] = {"px": (MIN_PIXELS, MAX_PIXELS), "mm": (15.0, 5000.0), "in": (0.6, 200.0)}
DPI: Reach = (30.0, 2400.0)
TEXT_SCALE: Reach = (0.3, 5.0)
QUALITY: Reach = (1.0, 100.0)
USUAL_QUALITY = 92
"""The lowest quality with clean edges of letters."""
MARGIN: Reach = (0.0, 2000.0)
"""In the unit of the page."""
MAX_PART_LENGTH = 40
"""Maximum characters of a part of a file name."""


class PagePart(StrEnum):
    """Parts of a page besides the map. Each can be left out."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    PERIOD = "period"
    LEGEND = "legend"
    RELIEF = "relief"
    RIVERS = "rivers"
    INSET = "inset"
    CHART = "chart"
    SCALE = "scale"
    ARROW = "arrow"
    FRAME = "frame"
    FRAME_LABELS = "frame-labels"
    PROJECTION = "projection"
    SOURCES = "sources"
    WARNING = "warning"
    VERSION = "version"


ALL = frozenset(PagePart)
POSTER = 1580.0, 2230.0
"""Sides of the smallest poster in CSS pixels."""


def part_named(name: object) -> PagePart | None:
    """The part of this name, or None. `plane` is the name of the projection in version 0.1."""
    return PagePart.PROJECTION if name == "plane" else next((part for part in PagePart if part == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The requested page."""

    width: float = 1920.0
    height: float = 1080.0
    unit: Unit = "px"
    """Unit of width, height and margin."""
    dpi: float | None = None
    """Image pixels per inch. By default 96 for a size in pixels, 300 for others."""
    parts: frozenset[PagePart] = ALL
    title: str | None = None
    """Replaces the title of the atlas; likewise the subtitle."""
    subtitle: str | None = None
    credit: str | None = None
    """The author's own line before the sources, such as `Graphic: A. Writer`."""
    moment: str = ""
    """The moment that a picture of a film shows, instead of the subtitle."""
    facts: tuple[str, ...] = ()
    """Ids of facts to list, with their numbers at their places."""
    legend: tuple[tuple[str, str], ...] = ()
    """Styles with texts for their legend lines. An empty text removes a line."""
    theme: Colours | None = None
    """None for the colours of the scene, as in the window."""
    language: Names | None = None
    """Language of all text. None for that of the scene, as in the window."""
    names: Names | None = None
    """Language of place names, if it differs."""
    text_scale: float = 1.0
    """Scale of text, symbols and line widths."""
    margin: float | None = None
    """From the page's edge to its content. None for a suitable one."""
    box: Box | None = None
    """Box of the map in metres of the projection with that meridian. None for the window's."""
    meridian: int | None = None
    """The meridian that points down on a polar map, in degrees east. None for the scene's."""
    may_turn: bool = True
    """Whether the page may turn a polar map so that its subject is largest, if no meridian is requested."""
    everything: bool = False
    """Whether a page about routes, facts or opened files also shows all other visible layers."""
    world_file: bool = False
    """Whether a PNG or JPEG gets a world file, which georeferences it."""
    outlines: bool = False
    """Whether an SVG has text as outlines, which look the same everywhere but are no text."""
    quality: int = USUAL_QUALITY
    """Quality of a JPEG or WebP. A WebP of 100 is lossless."""
    preset: str = ""

    @property
    def resolution(self) -> float:
        """Image pixels per inch."""
        return self.dpi or (SCREEN_DPI if self.unit == "px" else PRINT_DPI)

    @property
    def css(self) -> tuple[float, float]:
        """Width and height in CSS pixels, 96 to an inch."""
        return self.in_css(self.width), self.in_css(self.height)

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in image pixels."""
        if self.unit == "px":
            return round(self.width), round(self.height)
        inches = (INCH if self.unit == "mm" else 1.0) / self.resolution
        return round(self.width / inches), round(self.height / inches)

    @property
    def is_poster(self) -> bool:
        """Whether it is a sheet of at least A2, which shows more rather than the same larger."""
        low, high = sorted(self.css)
        return self.unit != "px" and low >= POSTER[0] and high >= POSTER[1]

    def in_css(self, length: float) -> float:
        """A length of the page's unit in CSS pixels."""
        inches = {"px": self.resolution, "mm": INCH, "in": 1.0}[self.unit]
        return length / inches * CSS_DPI

    def has(self, *parts: PagePart) -> bool:
        """Whether any of these parts is requested."""
        return any(part in self.parts for part in parts)


def file_name(scene: Scene, request: Request, today: date) -> str:
    """The default file name without suffix, such as `arctic-map-world-2022-to-2024-ru-2026-11-26`."""
    parts = (
        slug(request.title or "") or _shown(scene, request),
        slug(scene.period),
        request.language or "",
        today.isoformat(),
    )
    return "-".join(("arctic-map", *filter(None, parts)))


def _shown(scene: Scene, request: Request) -> str:
    """What is selected, or the projection and whether the map shows the whole route."""
    chosen = scene.selected
    if chosen is not None:
        name = chosen.feature or chosen.fact or chosen.person
        if name and (part := slug(name)):
            return part
    # File names leave out the usual projection.
    if scene.projection.id != DEFAULT.id:
        return slug(scene.projection.name)
    shown = request.box or (scene.viewport.box if scene.viewport else scene.projection.home)
    home = scene.projection.sheet or scene.projection.home
    whole = shown[2] - shown[0] >= 0.8 * (home[2] - home[0])
    return "route" if whole else "view"


def slug(words: str) -> str:
    """Letters and digits in lower case with hyphens, of any script, without accents."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    plain_letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    part = re.sub(r"[^\w]+|_", "-", unicodedata.normalize("NFC", plain_letters)).strip("-")
    return part[:MAX_PART_LENGTH].rstrip("-")


@dataclass(frozen=True, slots=True)
class Preset:
    """A named page size."""

    name: str
    words: str
    width: float
    height: float
    unit: Unit
    dpi: float

    def applied(self, request: Request) -> Request:
        """The request with this size."""
        return replace(
            request, width=self.width, height=self.height, unit=self.unit, dpi=self.dpi, preset=self.name
        )


PRESETS = (
    Preset("slide-16x9", tr_later("Slide 16:9"), 1920, 1080, "px", 96),
    Preset("a4-portrait", tr_later("A4 portrait"), 210, 297, "mm", 300),
    Preset("a4-landscape", tr_later("A4 landscape"), 297, 210, "mm", 300),
    Preset("a3-portrait", tr_later("A3 portrait"), 297, 420, "mm", 300),
    Preset("a3-landscape", tr_later("A3 landscape"), 420, 297, "mm", 300),
    Preset("journal-single", tr_later("Journal, single column"), 85, 140, "mm", 600),
    Preset("journal-double", tr_later("Journal, double column"), 175, 130, "mm", 600),
    Preset("square", tr_later("Square"), 1080, 1080, "px", 96),
    Preset("hd-16x9", tr_later("HD 16:9"), 1280, 720, "px", 96),
    Preset("vertical-9x16", tr_later("Vertical 9:16"), 1080, 1920, "px", 96),
)


def preset_named(name: str) -> Preset:
    """The preset of this name. Raises UnknownName."""
    for preset in PRESETS:
        if preset.name == name:
            return preset
    known = ", ".join(preset.name for preset in PRESETS)
    raise UnknownName(
        tr("there is no preset {name!r}", name=name), why=tr("known presets: {known}", known=known)
    )
