"""Prepare data for sea routes: ports moved to navigable water, and computed ways for the lanes."""

import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import numpy as np

from arctic_map import resources
from arctic_map.content import catalog
from arctic_map.geo.clean import leaves
from arctic_map.geo.sailing.afloat import NearestWater
from arctic_map.geo.sailing.crossings import passed
from arctic_map.geo.sailing.network import Network
from arctic_map.geo.sailing.route_search import Planner
from arctic_map.model.feature import Feature
from arctic_map.model.itinerary import LaneWay, Port
from arctic_map.model.strait import NORTH_OF_THE_COAST, Straits
from arctic_map.storage import gazetteers
from arctic_map.storage.fingerprint import closure, of_files
from arctic_map.storage.route_data import lane_ways_path, read_straits, straits_path, write_lane_ways
from arctic_map.storage.route_network import network_path, read_network

LIBRARIES = ("numpy", "pyproj")

COUNTRIES = {"Guinea_bissau": "Guinea-Bissau", "Somali": "Somalia", "Us_virgin_islands": "US Virgin Islands"}
"""Names of countries that the gazetteer writes in another way."""


def prepare_routes(out: Path) -> bool:
    """Write ports and lanes below `out`; return False if they were up to date. The output is reproducible."""
    mark, fingerprint = lane_ways_path(out).with_name("fingerprint"), _fingerprint()
    if mark.is_file() and mark.read_text() == fingerprint:
        return False
    print("preparing the ports of the sea routes", file=sys.stderr)
    shutil.rmtree(mark.parent, ignore_errors=True)
    mark.parent.mkdir(parents=True)
    network = read_network()
    write_lane_ways(out, ways_along_lanes(network, read_straits()))
    source = gazetteers.source_path()
    if source.is_file():
        gazetteers.write_ports(out, moved(gazetteers.read_source(source), network))
        shutil.copyfile(source.with_name("LICENCE"), mark.with_name("PORTS-LICENCE"))
    # Last, so that an interrupted run does not count as complete.
    mark.write_text(fingerprint)
    return True


def moved(rows: tuple[tuple[str, str, str, float, float], ...], network: Network) -> Iterator[Port]:
    """Yield the ports, moved to the nearest navigable water."""
    harbour = NearestWater(network)
    for code, name, country, lon, lat in rows:
        try:
            water, metres = harbour.afloat((lon, lat))
        except ValueError:
            # An inland place that is in the list by mistake.
            continue
        yield Port(code, name, country_name(country), (lon, lat), water, metres)


def country_name(raw: str) -> str:
    """The name of a country from the gazetteer, such as `United_arab_emirates`."""
    words = raw.split("_")
    return COUNTRIES.get(raw) or " ".join(
        each if each in ("and", "of", "the") else f"{each[:1].upper()}{each[1:]}" for each in words
    )


def ways_along_lanes(network: Network, waters: Straits) -> Iterator[LaneWay]:
    """Yield for each lane of the atlas the planner's shortest way through the same straits."""
    harbour, names = NearestWater(network), {strait.id: strait.name for strait in waters.straits}
    for lane in _lanes():
        parts = [np.array(part) for kind, part in leaves(lane.geometry) if kind == "LineString"]
        used = {id for part in parts for id in passed(part, waters.straits)}
        by = next((each.way for each in waters.straits if each.way and each.id in used), None)
        # For a lane along the coast, ways north of it are not comparable.
        closed = {id for id in (*NORTH_OF_THE_COAST, "kiel") if id not in used}
        ends = [harbour.afloat((float(lon), float(lat)))[0] for lon, lat in (parts[0][0], parts[-1][-1])]
        ways = Planner(network, waters.straits, closed).ways(ends[0], ends[1])
        way = next((each for each in ways if each.by == by), None)
        if way is not None:
            through = tuple(names[id] for id in way.through)
            yield LaneWay(lane.id, way.by, round(way.length / 1000.0, 1), through)


def _lanes() -> list[Feature]:
    content = catalog.load(resources.data())
    lanes = {*content.symbology.lanes}
    return [each for layer in content.layers for each in layer.features if each.style in lanes]


def _fingerprint() -> str:
    """Return a text that changes only with the files and the code that are read."""
    here = Path(__file__).resolve()
    source = gazetteers.source_path()
    lanes = sorted((resources.data() / "layers").glob("lanes.geojson"))
    return "\n".join(
        (
            "\n".join(f"{name} {version(name)}" for name in LIBRARIES),
            of_files([straits_path(), network_path(), *lanes], resources.data()),
            of_files([source] if source.is_file() else [], source.parent),
            of_files(closure(here, here.parent), here.parent),
        )
    )
