"""The map at a step of the guided tour, and the present map as a step, a named view or a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import BASE, Catalog, LayerKind, TourStep
from arctic_map.model.chart import Chart
from arctic_map.model.fact import Figure
from arctic_map.model.itinerary import TOPIC as ROUTE
from arctic_map.model.note import TOPIC as YOURS
from arctic_map.model.projection import Box, Goal, Selection
from arctic_map.model.saved_view import SavedView
from arctic_map.model.style import Theme
from arctic_map.scene import timeline
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.session.approach import box_of
from arctic_map.scene.session.history import History, Step
from arctic_map.scene.session.saved_sessions import file_name, saved
from arctic_map.scene.session.session import Session
from arctic_map.scene.words.words import ORDINALS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from arctic_map.scene.scene import Scene


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
    """The history after the tour: undoing or redoing a change made meanwhile does not return to a step."""

    def outside(step: Step) -> Step:
        if not step.before.story:
            return step
        return replace(step, before=left(step.before, before), after=left(step.after, before))

    return History(tuple(map(outside, history.done)), tuple(map(outside, history.undone)))


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


ZOOM = 2.0
"""Maximum scale ratio of two maps that count as the same."""
CHOSEN = ("title", "subtitle", "legend", "credit", "left_out", "everything")
"""The fields of a view that belong to its page."""
GUESTS = (YOURS, ROUTE)
"""Topics of layers that belong to the reader's session."""


def step_here(scene: Scene) -> TourStep:
    """A step without texts, with the selected fact and the visible layers, days and extent."""
    view = saved(scene, _box_of(scene))
    own = {layer.id for layer in scene.catalog.layers if layer.topic != BASE} & _own(scene)
    fact = scene.selected.fact if scene.selected else None
    return TourStep(
        id="",
        title="",
        text="",
        projection=view.projection,
        box=view.box,
        layers=tuple(id for id in view.layers if id in own),
        when="/".join(view.when) if view.when else "",
        facts=(fact,) if fact else (),
    )


def view_here(scene: Scene) -> SavedView:
    """The part of the view that belongs to the atlas, without the reader's files, notes, route or colours."""
    view = saved(scene, _box_of(scene))
    own = _own(scene)
    return SavedView(
        projection=view.projection,
        box=view.box,
        layers=tuple(id for id in view.layers if id in own),
        features_hidden=view.features_hidden,
        opacity=tuple((id, share) for id, share in view.opacity if id in own),
        when=view.when,
        month=view.month,
        kinds_hidden=view.kinds_hidden,
        precisions_hidden=view.precisions_hidden,
    )


def page_here(scene: Scene, chosen: Mapping[str, Any]) -> SavedView | None:
    """The map with what was typed and chosen for its page, by field of CHOSEN; None without any."""
    return replace(_map_of(scene), **chosen) if any(chosen.values()) else None


def page_of(scene: Scene, page: SavedView | None) -> SavedView | None:
    """What was typed and chosen for the page, if it shows the same map; else None."""
    if page is None:
        return None
    here = _map_of(scene)
    same = page_here(scene, {"box": page.box, **{name: getattr(page, name) for name in CHOSEN}})
    return page if page == same and _overlap(here.box, page.box) else None


def _map_of(scene: Scene) -> SavedView:
    """The properties of the map that its title refers to; opacity is none of them."""
    files = tuple(file_name(layer.file) for layer in scene.layers if layer.shown and layer.file)
    return replace(view_here(scene), files=files, opacity=(), route=saved(scene, _box_of(scene)).route)


def _overlap(one: Box, other: Box) -> bool:
    """Whether each contains the centre of the other, with a similar size."""
    (wide, high), (width, height) = ((box[2] - box[0], box[3] - box[1]) for box in (one, other))
    across, down = (abs(one[at] + one[at + 2] - other[at] - other[at + 2]) / 2 for at in (0, 1))
    near = across < min(wide, width) / 2 and down < min(high, height) / 2
    return near and 1 / ZOOM <= wide / width <= ZOOM


def _box_of(scene: Scene) -> Box:
    return scene.viewport.clear if scene.viewport else scene.projection.home


def _own(scene: Scene) -> set[str]:
    """Ids of the atlas's own layers."""
    return {
        layer.id
        for layer in scene.catalog.layers
        if not layer.file and layer.kind is not LayerKind.ROWS and layer.topic not in GUESTS
    }
