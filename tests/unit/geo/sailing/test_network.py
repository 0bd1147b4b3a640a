"""A sea with one island, and a strait declared next to it: small enough to know all answers."""

import numpy as np
import pytest

from arctic_map.geo.sailing.afloat import NearestWater
from arctic_map.geo.sailing.network import Network, build
from arctic_map.geo.sailing.route_search import Planner
from arctic_map.geo.sailing.shore import crossings, degrees, metres, vectors
from arctic_map.geo.sailing.sight import inside, seen
from arctic_map.model.strait import Fairway, Lonlat, Strait, Straits

ISLAND = np.array([[0.0, -10.0], [10.0, -10.0], [10.0, 10.0], [0.0, 10.0]])
STRAIT = Strait("south", "South Strait", ((5.0, -9.0), (5.0, -40.0)))
BAY = Fairway("Bay", ((-1.0, 0.0), (3.0, 0.0)))


@pytest.fixture(scope="module")
def network() -> Network:
    return build([ISLAND], Straits((STRAIT,), (BAY,)))


def test_places_come_back_from_their_directions() -> None:
    places = np.array([[0.0, 0.0], [-170.0, 80.0], [33.0, -45.0]])
    assert np.allclose(degrees(vectors(places)), places)


def test_arcs_cross_only_where_both_have_the_place() -> None:
    start, end = vectors([(-5.0, 0.0)]), vectors([(5.0, 1.0)])
    first, last, beyond = vectors([(0.0, -5.0), (0.0, 5.0), (0.0, 2.0)])
    assert crossings(start, end, first, last)[0] != 0.0
    assert crossings(start, end, last, beyond)[0] == 0.0
    assert crossings(-start, -end, first, last)[0] == 0.0


def test_an_island_hides_what_lies_behind_it(network: Network) -> None:
    targets = vectors([(20.0, 0.0), (20.0, 80.0), (-20.0, 0.0)])
    assert seen(vectors([(-5.0, 0.0)])[0], targets, network.shore).tolist() == [False, True, True]
    assert inside(vectors([(5.0, 0.0), (15.0, 0.0)]), network.shore).tolist() == [True, False]


def test_the_way_goes_round_the_nearer_end_of_an_island(network: Network) -> None:
    (way,) = Planner(network, (STRAIT,)).ways((-5.0, 4.0), (15.0, 4.0))
    assert way.line == ((-5.0, 4.0), (0.0, 10.0), (10.0, 10.0), (15.0, 4.0))
    places = np.array(way.line)
    assert way.length == pytest.approx(metres(places[:-1], places[1:]).sum())
    assert way.through == ()


def test_a_way_says_through_which_strait_it_goes_and_avoids_a_closed_one(network: Network) -> None:
    ends: tuple[Lonlat, Lonlat] = ((-5.0, -4.0), (15.0, -4.0))
    (way,) = Planner(network, (STRAIT,)).ways(*ends)
    assert way.through == ("south",)
    (other,) = Planner(network, (STRAIT,), {"south"}).ways(*ends)
    assert other.through == () and other.length > way.length


def test_a_port_in_a_fairway_is_reached_through_it(network: Network) -> None:
    water, moved = NearestWater(network).afloat((3.05, 0.0))
    assert water == (3.0, 0.0) and 5000.0 < moved < 6000.0
    (way,) = Planner(network, (STRAIT,)).ways((-20.0, 0.5), water)
    assert way.line[-2:] == ((-1.0, 0.0), (3.0, 0.0))


def test_a_place_on_land_is_moved_just_off_the_nearest_shore(network: Network) -> None:
    (lon, lat), moved = NearestWater(network).afloat((9.0, 1.0))
    assert lon == pytest.approx(10.0, abs=0.002) and lat == pytest.approx(1.0, abs=0.01)
    assert moved == pytest.approx(111_300.0, rel=0.01)
    assert NearestWater(network).afloat((50.0, 0.0)) == ((50.0, 0.0), 0.0)


def test_a_place_far_inland_has_no_water(network: Network) -> None:
    with pytest.raises(ValueError, match="no navigable water"):
        NearestWater(network).afloat((8.0, 8.0))


def test_a_channel_from_land_to_land_is_refused() -> None:
    with pytest.raises(ValueError, match="neither end"):
        build([ISLAND], Straits((), (Fairway("pond", ((2.0, 0.0), (3.0, 0.0))),)))
