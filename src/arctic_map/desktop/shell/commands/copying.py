"""Copying links, citations and positions to the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QGuiApplication

from arctic_map.geo.position import unproject
from arctic_map.model.catalog import Catalog
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.words.citation import citation
from arctic_map.scene.words.links import link_to_fact
from arctic_map.scene.words.naming import name_of
from arctic_map.scene.words.words import position_in_words

if TYPE_CHECKING:
    from arctic_map.scene.scene import Scene

What = Literal["link", "plain", "bibtex"]
COPIED: dict[What, str] = {
    "link": tr_later("The link to {what} was copied"),
    "plain": tr_later("The citation of {what} was copied"),
    "bibtex": tr_later("The BibTeX citation of {what} was copied"),
}


def copy(catalog: Catalog, fact_id: str | None, what: What) -> str:
    """Copy a link or citation of a fact, or of the atlas without one; return a message, "" without a copy."""
    fact = catalog.fact.get(fact_id or "")
    text = link_to_fact(fact.id) if fact and what == "link" else ""
    if what != "link":
        text = citation(catalog, fact, what)
    if not text:
        return ""
    QGuiApplication.clipboard().setText(text)
    return tr(COPIED[what], what=fact.id if fact else tr("the atlas"))


def copy_position(scene: Scene) -> str:
    """Copy the selected position or place, or the middle of the map, and return a message."""
    what, place = _position(scene)
    if place is None:
        return tr("The middle of the map is not on the Earth; no position was copied")
    text = position_in_words(*place, scene.preferences.coordinates).partition(" · ")[0]
    QGuiApplication.clipboard().setText(text)
    return tr("The position of {what} was copied: {text}", what=what, text=text)


def _position(scene: Scene) -> tuple[str, tuple[float, float] | None]:
    """Return the name of what is copied, and its longitude and latitude in degrees."""
    if scene.selected and scene.selected.position:
        return tr("the selected point"), scene.selected.position
    feature = scene.catalog.features.get((scene.selected.feature if scene.selected else "") or "")
    if feature is not None and feature.geometry.get("type") == "Point":
        lon, lat = feature.geometry["coordinates"][:2]
        return name_of(feature, scene.preferences.names), (lon, lat)
    view = scene.viewport
    return tr("the middle of the map"), unproject(scene.projection, view.x, view.y) if view else None
