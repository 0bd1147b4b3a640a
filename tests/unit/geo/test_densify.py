"""Edges get vertices along the line they stand for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.geo.densify import STEP, STEP_DEGREES, densify
from arctic_map.geo.position import wgs84
from arctic_map.model.feature import Edges

positions = st.tuples(st.floats(-179, 179), st.floats(-85, 85))
lines = st.lists(positions, min_size=2, max_size=6)


@given(lines)
def test_geodesic_edges_keep_their_length_and_their_vertices(line: list[tuple[float, float]]) -> None:
    array = np.array(line)
    dense = densify(array, Edges.GEODESIC)
    assert np.isclose(wgs84().line_length(*dense.T), wgs84().line_length(*array.T), rtol=1e-6, atol=0.1)
    assert wgs84().inv(*dense[:-1].T, *dense[1:].T)[2].max() < STEP * 1.02
    assert all((dense == vertex).all(axis=1).any() for vertex in array)


@given(lines)
def test_parallel_edges_are_straight_in_degrees(line: list[tuple[float, float]]) -> None:
    array = np.array(line)
    dense = densify(array, Edges.PARALLEL)
    steps = np.abs(np.diff(dense, axis=0))
    assert steps.max() <= STEP_DEGREES + 1e-9
    assert np.isclose(steps.sum(), np.abs(np.diff(array, axis=0)).sum())


def test_a_parallel_stays_on_its_latitude_and_a_geodesic_leaves_it_northwards() -> None:
    line = np.array([[-30.0, 70.0], [60.0, 70.0]])
    assert (densify(line, Edges.PARALLEL)[:, 1] == 70.0).all()
    assert densify(line, Edges.GEODESIC)[:, 1].max() > 74.0


def test_an_edge_on_the_180th_meridian_stays_on_its_side() -> None:
    for side in (180.0, -180.0):
        assert (densify(np.array([[side, 60.0], [side, 70.0]]), Edges.GEODESIC)[:, 0] == side).all()
