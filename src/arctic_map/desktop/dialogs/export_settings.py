"""The settings of exports as text, without what belongs to one page alone, and those saved under a name."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from arctic_map.errors import ExportError
from arctic_map.export.request import (
    ALL,
    DPI,
    MARGIN,
    PRESETS,
    QUALITY,
    SIDES,
    TEXT_SCALE,
    PagePart,
    Reach,
    Request,
    Unit,
    part_named,
)
from arctic_map.model.export_formats import EXPORT_FORMATS
from arctic_map.model.preferences import NAMES, Names
from arctic_map.model.style import Colours
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.map_views import CHOSEN

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from PySide6.QtCore import QSettings

    from arctic_map.model.projection import Viewport
    from arctic_map.model.saved_view import SavedView
    from arctic_map.scene.scene import Scene


KEY = "export/last"
OF_PAGE = ("parts", "everything")
"""Settings that a preset keeps, but no page passes on to the next."""
FOLDER_KEY = "export/folder"
WIDTH = 1920
SHAPES = (0.5, 1.25)
"""Minimum and maximum ratio of height to width."""
PARTS = {
    PagePart.TITLE: tr_later("Title"),
    PagePart.SUBTITLE: tr_later("Subtitle"),
    PagePart.PERIOD: tr_later("Date range"),
    PagePart.LEGEND: tr_later("Legend"),
    PagePart.RELIEF: tr_later("Relief, from A2 on"),
    PagePart.RIVERS: tr_later("Rivers, from A2 on"),
    PagePart.INSET: tr_later("Inset: location on Earth"),
    PagePart.CHART: tr_later("Chart of distances"),
    PagePart.SCALE: tr_later("Scale bar"),
    PagePart.ARROW: tr_later("Arrow to the pole"),
    PagePart.FRAME: tr_later("Frame"),
    PagePart.FRAME_LABELS: tr_later("Degrees along the frame"),
    PagePart.PROJECTION: tr_later("Projection"),
    PagePart.SOURCES: tr_later("Sources"),
    PagePart.WARNING: tr_later("Not for navigation"),
    PagePart.VERSION: tr_later("Version"),
}
THEMES = {"light": tr_later("Light"), "dark": tr_later("Dark"), "greyscale": tr_later("Greyscale")}
UNIT_WORDS = {"px": tr_later("px"), "mm": tr_later("mm"), "in": tr_later("in")}
LANGUAGES: dict[Names, str] = {"en": tr_later("English"), "ru": "Русский", "zh": "中文"}
UNITS: tuple[Unit, ...] = get_args(Unit)
COLOURS: tuple[Colours, ...] = get_args(Colours)


def encoded(request: Request, format: str, without: Collection[str] = ()) -> str:
    """The settings as JSON, without these."""
    settings = {
        "format": format,
        "preset": request.preset,
        "width": float(request.width),
        "height": float(request.height),
        "unit": request.unit,
        "dpi": float(request.resolution),
        "parts": sorted(request.parts),
        "theme": request.theme,
        "language": request.language,
        "text_scale": float(request.text_scale),
        "margin": request.margin,
        "everything": request.everything,
        "world_file": request.world_file,
        "quality": request.quality,
        "outlines": request.outlines,
    }
    return json.dumps({name: value for name, value in settings.items() if name not in without})


def chosen_for_page(request: Request) -> dict[str, Any]:
    """What was typed and chosen for one page, which a page of another map does not have."""
    parts = {"left_out": tuple(sorted(ALL - request.parts)), "everything": request.everything}
    return {name: parts[name] if name in parts else getattr(request, name) for name in CHOSEN}


def with_chosen(request: Request, page: SavedView) -> Request:
    """The request with what was typed and chosen for its page."""
    chosen = {name: getattr(page, name) for name in CHOSEN if name != "left_out"}
    return replace(request, parts=ALL - {*page.left_out}, **chosen)


def restored(text: object, first: Request, without: Collection[str] = ()) -> tuple[Request, str]:
    """The saved request and format (default PNG); others, such as texts and `without`, are `first`'s."""
    try:
        saved = json.loads(str(text)) if text else {}
    except ValueError:
        saved = {}
    if not isinstance(saved, dict):
        saved = {}
    saved = {name: value for name, value in saved.items() if name not in without}
    format = saved.get("format")
    return _request(saved, first), format if format in EXPORT_FORMATS else ".png"


