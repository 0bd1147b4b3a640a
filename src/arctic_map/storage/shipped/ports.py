"""The gazetteer of ports: as the set-up fetches it, and as it was moved to water with the package."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from arctic_map import resources
from arctic_map.errors import ContentError
from arctic_map.model.port import Port
from arctic_map.storage.atomic_write import write_bytes

_raw = msgspec.json.Decoder(tuple[tuple[str, str, str, float, float], ...])
_moved = msgspec.json.Decoder(tuple[tuple[str, str, str, float, float, float, float, float], ...])


def source_path() -> Path:
    """What the set-up fetched; it may not be there."""
    return resources.root() / "gazetteer" / "ports.json"


def read_source(path: Path) -> tuple[tuple[str, str, str, float, float], ...]:
    """Code, name, country, longitude and latitude of each port. Raises ContentError."""
    try:
        return _raw.decode(path.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        raise ContentError("the gazetteer of ports cannot be read", where=str(path)) from error


def ports_path(folder: Path | None = None) -> Path:
    return (folder or resources.prepared()) / "routes" / "ports.json"


def write_ports(folder: Path, ports: Iterable[Port]) -> Path:
    """Keep ports, moved to water, below `folder`; returns where. Raises OSError."""
    lines = [
        msgspec.json.encode((port.code, port.name, port.country, *port.place, *port.water, round(port.moved)))
        for port in ports
    ]
    path = ports_path(folder)
    write_bytes(path, b"[\n" + b",\n".join(lines) + b"\n]\n")
    return path


def read_ports(folder: Path | None = None) -> tuple[Port, ...]:
    """The gazetteer of the package; none where the set-up could not fetch it. Raises ContentError."""
    path = ports_path(folder)
    try:
        rows = _moved.decode(path.read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.MsgspecError) as error:
        raise ContentError("the gazetteer of ports cannot be read", where=str(path)) from error
    return tuple(
        Port(code, name, country, (lon, lat), (at, on), moved)
        for code, name, country, lon, lat, at, on, moved in rows
    )
