"""The state of the user's session: frozen, only changed by actions; and what its filters hide."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.model.itinerary import NOWHERE, USUAL_SPEEDS, Itinerary, Speeds
from arctic_map.model.preferences import DEFAULT, Preferences
from arctic_map.model.reckoning import shown
from arctic_map.scene import timeline
from arctic_map.scene.timeline import HiddenByTime

if TYPE_CHECKING:
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.model.note import Note
    from arctic_map.model.projection import Goal, Selection, Viewport
    from arctic_map.model.saved_view import SavedView
    from arctic_map.model.style import Theme
    from arctic_map.scene.timeline import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """All choices of the user."""

    projection: str = "nsr"
    theme: Theme = "light"
    preferences: Preferences = DEFAULT
    edition: int = 0
    """Version of the content; 0 is the one that was opened."""
    files: tuple[str, ...] = ()
    """Paths of open files in the order of opening."""
    notes: tuple[Note, ...] = ()
    """The reader's own notes and measurements in the order of creation."""
    styles: tuple[tuple[str, LayerStyle], ...] = ()
    """Layer id and style of opened files, if the reader chose a style."""
    names: tuple[tuple[str, str], ...] = ()
    """Layer id and name of opened files, if the reader renamed them."""
    hidden: frozenset[str] = frozenset()
    features_hidden: frozenset[str] = frozenset()
    """Ids of single hidden features in visible layers."""
    opacity: tuple[tuple[str, float], ...] = ()
    """Layer id and opacity, 0 to 1, of layers that are not opaque."""
    order: tuple[str, ...] = ()
    """Ids of movable layers in draw order, bottom first; empty for the default order."""
    selected: Selection | None = None
    when: Range | None = None
    """The visible period; None for all."""
    month: int | None = None
    """Month of the ice, 1 to 12; None for its extremes, September and March."""
    kinds_hidden: frozenset[str] = frozenset()
    """Hidden kinds of facts: reported, attributed, forecast, judgement."""
    precisions_hidden: frozenset[str] = frozenset()
    """Hidden classes of precision."""
    route: Itinerary = NOWHERE
    speeds: Speeds = USUAL_SPEEDS
    """Speeds for the days of the route."""
    page: SavedView | None = None
    """The view of the last exported page, with its title, subtitle and legend texts."""
    story: bool = False
    """Whether the map accompanies a story, with animated lanes and no legend."""
    goal: Goal | None = None
    """The requested view; cleared when the page reports its viewport."""
    viewport: Viewport | None = None
    """The viewport reported by the page."""


def filtered_out(catalog: Catalog, session: Session) -> HiddenByTime:
    """Ids of facts and features that are filtered out, including features hidden by hand."""
    by_time = timeline.hidden(catalog, session.when)
    facts = {fact.id for fact in catalog.facts if fact.kind in session.kinds_hidden}
    features = set(session.features_hidden) | other_months(catalog, session.month)
    # Only for layers of the atlas: opened files have no precision and may be large.
    for layer in catalog.layers if session.precisions_hidden else ():
        if not layer.file:
            features |= {each.id for each in layer.features if each.precision in session.precisions_hidden}
    return HiddenByTime(by_time.facts | facts, by_time.features | features)


def other_months(catalog: Catalog, month: int | None) -> set[str]:
    """Ids of the features of months that are not shown; without a selected month, of all but the extremes."""
    return {feature.id for feature in catalog.monthly if feature.month not in shown(month)}


def without(drawing: Drawing, features: Collection[str]) -> Drawing:
    """The drawing without these features."""
    if not features:
        return drawing
    return replace(
        drawing,
        shapes=tuple(shape for shape in drawing.shapes if shape.feature not in features),
        chevrons=tuple(mark for mark in drawing.chevrons if mark.feature not in features),
        labels=tuple(label for label in drawing.labels if label.feature not in features),
    )
