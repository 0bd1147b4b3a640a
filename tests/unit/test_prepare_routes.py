"""Ports and ways along with lanes are prepared once, and again after a run that was broken off."""

from pathlib import Path

import pytest

from arctic_map.prepare_routes import prepare_routes
from arctic_map.storage.gazetteers import read_ports
from arctic_map.storage.route_data import lane_ways_path, read_lane_ways

pytestmark = pytest.mark.slow


def test_ports_and_lanes_are_prepared_once(tmp_path: Path) -> None:
    stale = lane_ways_path(tmp_path).with_name("network.npz")
    stale.parent.mkdir()
    stale.touch()
    assert prepare_routes(tmp_path)
    assert not stale.exists()
    assert {"RUMMK", "JPYOK"} <= {port.code for port in read_ports(tmp_path)}
    assert read_lane_ways(tmp_path)
    assert not prepare_routes(tmp_path)
