"""Texts about the ways of a plan."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from arctic_map.model.catalog import Catalog
from arctic_map.model.itinerary import FARTHEST, Port, Stop
from arctic_map.model.preferences import Coordinates
from arctic_map.model.strait import WAYS, RouteVariant, is_high_latitude
from arctic_map.model.tr import digits, tr
from arctic_map.scene.routing.routes import MAX_RATIO, Plan, Route, cautioned, unreliable_in_words
from arctic_map.scene.words.sources import NAME
from arctic_map.scene.words.words import position_in_words

ARCTIC = frozenset({"nsr", "nwp", "pole"})
"""Ways, with their variants, on which a ship may have to wait for ice or escort."""
SHORT = 100.0
"""Metres to navigable water within which the distance is not mentioned."""


@dataclass(frozen=True, slots=True)
class TimeSaving:
    """Days that an Arctic way saves against another; waiting that long cancels the saving."""

    by: RouteVariant
    against: RouteVariant
    days: float


def described_of(routes: Sequence[Route], only: Collection[RouteVariant]) -> list[Route]:
    """The ways for titles and comparisons: those that ships take, and a high-latitude one only on request."""
    return [each for each in routes if not is_high_latitude(each.by) or each.by in only]


def arctic_way(routes: Sequence[Route]) -> Route | None:
    """The first Northern Sea Route, or else the first Arctic way."""
    arctic = [each for each in routes if is_arctic(each.by)]
    return next((each for each in arctic if each.by.startswith("nsr")), arctic[0] if arctic else None)


def is_arctic(by: RouteVariant) -> bool:
    """Whether a ship may have to wait for ice or escort on a way."""
    return by.partition("-")[0] in ARCTIC


def savings(routes: Sequence[Route], only: Collection[RouteVariant] = ()) -> Iterator[TimeSaving]:
    """Yield savings of an Arctic way, if possible a Northern Sea Route; negative if it is slower."""
    compared = described_of(routes, only)
    arctic = arctic_way(compared)
    for other in compared:
        if arctic is not None and not is_arctic(other.by):
            yield TimeSaving(arctic.by, other.by, other.days - arctic.days)


def way_in_words(by: RouteVariant) -> str:
    """The name of a way."""
    return tr(WAYS[by])


def route_in_words(route: Route) -> str:
    """A way with its figures and straits as sentences, for a screen reader."""
    way, km, days = way_in_words(route.by), digits(f"{route.km:,.0f}"), digits(f"{route.days:.1f}")
    text = tr("{way}: {km} kilometres, {days} days", way=way, km=km, days=days)
    if route.ice_km is not None:
        text = tr("{said}, {km} kilometres in ice", said=text, km=digits(f"{route.ice_km:,.0f}"))
    return ". ".join(filter(None, (text, straits_in_words(route))))


def straits_in_words(route: Route) -> str:
    """The straits of a way; empty for a way without any."""
    return tr("Through: {through}", through=tr(", ").join(map(tr, route.through))) if route.through else ""


def saving_in_words(saving: TimeSaving) -> str:
    """The saving as a sentence."""
    days = digits(f"{abs(saving.days):.1f}")
    names = {"by": way_in_words(saving.by), "against": way_in_words(saving.against), "days": days}
    if saving.days < 0.0:
        return tr("{by}: {days} days slower than {against}, without any waiting", **names)
    return tr("{by}: breaks even with {against} after {days} days of waiting or escort", **names)


def none_in_words(only: Sequence[RouteVariant], start: Port, finish: Port) -> str:
    """Why there is no way between two ports; `only` are the requested ways."""
    ends = {"start": start.title, "finish": finish.title}
    if not only:
        return tr("There is no route from {start} to {finish}: all are closed", **ends)
    return tr(
        "There is no route from {start} to {finish} as requested: {ways}",
        ways=tr(", ").join(map(way_in_words, only)),
        **ends,
    )


def same_water_in_words(start: Port, finish: Port) -> str:
    """Why there is no way between two ports with the same navigable water."""
    return tr(
        "There is no route to draw from {start} to {finish}: both lie on the same navigable water of the map",
        start=start.title,
        finish=finish.title,
    )


def omitted_in_words(plan: Plan) -> str:
    """Which ways are omitted and why; empty if none are."""
    listed = tr(", ").join(
        tr("{way} {km} km", way=way_in_words(way.by), km=digits(f"{way.length / 1000.0:,.0f}"))
        for way in plan.omitted
    )
    if not listed:
        return ""
    times = digits(f"{MAX_RATIO:.0f}")
    return tr("Left out, because more than {times} times as long: {ways}", times=times, ways=listed)


def no_water_in_words(stop: Stop) -> str:
    """Why no way leads to a place inland."""
    name, km = stop.name or tr("the place"), f"{FARTHEST / 1000.0:.0f}"
    return tr("There is no navigable water within {km} km of {name}", name=name, km=digits(km))


def moves_in_words(plan: Plan) -> list[str]:
    """The distances between the places of a plan and its ways, and where that makes lengths useless."""
    start, *via, finish = plan.stops
    lines = [moved_in_words(start), *(moved_in_words(stop, is_end=False) for stop in via)]
    lines += moved_in_words(finish), unreliable_in_words(plan.stops)
    return [*dict.fromkeys(filter(None, lines))]


def moved_in_words(stop: Port, *, is_end: bool = True) -> str:
    """The distance between a port and the end of the way or the way itself; empty if it is negligible."""
    if stop.moved < SHORT:
        return ""
    km = digits(f"{stop.moved / 1000.0:.1f}")
    if not is_end:
        return tr("{port}: the route passes navigable water {km} km from it", port=stop.title, km=km)
    return tr("{port}: the route ends at navigable water, {km} km from it", port=stop.title, km=km)


def stop_in_words(stop: Stop, form: Coordinates = "minutes") -> str:
    """A port with its code, a place by its name, or a position in the reader's notation."""
    if stop.code:
        return f"{tr(stop.name)} ({stop.code})"
    return tr(stop.name) or position_in_words(*stop.place, form).partition(" · ")[0]


