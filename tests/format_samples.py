"""One set of features in any format and reference system, written by GDAL as other programs do."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import numpy as np
import pyproj
import shapely
from pyogrio import raw

SHAPES = {
    "Point": [shapely.Point(33.05, 68.97), shapely.Point(40.5, 64.55), shapely.Point(36.25, 80.5)],
    "LineString": [shapely.LineString([(33, 69), (34.5, 70.25)]), shapely.LineString([(38, 75), (41, 75.5)])],
    "Polygon": [
        shapely.Polygon([(36, 71), (38, 71), (38, 72), (36, 72)], [[(36.5, 71.2), (37, 71.2), (37, 71.6)]]),
        shapely.Polygon([(40, 66), (41, 66), (40.5, 66.5)]),
    ],
}
IDS = [2**60 + 1, 7, None]
NAMES = ["Мурманск", "Å", "plain"]
DAYS = ["2024-02-29", "1999-12-31", None]
SYSTEMS = ("EPSG:4326", "EPSG:3413", "EPSG:32637")
DRIVERS = {
    ".gpkg": "GPKG",
    ".shp": "ESRI Shapefile",
    ".zip": "ESRI Shapefile",
    ".fgb": "FlatGeobuf",
    ".kml": "LIBKML",
    ".kmz": "LIBKML",
    ".gpx": "GPX",
    ".geojson": "GeoJSON",
    ".geojsonl": "GeoJSON",
    ".tab": "MapInfo File",
    ".mif": "MapInfo File",
    ".csv": "CSV",
    ".dxf": "DXF",
    ".parquet": "Parquet",
}
DEGREES_ONLY = (".kml", ".kmz", ".gpx", ".geojsonl")
"""Formats that know no other reference system."""


def projected(shapes: Any, crs: str) -> Any:
    turn = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    return shapely.transform(
        np.array(shapes, dtype=object), lambda at: np.column_stack(turn.transform(at[:, 0], at[:, 1]))
    )


def write(folder: Path, suffix: str, kind: str, crs: str = "EPSG:4326", **options: Any) -> Path:
    """The features of a kind as a file of the format, all in the one reference system."""
    shapes = projected(SHAPES[kind], crs)
    count, driver = len(shapes), DRIVERS[suffix]
    if driver == "Parquet":
        return write_parquet(folder / "sample.parquet", shapes, kind, crs)
    file = folder / f"sample{'.shp' if suffix == '.zip' else suffix}"
    plain = driver in ("DXF", "GPX")
    columns = [] if plain else [np.array([each or 0 for each in IDS[:count]], dtype="int64")]
    masks = [] if plain else [np.array([each is None for each in IDS[:count]])]
    fields = [] if plain else ["number"]
    if driver != "DXF":
        columns.append(np.array(NAMES[:count], dtype=object))
        fields.append("name")
        masks.append(None)  # type: ignore[arg-type]
    if not plain and driver != "LIBKML":
        columns.append(np.array(DAYS[:count], dtype="datetime64[D]"))
        fields.append("day")
        masks.append(None)  # type: ignore[arg-type]
    if driver == "GPX":
        options |= {"dataset_options": {"GPX_USE_EXTENSIONS": "YES"}}
        options |= {"layer": {"Point": "waypoints", "LineString": "routes"}[kind]}
    if driver == "CSV":
        options |= {"layer_options": {"GEOMETRY": "AS_WKT", "CREATE_CSVT": "NO"}}
    if driver == "ESRI Shapefile":
        options |= {"encoding": "UTF-8"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        raw.write(
            file,
            shapely.to_wkb(shapes),
            columns,
            fields=np.array(fields, dtype=object),
            field_mask=masks or None,
            crs=crs,
            driver=driver,
            geometry_type=kind,
            **options,
        )
    if suffix == ".geojsonl":
        features = json.loads(file.read_text("utf-8"))["features"]
        file.write_text("".join(f"{json.dumps(each)}\n" for each in features), "utf-8")
    if suffix != ".zip":
        return file
    packed = folder / "sample.zip"
    with ZipFile(packed, "w") as archive:
        for part in sorted(folder.glob("sample.*")):
            if part != packed:
                archive.write(part, f"data/{part.name}")
                part.unlink()
    return packed


def write_parquet(file: Path, shapes: Any, kind: str, crs: str) -> Path:
    """GeoParquet 1.1 after its specification: well-known binary, and the system as PROJJSON under `geo`."""
    count = len(shapes)
    described: dict[str, Any] = {"encoding": "WKB", "geometry_types": [kind]}
    if crs != "EPSG:4326":
        described["crs"] = pyproj.CRS(crs).to_json_dict()
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": described}}
    rows = [*zip(IDS[:count], NAMES[:count], DAYS[:count], shapely.to_wkb(shapes), strict=True)]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE sample (number BIGINT, name VARCHAR, day DATE, geometry BLOB)")
        connection.executemany("INSERT INTO sample VALUES (?, ?, ?, ?)", rows)
        metadata = json.dumps(geo).replace("'", "''")
        connection.execute(f"COPY sample TO '{file}' (FORMAT parquet, KV_METADATA {{geo: '{metadata}'}})")
    return file
