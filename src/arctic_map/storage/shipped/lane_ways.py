"""The planner's way for each lane of the atlas, found when the package is built."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from arctic_map import resources
from arctic_map.errors import ContentError
from arctic_map.model.found_way import LaneWay
from arctic_map.storage.atomic_write import write_bytes

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
        raise ContentError("the planner's ways beside the lanes cannot be read", where=str(path)) from error
