"""What is made once for sea routes, when the package is built: the network, and ports moved to water."""

import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from pathlib import Path

import numpy as np
from shapely import Polygon

from arctic_map import resources
from arctic_map.files import catalog, gazetteer
from arctic_map.files.code_closure import closure
from arctic_map.files.fingerprint import of_files
from arctic_map.files.ground import level_path, read_level
from arctic_map.files.lane_ways import lane_ways_path, write_lane_ways
from arctic_map.files.route_network import network_path, write_network
from arctic_map.files.straits import read_straits, straits_path
from arctic_map.geo.clean import leaves
from arctic_map.geo.pieces import pieces
from arctic_map.geo.project import Numbers
from arctic_map.geo.projections import EQUAL_EARTH, PROJECTIONS
from arctic_map.geo.sailing import shore
from arctic_map.geo.sailing.afloat import Harbour
from arctic_map.geo.sailing.network import Network, build
from arctic_map.geo.sailing.search import Planner
from arctic_map.geo.sailing.through import passed
from arctic_map.model.feature import Feature
from arctic_map.model.lane_way import LaneWay
from arctic_map.model.port import Port
from arctic_map.model.projection import Projection
from arctic_map.model.strait import NORTH_OF_THE_COAST, Waters

LEVEL = 2
"""Of detail of the base map: the finest."""
LIBRARIES = ("numpy", "pyproj", "shapely")
FARTHEST = 150_000.0
"""Metres: a place of the gazetteer farther from navigable water is no port of the sea, and left out."""
REACH = 14.0
"""Degrees of latitude to which the southern half takes its land, past where the northern one begins."""


def prepare_routes(out: Path) -> bool:
    """Write network and ports below `out`; False when all was up to date. The same input, the same bytes."""
    mark, wanted = network_path(out).with_name("fingerprint"), _fingerprint()
    made = [network_path(out), lane_ways_path(out)]
    made += [gazetteer.ports_path(out)] if gazetteer.source_path().is_file() else []
    if mark.is_file() and mark.read_text() == wanted and all(path.is_file() for path in made):
        return False
    print("preparing the sea routes, half a minute", file=sys.stderr)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.unlink(missing_ok=True)
    waters = read_straits()
    with ProcessPoolExecutor() as pool:
        network = build(list(shores(waters, pool.map)), waters, pool.map)
    write_network(out, network)
    write_lane_ways(out, beside_lanes(network, waters))
    source = gazetteer.source_path()
    gazetteer.ports_path(out).unlink(missing_ok=True)
    if source.is_file():
        gazetteer.write_ports(out, moved(gazetteer.read_source(source), network))
        shutil.copyfile(source.with_name("LICENCE"), mark.with_name("PORTS-LICENCE"))
    # Last, so that a run that was broken off is not taken for a whole one.
    mark.write_text(wanted)
    return True


def shores(waters: Waters, each: shore.Each = map) -> Iterator[Numbers]:
    """Rings of the shore, in degrees to a decimetre; `each` may share the work out."""
    fine = [shore.Narrows(lon, lat, 1000.0 * radius) for lon, lat, radius in waters.fine]
    for side, projection in ((shore.NORTH, PROJECTIONS[0]), (shore.SOUTH, _world())):
        for ring in shore.rings(_kept_clear(side, projection, fine, each), side):
            yield ring.round(6)


def moved(rows: tuple[tuple[str, str, str, float, float], ...], network: Network) -> Iterator[Port]:
    """Ports at the nearest navigable water."""
    harbour = Harbour(network)
    for code, name, country, lon, lat in rows:
        try:
            water, metres = harbour.afloat((lon, lat))
        except ValueError:
            # An inland place that the list has by mistake.
            continue
        if metres <= FARTHEST:
            yield Port(code, name, country.replace("_", " "), (lon, lat), water, metres)


def beside_lanes(network: Network, waters: Waters) -> Iterator[LaneWay]:
    """For each lane of the atlas the planner's shortest way through the straits that the lane takes."""
    harbour, names = Harbour(network), {strait.id: strait.name for strait in waters.straits}
    for lane in _lanes():
        parts = [np.array(part) for kind, part in leaves(lane.geometry) if kind == "LineString"]
        taken = {id for part in parts for id in passed(part, waters.straits)}
        by = next((each.way for each in waters.straits if each.way and each.id in taken), None)
        # Where a lane goes along the coast, the ways north of it are none of its kind.
        closed = {id for id in (*NORTH_OF_THE_COAST, "kiel") if id not in taken}
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


def _kept_clear(
    side: shore.Side, projection: Projection, fine: list[shore.Narrows], each: shore.Each
) -> list[Polygon]:
    ground = read_level(projection.family, LEVEL)
    parts = (part for cell in ground.items["land"].cells for part in cell.parts)
    land = pieces(parts, ground.quantum, projection.ground)
    near = list(land.geoms) if side is shore.NORTH else shore.south_of(land, projection.crs, REACH)
    return shore.with_margin(shore.united(near, projection.crs, side), side, fine, each)


def _world() -> Projection:
    return next(each for each in PROJECTIONS if each.family == EQUAL_EARTH)


def _fingerprint() -> str:
    """Changes with what the network is made from and nothing else."""
    here = Path(__file__).resolve()
    levels = [level_path(family, LEVEL) for family in (PROJECTIONS[0].family, EQUAL_EARTH)]
    source = gazetteer.source_path()
    lanes = sorted((resources.data() / "layers").glob("lanes.geojson"))
    return "\n".join(
        (
            "\n".join(f"{name} {version(name)}" for name in LIBRARIES),
            of_files([straits_path(), *levels, *lanes], straits_path().parents[1]),
            of_files([source] if source.is_file() else [], source.parent),
            of_files(closure(here, here.parent), here.parent),
        )
    )
