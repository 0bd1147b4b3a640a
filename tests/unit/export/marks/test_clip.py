"""Cutting paths to a box."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiLineString, Polygon, box

from arctic_map.export.marks import clip

BOX = (0.0, 0.0, 10.0, 10.0)
numbers = st.floats(-30, 30).map(lambda value: round(value, 2))
points = st.tuples(numbers, numbers)


def columns(pairs: list[tuple[float, float]]) -> clip.Points:
    return [x for x, _ in pairs], [y for _, y in pairs]


@given(st.lists(points, min_size=2, max_size=12))
def test_a_line_keeps_what_lies_in_the_box(pairs: list[tuple[float, float]]) -> None:
    pieces = list(clip.line(columns(pairs), BOX))
    # Pieces that run along the very edge may count as in or out.
    inner = sum(
        part.length for part in _lines(MultiLineString([pairs]).intersection(box(1e-6, 1e-6, 10, 10)))
    )
    assert all(len(xs) > 1 for xs, _ in pieces)
    assert all(-1e-9 <= value <= 10 + 1e-9 for piece in pieces for column in piece for value in column)
    whole = sum(LineString(list(zip(*piece, strict=True))).length for piece in pieces)
    repeated = sum(
        part.length
        for start, end in pairwise(pairs)
        for part in _lines(LineString([start, end]).intersection(box(*BOX)))
    )
    assert whole == pytest.approx(repeated, abs=1e-6)
    assert whole >= inner - 1e-6


def test_a_line_that_leaves_and_comes_back_is_two_pieces() -> None:
    pieces = list(clip.line(([5, 15, 15, 5], [2, 2, 8, 8]), BOX))
    assert pieces == [([5, 10], [2, 2]), ([10, 5], [8, 8])]


def test_a_line_that_only_touches_a_corner_is_nothing() -> None:
    assert list(clip.line(([-5, 5], [5, -5]), BOX)) == []


@given(st.floats(-8, 18), st.floats(-8, 18), st.floats(1, 25))
def test_a_ring_encloses_the_same_of_the_box(x: float, y: float, size: float) -> None:
    pairs = [(x, y), (x + size, y + size / 3), (x + size / 2, y + size)]
    ring = clip.ring(columns(pairs), BOX)
    area = Polygon(list(zip(*ring, strict=True))).area if ring else 0.0
    assert area == pytest.approx(Polygon(pairs).intersection(box(*BOX)).area, abs=1e-6)


def test_a_ring_round_the_whole_box_becomes_the_box() -> None:
    ring = clip.ring(([-5, 20, 20, -5], [-5, -5, 20, 20]), BOX)
    assert ring is not None
    assert Polygon(list(zip(*ring, strict=True))).equals(box(*BOX))


def _lines(shape: object) -> list[LineString]:
    if isinstance(shape, LineString):
        return [shape]
    return [part for part in getattr(shape, "geoms", []) if isinstance(part, LineString)]


@given(st.lists(points, min_size=2, max_size=12))
def test_a_piece_says_how_far_along_the_line_it_begins(pairs: list[tuple[float, float]]) -> None:
    line = LineString(pairs)
    for begins, (xs, ys) in clip.pieces(columns(pairs), BOX):
        at = line.interpolate(begins)
        assert (at.x, at.y) == pytest.approx((xs[0], ys[0]), abs=1e-6)
