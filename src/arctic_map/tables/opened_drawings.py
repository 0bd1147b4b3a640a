"""Drawings of an opened file, stored on disk by the process that read it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from arctic_map.geo.projections import is_centred, projection_named
from arctic_map.model.drawing import Drawing
from arctic_map.tables import opened_layer

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import Geometry

    from arctic_map.model.histogram import Histogram
    from arctic_map.model.projection import Box, PixelView, Projection
    from arctic_map.tables.attributes.found_rows import Details, RowTexts
    from arctic_map.tables.attributes.row_values import LabelColumn
    from arctic_map.tables.rasters.raster_store import RasterStore
    from arctic_map.tables.tiles.tile_reading import RowMark, View
    from arctic_map.tables.tiles.tile_store import TileStore

NO_STATISTICS: Details = "", ()
log = logging.getLogger("arctic_map")


class RowsOnDisk:
    """The rows of a file in a folder. `missed` are families of projections requested too early."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.missed: set[str] = set()
        self._viewed: tuple[object, View] | None = None
        self._boxes: tuple[object, Box | None] | None = None
        self._details: tuple[int, Details] | None = None

    @cached_property
    def dataset(self) -> TileStore:
        """The tiles on disk."""
        # Late import: only files of very many features need numpy here.
        from arctic_map.tables.tiles.tile_store import TileStore

        return TileStore(self._folder)

    def has_plane(self, family: str) -> bool:
        """Whether the tiles of a family of projections are there."""
        return self.dataset.has_plane(family)

    def body(self, family: str, block: tuple[int, int, int, int, int]) -> bytes:
        """The bytes of a block of tiles (level, x0, y0, x1, y1). Empty if they are not ready."""
        # Added before looking, because another thread may finish the plane meanwhile.
        self.missed.add(family)
        try:
            tiles = self.dataset.body(family, block)
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            tiles = b""
        if tiles is not None:
            self.missed.discard(family)
        return tiles or b""

    def classes(self, family: str, block: tuple[int, int, int, int, int], of_rows: bytes) -> bytes:
        """The class of each mark in a block, by the classes of all rows. Empty if it is not ready."""
        try:
            return self.dataset.classes(family, block, of_rows) or b""
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            return b""

    def hit(self, family: str, x: float, y: float, reach: float) -> int | None:
        """The row at a position within `reach`, in metres, or None."""
        try:
            return self.dataset.hit(family, x, y, reach)
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            return None

    def within(self, family: str, area: Geometry) -> list[int]:
        """The rows that an area touches, in metres, ascending."""
        try:
            # Loads shapely, which only this needs.
            from arctic_map.tables.tiles.rows_in_area import rows_in

            plane = self.dataset.plane(family)
            return rows_in(plane, area) if plane else []
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            return []

    def box(self, family: str, row: int) -> Box | None:
        """The box of a row in projected metres, or None."""
        # Cached, because the popup is composed again whenever the map moves.
        if self._boxes and self._boxes[0] == (family, row):
            return self._boxes[1]
        try:
            bounds = self.dataset.box(family, row)
            self._boxes = ((family, row), bounds) if bounds else None
            return bounds
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            return None

    def view(self, family: str, box: Box, zoom: float) -> View | None:
        """The marks within a box (metres) at a zoom, or None if they are not ready."""
        # Cached, because an exported page asks for legend and marks separately.
        if self._viewed and self._viewed[0] == (family, box, zoom):
            return self._viewed[1]
        try:
            marks = self.dataset.view(family, box, zoom)
            self._viewed = ((family, box, zoom), marks) if marks else None
            return marks
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            return None

    def foremost(
        self, family: str, box: Box, zoom: float, naming: LabelColumn, most: int
    ) -> list[tuple[RowMark, str]]:
        """The rows with the highest label priority within a box (metres), with their labels."""
        try:
            marks = self.dataset.foremost(family, box, zoom, naming.ranks, most)
            texts = self._texts.of(naming.column, [mark.row for mark in marks])
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            return []
        return [*zip(marks, texts, strict=True)]

    def marks(self, family: str, rows: Sequence[int]) -> list[RowMark]:
        """All marks of these rows."""
        try:
            return self.dataset.marks(family, rows)
        except (OSError, ValueError) as error:
            log.warning("rows on disk: %s", error)
            return []

    def details(self, row: int) -> Details:
        """The name and attributes of a row."""
        if self._details and self._details[0] == row:
            return self._details[1]
        entries = self._texts.details(range(row, row + 1))
        if not entries:
            return NO_STATISTICS
        self._details = row, entries[0]
        return entries[0]

    def all_details(self, count: int) -> list[Details]:
        """The name and attributes of all rows."""
        return self._texts.details(range(count)) or [NO_STATISTICS] * count

    def close(self) -> None:
        """Close the attribute table."""
        if "_texts" in vars(self):
            self._texts.close()

    @cached_property
    def _texts(self) -> RowTexts:
        # Late import: DuckDB is needed only to look at rows.
        from arctic_map.tables.attributes.found_rows import RowTexts

        return RowTexts(self._folder)


