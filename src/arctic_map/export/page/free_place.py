"""Finds places on the map for small panels, free of marks and labels."""

from collections.abc import Iterable, Iterator
from copy import copy
from itertools import pairwise
from math import ceil, floor, hypot

from arctic_map.export.marks.path import Field
from arctic_map.export.page.layout import Rect
from arctic_map.geo.position import meet
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.projection import Box
from arctic_map.scene.memo import Identity, memo

STEP = 6.0
"""Cell size of the search grid in pixels."""
INSIDE = 10.0
"""Distance of a panel from the map's edge in pixels."""
CLEAR = 9.0
"""Distance of a panel from marks and labels in pixels."""


class FreeGround:
    """The part of the map that no marks, labels and panels cover."""

    def __init__(
        self,
        field: Field,
        drawings: Iterable[Drawing] = (),
        occupied: Iterable[Box] = (),
        clear: float = CLEAR,
    ) -> None:
        x0, y0, x1, y1 = field.edge
        self._clear, self._x, self._y = clear, x0, y0
        self._wide, self._high = int((x1 - x0) // STEP), int((y1 - y0) // STEP)
        # Rows of the grid from the top as bit masks, because importing numpy takes 60 ms.
        self._filled = [0] * self._high
        self.cover(occupied)
        shapes = [shape for drawing in drawings for shape in drawing.shapes]
        self._points = [field.at(*shape.parts[0][:2]) for shape in shapes if shape.kind == "point"]
        left, bottom, right, top = field.view.box
        margin = clear * field.view.resolution
        reach = left - margin, bottom - margin, right + margin, top + margin
        for shape in (each for each in shapes if meet(each.box, reach)):
            self._fill(self._cells_of(shape, field))

    def copy(self) -> "FreeGround":
        """The same ground, to try panels on."""
        other = copy(self)
        other._filled = [*self._filled]
        return other

    def cover(self, boxes: Iterable[Box]) -> None:
        """Exclude boxes on the page from now on."""
        self._fill(self._covered(boxes))

    def _cells_of(self, shape: Shape, field: Field) -> dict[int, int]:
        # A page looks for places on several grounds with mostly the same shapes.
        key = FreeGround, Identity(shape), field.view, self._x, self._y, self._clear
        return memo(key, lambda: self._covered(_marks(shape, field)), len)

    def _fill(self, covered: dict[int, int]) -> None:
        for row, bits in covered.items():
            self._filled[row] |= bits

    def _covered(self, boxes: Iterable[Box]) -> dict[int, int]:
        """The columns, as bits, that boxes with their margin cover in each row of the grid."""
        covered, wide, high = dict[int, int](), self._wide, self._high
        # Where the margin round a box begins and ends, in cells: a page has 25,000 boxes of marks.
        less_x, less_y = (self._x + self._clear) / STEP, (self._y + self._clear) / STEP
        more_x, more_y = (self._x - self._clear) / STEP, (self._y - self._clear) / STEP
        before = None
        for x0, y0, x1, y1 in boxes:
            left, top = floor(x0 / STEP - less_x), floor(y0 / STEP - less_y)
            right, bottom = floor(x1 / STEP - more_x) + 1, floor(y1 / STEP - more_y) + 1
            cells = left, top, right, bottom
            # Vertices are closer to each other than cells are wide.
            if cells == before:
                continue
            before = cells
            bits = _bits(max(0, left), min(wide, right))
            for row in range(max(0, top), min(high, bottom)):
                covered[row] = covered.get(row, 0) | bits
        return covered

    def filled(self, box: Box) -> int:
        """The number of covered cells in a box on the page."""
        bits, rows = self._cells(box)
        return sum((self._filled[row] & bits).bit_count() for row in rows)

    def is_nearer_to_another(self, box: Box, own: tuple[float, float]) -> bool:
        """Whether a text in this box is nearer to the symbol of another place than to its own."""
        far = _away(box, own)
        return any(
            _away(box, at) < far and hypot(at[0] - own[0], at[1] - own[1]) > 3.0 for at in self._points
        )

    def _cells(self, box: Box) -> tuple[int, range]:
        """The columns, as bits, and rows of the cells in a box."""
        left, top = int((box[0] - self._x) // STEP), int((box[1] - self._y) // STEP)
        right, bottom = int((box[2] - self._x) // STEP) + 1, int((box[3] - self._y) // STEP) + 1
        rows = range(max(0, top), min(self._high, bottom))
        return _bits(max(0, left), min(self._wide, right)), rows

    def room(self, width: float, height: float) -> Rect | None:
        """A free rectangle of this size near a corner, or None."""
        across, down = int(width // STEP) + 1, int(height // STEP) + 1
        inset = int(INSIDE // STEP) + 1
        columns, rows = self._wide - across, self._high - down
        if columns <= 2 * inset or rows <= 2 * inset:
            return None
        allowed, filled = _bits(inset, columns - inset + 1), self._filled[inset : self._high - inset]
        for step in _doubling(down):
            filled = [upper | lower for upper, lower in zip(filled, filled[step:], strict=False)]
        for step in _doubling(across):
            filled = [bits | bits >> step for bits in filled]
        places = [
            (min(column, columns - column) + min(row, rows - row), row, column)
            for row, bits in enumerate(filled, inset)
            if (free := allowed & ~bits)
            # The first or last position in a row is nearest to an edge.
            for column in ((free & -free).bit_length() - 1, free.bit_length() - 1)
        ]
        if not places:
            return None
        # A panel in a corner or at an edge covers least of the map.
        _, row, column = min(places)
        return Rect(self._x + column * STEP, self._y + row * STEP, width, height)


def _away(box: Box, at: tuple[float, float]) -> float:
    return hypot(max(box[0] - at[0], at[0] - box[2], 0.0), max(box[1] - at[1], at[1] - box[3], 0.0))


def _bits(first: int, end: int) -> int:
    return (1 << end) - (1 << first) if first < end else 0


def _doubling(size: int) -> Iterator[int]:
    """Yield the shifts by which cells are joined until each stands for `size` of them."""
    width = 1
    while width < size:
        yield (step := min(width, size - width))
        width += step


def _marks(shape: Shape, field: Field) -> Iterator[Box]:
    """Yield boxes that cover a shape: an area in strips, a line in short pieces."""
    to_page = field.to_page()
    for part in shape.parts:
        xs, ys = to_page(part)
        if shape.kind == "area":
            yield from _strips([*zip(xs, ys, strict=True)], field.edge)
        elif shape.kind == "point":
            yield min(xs), min(ys), max(xs), max(ys)
        else:
            for (x, y), (other_x, other_y) in pairwise(zip(xs, ys, strict=True)):
                yield from _pieces(x, y, other_x, other_y)


def _strips(ring: list[tuple[float, float]], edge: Box) -> Iterator[Box]:
    """Yield the parts of an area in each row of the grid: inside it by the even-odd rule, and its outline."""
    sides = [*pairwise((*ring, ring[0]))]
    for (x, y), (other_x, other_y) in sides:
        yield from _pieces(x, y, other_x, other_y)
    crossed: dict[int, list[float]] = {}
    for (x, y), (other_x, other_y) in sides:
        low, high = sorted(min(max(end, edge[1]), edge[3]) / STEP - 0.5 for end in (y, other_y))
        for row in range(ceil(low), ceil(high)):
            crossed.setdefault(row, []).append(x + (other_x - x) * ((row + 0.5) * STEP - y) / (other_y - y))
    for row, met in crossed.items():
        met.sort()
        for left, right in zip(met[::2], met[1::2], strict=False):
            yield left, row * STEP, right, (row + 1) * STEP


def _pieces(x: float, y: float, other_x: float, other_y: float) -> Iterator[Box]:
    far = max(abs(other_x - x), abs(other_y - y))
    if far < 4 * STEP:
        yield min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)
        return
    count = int(far // (2 * STEP))
    if count > 5000:
        return
    points = [(x + (other_x - x) * n / count, y + (other_y - y) * n / count) for n in range(count + 1)]
    for (ax, ay), (bx, by) in pairwise(points):
        yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
