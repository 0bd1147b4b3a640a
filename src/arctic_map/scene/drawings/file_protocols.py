"""What the map asks of an opened file: its drawings, and its rows where they lie on disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from arctic_map.model.drawing import Drawing
    from arctic_map.model.projection import Box
    from arctic_map.tables.attributes.label_ranks import Naming
    from arctic_map.tables.tiles.tile_view import View
    from arctic_map.tables.tiles.top_rows import Marked


class RowsOnDisk(Protocol):
    """Features of an opened file that lie on disk."""

    def body(self, family: str, block: tuple[int, int, int, int, int]) -> bytes:
        """What a block (level, x0, y0, x1, y1) shows, as the page reads it; empty until that is there."""

    def classes(self, family: str, block: tuple[int, int, int, int, int], of_rows: bytes) -> bytes:
        """The class of each mark of the block in the body's order, by those of all rows; a byte each."""

    def hit(self, family: str, x: float, y: float, reach: float) -> int | None:
        """The number of the row within reach of a place, metres of the family's plane."""

    def view(self, family: str, box: Box, zoom: float) -> View | None:
        """What lies in a box of the plane (metres), as it is told apart at a zoom."""

    def box(self, family: str, row: int) -> Box | None:
        """What the row takes up on the plane; None where nothing of it is there."""

    def foremost(
        self, family: str, box: Box, zoom: float, naming: Naming, most: int
    ) -> list[tuple[Marked, str]]:
        """The rows that are named rather than others in a box of the plane (metres), with their names."""

    def marks(self, family: str, rows: Sequence[int]) -> list[Marked]:
        """All marks of these rows, metres of the plane."""

    def details(self, row: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The row's name, empty where it has none, and what else it says of itself."""

    def all_details(self, count: int) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        """The same of the first rows, so many."""


class OpenedDrawings(Protocol):
    """Drawings of an opened file in all projections, made elsewhere."""

    @property
    def layer_id(self) -> str: ...
    def drawing(self, projection_id: str) -> Drawing: ...
    def body(self, projection_id: str) -> bytes:
        """As the page reads it. Raises OSError."""

    def box(self, projection_id: str) -> Box | None: ...

    @property
    def rows(self) -> RowsOnDisk | None:
        """Of a file whose features lie on disk."""
