"""The shortest routes between two places at sea, one for each gate between the oceans."""

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import heapify, heappop, heappush
from math import inf

import numpy as np
from numpy.typing import NDArray

from arctic_map.geo.projecting import Numbers
from arctic_map.geo.sailing.crossings import passed
from arctic_map.geo.sailing.network import Links, Network, components, strait_masks
from arctic_map.geo.sailing.shore import degrees, metres, vectors
from arctic_map.geo.sailing.sight import Flags, Indices, seen, tangent
from arctic_map.model.itinerary import RouteLine
from arctic_map.model.strait import GATES, Lonlat, RouteVariant, Strait

MIN_RADIUS = 6_356_000.0
"""Metres: no arc on the ellipsoid is shorter than its central angle times this."""
MAX_STEP = 0.35
"""Radians, 2,200 km."""
Tree = tuple[list[float], list[int]]
"""Distance in metres to each node, and its predecessor; -1 at the start."""
EPSILON = 1e-6
"""Tolerance, as a share, by which a route along an arc may exceed the geodesic of its link."""


@dataclass(frozen=True, slots=True)
class End:
    """A place and the nodes visible from it, with the metres and straits on the way to each."""

    place: Lonlat
    nodes: Indices
    lengths: Numbers
    masks: NDArray[np.uint64]


Seen = Callable[[End], Iterator[tuple[int, float]]]
"""Nodes visible from an end, with the metres to each."""


