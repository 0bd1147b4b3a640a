"""A view of the map that the atlas holds under a name."""

from dataclasses import dataclass

from arctic_map.model.saved_view import SavedView


@dataclass(frozen=True, slots=True)
class NamedView:
    """The view under its name."""

    id: str
    name: str
    view: SavedView
