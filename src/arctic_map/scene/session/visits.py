"""Back and forward navigation, as in a browser."""

from dataclasses import dataclass

from arctic_map.model.projection import Box
from arctic_map.model.view import Selection

DEPTH = 100


@dataclass(frozen=True, slots=True)
class VisitedView:
    """A view that the map has shown."""

    projection: str
    box: Box
    """Visible extent in projected metres."""
    selected: Selection | None


@dataclass(frozen=True, slots=True)
class ViewHistory:
    """Visits before and after the present one."""

    past: tuple[VisitedView, ...] = ()
    """The latest last."""
    future: tuple[VisitedView, ...] = ()
    """The next last."""


def left(visits: ViewHistory, here: VisitedView) -> ViewHistory:
    """Add a visit before the map moves elsewhere; repeated ones are merged."""
    past = visits.past if visits.past[-1:] == (here,) else (*visits.past[1 - DEPTH :], here)
    return ViewHistory(past)


def back(visits: ViewHistory, here: VisitedView) -> tuple[ViewHistory, VisitedView]:
    """The new visits and the previous one; `here` if there is none."""
    if not visits.past:
        return visits, here
    *past, there = visits.past
    return ViewHistory(tuple(past), (*visits.future, here)), there


def forward(visits: ViewHistory, here: VisitedView) -> tuple[ViewHistory, VisitedView]:
    """The new visits and the next one; `here` if there is none."""
    if not visits.future:
        return visits, here
    *future, there = visits.future
    return ViewHistory((*visits.past, here), tuple(future)), there
