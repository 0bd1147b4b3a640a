"""What a snapshot shall be: its size, what stands on it, its words its colours and the name of its file."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from arctic_map.model.preferences import Names
from arctic_map.model.projection import Box
from arctic_map.model.style import Colours
from arctic_map.scene.scene import Scene

Unit = Literal["px", "mm", "in"]
CSS_DPI = 96.0
"""CSS pixels in an inch: what text and lines are measured in."""
INCH = 25.4
"""Millimetres."""
SCREEN_DPI, PRINT_DPI = 96.0, 300.0
SMALLEST, LARGEST = 64, 10_000
"""Of a side of a picture, pixels."""
Reach = tuple[float, float]
"""The least and the most that may be asked for."""
SIDES: dict[Unit, Reach] = {"px": (SMALLEST, LARGEST), "mm": (15.0, 5000.0), "in": (0.6, 200.0)}
DPI: Reach = (30.0, 2400.0)
TEXT_SCALE: Reach = (0.3, 5.0)
QUALITY: Reach = (1.0, 100.0)
USUAL_QUALITY = 92
"""The least at which the edges of letters stay clean."""
MARGIN: Reach = (0.0, 2000.0)
"""In the unit of the page."""
LONGEST_PART = 40
"""Letters of a part of the name of a file."""
UNNAMED_PROJECTION = "nsr"
"""The usual projection, which the name of a file leaves out."""


class Part(StrEnum):
    """What stands on a page beside the map, or below it; each can be left out."""

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


ALL = frozenset(Part)
POSTER = 1580.0, 2230.0
"""Sides of the smallest poster, CSS px."""


def part_named(name: object) -> Part | None:
    """The part of this name; `plane` is what 0.1 called the projection. None for what is no part's name."""
    return Part.PROJECTION if name == "plane" else next((part for part in Part if part == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    width: float = 1920.0
    height: float = 1080.0
    unit: Unit = "px"
    """Of width, height and margin."""
    dpi: float | None = None
    """Pixels of the picture to an inch of paper; without one 96 for a size in pixels, 300 for others."""
    parts: frozenset[Part] = ALL
    title: str | None = None
    """In place of the atlas's own title; the subtitle likewise."""
    subtitle: str | None = None
    facts: tuple[str, ...] = ()
    """Ids of facts to list beside or below the map, with their numbers at their places."""
    legend: tuple[tuple[str, str], ...] = ()
    """Styles with words of one's own for their lines of the legend; no words leave a line out."""
    theme: Colours | None = None
    """None for the colours of the scene, which are the window's."""
    language: Names | None = None
    """Of all words on the page; None for that in which the scene names its places."""
    names: Names | None = None
    """Of the names of places, where that is another one than the page's."""
    text_scale: float = 1.0
    """All but the map itself so much larger: words, symbols, widths of lines."""
    margin: float | None = None
    """From the edge of the page to what stands on it; without one as suits the page."""
    box: Box | None = None
    """What the map shows, metres of the projection with that meridian; without one what the window shows."""
    meridian: int | None = None
    """The one that points down on a polar map, degrees east; None for that of the scene."""
    world_file: bool = False
    """Whether a PNG or JPEG gets a file beside it that says where its pixels lie on the projection."""
    outlines: bool = False
    """Whether an SVG has its words as shapes, which look alike in every program and are no text."""
    quality: int = USUAL_QUALITY
    """Of a JPEG or WebP; a WebP of the best has every pixel as it was painted."""
    preset: str = ""

    @property
    def resolution(self) -> float:
        """Pixels to an inch."""
        return self.dpi or (SCREEN_DPI if self.unit == "px" else PRINT_DPI)

    @property
    def css(self) -> tuple[float, float]:
        """Width and height in CSS pixels, of which 96 are an inch."""
        return self.in_css(self.width), self.in_css(self.height)

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the picture in pixels."""
        if self.unit == "px":
            return round(self.width), round(self.height)
        inches = (INCH if self.unit == "mm" else 1.0) / self.resolution
        return round(self.width / inches), round(self.height / inches)

    @property
    def is_poster(self) -> bool:
        """Whether it is paper as large as A2, either way up: such a page tells more, not the same larger."""
        low, high = sorted(self.css)
        return self.unit != "px" and low >= POSTER[0] and high >= POSTER[1]

    def in_css(self, length: float) -> float:
        inches = {"px": self.resolution, "mm": INCH, "in": 1.0}[self.unit]
        return length / inches * CSS_DPI

    def has(self, *parts: Part) -> bool:
        """Whether any of these is wanted."""
        return any(part in self.parts for part in parts)


def file_name(scene: Scene, request: Request, today: date) -> str:
    """Without its end: `arctic-map-route-2026-11-26`, `arctic-map-world-2022-to-2024-ru-2026-11-26`."""
    parts = (
        slug(request.title or "") or _shown(scene, request),
        slug(scene.period),
        request.language or "",
        today.isoformat(),
    )
    return "-".join(("arctic-map", *filter(None, parts)))


def _shown(scene: Scene, request: Request) -> str:
    """What is selected, or the projection and whether all of the route is on the map."""
    chosen = scene.selected
    if chosen is not None:
        name = chosen.feature or chosen.fact or chosen.person
        if name and (found := slug(name)):
            return found
    if scene.projection.id != UNNAMED_PROJECTION:
        return slug(scene.projection.name)
    shown = request.box or (scene.viewport.box if scene.viewport else scene.projection.home)
    home = scene.projection.sheet or scene.projection.home
    whole = shown[2] - shown[0] >= 0.8 * (home[2] - home[0])
    return "route" if whole else "view"


def slug(words: str) -> str:
    """Lower-case letters and digits with hyphens between; letters of any script, none of them accented."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = re.sub(r"[^\w]+|_", "-", unicodedata.normalize("NFC", kept)).strip("-")
    return found[:LONGEST_PART].rstrip("-")
