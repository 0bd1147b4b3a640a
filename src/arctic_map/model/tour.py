"""The guided tour: the argument of the article in steps, each with a map."""

from dataclasses import dataclass

from arctic_map.model.projection import Box
from arctic_map.model.style import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class TourStep:
    """A step of the tour."""

    id: str
    title: str
    text: str
    projection: str
    view: tuple[str, ...] = ()
    """Ids of the features that the map must show; if empty, it shows the home extent."""
    box: Box | None = None
    """Extent of the map in projected metres; None to use `view`."""
    layers: tuple[str, ...] | None = None
    """Ids of the visible subject layers; None for all."""
    when: str = ""
    """The visible days, written as in facts; empty for all."""
    theme: Theme | None = None
    """Colours of the map; None for the reader's choice."""
    facts: tuple[str, ...] = ()
    """Fact ids; the first one is selected, the places of all are highlighted."""
