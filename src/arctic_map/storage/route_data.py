"""Straits and fairways that the route planner knows, and the computed ways of the lanes."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from arctic_map import resources
from arctic_map.errors import ContentError
from arctic_map.model.itinerary import LaneWay
from arctic_map.model.strait import Bay, Fairway, Strait, Straits
from arctic_map.model.tr import tr
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.decoding import read_toml


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
        raise ContentError(tr("the straits cannot be read"), where=str(path), why=str(error)) from error
    return Straits(file.strait, file.fairway, file.bay)


_ways = msgspec.json.Decoder(tuple[LaneWay, ...])


def lane_ways_path(folder: Path | None = None) -> Path:
    """Return the path of the ways in the package, or below `folder`."""
    return (folder or resources.prepared()) / "routes" / "lanes.json"


def write_lane_ways(folder: Path, ways: Iterable[LaneWay]) -> Path:
    """Write the ways below `folder`. Return the path. Raises OSError."""
    path = lane_ways_path(folder)
    write_bytes(path, msgspec.json.format(msgspec.json.encode(tuple(ways))) + b"\n")
    return path


def read_lane_ways(folder: Path | None = None) -> tuple[LaneWay, ...]:
    """Return the ways of the package, or none if they were not made. Raises ContentError."""
    path = lane_ways_path(folder)
    try:
        return _ways.decode(path.read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.MsgspecError) as error:
        raise ContentError(
            tr("the planner's ways beside the lanes cannot be read"), where=str(path)
        ) from error
