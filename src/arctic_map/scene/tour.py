"""The map at a step of the guided tour."""

from dataclasses import replace

from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import BASE, Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.fact import Figure
from arctic_map.model.projection import Box
from arctic_map.model.style import Theme
from arctic_map.model.tour import TourStep
from arctic_map.model.view import Goal, Selection
from arctic_map.scene import timeline
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.session.approach import box_of
from arctic_map.scene.session.history import History
from arctic_map.scene.session.session import Session
from arctic_map.scene.words.words import ORDINALS

DECIDED = (
    *("projection", "hidden", "opacity", "order", "features_hidden", "selected"),
    *("when", "kinds_hidden", "precisions_hidden", "story"),
)
"""Fields of a session that each step sets, besides theme and view."""


def at(
    step: TourStep,
    session: Session,
    catalog: Catalog,
    drawings: Drawings,
    *,
    smooth: bool = True,
    theme: Theme | None = None,
) -> Session:
    """The session at a step; fields that the step does not set stay.

    `theme` is the reader's, for steps without one; None for that of the session. The map jumps if the
    projection changes, as that cannot be animated.
    """
    turned = step.projection != session.projection
    span = timeline.span(step.when)
    return replace(
        session,
        projection=step.projection,
        theme=step.theme or theme or session.theme,
        hidden=_hidden(step, catalog),
        opacity=(),
        order=(),
        features_hidden=frozenset(),
        selected=_selection(step, catalog),
        when=timeline.Range(span.first, span.last) if span and span.first and span.last else None,
        kinds_hidden=frozenset(),
        precisions_hidden=frozenset(),
        story=True,
        viewport=None if turned else session.viewport,
        goal=Goal(view(step, catalog, drawings), smooth and not turned, exact=step.box is not None),
    )


def left(session: Session, before: Session) -> Session:
    """The session after the tour: fields set by its steps are restored from `before`."""
    return replace(session, **{name: getattr(before, name) for name in DECIDED})


def history_left(history: History, before: Session) -> History:
    """The history after the tour, so that undoing a change made meanwhile does not return to a step."""
    done = (
        replace(step, before=left(step.before, before), after=left(step.after, before))
        if step.before.story
        else step
        for step in history.done
    )
    return replace(history, done=tuple(done))


def exhibit(step: TourStep, catalog: Catalog) -> Chart | Figure | None:
    """What accompanies the text of a step: a chart of its facts, else their first figure; None without."""
    for chart in catalog.charts:
        if set(chart.facts) & set(step.facts):
            return chart
    figures = (figure for fact in step.facts for figure in catalog.fact[fact].figures)
    return next((figure for figure in figures if figure.unit not in ORDINALS), None)


def view(step: TourStep, catalog: Catalog, drawings: Drawings) -> Box:
    """The extent of a step in projected metres."""
    if step.box is not None:
        return step.box
    return box_of(step.view, catalog, step.projection, drawings) or projection_named(step.projection).home


def _selection(step: TourStep, catalog: Catalog) -> Selection | None:
    """The first fact, with the places of all highlighted."""
    if not step.facts:
        return None
    places = (id for fact in step.facts for id in catalog.fact[fact].features)
    return Selection(fact=step.facts[0], compared=tuple(dict.fromkeys(places)))


def _hidden(step: TourStep, catalog: Catalog) -> frozenset[str]:
    """Ids of hidden layers: the base map as at the start, the subject layers by the step."""
    return frozenset(
        layer.id
        for layer in catalog.layers
        if not (layer.shown if layer.topic == BASE or step.layers is None else layer.id in step.layers)
    )