class Planner:
    """Searches a network; data shared by all searches is prepared once."""

    def __init__(self, network: Network, straits: Sequence[Strait], closed: Collection[str] = ()) -> None:
        """`closed` are ids of straits that no route may use."""
        self.network, self.straits = network, tuple(straits)
        self._closed = self._bits(strait.id for strait in straits if strait.id in closed)
        self._gates = {by: self._bits(each.id for each in straits if each.way == by) for by in GATES}
        self._every_gate = np.bitwise_or.reduce(list(self._gates.values()))
        free = (network.masks & (self._closed | self._every_gate)) == 0
        self._within = self._links(free)
        self._sea = components(network.origin[free], network.ends[free], len(network.nodes))

    @cached_property
    def _everywhere(self) -> Links:
        """The links through all gates that are not closed."""
        return self._links((self.network.masks & self._closed) == 0)

    def _links(self, free: Flags) -> Links:
        """The links of the network, shared by all planners; those not free get an infinite length."""
        starts, ends, lengths = self.network.links
        open_ = [metres if is_free else inf for metres, is_free in zip(lengths, free.tolist(), strict=True)]
        return starts, ends, open_

    def end(self, place: Lonlat) -> End:
        """The nodes visible from a place on open water or at a node of a channel."""
        near = np.flatnonzero(np.abs(self.network.nodes - place).max(axis=1) < 1e-7)
        if len(near):
            first = near[:1]
            return End(place, first, np.zeros(1), np.zeros(1, dtype=np.uint64))
        unit = vectors(place)[0]
        before, after = self.network.around
        nodes = np.flatnonzero(self.network.open & tangent(unit, self.network.units, before, after))
        nodes = nodes[seen(unit, self.network.units[nodes], self.network.shore)]
        lengths = metres(np.broadcast_to(np.array(place), (len(nodes), 2)), self.network.nodes[nodes])
        masks = strait_masks(np.broadcast_to(unit, (len(nodes), 3)), self.network.units[nodes], self.straits)
        open_ = (masks & self._closed) == 0
        return End(place, nodes[open_], lengths[open_], masks[open_])

    def ways(
        self, start: Lonlat, finish: Lonlat, only: Collection[RouteVariant] = ()
    ) -> tuple[RouteLine, ...]:
        """The routes between two places, shortest first; empty if the sea between them is closed."""
        if start == finish:
            return (RouteLine("direct", (start, finish), 0.0, ()),)
        one, other = self.end(start), self.end(finish)
        straight = self._straight(one, other)
        lines = list(self._across(one, other, straight))
        if not lines or (straight and straight[1] == 0):
            lines = [each for each in [self._direct(one, other, straight)] if each]
        ways = sorted((self._voyage(by, line) for by, line in lines), key=lambda each: each.length)
        if (shorter := self._several(one, other, straight, ways)) is not None:
            ways = [shorter, *(each for each in ways if each.by != shorter.by)]
        return tuple(each for each in ways if not only or each.by in only)

    def _straight(self, one: End, other: End) -> tuple[float, int] | None:
        """Length and gates of the direct arc between the ends; None if it is blocked or closed."""
        start, finish = vectors(one.place), vectors(other.place)
        at_nodes = (one.lengths == 0.0).any() or (other.lengths == 0.0).any()
        if at_nodes or not seen(start[0], finish, self.network.shore)[0]:
            return None
        mask = int(strait_masks(start, finish, self.straits)[0])
        if mask & int(self._closed):
            return None
        length = metres(np.array([one.place]), np.array([other.place]))[0]
        return float(length), mask & int(self._every_gate)

    def _direct(
        self, one: End, other: End, straight: tuple[float, int] | None
    ) -> tuple[RouteVariant, tuple[Lonlat, ...]] | None:
        """A route that passes through no gate between the oceans; None if there is none."""
        if straight and straight[1] == 0:
            return "direct", (one.place, other.place)
        line = self._towards(one, other, self._within, self._inward, inf)
        return ("direct", line) if line else None

    def _several(
        self, one: End, other: End, straight: tuple[float, int] | None, ways: Sequence[RouteLine]
    ) -> RouteLine | None:
        """A route through several gates or one several times, if it is the shortest; otherwise None."""
        least = ways[0].length * (1.0 - EPSILON) if ways else inf
        line: tuple[Lonlat, ...]
        if straight:
            line = (one.place, other.place) if straight[0] < least else ()
        else:
            line = self._towards(one, other, self._everywhere, _outward, least)
        if not line:
            return None
        voyage = self._voyage("mixed", line)
        gates = {each.way for each in self.straits if each.id in voyage.through and each.way}
        return replace(voyage, by=gates.pop()) if len(gates) == 1 else voyage

    def _towards(
        self, one: End, other: End, links: Links, seen_from: Seen, least: float
    ) -> tuple[Lonlat, ...]:
        """The A* route between the ends; empty if none is shorter than `least` metres."""
        goal = dict(seen_from(other))
        target = vectors(other.place)[0]
        angles = np.arccos(np.clip(self.network.units @ target, -1.0, 1.0))
        ahead = (angles * MIN_RADIUS).tolist()
        reached, before = _spread(links, seen_from(one), ahead, goal, least)
        node = min(goal, key=lambda each: reached[each] + goal[each], default=-1)
        if node < 0 or reached[node] + goal[node] >= least:
            return ()
        return (one.place, *self._back(node, before)[::-1], other.place)

    def _across(
        self, one: End, other: End, straight: tuple[float, int] | None
    ) -> Iterator[tuple[RouteVariant, tuple[Lonlat, ...]]]:
        """The shortest route through each gate between the oceans; none if the ends are in the same sea."""
        if self._same_sea(one, other):
            return
        network = self.network
        near, before = _spread(self._within, self._inward(one))
        far, after = _spread(self._within, self._inward(other))
        out, back = np.array(near), np.array(far)
        gates = network.masks & self._every_gate
        gates[(network.masks & self._closed) != 0] = 0
        for by, bits in self._gates.items():
            if not bits:
                continue
            links = np.flatnonzero((gates != 0) & ((gates & ~bits) == 0))
            best, line = inf, tuple[Lonlat, ...]()
            if len(links):
                totals = out[network.origin[links]] + network.lengths[links] + back[network.ends[links]]
                link = links[totals.argmin()]
                if totals.min() < best:
                    best = float(totals.min())
                    line = (
                        *self._back(int(network.origin[link]), before)[::-1],
                        *self._back(int(network.ends[link]), after),
                    )
            for end, tree, reached, turned in ((one, after, back, False), (other, before, out, True)):
                through = end.masks & self._every_gate
                allowed = np.flatnonzero((through != 0) & ((through & ~bits) == 0))
                if len(allowed):
                    totals = end.lengths[allowed] + reached[end.nodes[allowed]]
                    if totals.min() < best:
                        best = float(totals.min())
                        part = self._back(int(end.nodes[allowed[totals.argmin()]]), tree)
                        line = part[::-1] if turned else part
            if straight and straight[1] and not straight[1] & ~int(bits) and straight[0] < best:
                best, line = straight[0], ()
            if best < inf:
                yield by, (one.place, *line, other.place)

    def _same_sea(self, one: End, other: End) -> bool:
        seas = [{int(self._sea[node]) for node, _ in self._inward(end)} for end in (one, other)]
        return bool(seas[0] & seas[1])

    def _inward(self, end: End) -> Iterator[tuple[int, float]]:
        free = (end.masks & self._every_gate) == 0
        return zip(end.nodes[free].tolist(), end.lengths[free].tolist(), strict=True)

    def _back(self, node: int, before: list[int]) -> tuple[Lonlat, ...]:
        line = []
        while node >= 0:
            lon, lat = self.network.nodes[node]
            line.append((float(lon), float(lat)))
            node = before[node]
        return tuple(line)

    def _voyage(self, by: RouteVariant, line: tuple[Lonlat, ...]) -> RouteLine:
        places = [line[0], *(place for last, place in itertools.pairwise(line) if place != last)]
        steps = _in_steps(np.array(places))
        length = float(metres(steps[:-1], steps[1:]).sum())
        turns = tuple((float(lon), float(lat)) for lon, lat in steps)
        return RouteLine(by, turns, length, passed(steps, self.straits))

    def _bits(self, ids: Iterator[str]) -> np.uint64:
        chosen = set(ids)
        bits = [1 << bit for bit, strait in enumerate(self.straits) if strait.id in chosen]
        return np.uint64(sum(bits))


