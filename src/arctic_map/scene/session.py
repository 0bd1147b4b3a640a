"""The user's state: frozen, changed only by actions."""

from dataclasses import dataclass
from typing import Literal

from arctic_map.model.view import Goal, Selection, Viewport

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    plane: str = "nsr"
    theme: Theme = "light"
    hidden: frozenset[str] = frozenset()
    opacity: tuple[tuple[str, float], ...] = ()
    """Layer id and opacity 0..1, for layers that are not opaque."""
    selected: Selection | None = None
    goal: Goal | None = None
    """Where the map is asked to go; cleared when the page says where it is."""
    viewport: Viewport | None = None
    """Where the page said it is."""
