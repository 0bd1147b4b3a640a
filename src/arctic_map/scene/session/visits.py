"""Back and forward: where the map has been, like the pages of a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arctic_map.model.projection import Box
    from arctic_map.model.view import Selection

DEPTH = 100


@dataclass(frozen=True, slots=True)
class Visit:
    """One place where the map has been."""

    projection: str
    box: Box
    """What the map showed, projected metres."""
    selected: Selection | None


@dataclass(frozen=True, slots=True)
class Visits:
    """All of them, about the one where it is."""

    past: tuple[Visit, ...] = ()
    """The latest last."""
    future: tuple[Visit, ...] = ()
    """The next last."""


def left(visits: Visits, here: Visit) -> Visits:
    """The map goes elsewhere from here; twice the same place is one visit."""
    past = visits.past if visits.past[-1:] == (here,) else (*visits.past[1 - DEPTH :], here)
    return Visits(past)


def back(visits: Visits, here: Visit) -> tuple[Visits, Visit]:
    """The visits, and where to go: here when there is nothing to go back to."""
    if not visits.past:
        return visits, here
    *past, there = visits.past
    return Visits(tuple(past), (*visits.future, here)), there


def forward(visits: Visits, here: Visit) -> tuple[Visits, Visit]:
    if not visits.future:
        return visits, here
    *future, there = visits.future
    return Visits((*visits.past, here), tuple(future)), there
