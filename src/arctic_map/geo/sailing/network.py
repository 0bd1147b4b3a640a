"""The network of shortest routes at sea: corners of the shore, and the arcs that touch them."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from arctic_map.geo.projecting import Numbers
from arctic_map.geo.sailing.shore import Each, Shore, cross, crossings, dots, metres, shore, vectors
from arctic_map.geo.sailing.sight import Flags, Indices, inside, leaving, seen, tangent
from arctic_map.model.strait import Strait, Straits

MAX_STRAITS = 63
"""Bits of a mask."""
SHARES = 8
"""Number of tasks that the nodes are split into, so that several processes can share them."""
ALMOST_STRAIGHT = 1e-9
"""Volume below which three neighbours on a ring count as straight."""

Links = tuple[list[int], list[int], list[float]]
"""Start index of each node's links, plus one final entry; target nodes; lengths in metres."""


@dataclass(frozen=True)
class Network:
    """Nodes, and links between them in both directions, grouped by start node.

    `rings` is the shore in degrees and `sizes` the number of vertices of each ring. `corner` is the index of
    a node on the shore, or -1 for a node of a channel. `open` marks the nodes that see beyond their own
    channel.
    """

    rings: Numbers
    sizes: Indices
    nodes: Numbers
    corner: Indices
    open: Flags
    starts: Indices
    """Start index of the links of each node, plus one final entry."""
    ends: Indices
    lengths: Numbers
    """Metres."""
    masks: NDArray[np.uint64]
    """Bit mask of the straits that each link passes through, in their order."""

    @cached_property
    def shore(self) -> Shore:
        """The shore as unit vectors."""
        return shore(np.split(self.rings, np.cumsum(self.sizes)[:-1]))

    @cached_property
    def units(self) -> Numbers:
        """Unit vectors (n, 3) of the nodes."""
        return vectors(self.nodes)

    @cached_property
    def around(self) -> tuple[Numbers, Numbers]:
        """The previous and next shore vertex of each node as unit vectors; a channel node is its own."""
        ashore = (self.corner >= 0)[:, None]
        return (
            np.where(ashore, self.shore.points[self.shore.before[self.corner]], self.units),
            np.where(ashore, self.shore.points[self.shore.after[self.corner]], self.units),
        )

    @cached_property
    def origin(self) -> Indices:
        """The start node of each link."""
        return np.repeat(np.arange(len(self.nodes)), np.diff(self.starts))

    @cached_property
    def links(self) -> Links:
        """The links as lists, which are much faster to read in Python than arrays."""
        return self.starts.tolist(), self.ends.tolist(), self.lengths.tolist()


def build(rings: Sequence[Numbers], waters: Straits, each: Each = map) -> Network:
    """Build the network between rings (degrees, land left). Raises ValueError for a channel without water."""
    if len(waters.straits) > MAX_STRAITS:
        raise ValueError(f"there are more than {MAX_STRAITS} straits")
    whole = shore(rings)
    corners = _corners(whole)
    firsts = [np.asarray(channel) for channel in waters.channels]
    places = np.concatenate([np.concatenate(rings)[corners], *firsts])
    corner = np.concatenate([corners, np.full(len(places) - len(corners), -1)])
    is_open, channel_links = _channels(firsts, len(corners), whole, len(places))
    pairs = np.concatenate([_sights(vectors(places), corner, is_open, whole, each), channel_links])
    pairs = np.unique(np.sort(pairs, axis=1), axis=0)
    units = vectors(places)
    lengths = metres(places[pairs[:, 0]], places[pairs[:, 1]])
    masks = strait_masks(units[pairs[:, 0]], units[pairs[:, 1]], waters.straits)
    sizes = np.array([len(ring) for ring in rings])
    return _main(both_ways(np.concatenate(rings), sizes, places, corner, is_open, pairs, lengths, masks))


def both_ways(
    rings: Numbers,
    sizes: Indices,
    nodes: Numbers,
    corner: Indices,
    open_: Flags,
    pairs: Indices,
    lengths: Numbers,
    masks: NDArray[np.uint64],
) -> Network:
    """A network with links in both directions from `pairs` (n, 2) of nodes, each listed once."""
    origin = pairs.T.ravel()
    order = np.argsort(origin, kind="stable")
    starts = np.searchsorted(origin[order], np.arange(len(nodes) + 1))
    ends = pairs[:, ::-1].T.ravel()[order]
    twice = order % max(len(pairs), 1)
    return Network(rings, sizes, nodes, corner, open_, starts, ends, lengths[twice], masks[twice])


