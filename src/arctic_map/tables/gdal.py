"""GDAL with drivers only for the supported formats."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# GDAL detects formats by content, and some of them only link to other files or the network. It reads this
# variable once, when it is loaded.
_UNWANTED = (
    "VRT,OGR_VRT,GDALG,HTTP,WFS,OAPIF,OGCAPI,CSW,EEDA,Elasticsearch,Carto,AmigoCloud,PLSCENES,NGW,MVT,PMTiles,"
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
