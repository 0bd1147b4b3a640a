"""Map files other than GeoJSON: whether they can be read at all."""

from collections.abc import Iterator
from pathlib import Path

from arctic_map.files.file_problem import FileProblem
from arctic_map.files.reading import Unreadable, read_head
from arctic_map.model.opened import LAYERS

# GDAL goes by what is inside, and some of its formats only point to other files or to the network.
# So a file is opened only when its first bytes are those of the kind that its name promises.
_STARTS: dict[str, tuple[bytes, ...]] = {
    ".gpkg": (b"SQLite format 3\0",),
    ".shp": (b"\0\0\x27\x0a",),
    ".fgb": (b"fgb\x03",),
    ".kml": (b"<?xml", b"<kml"),
}
KINDS = (*LAYERS, ".toml", *_STARTS)


def problems(path: Path) -> Iterator[FileProblem]:
    """Why a GeoPackage, shapefile, FlatGeobuf or KML file cannot be read. Raises Unreadable."""
    if not (starts := _STARTS.get(path.suffix.lower())):
        raise Unreadable(f"files of this kind cannot be checked; known kinds: {', '.join(KINDS)}")
    head = read_head(path)
    if not head.lstrip().startswith(starts) and not head.startswith(starts):
        raise Unreadable(f"the file's content is not that of a {path.suffix.lower()} file")
    if path.suffix.lower() == ".kml" and b"<kml" not in head:
        raise Unreadable("the file is XML, but no KML")
    yield from _layer_problems(path)


def _layer_problems(path: Path) -> Iterator[FileProblem]:
    # GDAL, which only other formats than GeoJSON need.
    import warnings

    import pyogrio

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            layers = [str(name) for name, _ in pyogrio.list_layers(path)]
            for layer in layers:
                if not pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"]:
                    yield layer, "the layer has no features"
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, OSError) as error:
        raise Unreadable(f"the file cannot be read: {str(error).partition(chr(10))[0][:200]}") from None
    if not layers:
        yield "", "the file has no layers"
