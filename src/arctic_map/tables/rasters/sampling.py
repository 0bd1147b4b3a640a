"""Values of a raster at the features of a file, as one more column of their table."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from arctic_map.errors import ExportError
from arctic_map.model.tr import tr
from arctic_map.tables.attributes.attribute_writer import FAILURES
from arctic_map.tables.file_data import FileData
from arctic_map.tables.rasters.raster_store import RasterStore

NAME = "value"


def write_sampled(data: FileData, store: RasterStore, band: int, folder: Path) -> None:
    """Write the table of a file with the values of a band at its points, or in the middle of its shapes.

    Raises ExportError.
    """
    centres = data.middles()
    if centres is None:
        raise ExportError(tr("the features have no places"))
    values = store.values_at(np.asarray(centres[0]), np.asarray(centres[1]), band).astype(np.float64)
    name = store.raster.bands[band].variable or NAME
    column = [None if np.isnan(value) else value for value in values.tolist()]
    try:
        data.write_table(folder, {name: column})
    except FAILURES as error:
        raise ExportError(tr("the table cannot be written"), why=str(error)) from error
