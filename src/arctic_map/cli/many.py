"""A file of features that a map is made with, or that is converted into another format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.geo import planes
from arctic_map.tables.opened_drawings import OpenedFileDrawings, RowsOnDisk
from arctic_map.tables.tiles import tile_builder
from arctic_map.tables.tiles.tile_store import Dataset

if TYPE_CHECKING:
    from arctic_map.model.catalog import Layer
    from arctic_map.model.projection import Box
    from arctic_map.storage.file_problem import FileProblem
    from arctic_map.tables.readers.bulk import Bulk
    from arctic_map.tables.readers.geojson import Opened


class Many:
    """A file of very many features."""

    def __init__(self, path: Path, hue: int, bulk: Bulk, folder: Path) -> None:
        """`folder` is where rows and table may lie. Raises Unreadable where there is nothing to show."""
        self.path, self.bulk, self.folder = path, bulk, folder
        self._ready = tile_builder.ready(bulk)
        self.layer: Layer = tile_builder.layer_of(path, hue, bulk, self._ready)

    @cached_property
    def problems(self) -> tuple[FileProblem, ...]:
        return tile_builder.told(self._ready)

    def drawings(self, families: Iterable[str]) -> OpenedFileDrawings:
        """Its rows on disk, on the planes of these families of projections."""
        boxes: dict[str, Box] = {}
        for family in families:
            plane = tile_builder.plane_of(self._ready, family)
            Dataset(self.folder).write(family, plane)
            boxes |= planes.boxes(family, plane.box)
        return OpenedFileDrawings(self.layer.id, self.folder, boxes, rows=RowsOnDisk(self.folder))


@dataclass(frozen=True, slots=True)
class Few:
    """A file of few features, each held for itself."""

    found: Opened
    folder: Path
    """Where its table may lie."""
