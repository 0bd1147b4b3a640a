"""Files that can be opened: their formats, and an opened file as a layer of the map."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.model.tr import tr, tr_later

if TYPE_CHECKING:
    # The start of the program reads the formats, before Chromium begins: the catalogue would cost it 30 ms.
    from arctic_map.model.catalog import Layer
    from arctic_map.model.problem import Problem
    from arctic_map.model.projection import Box

TOPIC = "opened"
PREFIX = "opened-"
HUES = 6
"""Number of colours for opened files."""
UNNAMED_RANK = 9
"""Rank of features without a name in the file."""
MARKS = ("point", "line", "area")
"""Kinds of shapes in an opened file, each with a style in every hue."""
SEVERAL_KINDS = "Unknown"  # no words: GDAL's name
"""The geometry type of a layer with several of them in a report."""


def layer_id(path: str) -> str:
    """The id of a file's layer: stable for a path, and distinct from the layers of the atlas."""
    from hashlib import sha256  # late, as only opened files need it

    return f"{PREFIX}{sha256(os.fsencode(path)).hexdigest()[:12]}"


def style_id(hue: int, kind: str) -> str:
    """The style of an opened file's points, lines or areas; hues count from 1."""
    return f"file-{hue}-{kind}"


def geometry_in_words(geometry: str) -> str:
    """The geometry type of a layer in a report, as it is shown."""
    return tr("several kinds") if geometry == SEVERAL_KINDS else geometry


@dataclass(frozen=True, slots=True)
class Choice:
    """Choices for a file that is ambiguous by itself."""

    layers: tuple[str, ...] = ()
    """Names of the layers to read as one; empty for all."""
    crs: str = ""
    """Coordinate reference system, as EPSG:3413 or WKT; empty for that of the file."""
    columns: tuple[str, ...] = ()
    """Names of the columns of a table with x and y, or empty to find them by their names."""

    @property
    def options(self) -> list[str]:
        """The choices but the layers, as options of the command line."""
        columns = ["--columns", *self.columns] if self.columns else []
        return [*columns, *(["--crs", self.crs] if self.crs else [])]

    def for_layer(self, layer: str) -> Choice:
        """The choices for one layer of the file; unchanged if none is named."""
        return replace(self, layers=(layer,)) if layer else self


class Question(Enum):
    """A question to the reader about a file."""

    LAYERS = "layers"
    CRS = "crs"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class LayerOfFile:
    """One layer of a file with several layers."""

    name: str
    geometry: str
    features: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFile:
    """The layer of an opened file, and the problems found in it."""

    layer: Layer
    problems: tuple[Problem, ...] = ()
    boxes: dict[str, Box] = field(default_factory=dict)
    """Bounding box in projected metres, for each projection that shows any of it."""
    outdated: Problem | None = None
    """Why the layer differs from the present content of the file."""


class Reader(Enum):
    """What reads the features of a file: the module of `tables/readers`, and the name of the format."""

    GEOJSON = "geojson", "GeoJSON"
    """Also such texts one to a line."""
    GDAL = "vector", ""
    """`tables/readers/file_kinds.py` names the format of each suffix."""
    DELIMITED = "delimited", "CSV"
    """Tables as text, with columns of coordinates or a column of WKT."""
    SPREADSHEET = "spreadsheet", "Spreadsheet"
    """Sheets with such columns."""
    PARQUET = "parquet", "GeoParquet"
    """Also such tables with columns of coordinates."""
    RASTER = "", "GeoTIFF"
    """Pixels rather than features."""

    def __init__(self, module: str, format: str) -> None:
        self.module, self.format = module, format


@dataclass(frozen=True, slots=True)
class OpenFormat:
    """A format of files whose features can become a layer."""

    name: str
    """Name in dialogs; rows of the same name are one filter."""
    reader: Reader
    suffixes: tuple[str, ...]


