"""Writes computed shapes with a few fields as a GeoPackage."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from arctic_map.errors import ExportError, system_reason
from arctic_map.geo.crs import Shapes
from arctic_map.storage.app_folders import ScratchFolder
from arctic_map.tables.gdal import BrokenSource, configured, raw_write
from arctic_map.tables.writers.gdal_tables import MADE


def write_shapes(
    out: Path, name: str, shapes: Shapes, kind: str, crs: str, fields: Mapping[str, Any], failure: str
) -> None:
    """Write shapes of one kind, such as Polygon, as the layer `name`, with an array for each field.

    Raises ExportError with the words of `failure`, and leaves an earlier file unchanged.
    """
    try:
        with ScratchFolder("made") as folder, configured(OGR_CURRENT_DATE=MADE):
            made = Path(folder, "made.gpkg")
            raw_write(
                made,
                geometry=shapely.to_wkb(shapes),
                geometry_type=kind,
                field_data=[*fields.values()],
                fields=np.array([*fields], dtype=object),
                crs=crs,
                driver="GPKG",
                layer=name,
            )
            temporary = out.with_name(f".{out.name[:60]}.part")
            shutil.move(made, temporary)
            temporary.replace(out)
    except (BrokenSource, OSError, RuntimeError) as error:
        raise ExportError(failure, where=str(out), why=system_reason(error)) from error
