"""Gazetteers: the world's ports, and places for finding names in texts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from arctic_map import resources
from arctic_map.errors import ContentError
from arctic_map.model.article_copy import Candidate, PlaceClass
from arctic_map.model.itinerary import Port
from arctic_map.model.preferences import Names
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.atomic_write import write_bytes

_raw = msgspec.json.Decoder(tuple[tuple[str, str, str, float, float], ...])
_moved = msgspec.json.Decoder(tuple[tuple[str, str, str, float, float, float, float, float], ...])
OWN = tr_later("Arctic Map's gazetteer")
PORTS = tr_later("World's ports (searoute)")
GEONAMES = "GeoNames (CC BY 4.0)"  # no words: name of a source
_WORLD = (
    ("cities/countries.tsv", PlaceClass.COUNTRY, tr_later("GeoNames (CC BY 4.0), at its capital")),
    ("places/provinces.tsv", PlaceClass.PROVINCE, tr_later("Natural Earth, at its capital")),
    ("cities/cities.tsv", PlaceClass.CITY, GEONAMES),
)
"""Tables of the world, with the class and source of their places."""


def source_path() -> Path:
    """Return the path of the ports that the set-up downloads. It may not exist."""
    return resources.root() / "gazetteer" / "ports.json"


def read_source(path: Path) -> tuple[tuple[str, str, str, float, float], ...]:
    """Return code, name, country, longitude and latitude of each port. Raises ContentError."""
    try:
        return _raw.decode(path.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        raise ContentError(tr("the gazetteer of ports cannot be read"), where=str(path)) from error


def ports_path(folder: Path | None = None) -> Path:
    """Return the path of the ports in the package, or below `folder`."""
    return (folder or resources.prepared()) / "routes" / "ports.json"


def write_ports(folder: Path, ports: Iterable[Port]) -> Path:
    """Write ports, moved to water, below `folder`. Return the path. Raises OSError."""
    lines = [
        msgspec.json.encode((port.code, port.name, port.country, *port.place, *port.water, round(port.moved)))
        for port in ports
    ]
    path = ports_path(folder)
    write_bytes(path, b"[\n" + b",\n".join(lines) + b"\n]\n")
    return path


def read_ports(folder: Path | None = None) -> tuple[Port, ...]:
    """Return the ports of the package, or none if the set-up could not download them. Raises ContentError."""
    path = ports_path(folder)
    try:
        rows = _moved.decode(path.read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.MsgspecError) as error:
        raise ContentError(tr("the gazetteer of ports cannot be read"), where=str(path)) from error
    return tuple(
        Port(code, name, country, (lon, lat), (at, on), moved, others=_other_names().get(name, ()))
        for code, name, country, lon, lat, at, on, moved in rows
    )


@cache
def translated_places(language: Names) -> Mapping[str, str]:
    """Return names of ports and countries in a language by the English ones. Raises ContentError."""
    column = 2 if language == "zh" else 1
    files = (resources.root() / "places" / name for name in ("countries.tsv", "port_names.tsv"))
    return {row[0]: row[column] for file in files for row in _rows(file) if row[0] != "name"}


@cache
def _other_names() -> Mapping[str, tuple[str, ...]]:
    """Names of ports in other languages, and other English ones, by the English ones."""
    rows = _rows(resources.root() / "places" / "port_names.tsv")
    return {name: tuple(filter(None, others)) for name, *others in rows}


def own_places(key_of: Callable[[str], str]) -> dict[str, list[Candidate]]:
    """Return places of the atlas's own gazetteer by the keys of all their names. Raises ContentError."""
    candidates: dict[str, list[Candidate]] = {}
    for name, others, lon, lat, kind in _rows(resources.root() / "places" / "arctic.tsv"):
        place = Candidate(name, float(lon), float(lat), OWN, PlaceClass(kind))
        for each in (name, *filter(None, others.split("|"))):
            candidates.setdefault(key_of(each), []).append(place)
    return candidates


def world_places(keys: frozenset[str]) -> dict[str, list[Candidate]]:
    """Return countries, provinces and cities with these keys, if downloaded. Raises ContentError."""
    candidates: dict[str, list[Candidate]] = {}
    for file, kind, source in _WORLD:
        for key, name, country, lon, lat, people in _rows(resources.root() / file, keys):
            shown = name if kind is PlaceClass.COUNTRY else f"{name}, {country}"
            place = Candidate(shown, float(lon), float(lat), source, kind, int(people))
            candidates.setdefault(key, []).append(place)
    return candidates


def places_and_ports(key_of: Callable[[str], str]) -> Callable[[frozenset[str]], dict[str, list[Candidate]]]:
    """Return a function that finds world places and then ports by the requested keys."""

    def named(keys: frozenset[str]) -> dict[str, list[Candidate]]:
        candidates = world_places(keys)
        for port in read_ports():
            if (key := key_of(port.name)) in keys:
                place = Candidate(port.name, *port.place, PORTS, PlaceClass.CITY)
                candidates.setdefault(key, []).append(place)
        return candidates

    return named


def _rows(path: Path, requested: frozenset[str] | None = None) -> Iterator[list[str]]:
    """Yield the cells of each line whose first cell is requested. Raises ContentError."""
    try:
        lines = path.read_bytes().split(b"\n")
        keys = None if requested is None else {key.encode("utf-8") for key in requested}
        for line in lines:
            # Only matching lines are decoded, because there are very many.
            if line and line[:1] != b"#" and (keys is None or line.partition(b"\t")[0] in keys):
                yield line.decode("utf-8").rstrip("\r").split("\t")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(tr("the gazetteer of places cannot be read"), where=str(path)) from error
