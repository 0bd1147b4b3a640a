"""The guided tour: the article's argument in steps, each with what the map shows."""

from dataclasses import dataclass

from arctic_map.model.projection import Box
from arctic_map.model.style import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class TourStep:
    """One of them."""

    id: str
    title: str
    text: str
    projection: str
    """Id of the projection."""
    view: tuple[str, ...] = ()
    """Ids of the features that the map must hold; all of the projection's home without any."""
    box: Box | None = None
    """What the map shows, projected metres; by `view` without any."""
    layers: tuple[str, ...] | None = None
    """Ids of the subject layers that are shown; None for all of them."""
    when: str = ""
    """The days that are shown, written as in facts; all when empty."""
    theme: Theme | None = None
    """The colours of the map; the reader's own without any."""
    facts: tuple[str, ...] = ()
    """Ids; the first one is selected, and the places of all are highlighted."""
