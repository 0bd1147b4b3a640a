"""Lines of the base map as shapes of a projection, usually in its coarsest level of detail."""

from collections.abc import Iterator

from arctic_map.model.drawing import Shape
from arctic_map.model.projection import Box, Projection
from arctic_map.storage.shipped.base_map import read_level

LEVEL, FINEST = 0, 2


def ground_lines(
    projection: Projection, item: str, level: int = LEVEL, box: Box | None = None
) -> Iterator[Shape]:
    """A shape for each line of this part of the base map; none for a part that is filled.

    Only what is in cells that meet `box` (projected metres), if given. Raises ContentError.
    """
    ground = read_level(projection.family, level, box and _on_family(projection, box))
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


def _on_family(projection: Projection, box: Box) -> Box:
    """A box of a projection in metres of its family's: the one round its corners."""
    x0, y0, x1, y1 = box
    xs, ys = zip(*(projection.ground.inverse(x, y) for x in (x0, x1) for y in (y0, y1)), strict=True)
    return min(xs), min(ys), max(xs), max(ys)
