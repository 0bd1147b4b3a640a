"""The land's rings as shapes."""

import pytest

from arctic_map.geo.pieces import pieces
from arctic_map.model.projection import Affine

SQUARE = (0, 0, 10, 0, 10, 10, 0, 10)
HOLE = (4, 4, 4, 6, 6, 6, 6, 4)


def test_rings_count_in_their_quantum_and_holes_are_left_open() -> None:
    land = pieces([SQUARE, HOLE], 100.0, Affine())
    assert land.area == pytest.approx(1000.0**2 - 200.0**2)


def test_rings_are_turned_onto_their_projection() -> None:
    land = pieces([SQUARE], 1.0, Affine(0.0, -2.0, 100.0, 2.0, 0.0, 0.0))
    assert land.bounds == (80.0, 0.0, 100.0, 20.0)


def test_what_encloses_nothing_is_left_out() -> None:
    assert pieces([(0, 0, 5, 5)], 1.0, Affine()).is_empty
