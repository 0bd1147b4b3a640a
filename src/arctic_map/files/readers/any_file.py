"""The one door for files of features: the end of the name says which reader opens it."""

from __future__ import annotations

from pathlib import Path

from arctic_map.files.readers import geojson
from arctic_map.files.readers.geojson import Opened
from arctic_map.files.readers.taken import Taken
from arctic_map.files.reading import TOO_MUCH, UnknownPlace, Unreadable, read_bytes
from arctic_map.model.opened import DELIMITED, VECTOR, Choice, LayerOfFile


def read(path: Path, hue: int = 1, choice: Choice | None = None) -> Opened:
    """The file as a layer; `hue` is the number of the styles that it is drawn in. Raises Unreadable."""
    choice = choice or Choice()
    try:
        if kind_of(path) in (*VECTOR, *DELIMITED):
            return geojson.as_layer(path, hue, take(path, choice))
    except (MemoryError, RecursionError):
        raise Unreadable(TOO_MUCH) from None
    return geojson.read(path, hue, choice)


def take(path: Path, choice: Choice) -> Taken:
    """Features of a file as they stand in it, in degrees. Raises Unreadable."""
    kind = kind_of(path)
    if kind in DELIMITED:
        # shapely, which is loaded for such files only.
        from arctic_map.files.readers import delimited

        return delimited.take(path, choice)
    if kind not in VECTOR:
        return geojson.take(read_bytes(path), choice)
    # GDAL, which only other formats than GeoJSON need.
    from arctic_map.files.readers import vector

    return vector.take(path, choice, kind)


def kind_of(path: Path) -> str:
    """The end of the name that says what the file is: `.topojson` of TopoJSON that is called .json."""
    suffix = path.suffix.lower()
    if suffix in (*VECTOR, *DELIMITED) or not geojson.is_topology(path):
        return suffix
    return ".topojson"


def is_table(path: Path) -> bool:
    """Whether it is a table as text."""
    return path.suffix.lower() in DELIMITED


def layers_of(path: Path) -> tuple[LayerOfFile, ...]:
    """Layers with features of a file that may hold several; none of other kinds. Raises Unreadable."""
    kind = kind_of(path)
    if kind not in VECTOR:
        return ()
    # GDAL, which only other formats than GeoJSON need.
    from arctic_map.files.readers import vector

    _, sources, _ = vector.sources(path, kind)
    return tuple(
        LayerOfFile(each.name, each.geometry, each.features)
        for each in sources
        if each.geometry and each.features and each.name not in vector.SECONDHAND
    )


def lacks_crs(error: Unreadable) -> bool:
    """Whether the file was refused since nothing says in which reference system it is."""
    return isinstance(error, UnknownPlace)
