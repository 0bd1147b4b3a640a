"""Interfaces of an opened file: its drawings, and its rows on disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from arctic_map.model.drawing import Drawing
    from arctic_map.model.projection import Box
    from arctic_map.tables.attributes.label_ranks import LabelColumn
    from arctic_map.tables.tiles.tile_view import View
    from arctic_map.tables.tiles.top_rows import RowMark


class RowsOnDisk(Protocol):
    """Features of an opened file on disk."""

    def body(self, family: str, block: tuple[int, int, int, int, int]) -> bytes:
        """The block (level, x0, y0, x1, y1) in the format of the page; empty until it is available."""

    def classes(self, family: str, block: tuple[int, int, int, int, int], of_rows: bytes) -> bytes:
        """The class of each mark of the block, a byte each in the order of `body`, from those of all rows."""

    def hit(self, family: str, x: float, y: float, reach: float) -> int | None:
        """Index of the row within `reach` of a place, metres of the family's plane; None without any."""

    def view(self, family: str, box: Box, zoom: float) -> View | None:
        """The marks in a box of the plane (metres), generalised for a zoom; None until the plane is ready."""

    def box(self, family: str, row: int) -> Box | None:
        """Bounding box of the row on the plane; None without geometry there."""

    def foremost(
        self, family: str, box: Box, zoom: float, naming: LabelColumn, most: int
    ) -> list[tuple[RowMark, str]]:
        """The rows to label first in a box of the plane (metres), with their texts."""

    def marks(self, family: str, rows: Sequence[int]) -> list[RowMark]:
        """All marks of these rows, in metres of the plane."""

    def details(self, row: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The name of the row, empty if there is none, and its attributes."""

    def all_details(self, count: int) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        """The same for the first `count` rows."""


class OpenedDrawings(Protocol):
    """Drawings of an opened file in all projections, made elsewhere."""

    @property
    def layer_id(self) -> str: ...
    def drawing(self, projection_id: str) -> Drawing: ...
    def body(self, projection_id: str) -> bytes:
        """The drawing in the format of the page. Raises OSError."""

    def box(self, projection_id: str) -> Box | None: ...

    @property
    def rows(self) -> RowsOnDisk | None:
        """Rows, if the features are on disk; else None."""
