"""Drawings of an opened file as its reader has left them on disk, and its rows where these lie there."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.files import opened_layer
from arctic_map.model.drawing import Drawing

if TYPE_CHECKING:
    from arctic_map.dataset.dataset import Dataset
    from arctic_map.dataset.foremost import Marked
    from arctic_map.dataset.naming import Naming
    from arctic_map.dataset.store import AttributeStore
    from arctic_map.dataset.view import View
    from arctic_map.model.projection import Box

Details = tuple[str, tuple[tuple[str, str], ...]]
"""A row's name and what else it says."""
NOTHING_SAID: Details = "", ()
log = logging.getLogger("arctic_map")


class RowsOnDisk:
    """The rows of a file in a folder, and which planes were asked for before they were there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._dataset: Dataset | None = None
        self.missed: set[str] = set()
        self._viewed: tuple[object, View] | None = None
        self._boxes: tuple[object, Box | None] | None = None
        self._details: tuple[int, Details] | None = None
        self._held: AttributeStore | None = None

    @property
    def dataset(self) -> Dataset:
        if self._dataset is None:
            # numpy, which only files of very many features need here.
            from arctic_map.dataset.dataset import Dataset

            self._dataset = Dataset(self._folder)
        return self._dataset

    def body(self, family: str, block: tuple[int, int, int, int, int]) -> bytes:
        # numpy, which only files of very many features need here.
        from arctic_map.dataset.grid import Block

        # A thread asks: the plane may come while this looks for it.
        self.missed.add(family)
        try:
            found = self.dataset.body(family, Block(*block))
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            found = b""
        if found is not None:
            self.missed.discard(family)
        return found or b""

    def classes(self, family: str, block: tuple[int, int, int, int, int], of_rows: bytes) -> bytes:
        # numpy, which only files of very many features need here.
        from arctic_map.dataset.grid import Block

        try:
            return self.dataset.classes(family, Block(*block), of_rows) or b""
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            return b""

    def hit(self, family: str, x: float, y: float, reach: float) -> int | None:
        try:
            return self.dataset.hit(family, x, y, reach)
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            return None

    def box(self, family: str, row: int) -> Box | None:
        # The popup is decided anew whenever the map moves.
        if self._boxes and self._boxes[0] == (family, row):
            return self._boxes[1]
        try:
            found = self.dataset.box(family, row)
            self._boxes = ((family, row), found) if found else None
            return found
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            return None

    def view(self, family: str, box: Box, zoom: float) -> View | None:
        # A page asks once for its legend and once for its marks.
        if self._viewed and self._viewed[0] == (family, box, zoom):
            return self._viewed[1]
        try:
            found = self.dataset.view(family, box, zoom)
            self._viewed = ((family, box, zoom), found) if found else None
            return found
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            return None

    def foremost(
        self, family: str, box: Box, zoom: float, naming: Naming, most: int
    ) -> list[tuple[Marked, str]]:
        # DuckDB, which only who looks at such rows needs.
        from arctic_map.dataset.naming import texts
        from arctic_map.dataset.store import NO_TABLE

        try:
            marks = self.dataset.foremost(family, box, zoom, naming.ranks, most)
            table = self._table()
        except (ValueError, *NO_TABLE) as error:
            log.warning("rows on disk: %s", error)
            return []
        with closing(table):
            # All rows of such a file are in its table, in their order.
            said = texts(table, naming.column, [mark.row for mark in marks])
        return [*zip(marks, said, strict=True)]

    def marks(self, family: str, rows: Sequence[int]) -> list[Marked]:
        try:
            return self.dataset.marks(family, rows)
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            return []

    def details(self, row: int) -> Details:
        if self._details and self._details[0] == row:
            return self._details[1]
        found = self._read_details(range(row, row + 1))
        if not found:
            return NOTHING_SAID
        self._details = row, found[0]
        return found[0]

    def all_details(self, count: int) -> list[Details]:
        return self._read_details(range(count)) or [NOTHING_SAID] * count

    def close(self) -> None:
        if self._held:
            self._held.close()
        self._held = None

    def _table(self) -> AttributeStore:
        """For one thread. Raises NO_TABLE."""
        # DuckDB, which only who looks at such rows needs.
        from arctic_map.dataset.store import AttributeStore

        # To open it takes longer than a click may; beside one that stays open it takes no time.
        self._held = self._held or AttributeStore(self._folder)
        return AttributeStore(self._folder)

    def _read_details(self, rows: range) -> list[Details]:
        """None where the table is still being written, or the rows say nothing."""
        # DuckDB and msgspec, which only who looks at such rows needs.
        from arctic_map.dataset.expression import WrongExpression
        from arctic_map.dataset.store import NO_TABLE
        from arctic_map.files.readers.attributes import name_and_details

        try:
            with closing(self._table()) as table:
                # All rows of such a file are in its table, in their order.
                page = table.page(rows, table.fields)
                names = [field.name for field in table.fields]
        except (*NO_TABLE, WrongExpression):
            return []
        return [name_and_details(dict(zip(names, map(plain, values), strict=True))) for values in page]


def plain(value: object) -> object:
    """Dates and times as ISO 8601 has them."""
    return value if isinstance(value, str | bool | int | float | None) else str(value)


@dataclass(slots=True)
class OpenedFileDrawings:
    """The drawings of a file, on disk until they are asked for."""

    layer_id: str
    folder: Path
    boxes: dict[str, Box] = field(default_factory=dict)
    missed: set[str] = field(default_factory=set)
    """Projections that were asked for before they were drawn."""
    rows: RowsOnDisk | None = None
    """Where the features lie on disk."""

    def drawing(self, projection_id: str) -> Drawing:
        if self.rows:
            return Drawing(self.layer_id, projection_id, "")
        found = opened_layer.read_drawing(self.folder, projection_id)
        if found is None:
            self.missed.add(projection_id)
        return found or Drawing(self.layer_id, projection_id, "")

    def body(self, projection_id: str) -> bytes:
        try:
            return opened_layer.read_body(self.folder, projection_id)
        except OSError:
            self.missed.add(projection_id)
            return opened_layer.NOTHING % (self.layer_id.encode(), projection_id.encode())

    def box(self, projection_id: str) -> Box | None:
        return self.boxes.get(projection_id)

    def forget(self) -> None:
        if self.rows:
            self.rows.close()
        shutil.rmtree(self.folder, ignore_errors=True)