class RasterOnDisk:
    """The pixels of a raster in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def sampled(self, view: PixelView, band: int) -> NDArray[Any] | None:
        """Values or colours of a view like `RasterStore.sampled`; None if they cannot be read."""
        try:
            return self._store.sampled(view, band)
        except (OSError, ValueError, IndexError) as error:
            log.warning("raster on disk: %s", error)
            return None

    def interpolated(self, view: PixelView, band: int) -> NDArray[Any] | None:
        """Values of a view like `RasterStore.interpolated`; None if they cannot be read."""
        try:
            return self._store.interpolated(view, band)
        except (OSError, ValueError, IndexError) as error:
            log.warning("raster on disk: %s", error)
            return None

    def values_at(self, lon: NDArray[Any], lat: NDArray[Any], band: int) -> NDArray[Any] | None:
        """Values at places like `RasterStore.values_at`; None if they cannot be read."""
        try:
            return self._store.values_at(lon, lat, band)
        except (OSError, ValueError, IndexError) as error:
            log.warning("raster on disk: %s", error)
            return None

    def histogram(self, band: int) -> Histogram | None:
        """How often values occur like `RasterStore.histogram`; None if they cannot be read."""
        try:
            return self._store.histogram(band)
        except (OSError, ValueError, IndexError) as error:
            log.warning("raster on disk: %s", error)
            return None

    def value(self, lon: float, lat: float, band: int) -> float | None:
        """The value of a band at a place in degrees; None without one."""
        try:
            return self._store.value(lon, lat, band)
        except (OSError, ValueError, IndexError) as error:
            log.warning("raster on disk: %s", error)
            return None

    def box(self, projection: Projection) -> Box | None:
        """The box of the raster in projected metres; None if the projection shows none of it."""
        try:
            return self._store.box(projection)
        except (OSError, ValueError) as error:
            log.warning("raster on disk: %s", error)
            return None

    @cached_property
    def _store(self) -> RasterStore:
        # Late import: only rasters need numpy and PROJ here.
        from arctic_map.tables.rasters.raster_store import NAME, PREVIEW, RasterStore

        is_whole = (self._folder / NAME).is_file()
        return RasterStore(self._folder if is_whole else self._folder / PREVIEW)


@dataclass(slots=True)
class OpenedFileDrawings:
    """The drawings of a file, read from disk on request."""

    layer_id: str
    folder: Path
    boxes: dict[str, Box] = field(default_factory=dict)
    missed: set[str] = field(default_factory=set)
    """Projections requested before they were drawn."""
    rows: RowsOnDisk | None = None
    """The rows, if features are stored on disk."""
    raster: RasterOnDisk | None = None
    """The pixels, if the file is a raster."""

    @property
    def layer_path(self) -> Path:
        """A file that exists as long as the data."""
        return self.folder / opened_layer.NAME

    def drawing(self, projection_id: str) -> Drawing:
        """The drawing in a projection. Empty if it is not ready."""
        if self.rows or self.raster:
            return Drawing(self.layer_id, projection_id, "")
        prepared = opened_layer.read_drawing(self.folder, projection_id)
        if prepared is None:
            self.missed.add(projection_id)
        return prepared or Drawing(self.layer_id, projection_id, "")

    def body(self, projection_id: str) -> bytes:
        """The bytes of a drawing for the page."""
        try:
            return opened_layer.read_body(self.folder, projection_id)
        except OSError:
            self.missed.add(projection_id)
            return opened_layer.NOTHING % (self.layer_id.encode(), projection_id.encode())

    def box(self, projection_id: str) -> Box | None:
        """The box of the layer in projected metres, or None."""
        if self.raster and is_centred(projection_id) and projection_id not in self.boxes:
            return self.raster.box(projection_named(projection_id))
        return self.boxes.get(projection_id)

    def is_drawn(self, projection: Projection) -> bool:
        """Whether it can be shown in a projection; if not, its file must be read again."""
        if self.raster or not is_centred(projection.id):
            return True
        if self.rows:
            return self.rows.has_plane(projection.family)
        return opened_layer.has_drawing(self.folder, projection.id)

    def forget(self) -> None:
        """Delete the files."""
        if self.rows:
            self.rows.close()
        shutil.rmtree(self.folder, ignore_errors=True)
