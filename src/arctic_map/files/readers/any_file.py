"""The one door for files of features: the end of the name says which reader opens it."""

from __future__ import annotations

from pathlib import Path

from arctic_map.files.readers import geojson
from arctic_map.files.readers.geojson import Opened
from arctic_map.files.readers.taken import Taken
from arctic_map.files.reading import TOO_MUCH, UnknownPlace, Unreadable
from arctic_map.model.opened import DELIMITED, VECTOR, Choice, LayerOfFile


def read(path: Path, hue: int = 1, choice: Choice | None = None) -> Opened:
    """The file as a layer; `hue` is the number of the styles that it is drawn in. Raises Unreadable."""
    choice, suffix = choice or Choice(), path.suffix.lower()
    if suffix not in (*VECTOR, *DELIMITED):
        return geojson.read(path, hue, choice)
    try:
        return geojson.as_layer(path, hue, take(path, choice))
    except (MemoryError, RecursionError):
        raise Unreadable(TOO_MUCH) from None


def take(path: Path, choice: Choice) -> Taken:
    """Features of a file that is no GeoJSON. Raises Unreadable."""
    if path.suffix.lower() in DELIMITED:
        # shapely, which is loaded for such files only.
        from arctic_map.files.readers import delimited

        return delimited.take(path, choice)
    # GDAL, which only other formats than GeoJSON need.
    from arctic_map.files.readers import vector

    return vector.take(path, choice)


def layers_of(path: Path) -> tuple[LayerOfFile, ...]:
    """Layers with features of a file that may hold several; none of other kinds. Raises Unreadable."""
    if path.suffix.lower() not in VECTOR:
        return ()
    # GDAL, which only other formats than GeoJSON need.
    from arctic_map.files.readers import vector

    _, sources, _ = vector.sources(path)
    return tuple(
        LayerOfFile(each.name, each.geometry, each.features)
        for each in sources
        if each.geometry and each.features and each.name not in vector.SECONDHAND
    )


def lacks_crs(error: Unreadable) -> bool:
    """Whether the file was refused since nothing says in which reference system it is."""
    return isinstance(error, UnknownPlace)
