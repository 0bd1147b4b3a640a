"""Files of fetched layers, and beside each the record of where it came from."""

from __future__ import annotations

import re
from pathlib import Path
from zlib import crc32

import msgspec

from arctic_map.model.opened import parted, title_of
from arctic_map.model.origin import Origin
from arctic_map.model.shared_source import PICTURE, WHOLE_FILE, SharedLayer, host_of, is_database
from arctic_map.storage.app_folders import read_stored
from arctic_map.storage.atomic_write import write_bytes

RECORD = ".source.json"
"""What the name of the record has in addition to that of the file."""
LINES, TABLE, PIXELS = ".geojsonl", ".parquet", ".tif"
MAX_NAME = 80


def listed_layers(rows: object) -> tuple[SharedLayer, ...]:
    """Layers of a server from JSON."""
    return msgspec.convert(rows, tuple[SharedLayer, ...])


def copy_path(folder: Path, address: str, layer: SharedLayer) -> Path:
    """The file for a layer of an address, without a password, in the folder of fetched layers."""
    stem, suffix = layer.name, TABLE if is_database(address) else LINES
    if layer.geometry == PICTURE:
        suffix = PIXELS
    elif layer.geometry == WHOLE_FILE:
        stem, suffix = Path(layer.name).stem, Path(layer.name).suffix.lower()
    host, name = (
        re.sub(r"[^\w.-]+", "_", text)[:MAX_NAME].strip("._") or "layer" for text in (host_of(address), stem)
    )
    own = f"{host}-{crc32(f'{address}\n{layer.name}'.encode()):08x}"
    return folder / own / f"{name}{suffix}"


def write_origin(path: Path, origin: Origin) -> None:
    """Record where a file came from. Raises OSError."""
    write_bytes(path.with_name(path.name + RECORD), msgspec.json.encode(origin))


def origin_of(path: Path) -> Origin | None:
    """Where a file, or that of a layer of it, came from; None if it was not fetched."""
    path = parted(path)[0]
    try:
        return msgspec.json.decode(read_stored(path.with_name(path.name + RECORD)), type=Origin)
    except (OSError, msgspec.MsgspecError):
        return None


def layer_copies(folder: Path) -> tuple[tuple[Path, Origin], ...]:
    """All fetched layers in a folder, the latest first."""
    paths = (path.with_name(path.name.removesuffix(RECORD)) for path in folder.glob(f"*/*{RECORD}"))
    found = [(path, origin) for path in paths if path.is_file() and (origin := origin_of(path))]
    return tuple(sorted(found, key=lambda each: each[1].fetched, reverse=True))


def delete_copy(path: Path) -> None:
    """Delete a fetched layer and its record. Raises OSError."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + RECORD).unlink(missing_ok=True)
    path.parent.rmdir()


def name_of_layer(path: Path, origin: Origin | None) -> str:
    """The name for the layer of a file: its title on the server, or the name of the file."""
    return origin.title if origin and not parted(path)[1] else title_of(path)
