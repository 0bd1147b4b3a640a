"""Which straits a line passes through."""

import itertools
from collections.abc import Sequence

import numpy as np

from arctic_map.geo.project import Numbers
from arctic_map.geo.sailing.sphere import cross, crossings, vectors
from arctic_map.model.strait import Strait


def passed(line: Numbers, straits: Sequence[Strait]) -> tuple[str, ...]:
    """Ids of the straits that a line (n, 2) in degrees passes through, in order, each once."""
    units = vectors(line)
    start, end = units[:-1], units[1:]
    passages: list[tuple[int, float, str]] = []
    for strait in straits:
        gate = vectors(strait.line)
        for first, last in itertools.pairwise(gate):
            for number in np.flatnonzero(crossings(start, end, first, last)):
                point = cross(cross(start[number], end[number]), cross(first, last))
                point *= np.sign(point @ (first + last)) / np.linalg.norm(point)
                passages.append((int(number), -float(point @ start[number]), strait.id))
    return tuple(dict.fromkeys(id for *_, id in sorted(passages)))