def course_in_words(course: str, via: Sequence[Port], closed: Sequence[str]) -> str:
    """The ends of a route, a text, with its waypoints and closed straits."""
    if via:
        course = tr("{course} via {via}", course=course, via=tr(", ").join(port.title for port in via))
    if closed:
        course = tr("{course}, {straits} closed", course=course, straits=tr(", ").join(map(tr, closed)))
    return course


def citation(routes: Sequence[Route], catalog: Catalog, month: int | None, link: str) -> str:
    """A citation of the ways in one paragraph."""
    ways = "; ".join(
        tr(
            "{way} {km} km ({nmi} nmi)",
            way=way_in_words(each.by),
            km=digits(f"{each.km:,.0f}"),
            nmi=digits(f"{each.nmi:,.0f}"),
        )
        for each in routes
    )
    first = routes[0]
    ends = tr("{start} to {finish} by sea", start=first.start.title, finish=first.finish.title)
    parts = (
        tr("{course}: {ways}.", course=course_in_words(ends, first.via, first.closed), ways=ways),
        tr("Computed by {atlas}, data version {version}.", atlas=NAME, version=catalog.version),
        cautioned(month, (first.start, *first.via, first.finish)),
        link,
    )
    return " ".join(parts)


def file_name(routes: Sequence[Route]) -> str:
    """A portable file name for these ways, without suffix."""
    first = routes[0]
    via, closed = [port.name or port.title for port in first.via], [*first.closed]
    names = (first.start.name, first.finish.name, *(["via", *via] if via else []))
    closures = (*closed, "closed") if closed else ()  # no words: part of a file name
    words = "-".join(re.sub(r"[^\w.]+", "-", name).strip("-").lower() for name in (*names, *closures))
    return f"route-{words}"[:80].rstrip("-")