def _request(saved: dict[str, Any], first: Request) -> Request:
    parts = saved.get("parts")
    request = replace(
        first,
        parts=frozenset(filter(None, map(part_named, parts))) if isinstance(parts, list) else first.parts,
        theme=saved["theme"] if saved.get("theme") in COLOURS else None,
        language=saved["language"] if saved.get("language") in NAMES else None,
        text_scale=_number(saved.get("text_scale"), TEXT_SCALE) or first.text_scale,
        everything=saved.get("everything", first.everything) is True,
        world_file=saved.get("world_file") is True,
        outlines=saved.get("outlines") is True,
        quality=round(_number(saved.get("quality"), QUALITY) or first.quality),
    )
    if any(preset.name == saved.get("preset") for preset in PRESETS):
        request = replace(request, preset=saved["preset"])
    if (unit := saved.get("unit")) not in UNITS:
        return replace(request, preset=first.preset)
    width, height = (_number(saved.get(side), SIDES[unit]) for side in ("width", "height"))
    if not (width and height):
        return replace(request, preset=first.preset)
    return replace(
        request,
        width=width,
        height=height,
        unit=unit,
        dpi=_number(saved.get("dpi"), DPI),
        margin=_number(saved.get("margin"), MARGIN) or None,
    )


def _number(value: object, reach: Reach) -> float | None:
    """The number if it is within the range, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if reach[0] <= value <= reach[1] else None


def in_unit(request: Request, unit: Unit) -> Request:
    """The same page with its size in another unit."""
    if unit == request.unit:
        return request
    resolution = request.resolution
    one = replace(request, unit=unit, dpi=resolution).in_css(1.0)
    width, height, margin = (
        None if length is None else request.in_css(length) / one
        for length in (request.width, request.height, request.margin)
    )
    return replace(
        request, width=width or 1.0, height=height or 1.0, margin=margin, unit=unit, dpi=resolution
    )


def selected_facts(scene: Scene) -> tuple[str, ...]:
    """Ids of the selected fact, or of the facts of the selected feature."""
    if scene.selected is None:
        return ()
    if scene.selected.fact:
        return (scene.selected.fact,)
    shown = (fact for fact in scene.facts if scene.selected and scene.selected.feature in fact.features)
    return tuple(fact.id for fact in shown)


def size_for(viewport: Viewport | None) -> tuple[int, int]:
    """Default width and height in px for the shape of the window."""
    shape = viewport.height / viewport.width if viewport else 0.5625
    return WIDTH, round(WIDTH * min(max(shape, SHAPES[0]), SHAPES[1]))


PRESETS_KEY = "export/presets"
MAX_NAME_LENGTH = 60
"""Maximum length of a name."""
MAX_PRESETS = 100


class OwnPresets:
    """Presets by name; each value is a text from export_settings.encoded."""

    def __init__(self, stored: QSettings) -> None:
        self._stored = stored

    def read(self) -> Mapping[str, str]:
        """The presets sorted by name; unreadable ones are left out."""
        try:
            saved = json.loads(str(self._stored.value(PRESETS_KEY) or "{}"))
        except ValueError:
            saved = {}
        if not isinstance(saved, dict):
            return {}
        sound = {name: text for name, text in saved.items() if isinstance(text, str) and _is_name(name)}
        return dict(sorted(sound.items(), key=lambda item: item[0].casefold())[:MAX_PRESETS])

    def save(self, name: str, text: str) -> str:
        """Save settings under a normalised name, which is returned. Raises ExportError if it is invalid."""
        name = " ".join(name.split())
        if not _is_name(name):
            raise ExportError(
                tr("the name of a preset must have 1 to {longest} characters", longest=MAX_NAME_LENGTH)
            )
        if any(name.casefold() == preset.words.casefold() for preset in PRESETS):
            raise ExportError(
                tr("“{name}” is a built-in preset", name=name), why=tr("please choose another name")
            )
        presets = dict(self.read())
        if name not in presets and len(presets) >= MAX_PRESETS:
            raise ExportError(
                tr("there are {most} presets already", most=MAX_PRESETS), why=tr("please delete one first")
            )
        self._write({**presets, name: text})
        return name

    def delete(self, name: str) -> None:
        """Delete a preset."""
        self._write({own: text for own, text in self.read().items() if own != name})

    def _write(self, presets: Mapping[str, str]) -> None:
        self._stored.setValue(PRESETS_KEY, json.dumps(presets))
        self._stored.sync()


def _is_name(name: str) -> bool:
    return 0 < len(name) <= MAX_NAME_LENGTH and name.isprintable()
