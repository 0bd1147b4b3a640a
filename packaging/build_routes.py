"""Rewrite resources/data/routes/network.npz, the network of sea routes, from the base map and the straits.

It takes half a minute. With the locked libraries the same input gives the same network.
"""

import argparse
import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from shapely import Polygon

from arctic_map.geo.areas import pieces
from arctic_map.geo.projecting import Numbers
from arctic_map.geo.projections import EQUAL_EARTH, PROJECTIONS
from arctic_map.geo.sailing import shore
from arctic_map.geo.sailing.network import Network, build
from arctic_map.model.projection import Projection
from arctic_map.model.strait import Straits
from arctic_map.storage.base_map import read_level
from arctic_map.storage.route_data import read_straits
from arctic_map.storage.route_network import write_network

DATA = Path(__file__).resolve().parent.parent / "resources/data"
LEVEL = 2
"""Level of detail of the base map: the finest."""
REACH = 14.0
"""Degrees of latitude by which the land of the southern half extends beyond the start of the northern one."""


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the content")
    write_network(parser.parse_args().data, network())
    return 0


def network() -> Network:
    """Return the network of the present base map and straits."""
    waters = read_straits()
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        return build(list(shores(waters, pool.map)), waters, pool.map)


def shores(waters: Straits, each: shore.Each = map) -> Iterator[Numbers]:
    """Yield rings of the shore, in degrees rounded to a decimetre; `each` may map in parallel."""
    fine = [shore.Narrows(lon, lat, 1000.0 * radius) for lon, lat, radius in waters.fine]
    for side, projection in ((shore.NORTH, PROJECTIONS[0]), (shore.SOUTH, _world())):
        for ring in shore.rings(_land_with_margin(side, projection, fine, each), side):
            yield ring.round(6)


def _land_with_margin(
    side: shore.Hemisphere, projection: Projection, fine: list[shore.Narrows], each: shore.Each
) -> list[Polygon]:
    ground = read_level(projection.family, LEVEL)
    parts = (part for cell in ground.items["land"].cells for part in cell.parts)
    land = pieces(parts, ground.quantum, projection.ground)
    near = list(land.geoms) if side is shore.NORTH else shore.south_of(land, projection.crs, REACH)
    return shore.with_margin(shore.united(near, projection.crs, side), side, fine, each)


def _world() -> Projection:
    return next(each for each in PROJECTIONS if each.family == EQUAL_EARTH)


if __name__ == "__main__":
    sys.exit(main())
