"""Descriptions of an outline that is being drawn."""

from __future__ import annotations

from arctic_map.geo import measure
from arctic_map.model.outline import Outline, OutlineKind, Place
from arctic_map.model.preferences import Preferences
from arctic_map.model.tr import tr, tr_count
from arctic_map.scene.digitising.geometries import geometry_of
from arctic_map.scene.words.units import area_in_words, length_in_words
from arctic_map.scene.words.words import position_in_words


def size_in_words(outline: Outline, preferences: Preferences) -> str:
    """Position of a point, length of a line or area of an area; empty if there are too few vertices."""
    if not outline.is_enough:
        return ""
    match outline.kind:
        case OutlineKind.POINT:
            return place_in_words(outline.parts[0][0], preferences)
        case OutlineKind.LINE:
            return length_in_words(measure.length(geometry_of(outline)), preferences.units)
        case OutlineKind.AREA:
            if any(map(measure.crosses_itself, outline.parts)):
                return tr("The outline crosses itself")
            return area_in_words(measure.area(geometry_of(outline)), preferences.units)


def vertices_in_words(outline: Outline) -> str:
    """The number of vertices, and which one is selected."""
    if outline.kind is OutlineKind.POINT:
        return ""
    if outline.chosen is None:
        return tr_count(outline.count, "{count} vertex", "{count} vertices")
    number = outline.vertices.index(outline.chosen) + 1
    return tr("vertex {number} of {count}", number=number, count=outline.count)


def place_in_words(place: Place, preferences: Preferences) -> str:
    """A place in the reader's notation."""
    return position_in_words(*place, preferences.coordinates).partition(" · ")[0]
