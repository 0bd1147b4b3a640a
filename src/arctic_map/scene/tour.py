"""What the map shows at a step of the guided tour."""

from dataclasses import replace

from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.fact import Figure
from arctic_map.model.projection import Box
from arctic_map.model.style import Theme
from arctic_map.model.tour import TourStep
from arctic_map.model.view import Goal, Selection
from arctic_map.scene import timeline
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.reading import BASE
from arctic_map.scene.session.approach import box_of
from arctic_map.scene.session.history import History
from arctic_map.scene.session.session import Session
from arctic_map.scene.words.words import ORDINALS

DECIDED = (
    *("projection", "hidden", "opacity", "order", "features_hidden", "selected"),
    *("when", "kinds_hidden", "precisions_hidden", "story"),
)
"""Fields of a session that each step decides, besides theme and view."""


def at(
    step: TourStep,
    session: Session,
    catalog: Catalog,
    drawings: Drawings,
    *,
    smooth: bool = True,
    theme: Theme | None = None,
) -> Session:
    """The session at a step: all that the step decides, and nothing else of what the user had chosen.

    `theme` is the reader's own, for steps that ask for none; without it the session's stays.
    The map jumps where the projection changes: there is no way between two projections.
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
    """The session after the tour: what its steps decide is as it was before, all else as it is now."""
    return replace(session, **{name: getattr(before, name) for name in DECIDED})


def history_left(history: History, before: Session) -> History:
    """The history after the tour: undoing what was done meanwhile, as moving a note, shows no step again."""
    done = (
        replace(step, before=left(step.before, before), after=left(step.after, before))
        if step.before.story
        else step
        for step in history.done
    )
    return replace(history, done=tuple(done))


def exhibit(step: TourStep, catalog: Catalog) -> Chart | Figure | None:
    """What stands beside the words of a step: a chart of its facts, else the first figure that they hold."""
    for chart in catalog.charts:
        if set(chart.facts) & set(step.facts):
            return chart
    figures = (figure for fact in step.facts for figure in catalog.fact[fact].figures)
    return next((figure for figure in figures if figure.unit not in ORDINALS), None)


def view(step: TourStep, catalog: Catalog, drawings: Drawings) -> Box:
    """What the map must hold at a step, projected metres."""
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
    """The base map stands as at the start; of the subject what the step shows."""
    return frozenset(
        layer.id
        for layer in catalog.layers
        if not (layer.shown if layer.topic == BASE or step.layers is None else layer.id in step.layers)
    )
