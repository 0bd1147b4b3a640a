"""GDAL, with the drivers for the formats that the atlas knows and no others."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# GDAL goes by what is inside a file, and some of its formats only point to other files or to the network.
# It looks at this once, when it is loaded.
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
"""What reading raises of a file that is broken."""
BrokenSource = DataSourceError
raw_read: Any = raw.read
open_arrow: Any = raw.open_arrow
raw_write: Any = raw.write
write_arrow: Any = raw.write_arrow
read_info: Any = pyogrio.read_info
list_layers: Any = pyogrio.list_layers


@contextmanager
def configured(**options: str) -> Iterator[None]:
    """GDAL with these options, and after it without them; its warnings stay unsaid."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.set_gdal_config_options(options)
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options(dict.fromkeys(options))
