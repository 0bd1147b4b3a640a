"""The moments of a film: what the map shows one after the other, as timeline, months and tour show it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, pairwise
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from arctic_map.errors import ExportError
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene import map_views, playback
from arctic_map.scene.compose import shows_subject
from arctic_map.scene.page_texts import compared_routes
from arctic_map.scene.routing.routes import dense
from arctic_map.scene.timeline import extent, marks, period_in_words, touches
from arctic_map.scene.words.measures import converted, length_in_words
from arctic_map.scene.words.words import capitalised

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog, TourStep
    from arctic_map.model.projection import Box
    from arctic_map.model.strait import Lonlat
    from arctic_map.model.tr import Wording
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.session import Session

MONTH_S, EVENT_S = 0.8, 1.0
"""Seconds that a month and an event are shown."""
LAST_S = 2.5
"""Seconds that the last picture is shown, before the film begins again."""
SAILING_STEPS, SAILING_STEP_S = 60, 0.2
"""Number of parts of a route, and seconds for each."""
LETTERS_PER_S, SIGNS_PER_S, SHORTEST_S = 18.0, 6.0, 4.0
"""How fast the text of a step is read, in Chinese by signs, and the shortest time for it."""
MONTHS = range(1, 13)


class FilmSubject(StrEnum):
    """What a film shows."""

    YEAR = "year"
    TIMELINE = "timeline"
    TOUR = "tour"
    ROUTE = "route"


SUBJECTS = {
    FilmSubject.YEAR: tr_later("The ice of a year, month by month"),
    FilmSubject.TIMELINE: tr_later("The timeline, event by event"),
    FilmSubject.TOUR: tr_later("The tour, step by step"),
    FilmSubject.ROUTE: tr_later("The route by sea, as a ship sails it"),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """What the map shows, for how long, and the words above it."""

    session: Session
    seconds: float
    words: str
    """The month, the period, or the text of a step."""
    title: str | None = None
    """The title of a step; None for that of the page."""
    box: Box | None = None
    """The extent of a step in projected metres; None for that of all moments."""
    sailed: tuple[Lonlat, ...] = ()
    """The part of a route that a ship has sailed, degrees; empty without one."""


def moments_of(
    subject: FilmSubject, scene: Scene, session: Session, drawings: Drawings, wording: Wording
) -> tuple[Moment, ...]:
    """The moments of a film from a session, whose scene this is, without what its pages leave out.

    Raises ExportError if there are none.
    """
    catalog, wording = scene.catalog, wording.with_atlas(scene.catalog.words)
    makers: dict[FilmSubject, Callable[[], Iterable[Moment]]] = {
        FilmSubject.YEAR: lambda: _year(catalog, session, wording),
        FilmSubject.TIMELINE: lambda: _timeline(scene, session, wording),
        FilmSubject.TOUR: lambda: (_step(each, catalog, session, drawings, wording) for each in catalog.tour),
        FilmSubject.ROUTE: lambda: _sailing(scene, session, wording),
    }
    found = tuple(makers[subject]())
    if not found:
        raise ExportError(tr("There is nothing to film"), why=tr(_WHY[subject]))
    return (*found[:-1], replace(found[-1], seconds=max(found[-1].seconds, LAST_S)))


_WHY = {
    FilmSubject.YEAR: tr_later("the atlas has no ice by month"),
    FilmSubject.TIMELINE: tr_later(
        "nothing that the map shows has a date; for a file, choose its field with dates"
    ),
    FilmSubject.TOUR: tr_later("the atlas has no tour"),
    FilmSubject.ROUTE: tr_later("the map shows no route by sea"),
}


def title_of(subject: FilmSubject, catalog: Catalog, wording: Wording) -> str | None:
    """The title of a film whose pictures do not say what it is about; None if they do."""
    layers = [layer.name for layer in catalog.layers if layer.id in catalog.monthly_layers]
    words = wording.with_atlas(catalog.words)
    return words.content(layers[0]) if subject is FilmSubject.YEAR and layers else None


def without_events(catalog: Catalog, session: Session) -> Session:
    """The session without the layers of events, which have nothing to do with the ice of a month."""
    events = {
        layer.id
        for layer in catalog.layers
        if layer.features and not layer.file and all(each.when for each in layer.features)
    }
    return replace(session, hidden=session.hidden | events)


def offered(scene: Scene) -> tuple[FilmSubject, ...]:
    """The subjects that a scene has."""
    catalog = scene.catalog
    has = {
        FilmSubject.YEAR: bool(catalog.monthly),
        FilmSubject.TIMELINE: extent(marks(catalog)) is not None,
        FilmSubject.TOUR: bool(catalog.tour),
        FilmSubject.ROUTE: bool(compared_routes(scene)),
    }
    return tuple(subject for subject in FilmSubject if has[subject])


def _year(catalog: Catalog, session: Session, wording: Wording) -> Iterator[Moment]:
    if not catalog.monthly:
        return
    session = replace(session, hidden=session.hidden - catalog.monthly_layers)
    for month in MONTHS:
        yield Moment(replace(session, month=month), MONTH_S, capitalised(wording.months[month - 1]))


def _timeline(scene: Scene, session: Session, wording: Wording) -> Iterator[Moment]:
    """Yield the periods that playback shows from its start, within that of the session.

    A map that shows nothing of the article has the periods of its visible layers alone.
    """
    found, limit = marks(scene.catalog), session.when
    if limit:
        found = tuple(mark for mark in found if touches(mark.span, limit))
    if not shows_subject(scene):
        drawn = {layer.id for layer in scene.layers if layer.shown}
        features = {id for id, layer in scene.catalog.layer_of.items() if layer in drawn}
        found = tuple(mark for mark in found if mark.id in drawn | features)
    if not found or (whole := limit or extent(found)) is None:
        return
    ends = playback.stops(found)
    when = playback.stepped(None, whole, ends, 1)
    while True:
        shown = when or whole
        yield Moment(
            replace(session, when=shown if limit else when), EVENT_S, period_in_words(shown, wording)
        )
        if playback.at_end(when, whole):
            return
        when = playback.stepped(when, whole, ends, 1)


def _step(step: TourStep, catalog: Catalog, session: Session, drawings: Drawings, wording: Wording) -> Moment:
    text = wording.content(step.text)
    at = map_views.at(step, replace(session, viewport=None), catalog, drawings, smooth=False)
    speed = SIGNS_PER_S if wording.language == "zh" else LETTERS_PER_S
    seconds = max(SHORTEST_S, len(text) / speed)
    return Moment(at, seconds, text, wording.content(step.title), map_views.view(step, catalog, drawings))


def _sailing(scene: Scene, session: Session, wording: Wording) -> Iterator[Moment]:
    """Yield the parts of the first way that a ship has sailed after equal distances."""
    if not (compared := compared_routes(scene)):
        return
    way, units = compared[0], scene.preferences.units
    places = dense(way.line)
    reached = [0.0, *accumulate(_distance(*pair) for pair in pairwise(places))]
    for step in range(SAILING_STEPS + 1):
        share = step / SAILING_STEPS
        sailed = reached[-1] * share
        last = bisect_right(reached, sailed)
        ship = places[-1]
        if step < SAILING_STEPS:
            ship = _between(places[last - 1], places[last], sailed - reached[last - 1])
        words = wording(
            "{done} of {length}",
            done=wording.number(converted(way.km * share, units)),
            length=length_in_words(way.km * 1000.0, units, wording),
        )
        yield Moment(session, SAILING_STEP_S, words, sailed=(*places[:last], ship))


def _between(start: Lonlat, end: Lonlat, way: float) -> Lonlat:
    """The place at a distance from the first of two places near each other towards the second."""
    share = way / _distance(start, end)
    lon = start[0] + ((end[0] - start[0] + 180.0) % 360.0 - 180.0) * share
    return (lon + 180.0) % 360.0 - 180.0, start[1] + (end[1] - start[1]) * share


def _distance(start: Lonlat, end: Lonlat) -> float:
    """The distance of two places near each other, in degrees of a great circle."""
    wide = (end[0] - start[0] + 180.0) % 360.0 - 180.0
    return hypot(wide * cos(radians((start[1] + end[1]) / 2)), end[1] - start[1])
