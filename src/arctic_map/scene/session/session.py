"""The user's state: frozen, changed only by actions."""

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
    """All that the user has chosen."""

    projection: str = "nsr"
    theme: Theme = "light"
    preferences: Preferences = DEFAULT
    edition: int = 0
    """Which version of the content is shown; 0 is the one that was opened."""
    files: tuple[str, ...] = ()
    """Paths of the files that are open, in the order of opening."""
    notes: tuple[Note, ...] = ()
    """The reader's own notes and measurements, in the order in which they were made."""
    styles: tuple[tuple[str, LayerStyle], ...] = ()
    """Layer id and style, for opened files that their reader gave a look."""
    names: tuple[tuple[str, str], ...] = ()
    """Layer id and name, for opened files that their reader calls otherwise."""
    hidden: frozenset[str] = frozenset()
    features_hidden: frozenset[str] = frozenset()
    """Ids of single features that are left out of layers that are shown."""
    opacity: tuple[tuple[str, float], ...] = ()
    """Layer id and opacity 0..1, for layers that are not opaque."""
    order: tuple[str, ...] = ()
    """Ids of the layers that can be moved as they are drawn, bottom first; empty for the usual order."""
    selected: Selection | None = None
    when: Range | None = None
    """The days that are shown; all without one."""
    month: int | None = None
    """Month of the year, 1 to 12, of which ice is shown; without one September and March, its extremes."""
    kinds_hidden: frozenset[str] = frozenset()
    """Kinds of fact that are left out: reported, attributed, forecast, judgement."""
    precisions_hidden: frozenset[str] = frozenset()
    """Classes of precision whose features are left out."""
    route: Itinerary = NOWHERE
    """Which ways by sea are asked for."""
    speeds: Speeds = USUAL_SPEEDS
    """At which their days are counted."""
    page: SavedView | None = None
    """The map that a page was given words for, with them: title, subtitle and lines of the legend."""
    story: bool = False
    """Whether the map stands beside a story: without a legend, and lanes draw themselves."""
    goal: Goal | None = None
    """Where the map is asked to go; cleared when the page says where it is."""
    viewport: Viewport | None = None
    """Where the page said it is."""
