"""Reading the straits, fairways and bays that the route planner knows."""

from pathlib import Path

import msgspec

from arctic_map import resources
from arctic_map.errors import ContentError
from arctic_map.model.strait import Bay, Fairway, Strait, Straits
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.toml_text import read_toml


class _File(msgspec.Struct, forbid_unknown_fields=True):
    strait: tuple[Strait, ...]
    fairway: tuple[Fairway, ...] = ()
    bay: tuple[Bay, ...] = ()


def straits_path() -> Path:
    """Return the path of the straits in the built-in atlas."""
    return resources.data() / "routes" / "straits.toml"


def read_straits(path: Path | None = None) -> Straits:
    """Return the straits, fairways and bays of the file. Raises ContentError."""
    path = path or straits_path()
    try:
        file = msgspec.convert(read_toml(path), _File)
    except (Unreadable, msgspec.ValidationError) as error:
        raise ContentError("the straits cannot be read", where=str(path), why=str(error)) from error
    return Straits(file.strait, file.fairway, file.bay)
