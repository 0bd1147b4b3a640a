"""The built-in lanes: as long as measured before, and at sea but for port approaches and the canal."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from arctic_map import resources
from arctic_map.content import catalog
from arctic_map.geo import clean, measure
from arctic_map.geo.position import wgs84
from arctic_map.geo.projecting import Numbers, project
from arctic_map.geo.projections import projection_named
from arctic_map.model.feature import Feature
from arctic_map.storage import base_map

LENGTHS = {"L1": 16_485, "L2": 15_675, "L3": 12_461, "L5": 14_985, "L6": 20_141, "L7": 26_345}
"""Geodesic km measured on the reference lanes."""
SUEZ = (32.2, 29.85, 32.65, 31.4)
"""The canal: west, south, east, north."""
APPROACH = 150.0
"""Km from a lane's ends that are its port's approach; the islands off Shanghai are within."""
ON_LAND = 8.0
"""Km that all approaches of a lane may run over land on the map's coarser coast."""
SPACING = 1.0
"""Km between the places that are looked at."""


@pytest.fixture(scope="module")
def lanes() -> dict[str, Feature]:
    content = catalog.load(resources.data())
    return {
        feature.id: feature for layer in content.layers if layer.id == "lanes" for feature in layer.features
    }


@dataclass(frozen=True)
class Land:
    tree: shapely.STRtree
    winding: NDArray[np.int64]

    def holds(self, places: Numbers) -> NDArray[np.bool_]:
        """Which of the places in degrees are on land, by the rule that painters fill it with."""
        x, y = project(projection_named("world"), places[:, 0], places[:, 1])
        place, ring = self.tree.query(shapely.points(x, y), predicate="within")
        turns = np.zeros(len(places), dtype=np.int64)
        np.add.at(turns, place, self.winding[ring])
        return np.asarray(turns != 0)


@pytest.fixture(scope="module")
def land() -> Land:
    level = base_map.read_level(projection_named("world").family, 2)
    rings = [
        shapely.LinearRing(np.array(part).reshape(-1, 2) * level.quantum)
        for cell in level.items["land"].cells
        for part in cell.parts
        if len(part) >= 6
    ]
    winding = np.where(shapely.is_ccw(np.array(rings)), 1, -1)
    return Land(shapely.STRtree(shapely.polygons(rings)), winding)


def along(feature: Feature) -> Numbers:
    """Places on a lane, about SPACING apart."""
    found = []
    for line in clean.lines(feature.geometry, feature.edges):
        for start, end in pairwise(line):
            length = wgs84().inv(*start, *end)[2]
            share = np.linspace(0.0, 1.0, max(1, round(length / 1000 / SPACING)), endpoint=False)
            found.append(start + share[:, None] * (end - start))
    return np.concatenate(found)


def test_every_lane_says_that_its_track_is_the_atlas_s_own(lanes: dict[str, Feature]) -> None:
    assert len(lanes) == 7
    assert [id for id, lane in lanes.items() if "the atlas's own drawing" not in lane.inferred] == []


@pytest.mark.parametrize("id", LENGTHS)
def test_a_lane_is_as_long_as_its_reference(lanes: dict[str, Feature], id: str) -> None:
    assert measure.length(lanes[id].geometry) / 1000 == pytest.approx(LENGTHS[id], rel=0.005)


@pytest.mark.parametrize("id", [*LENGTHS, "L4"])
def test_a_lane_is_one_line_across_the_180th_meridian(lanes: dict[str, Feature], id: str) -> None:
    assert len(clean.lines(lanes[id].geometry, lanes[id].edges)) == 1


@pytest.mark.parametrize("id", [*LENGTHS, "L4"])
def test_a_lane_touches_land_only_in_port_approaches_and_the_canal(
    lanes: dict[str, Feature], land: Land, id: str
) -> None:
    places = along(lanes[id])
    ashore = places[land.holds(places)]
    west, south, east, north = SUEZ
    in_canal = (ashore[:, 0] > west) & (ashore[:, 0] < east) & (ashore[:, 1] > south) & (ashore[:, 1] < north)
    rest = ashore[~in_canal]
    ends = np.array([places[0], places[-1]])
    far = [
        wgs84().inv(np.full(len(rest), lon), np.full(len(rest), lat), *rest.T)[2] / 1000 for lon, lat in ends
    ]
    assert np.all(np.minimum(*far) < APPROACH), rest[np.minimum(*far) >= APPROACH]
    assert len(rest) * SPACING <= ON_LAND
    assert id == "L6" or not in_canal.any()
