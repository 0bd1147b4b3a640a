"""Features for other programs in the formats of GDAL: the same bytes for the same features."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import numpy as np
from shapely import to_wkb
from shapely.geometry import shape

from arctic_map.errors import ExportError
from arctic_map.model.table import Table, Value
from arctic_map.storage.scratch_folder import ScratchFolder
from arctic_map.tables.gdal import BrokenSource, configured, raw_write
from arctic_map.tables.writers.geojson_tables import FORBIDDEN, wound

CRS = "EPSG:4326"
_NO_KML = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>\n'
)
MADE = "2000-01-01T00:00:00Z"
"""A GeoPackage must say when it was changed; the true time would make each file another one."""


def geopackage(tables: Sequence[Table], beside: Sequence[Table] = ()) -> bytes:
    """A layer for each table, and a plain table for each of `beside`. Raises ExportError."""
    with configured(OGR_CURRENT_DATE=MADE):
        return _written("map.gpkg", "GPKG", [*tables, *beside])


def kml(tables: Sequence[Table], beside: Sequence[Table] = ()) -> bytes:
    """A folder for each table. Raises ExportError."""
    return _written("map.kml", "LIBKML", [*map(_fit_for_kml, [*tables, *beside])]) or _NO_KML


def flatgeobuf(tables: Sequence[Table], beside: Sequence[Table] = ()) -> bytes:
    """The one layer that it can hold, in the order of its index. Raises ExportError."""
    (table, *_) = (*tables, *beside)
    placed = replace(table, rows=tuple(row for row in table.rows if row.geometry is not None))
    return _written("map.fgb", "FlatGeobuf", [placed])


WRITERS = {".gpkg": geopackage, ".kml": kml, ".fgb": flatgeobuf}
"""By the suffixes of `model/export_formats.py`."""


def _fit_for_kml(table: Table) -> Table:
    """Without what would break the file: GDAL puts texts into CDATA as they are."""

    def fit(value: Value) -> Value:
        return FORBIDDEN.sub("", value).replace("]]>", "]] >") if isinstance(value, str) else value

    rows = tuple(replace(row, values=tuple(map(fit, row.values))) for row in table.rows)
    return replace(table, name=str(fit(table.name)), note=str(fit(table.note)), rows=rows)


def _written(name: str, driver: str, tables: Sequence[Table]) -> bytes:
    try:
        with ScratchFolder("made") as folder:
            file = Path(folder, name)
            for number, table in enumerate(tables):
                _append(file, driver, table, first=number == 0)
            return file.read_bytes() if tables else b""
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError("temporary files cannot be written", where=gettempdir(), why=reason) from error
    except (BrokenSource, RuntimeError) as error:
        # GDAL says at length where it stood; the reason is at the end, if there is one.
        reason = str(error).partition("\n")[0].rpartition(": ")[2].strip(" :")
        raise ExportError("temporary files cannot be written", where=gettempdir(), why=reason) from error


def _append(file: Path, driver: str, table: Table, *, first: bool) -> None:
    spatial = any(row.geometry is not None for row in table.rows)
    columns = list(zip(*(row.values for row in table.rows), strict=True)) or [()] * len(table.columns)
    raw_write(
        file,
        geometry=_shapes(table) if spatial else None,
        geometry_type=_geometry_type(table) if spatial else None,
        field_data=[
            np.array(values, dtype="datetime64[D]" if kind is date else object)
            for values, kind in zip(columns, table.columns.values(), strict=True)
        ],
        fields=np.array(list(table.columns), dtype=object),
        crs=CRS if spatial else None,
        driver=driver,
        layer=table.id,
        append=not first,
        promote_to_multi=spatial and _geometry_type(table).startswith("Multi"),
        layer_options=_layer_options(driver, table),
    )


def _layer_options(driver: str, table: Table) -> dict[str, str]:
    match driver:
        case "LIBKML":
            return {"NAME": table.name, "FOLDER": "YES", "DESCRIPTION": table.note}
        case "FlatGeobuf":
            return {"TITLE": table.name, "DESCRIPTION": table.note}
        case _:
            return {"IDENTIFIER": table.name, "DESCRIPTION": table.note}


def _shapes(table: Table) -> Any:
    """Well-known binary of each row's geometry; None where it has none."""
    places = [wound(row.geometry) for row in table.rows]
    return np.array([None if place is None else to_wkb(shape(place)) for place in places], dtype=object)


def _geometry_type(table: Table) -> str:
    """What a whole layer holds; a layer may mix a thing in one part with things in several."""
    kinds = {row.geometry["type"] for row in table.rows if row.geometry}
    families = {kind.removeprefix("Multi") for kind in kinds}
    if len(families) > 1:
        return "Unknown"
    family = families.pop()
    return family if kinds == {family} else f"Multi{family}"
