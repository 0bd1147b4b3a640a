"""Projections, saved views and days that an HTML page offers."""

from calendar import monthrange
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from arctic_map.geo.position import project, unproject
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.geo.turning import base_id, moved, rotation
from arctic_map.model.catalog import Catalog, Layer, LayerKind
from arctic_map.model.feature import Feature
from arctic_map.model.projection import Box, Projection
from arctic_map.model.saved_view import SavedView
from arctic_map.model.tr import tr, tr_content
from arctic_map.scene import timeline
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.scene.session.journeys import WORLD
from arctic_map.scene.session.saved_sessions import restored_view
from arctic_map.scene.session.session import Session, filtered_out
from arctic_map.scene.timeline import period_in_words

FOREVER = 12 * date.max.year + 11
"""The month of an open end."""


@dataclass(frozen=True, slots=True)
class ChosenDays:
    """Slider positions, the text of the period, and what it hides; None for whole months."""

    first: int
    last: int
    words: str
    hidden: dict[str, tuple[str, ...]] | None
    """Ids of hidden `features` and `facts`."""


def month_of(day: date) -> int:
    """The month of a day, counted from year 0."""
    return 12 * day.year + day.month - 1


def months(when: str | None) -> tuple[int, int] | None:
    """First and last month of a date, or None without a date."""
    span = timeline.span(when)
    if span is None:
        return None
    return (month_of(span.first) if span.first else 0), (month_of(span.last) if span.last else FOREVER)


def chosen_days(when: timeline.Range | None, catalog: Catalog) -> dict[str, Any] | None:
    """A period for the page, or None for all days."""
    if when is None:
        return None
    is_whole = when.first.day == 1 and when.last.day == monthrange(when.last.year, when.last.month)[1]
    hidden = None if is_whole else _hidden_by(when, catalog)
    return asdict(ChosenDays(month_of(when.first), month_of(when.last), period_in_words(when), hidden))


def _hidden_by(when: timeline.Range, catalog: Catalog) -> dict[str, tuple[str, ...]]:
    features, facts = catalog.features.values(), catalog.facts
    return {
        "features": tuple(each.id for each in features if not timeline.within(each.when, when)),
        "facts": tuple(each.id for each in facts if not timeline.within(each.when, when)),
    }


def never_shown(scene: Scene) -> timeline.HiddenByTime:
    """What is hidden by kind, precision or hand, independent of the days."""
    session = Session(
        kinds_hidden=scene.kinds_hidden,
        precisions_hidden=scene.precisions_hidden,
        features_hidden=scene.features_hidden,
    )
    return hidden_by_time(scene.catalog, session)


def hidden_by_time(catalog: Catalog, session: Session) -> timeline.HiddenByTime:
    """What a session without days hides, except by month, since months are selected on the page."""
    hidden = filtered_out(catalog, session)
    return timeline.HiddenByTime(hidden.facts, hidden.features - _only_of_other_months(catalog, session))


def _only_of_other_months(catalog: Catalog, session: Session) -> set[str]:
    """Ids of features that only the selected month hides."""
    return {
        feature.id
        for feature in catalog.monthly
        if feature.id not in session.features_hidden and feature.precision not in session.precisions_hidden
    }


MAX_FILE_FEATURES = 1000
"""Maximum features of an opened file that are listed by name."""


def views(scene: Scene, box: Box | None = None) -> list[dict[str, Any]]:
    """The initial view and saved ones, or none without these. Boxes, also `box`, are projected metres."""
    named = [
        {"id": each.id, "name": tr_content(each.name), **_view(each.view, scene)}
        for each in scene.catalog.views
    ]
    return [_opened(scene, box), *named] if named else []


def _opened(scene: Scene, box: Box | None) -> dict[str, Any]:
    return {
        "id": "",
        "name": tr("As the page opened"),
        "projection": scene.projection.id,
        "box": scene.projection.home if box is None else box,
        "hidden": [layer.id for layer in scene.layers if not layer.shown],
        "opacity": {},
        "days": chosen_days(scene.when, scene.catalog),
        "month": scene.month or 0,
        "features": [],
        "facts": [],
    }


def _view(view: SavedView, scene: Scene) -> dict[str, Any]:
    session = restored_view(view, scene.catalog)
    hidden_by_days = hidden_by_time(scene.catalog, replace(session, when=None))
    projection, box = placed(view.projection, view.box, scene)
    opacity = dict(session.opacity)
    return {
        "projection": projection,
        "box": box,
        "hidden": sorted(session.hidden),
        "opacity": {layer.id: opacity.get(layer.id, 1.0) for layer in scene.layers},
        "days": chosen_days(session.when, scene.catalog),
        "month": session.month or 0,
        "features": sorted(hidden_by_days.features),
        "facts": sorted(hidden_by_days.facts),
    }


def placed(projection: str, box: Box, scene: Scene) -> tuple[str, Box]:
    """A projection among those of the page, and a box in it, moved if the map is turned differently.

    Instead of a centred map that the page does not offer, it is the world, around the same place.
    """
    there = next((each for each in offered(scene) if base_id(each.id) == base_id(projection)), None)
    if there is None:
        return _on_the_world(projection_named(projection), box)
    if there.id == projection:
        return there.id, box
    return there.id, moved(box, rotation(projection_named(projection), there.down))


def _on_the_world(projection: Projection, box: Box) -> tuple[str, Box]:
    world, (x0, y0, x1, y1) = projection_named(WORLD), box
    place = unproject(projection, (x0 + x1) / 2, (y0 + y1) / 2)
    spot = project(world, *place) if place else None
    if spot is None:
        return world.id, world.home
    half_w, half_h = (x1 - x0) / 2, (y1 - y0) / 2
    return world.id, (spot[0] - half_w, spot[1] - half_h, spot[0] + half_w, spot[1] + half_h)


def offered(scene: Scene) -> tuple[Projection, ...]:
    """All projections, the present one with its meridian; of an atlas of one's own that one and the world."""
    now = scene.projection
    if not scene.catalog.publisher:
        return tuple(dict.fromkeys((now, projection_named(WORLD))))
    if now.centre is not None:
        return (now, *PROJECTIONS)
    return tuple(now if each.id == base_id(now.id) else each for each in PROJECTIONS)


def layers(scene: Scene) -> tuple[SceneLayer, ...]:
    """The layers of the page in drawing order. Images are included only if visible, because of their size."""
    return tuple(layer for layer in scene.layers if layer.shown or layer.kind is not LayerKind.IMAGE)


def listed_by_name(layer: Layer) -> tuple[Feature, ...]:
    """The features listed by name, for readers who cannot point at the map."""
    return layer.features[:MAX_FILE_FEATURES] if layer.file else layer.features