OPEN_FORMATS = (
    # .json may also be TopoJSON.
    OpenFormat(
        tr_later("GeoJSON, TopoJSON"),
        Reader.GEOJSON,
        (".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson"),
    ),
    OpenFormat(tr_later("GeoPackage"), Reader.GDAL, (".gpkg",)),
    OpenFormat(tr_later("Shapefile, also zipped"), Reader.GDAL, (".shp", ".zip")),
    OpenFormat(tr_later("FlatGeobuf"), Reader.GDAL, (".fgb",)),
    OpenFormat(tr_later("KML, KMZ, GPX"), Reader.GDAL, (".kml", ".kmz", ".gpx")),
    OpenFormat(tr_later("GeoJSON, TopoJSON"), Reader.GDAL, (".topojson",)),
    OpenFormat(tr_later("MapInfo, DXF"), Reader.GDAL, (".tab", ".mif", ".dxf")),
    OpenFormat(tr_later("S-57 charts"), Reader.GDAL, (".000",)),
    OpenFormat(tr_later("Tables with coordinates"), Reader.DELIMITED, (".csv", ".tsv")),
    OpenFormat(tr_later("Tables with coordinates"), Reader.SPREADSHEET, (".xlsx", ".xlsm", ".xls", ".ods")),
    OpenFormat(tr_later("GeoParquet"), Reader.PARQUET, (".parquet", ".geoparquet")),
    OpenFormat(tr_later("GeoTIFF"), Reader.RASTER, (".tif", ".tiff")),
    OpenFormat(tr_later("NetCDF, GRIB"), Reader.RASTER, (".nc", ".nc4", ".cdf")),
    OpenFormat(tr_later("NetCDF, GRIB"), Reader.RASTER, (".grib", ".grib2", ".grb", ".grb2")),
)


_READERS = {suffix: row.reader for row in OPEN_FORMATS for suffix in row.suffixes}
LAYERS = tuple(_READERS)
"""Suffixes of files that can become a layer."""
ATLAS = ".arctic"
"""Suffix of a whole atlas in one file."""
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg", ".pdf")
"""Suffixes of pictures that may contain a saved view of the atlas."""
ARTICLES = (".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".docx")
"""Suffixes of files that may be the reader's copy of the article."""
FILTERS = (
    (tr_later("All supported files"), (ATLAS, *LAYERS, *PICTURES)),
    (tr_later("Atlases"), (ATLAS,)),
    *(
        (name, tuple(suffix for row in OPEN_FORMATS if row.name == name for suffix in row.suffixes))
        for name in dict.fromkeys(row.name for row in OPEN_FORMATS)
    ),
    (tr_later("Pictures of the atlas"), PICTURES),
    (tr_later("All files"), ("",)),
)
"""Filters of the open dialog: names and suffixes."""


_ONE_LAYER = re.compile(rf"(.+?(?:{'|'.join(map(re.escape, LAYERS))})):(.+)", re.IGNORECASE | re.DOTALL)


def layer_path(path: Path, layer: str) -> Path:
    """One layer of a file, as on the command line: `my.gpkg:ports`. Slashes in its name are escaped."""
    return path.with_name(f"{path.name}:{layer.replace('%', '%25').replace('/', '%2F')}")


def parted(path: Path) -> tuple[Path, str]:
    """The file, and the layer that a path of `layer_path` names; otherwise the path and an empty string."""
    named = _ONE_LAYER.fullmatch(path.name)
    if named is None:
        return path, ""
    return path.with_name(named[1]), named[2].replace("%2F", "/").replace("%25", "%")


def title_of(path: Path) -> str:
    """The name of the map's layer for a file or a layer of it: `my.gpkg`, `ports (my.gpkg)`."""
    file, layer = parted(path)
    return f"{layer} ({file.name})" if layer else file.name


def plain_name(name: str, file: str) -> str:
    """The name that the reader gave the layer of a file, or its own without the file's suffix."""
    path = Path(file)
    if name != title_of(path):
        return name
    file_path, layer = parted(path)
    return layer or file_path.stem


def reader_of(suffix: str) -> Reader:
    """The reader of a format; GeoJSON for unknown suffixes."""
    return _READERS.get(suffix, Reader.GEOJSON)
