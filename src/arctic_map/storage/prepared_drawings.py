"""Layers projected when the package was built: one file per layer and projection."""

from pathlib import Path

import msgspec

from arctic_map import resources
from arctic_map.model.drawing import Drawing
from arctic_map.storage.atomic_write import write_bytes

_decoder = msgspec.json.Decoder(Drawing)


def drawing_path(projection_id: str, layer_id: str, folder: Path | None = None) -> Path:
    """Return the path of a layer's drawing in a projection, below `folder` or the package's folder."""
    return (folder or resources.prepared()) / projection_id / f"{layer_id}.json"


def read_drawing(projection_id: str, layer_id: str, digest: str) -> Drawing | None:
    """Return the prepared drawing. None if it is missing or was made from another version of the layer."""
    return _read(drawing_path(projection_id, layer_id), projection_id, layer_id, digest)


def read_labelled(key: str, projection_id: str, layer_id: str, digest: str) -> Drawing | None:
    """Return the drawing with labels of the given key. None also where these labels change nothing."""
    return _read(drawing_path(_folder(projection_id, key), layer_id), projection_id, layer_id, digest)


def _read(path: Path, projection_id: str, layer_id: str, digest: str) -> Drawing | None:
    try:
        drawing = decode(path.read_bytes())
    except OSError:
        return None
    if drawing is None:
        return None
    fits = (drawing.projection, drawing.layer, drawing.digest) == (projection_id, layer_id, digest)
    return drawing if fits else None


def _folder(projection_id: str, key: str) -> str:
    return f"{projection_id}~{key}" if key else projection_id


def decode(body: bytes) -> Drawing | None:
    """Decode the file of a drawing. None if it is invalid."""
    try:
        return _decoder.decode(body)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        return None


def write_drawing(folder: Path, drawing: Drawing, key: str = "") -> Path:
    """Write a drawing, with labels of this key, below `folder`. Return its path."""
    path = drawing_path(_folder(drawing.projection, key), drawing.layer, folder)
    write_bytes(path, msgspec.json.encode(drawing))
    return path