def _outward(end: End) -> Iterator[tuple[int, float]]:
    """All nodes visible from an end, including those beyond gates."""
    return zip(end.nodes.tolist(), end.lengths.tolist(), strict=True)


def _spread(
    links: Links,
    begin: Iterable[tuple[int, float]],
    ahead: list[float] | None = None,
    goal: dict[int, float] | None = None,
    least: float = inf,
) -> Tree:
    """Dijkstra or A* from the first nodes; with a goal, it stops as soon as that is reached.

    `ahead` is the least remaining distance per node and `goal` the distance from its nodes to the end, both
    in metres; routes of `least` metres or more are abandoned.
    """
    starts, ends, lengths = links
    count = len(starts) - 1
    reached, before = [inf] * count, [-1] * count
    waiting: list[tuple[float, int, float]] = []
    for node, length in begin:
        reached[node] = length
        waiting.append((length + ahead[node] if ahead else length, node, length))
    heapify(waiting)
    while waiting:
        rank, node, length = heappop(waiting)
        if length > reached[node]:
            continue
        if rank >= least:
            break
        if goal is not None and node in goal:
            least = min(least, length + goal[node])
        for link in range(starts[node], starts[node + 1]):
            further = ends[link]
            total = length + lengths[link]
            if total < reached[further]:
                rank = total + ahead[further] if ahead else total
                if rank < least:
                    reached[further] = total
                    before[further] = node
                    heappush(waiting, (rank, further, total))
    return reached, before


def _in_steps(line: Numbers) -> Numbers:
    """The line with intermediate points, since a long geodesic leaves the arc that was tested free."""
    units = vectors(line)
    parts = [line[:1]]
    for start, end, place in zip(units[:-1], units[1:], line[1:], strict=True):
        angle = float(np.arccos(np.clip(start @ end, -1.0, 1.0)))
        count = int(angle // MAX_STEP) + 1
        at = np.arange(1, count)[:, None] * angle / count
        if count > 1:
            between = (np.sin(angle - at) * start + np.sin(at) * end) / np.sin(angle)
            parts.append(degrees(between))
        parts.append(place[None])
    return np.concatenate(parts)
