"""A file of features that a map is made with, or that is converted into another format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.dataset.dataset import Dataset
from arctic_map.files import dataset_out
from arctic_map.files.opened_drawings import OpenedFileDrawings, RowsOnDisk
from arctic_map.geo import planes

if TYPE_CHECKING:
    from arctic_map.files.readers.bulk import Bulk
    from arctic_map.files.readers.geojson import Opened
    from arctic_map.model.catalog import Layer
    from arctic_map.model.projection import Box
    from arctic_map.storage.file_problem import FileProblem


class Many:
    """A file of very many features."""

    def __init__(self, path: Path, hue: int, bulk: Bulk, folder: Path) -> None:
        """`folder` is where rows and table may lie. Raises Unreadable where there is nothing to show."""
        self.path, self.bulk, self.folder = path, bulk, folder
        self._ready = dataset_out.ready(bulk)
        self.layer: Layer = dataset_out.layer_of(path, hue, bulk, self._ready)

    @cached_property
    def problems(self) -> tuple[FileProblem, ...]:
        return dataset_out.told(self._ready)

    def drawings(self, families: Iterable[str]) -> OpenedFileDrawings:
        """Its rows on disk, on the planes of these families of projections."""
        boxes: dict[str, Box] = {}
        for family in families:
            plane = dataset_out.plane_of(self._ready, family)
            Dataset(self.folder).write(family, plane)
            boxes |= planes.boxes(family, plane.box)
        return OpenedFileDrawings(self.layer.id, self.folder, boxes, rows=RowsOnDisk(self.folder))


@dataclass(frozen=True, slots=True)
class Few:
    """A file of few features, each held for itself."""

    found: Opened
    folder: Path
    """Where its table may lie."""
