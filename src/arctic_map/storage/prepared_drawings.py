"""Layers that were projected when the package was built: a file for each layer on each projection."""

from pathlib import Path

import msgspec

from arctic_map import resources
from arctic_map.model.drawing import Drawing
from arctic_map.storage.atomic_write import write_bytes

_decoder = msgspec.json.Decoder(Drawing)


def drawing_path(projection_id: str, layer_id: str, folder: Path | None = None) -> Path:
    """Where the drawing of a layer in a projection is kept below `folder`, the package's own by default."""
    return (folder or resources.prepared()) / projection_id / f"{layer_id}.json"


def read_drawing(projection_id: str, layer_id: str, digest: str) -> Drawing | None:
    """The prepared drawing; None when there is none, or it was made from another version of the layer."""
    try:
        drawing = decode(drawing_path(projection_id, layer_id).read_bytes())
    except OSError:
        return None
    if drawing is None:
        return None
    fits = (drawing.projection, drawing.layer, drawing.digest) == (projection_id, layer_id, digest)
    return drawing if fits else None


def read_labelled(key: str, projection_id: str, layer_id: str, digest: str) -> Drawing | None:
    """The same with other labels, by the key of their labelling; None also where they change nothing."""
    try:
        drawing = decode(drawing_path(f"{projection_id}~{key}", layer_id).read_bytes())
    except OSError:
        return None
    if drawing is None:
        return None
    fits = (drawing.projection, drawing.layer, drawing.digest) == (projection_id, layer_id, digest)
    return drawing if fits else None


def decode(body: bytes) -> Drawing | None:
    """A drawing's file; None when it is none."""
    try:
        return _decoder.decode(body)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        return None


def write_drawing(folder: Path, drawing: Drawing, key: str = "") -> Path:
    """Keep a drawing, with labels of this key, below `folder`; returns where."""
    path = drawing_path(f"{drawing.projection}~{key}" if key else drawing.projection, drawing.layer, folder)
    write_bytes(path, msgspec.json.encode(drawing))
    return path
