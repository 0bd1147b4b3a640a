"""Drawn lanes are compared with the ways of the route planner."""

from pathlib import Path

from tests.built_in import built_in_atlas

from arctic_map.model.found_way import LaneWay
from arctic_map.scene.ledger.ledger import Basis
from arctic_map.scene.ledger.planned import planned_rows
from arctic_map.storage.shipped.lane_ways import read_lane_ways


def test_each_lane_is_compared_with_the_planners_way_of_its_kind() -> None:
    ways = read_lane_ways()
    assert [way.feature for way in ways] == ["L6", "L7", "L5", "L1", "L2", "L3", "L4"]
    assert {way.by for way in ways} == {"suez", "cape", "nsr"}
    found = {row.id: row for row in planned_rows(built_in_atlas(), ways)}
    arctic = found["planned-L5"]
    assert arctic.basis is Basis.LANE
    assert "Sannikov Strait" in arctic.how and "The map shows the drawn lane" in arctic.why
    # Drawn with room from the coast, a lane is no shorter than the way of a planner that cuts corners.
    for row in found.values():
        assert row.stated is not None and -0.06 < row.computed / row.stated - 1.0 < 0.01, row.id


def test_a_lane_that_is_gone_has_no_row() -> None:
    assert list(planned_rows(built_in_atlas(), [LaneWay("gone", "nsr", 1.0, ())])) == []


def test_ways_that_were_not_made_are_none(tmp_path: Path) -> None:
    assert read_lane_ways(tmp_path) == ()