def strait_masks(start: Numbers, end: Numbers, straits: Sequence[Strait]) -> NDArray[np.uint64]:
    """Bit masks of the straits that arcs between unit vectors (n, 3) pass through."""
    masks = np.zeros(len(start), dtype=np.uint64)
    for bit, strait in enumerate(straits):
        line = vectors(strait.line)
        for first, last in itertools.pairwise(line):
            through = crossings(start, end, first, last) != 0.0
            masks[through] |= np.uint64(1 << bit)
    return masks


def _corners(whole: Shore) -> Indices:
    """Indices of the shore vertices where a shortest route can turn."""
    before, after = whole.points[whole.before], whole.points[whole.after]
    sharp = np.flatnonzero(dots(cross(before, whole.points), after) > ALMOST_STRAIGHT)
    # Where the two halves of the Earth overlap, the shore of one crosses the land of the other.
    doubtful = np.abs(whole.points[sharp, 2] - np.sin(np.radians(10.0))) < 0.06
    hidden = np.zeros(len(sharp), dtype=bool)
    outward = whole.points[sharp] * 2.0 - (before[sharp] + after[sharp]) / 2.0
    near = whole.points[sharp] + 1e-6 * _unit(outward - whole.points[sharp])
    hidden[doubtful] = inside(_unit(near[doubtful]), whole)
    return sharp[~hidden]


def _channels(firsts: Sequence[Numbers], begin: int, whole: Shore, count: int) -> tuple[Flags, Indices]:
    is_open = np.ones(count, dtype=bool)
    links: list[Indices] = []
    for channel in firsts:
        size = len(channel)
        within = inside(vectors(channel), whole)
        if within[0] and within[-1]:
            raise ValueError(f"neither end of the channel from {channel[0]} lies on open water")
        is_open[begin : begin + size] = ~within
        numbers = np.arange(begin, begin + size)
        links.append(np.column_stack([numbers[:-1], numbers[1:]]))
        begin += size
    return is_open, np.concatenate(links) if links else np.zeros((0, 2), dtype=np.int64)


def _sights(nodes: Numbers, corner: Indices, is_open: Flags, whole: Shore, each: Each) -> Indices:
    """Pairs of nodes that see each other along an arc tangent at both."""
    numbers = np.flatnonzero(is_open)
    tasks = [(numbers[first::SHARES], nodes, corner, is_open, whole) for first in range(SHARES)]
    return np.concatenate(list(each(_sights_of, tasks)))


def _sights_of(task: tuple[Indices, Numbers, Indices, Flags, Shore]) -> Indices:
    """Pairs of some nodes with nodes of greater index."""
    numbers, nodes, corner, is_open, whole = task
    onshore = corner >= 0
    before = np.where(onshore[:, None], whole.points[whole.before[corner]], nodes)
    after = np.where(onshore[:, None], whole.points[whole.after[corner]], nodes)
    pairs: list[Indices] = [np.zeros((0, 2), dtype=np.int64)]
    for number in numbers:
        others = np.arange(number + 1, len(nodes))
        others = others[is_open[others]]
        others = others[tangent(nodes[number], nodes[others], before[others], after[others])]
        if onshore[number]:
            others = others[leaving(nodes[number], before[number], after[number], nodes[others])]
        if len(others):
            clear = others[seen(nodes[number], nodes[others], whole, int(corner[number]))]
            pairs.append(np.column_stack([np.full(len(clear), number), clear]))
    return np.concatenate(pairs)


def _main(network: Network) -> Network:
    """The network reduced to the largest sea: without unreachable nodes and shores."""
    label = components(network.origin, network.ends, len(network.nodes))
    largest = label == np.bincount(label).argmax()
    number = np.cumsum(largest) - 1
    links = largest[network.origin]
    starts = np.searchsorted(number[network.origin[links]], np.arange(largest.sum() + 1))
    ring_of = np.repeat(np.arange(len(network.sizes)), network.sizes)
    reached = np.zeros(len(network.sizes), dtype=bool)
    reached[ring_of[network.corner[largest & (network.corner >= 0)]]] = True
    places = reached[ring_of]
    place_number = np.cumsum(places) - 1
    corner = network.corner[largest]
    return Network(
        network.rings[places],
        network.sizes[reached],
        network.nodes[largest],
        np.where(corner >= 0, place_number[corner], -1),
        network.open[largest],
        starts,
        number[network.ends[links]],
        network.lengths[links],
        network.masks[links],
    )


def components(origin: Indices, ends: Indices, count: int) -> Indices:
    """For each of `count` nodes, the smallest node index in its connected component."""
    label = np.arange(count)
    while True:
        lower = label.copy()
        np.minimum.at(lower, origin, label[ends])
        lower = lower[lower]
        if (lower == label).all():
            return label
        label = lower


def _unit(points: Numbers) -> Numbers:
    unit: Numbers = points / np.linalg.norm(points, axis=-1, keepdims=True)
    return unit
