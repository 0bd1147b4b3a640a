"""Lines of the base map as shapes of a projection, in its coarsest level of detail."""

from collections.abc import Iterator

from arctic_map.files.ground import read_level
from arctic_map.model.drawing import Shape
from arctic_map.model.projection import Projection

LEVEL = 0


def ground_lines(projection: Projection, item: str) -> Iterator[Shape]:
    """A shape for each line of this part of the base map; none for a part that is filled.

    Raises ContentError.
    """
    ground = read_level(projection.family, LEVEL)
    found = ground.items.get(item)
    if found is None or found.kind != "line":
        return
    for part in (part for cell in found.cells for part in cell.parts):
        places = [
            projection.ground(x * ground.quantum, y * ground.quantum)
            for x, y in zip(part[::2], part[1::2], strict=True)
        ]
        xs, ys = zip(*places, strict=True)
        line = tuple(round(number) for place in places for number in place)
        yield Shape("", "line", item, (line,), (min(xs), min(ys), max(xs), max(ys)))
