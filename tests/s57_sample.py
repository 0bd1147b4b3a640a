"""A small chart, written by GDAL's own S-57 driver: a buoy, a depth contour and a depth area."""

import ctypes
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyogrio
from pyogrio import _ogr

BUOY = (33.25, 69.125)
CONTOUR = ((33.0, 69.0), (33.1, 69.05), (33.2, 69.0))
AREA = ((33.5, 69.2), (33.7, 69.2), (33.7, 69.3), (33.5, 69.3), (33.5, 69.2))
"""Degrees, lon/lat."""
NAME, DEPTH = "Kildin buoy", 20.0
NODE, CONNECTED, EDGE = 110, 120, 130
"""What S-57 calls isolated nodes, connected nodes and edges."""
NONE = 255
"""What S-57 has for an attribute without a value."""
VECTOR, POINT, LINE = 4, 1, 2
"""What GDAL calls a vector file and kinds of geometries."""


def write(path: Path) -> Path:
    """Raises OSError where GDAL cannot."""
    gdal = _Gdal()
    chart = gdal.GDALCreate(gdal.GDALGetDriverByName(b"S57"), str(path).encode(), 0, 0, 0, 0, None)
    if not chart:
        raise OSError(f"GDAL made no chart of {path}")
    gdal.add(chart, "IsolatedNode", POINT, [BUOY], {"RCNM": NODE, "RCID": 1})
    for number, place in ((1, CONTOUR[0]), (2, CONTOUR[-1]), (3, AREA[0])):
        gdal.add(chart, "ConnectedNode", POINT, [place], {"RCNM": CONNECTED, "RCID": number})
    for number, places, ends in ((1, CONTOUR, (1, 2)), (2, AREA, (3, 3))):
        edge: dict[str, Any] = {"RCNM": EDGE, "RCID": number}
        for end in (0, 1):
            texts = {"NAME_RCNM": CONNECTED, "NAME_RCID": ends[end], "TOPI": 1 + end}
            texts |= dict.fromkeys(("ORNT", "USAG", "MASK"), NONE)
            edge |= {f"{name}_{end}": value for name, value in texts.items()}
        gdal.add(chart, "Edge", LINE, places[1:-1], edge)
    marks: tuple[tuple[str, int, int, tuple[int, int], dict[str, Any]], ...] = (
        ("BOYLAT", 17, 1, (NODE, 1), {"OBJNAM": NAME, "COLOUR": "3"}),
        ("DEPCNT", 43, 2, (EDGE, 1), {"VALDCO": DEPTH}),
        ("DEPARE", 42, 3, (EDGE, 2), {"DRVAL1": 5.0, "DRVAL2": 10.0}),
    )
    for number, (layer, code, kind, record, values) in enumerate(marks, 1):
        linked = {"NAME_RCNM": [record[0]], "NAME_RCID": [record[1]], "ORNT": [1], "USAG": [1], "MASK": [2]}
        head = {"PRIM": kind, "GRUP": 2, "OBJL": code, "RVER": 1, "AGEN": 540, "FIDN": number, "FIDS": 1}
        gdal.add(chart, layer, 0, (), {"RCID": number, **head, **linked, **values})
    gdal.GDALClose(chart)
    return path


class _Gdal:
    """The GDAL of the reader's own wheel: pyogrio has no door to what it writes so."""

    def __init__(self) -> None:
        pyogrio.list_drivers()
        folder = Path(_ogr.__file__).parent
        (file, *_) = [*folder.parent.glob("pyogrio.libs/libgdal*"), *folder.glob(".dylibs/libgdal*")]
        self._library = ctypes.CDLL(str(file))

    def __getattr__(self, name: str) -> Callable[..., Any]:
        found = getattr(self._library, name)
        if name in ("GDALCreate", "GDALGetDriverByName", "GDALDatasetGetLayerByName") or name.endswith(
            ("_Create", "GetLayerDefn", "CreateGeometry")
        ):
            found.restype = ctypes.c_void_p
        return lambda *values: found(
            *(ctypes.c_void_p(each) if isinstance(each, int) and each > 2**31 else each for each in values)
        )

    def add(
        self, chart: int, layer: str, kind: int, places: Sequence[tuple[float, float]], fields: dict[str, Any]
    ) -> None:
        there = self.GDALDatasetGetLayerByName(chart, layer.encode())
        if not there:
            raise OSError(f"S-57 has no {layer}")
        shape = self.OGR_L_GetLayerDefn(there)
        feature = self.OGR_F_Create(shape)
        for name, value in fields.items():
            at = self.OGR_FD_GetFieldIndex(shape, name.encode())
            if at < 0:
                raise OSError(f"{layer} has no field {name}")
            if isinstance(value, list):
                self.OGR_F_SetFieldIntegerList(feature, at, len(value), (ctypes.c_int * len(value))(*value))
            elif isinstance(value, float):
                self.OGR_F_SetFieldDouble(feature, at, ctypes.c_double(value))
            elif isinstance(value, str):
                self.OGR_F_SetFieldString(feature, at, value.encode())
            else:
                self.OGR_F_SetFieldInteger(feature, at, value)
        if kind:
            geometry = self.OGR_G_CreateGeometry(kind)
            for x, y in places:
                self.OGR_G_AddPoint_2D(geometry, ctypes.c_double(x), ctypes.c_double(y))
            self.OGR_F_SetGeometryDirectly(feature, geometry)
        if self.OGR_L_CreateFeature(there, feature):
            raise OSError(f"GDAL wrote no {layer}")
        self.OGR_F_Destroy(feature)
