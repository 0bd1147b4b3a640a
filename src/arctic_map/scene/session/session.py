"""The state of the user's session: frozen, only changed by actions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from arctic_map.model.itinerary import NOWHERE, USUAL_SPEEDS, Itinerary, Speeds
from arctic_map.model.preferences import DEFAULT, Preferences

if TYPE_CHECKING:
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.model.note import Note
    from arctic_map.model.saved_view import SavedView
    from arctic_map.model.style import Theme
    from arctic_map.model.view import Goal, Selection, Viewport
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
