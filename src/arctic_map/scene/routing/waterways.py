"""Plans routes on a network of waterways, and caches what plans share."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from arctic_map.geo.sailing.afloat import NearestWater
from arctic_map.geo.sailing.crossings import within
from arctic_map.geo.sailing.route_search import Planner
from arctic_map.model.itinerary import Port, RouteLine
from arctic_map.model.strait import HIGH_LATITUDE, HIGH_STRAITS, Lonlat, RouteVariant, is_requested
from arctic_map.scene.memo import Identity, memo
from arctic_map.scene.routing.routes import Plan, in_order, sensible
from arctic_map.scene.routing.way_texts import no_water_in_words, none_in_words, same_water_in_words

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from arctic_map.geo.sailing.network import Network
    from arctic_map.model.itinerary import Itinerary, RouteLine, Stop
    from arctic_map.model.strait import Straits

Ice = Callable[[int], "BaseGeometry"]
"""Returns the area within the median ice edge of a month, as `geo.sailing.ice.area`."""
LAPTEV = "dmitry-laptev"
"""Id of the strait that the inshore variant of the Northern Sea Route passes."""
MAX_PLANNERS = 6
"""Maximum number of cached planners, each with 7 MB of link lengths."""


class Waterways:
    """A planner of routes, with caches."""

    def __init__(self, network: Network, waters: Straits, ice: Ice) -> None:
        self.waters = waters
        self._network, self._ice = network, ice
        self._harbour = NearestWater(network)
        self._planners: dict[tuple[str, ...], Planner] = {}
        """By closed straits."""
        self._areas: dict[int, BaseGeometry] = {}

    def plan(self, requested: Itinerary, month: int | None) -> Plan:
        """The plan with the ways that ships take through the stops, or with all if there are none.

        Its `problem` explains failures.
        """
        stops = []
        for stop in requested.stops:
            try:
                stops.append(self.afloat(stop))
            except ValueError:
                problem = no_water_in_words(stop)
                return Plan(requested, month, problem=problem)
        if len({stop.water for stop in stops}) == 1:
            problem = same_water_in_words(stops[0], stops[-1])
            return Plan(requested, month, problem=problem)
        first = self._selected(requested, month, stops, self._ordinary(stops, requested.closed))
        return first if first.ways else self.with_variants(first)

    def with_variants(self, plan: Plan) -> Plan:
        """The plan with the inshore variant of the Northern Sea Route, and with high-latitude ways."""
        only = plan.requested.only
        # A Northern Sea Route that goes there anyway is the variant only if just that is requested.
        is_alone = "nsr-laptev" in only and "nsr" not in only
        closed, ordinary = plan.requested.closed, self._ordinary(plan.stops, plan.requested.closed)
        known = {way.through for way in ordinary if way.by == "nsr"}
        inshore = (
            replace(way, by="nsr-laptev")
            for way in self._ordinary(plan.stops, (*closed, "sannikov"))
            if way.by == "nsr" and known and LAPTEV in way.through and (is_alone or way.through not in known)
        )
        high = (
            replace(way, by=HIGH_LATITUDE[way.by])
            for way in self._ways(plan.stops, closed)
            if way.by in HIGH_LATITUDE and not {*HIGH_STRAITS}.isdisjoint(way.through)
        )
        return self._selected(plan.requested, plan.month, plan.stops, (*ordinary, *inshore, *high))

    def _selected(
        self, requested: Itinerary, month: int | None, stops: Sequence[Port], ways: tuple[RouteLine, ...]
    ) -> Plan:
        shown, omitted = sensible(in_order(ways))
        if requested.only:
            shown, omitted = in_order([way for way in ways if is_requested(way.by, requested.only)]), ()
        if not shown:
            problem = none_in_words(requested.only, stops[0], stops[-1])
            return Plan(requested, month, tuple(stops), straits=self.waters.straits, problem=problem)
        icy = () if month is None else tuple(self._within(way, month) for way in shown)
        return Plan(requested, month, tuple(stops), shown, icy, omitted, self.waters.straits)

    def afloat(self, stop: Stop) -> Port:
        """The stop with its nearest navigable water. Raises ValueError if there is none."""
        water, moved = self._harbour.afloat(stop.place)
        return Port(stop.code, stop.name, "", stop.place, water, moved)

    def _ordinary(self, stops: Sequence[Port], closed: Sequence[str]) -> tuple[RouteLine, ...]:
        """The ways that keep south of the archipelagos."""
        return self._ways(stops, tuple(sorted({*closed, *HIGH_STRAITS})))

    def _ways(self, stops: Sequence[Port], closed: tuple[str, ...]) -> tuple[RouteLine, ...]:
        legs = itertools.pairwise(stop.water for stop in stops)
        # A better plan, another month and undo sail the same legs.
        ways = (memo((Identity(self), closed, leg), partial(self._leg, closed, *leg), _size) for leg in legs)
        return joined([*ways])

    def _leg(self, closed: tuple[str, ...], start: Lonlat, finish: Lonlat) -> tuple[RouteLine, ...]:
        planner = self._planners.get(closed)
        if planner is None:
            if len(self._planners) >= MAX_PLANNERS:
                del self._planners[next(iter(self._planners))]
            planner = self._planners[closed] = Planner(self._network, self.waters.straits, closed)
        return planner.ways(start, finish)

    def _within(self, way: RouteLine, month: int) -> float:
        if month not in self._areas:
            self._areas[month] = self._ice(month)
        return within(np.array(way.line), self._areas[month])


def _size(ways: Sequence[RouteLine]) -> int:
    return sum(len(way.line) for way in ways)


def joined(legs: Sequence[Sequence[RouteLine]]) -> tuple[RouteLine, ...]:
    """The ways along all legs, shortest first; `legs` are the ways of each, shortest first.

    There is one by each gate that all legs between oceans can take, and the shortest of all if it is none of
    these. Empty if a leg has no way.
    """
    if not all(legs):
        return ()
    if len(legs) == 1:
        return tuple(legs[0])
    gates = dict.fromkeys(way.by for leg in legs for way in leg if way.by not in ("direct", "mixed"))
    kinds: tuple[RouteVariant, ...] = ("direct", *gates)
    ways = {whole.by: whole for by in kinds if (whole := _by(by, legs)) is not None}
    shortest = _whole("mixed", [leg[0] for leg in legs])
    if shortest.length < min((each.length for each in ways.values()), default=inf):
        ways["mixed"] = shortest
    return tuple(sorted(ways.values(), key=lambda way: way.length))


def _by(gate: RouteVariant, legs: Sequence[Sequence[RouteLine]]) -> RouteLine | None:
    """The way by a gate, with legs within an ocean where that is shorter or the only way; or None."""
    parts = [next((way for way in leg if way.by in (gate, "direct")), None) for leg in legs]
    known = [each for each in parts if each is not None]
    if len(known) < len(legs):
        return None
    return _whole(gate if any(each.by == gate for each in known) else "direct", known)


def _whole(by: RouteVariant, parts: Sequence[RouteLine]) -> RouteLine:
    line = parts[0].line + tuple(place for part in parts[1:] for place in part.line[1:])
    through = tuple(dict.fromkeys(strait for part in parts for strait in part.through))
    return RouteLine(by, line, sum(part.length for part in parts), through)
