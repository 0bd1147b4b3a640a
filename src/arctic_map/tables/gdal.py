"""GDAL with drivers only for the supported formats, and shapes from WKT and WKB, with lines for curves."""

from __future__ import annotations

import csv
import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from arctic_map.geo.crs import Shapes
from arctic_map.storage.app_folders import ScratchFolder

# GDAL detects formats by content, and some of them only link to other files or the network. It reads this
# variable once, when it is loaded.
_UNWANTED = (
    "VRT,OGR_VRT,GDALG,HTTP,WFS,OAPIF,OGCAPI,CSW,EEDA,Elasticsearch,Carto,AmigoCloud,PLSCENES,NGW,"
    "MBTiles,GTFS,ADBC,GeoRSS,GML,JSONFG,PCIDSK,PDS4,VICAR,PDF,LVBAG,DGN,KML,GeoJSONSeq,ESRIJSON,OGR_GMT,SQLite,"
    "WAsP,VFK,OpenFileGDB,PGDUMP,OSM,GPSBabel,OGR_PDS,EDIGEO,Idrisi,ODS,XLSX,SXF,Selafin,JML,VDV,MapML,AVCBin,"
    "MiraMonVector,AVCE00,AIVector"
)
_before = os.environ.get("GDAL_SKIP")
os.environ["GDAL_SKIP"] = _UNWANTED
import pyogrio  # noqa: E402
from pyogrio import raw  # noqa: E402
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError  # noqa: E402

if _before is None:
    del os.environ["GDAL_SKIP"]
else:
    os.environ["GDAL_SKIP"] = _before

FAILURES = (
    *(DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError),
    *(OSError, RuntimeError, UnicodeDecodeError, ValueError),
)
"""Errors raised on reading a broken file."""
BrokenSource = DataSourceError
raw_read: Any = raw.read
open_arrow: Any = raw.open_arrow
raw_write: Any = raw.write
write_arrow: Any = raw.write_arrow
read_info: Any = pyogrio.read_info
list_layers: Any = pyogrio.list_layers


@contextmanager
def configured(**options: str) -> Iterator[None]:
    """Set GDAL options and silence its warnings within the block."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.set_gdal_config_options(options)
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options(dict.fromkeys(options))


def damaged_rows(path: Path, layer: str, empty: Sequence[int]) -> list[int]:
    """Which rows of a GeoPackage that were read as `empty`, from 0, have a geometry in the file."""
    if not empty or path.suffix != ".gpkg":
        return []
    options = {"layer": layer, "columns": [], "read_geometry": False, "return_fids": True}
    column = read_info(path, layer=layer)["geometry_name"].replace('"', '""')
    _, rows, *_ = raw_read(path, **options)
    filled_only = f'"{column}" is not null'  # no words: a condition in SQL
    _, filled, *_ = raw_read(path, where=filled_only, **options)
    return np.intersect1d(np.flatnonzero(np.isin(rows, filled)), empty).tolist()  # type: ignore[no-any-return]


COLLECTION = 7
"""Type id of GeometryCollection in shapely."""
Linearize = Callable[[Path, Sequence[Any]], Any]
"""Writes geometries to a file and returns them as WKB without curves."""


def from_wkt(texts: Sequence[str]) -> Shapes:
    """A shape for each text, None if it is invalid or cannot be drawn."""
    return _shapes(np.array(texts, dtype=object), shapely.from_wkt, _linear_wkt)


def from_wkb(packed: Sequence[Any]) -> Shapes:
    """A shape for each WKB, None if it is missing, invalid or cannot be drawn."""
    return _shapes(np.array(packed, dtype=object), shapely.from_wkb, _linear_wkb)


def _shapes(values: Any, read: Callable[..., Any], linearize: Linearize) -> Shapes:
    try:
        shapes: Shapes = read(values, on_invalid="ignore")
    except NotImplementedError:
        shapes, curved = read_one_by_one(values, read)
        shapes[curved] = _without_curves(values[curved], linearize)
    return _without_curved_collections(shapes)


def read_one_by_one(values: Any, read: Callable[..., Any]) -> tuple[Shapes, list[int]]:
    """The shapes, and the indices of curves among them."""
    shapes, curved = np.full(len(values), None, dtype=object), []
    for number, value in enumerate(values):
        try:
            shapes[number] = read(value, on_invalid="ignore")
        except NotImplementedError:
            curved.append(number)
    return shapes, curved


def _without_curves(values: Any, linearize: Linearize) -> Shapes:
    with ScratchFolder("curves") as folder, configured():
        packed = linearize(Path(folder), values)
    shapes, _ = read_one_by_one(packed, shapely.from_wkb)
    return shapes


def _linear_wkt(folder: Path, values: Sequence[Any]) -> Any:
    path = folder / "curves.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "wkt"), *enumerate(values)])
    options = {"GEOM_POSSIBLE_NAMES": "wkt", "MAX_LINE_SIZE": "-1"}
    return raw_read(path, columns=[], force_2d=True, **options)[2]


def _linear_wkb(folder: Path, values: Sequence[Any]) -> Any:
    path = folder / "curves.gpkg"
    nothing = np.empty(0, dtype=object)
    raw_write(
        path,
        values,
        field_data=[],
        fields=nothing,
        geometry_type="Unknown",  # no words: GDAL's name
        driver="GPKG",
        layer="curves",
    )
    return raw_read(path, columns=[], force_2d=True)[2]


def _without_curved_collections(shapes: Shapes) -> Shapes:
    """The shapes without collections of curves, which neither GDAL nor shapely reads."""
    collections = np.flatnonzero(shapely.get_type_id(shapes) == COLLECTION)
    for number in collections.tolist():
        try:
            shapely.get_coordinates(shapes[number])
        except (shapely.GEOSException, NotImplementedError):
            shapes[number] = None
    return shapes
