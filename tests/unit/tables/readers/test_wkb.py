from collections.abc import Sequence

import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from arctic_map.tables.readers.wkb import PackedTexts, RingArrays, flat

SHAPES = [
    shapely.Point(1, 2),
    shapely.LineString([(0, 0), (1, 1), (2, 0)]),
    shapely.Polygon([(0, 0), (9, 0), (9, 9)], [[(5, 1), (7, 1), (7, 3)], [(8, 1), (8.5, 1), (8.5, 2)]]),
    None,
    shapely.MultiPoint([(3, 4), (5, 6)]),
    shapely.MultiLineString([[(0, 0), (1, 0)], [(5, 5), (6, 6), (7, 5)]]),
    shapely.MultiPolygon(
        [shapely.box(0, 0, 1, 1), shapely.box(5, 5, 9, 9).difference(shapely.box(6, 6, 7, 7))]
    ),
    shapely.Point(),
    shapely.GeometryCollection([shapely.Point(0, 0), shapely.LineString([(0, 0), (1, 1)])]),
    shapely.Point(7, 8, 9),
    shapely.LineString([(0, 0, 5), (1, 2, 6)]),
]


def together(texts: Sequence[bytes | None]) -> PackedTexts:
    """As Arrow has them: those that are missing are empty."""
    there = [text or b"" for text in texts]
    ends = np.cumsum([len(text) for text in there], dtype=np.int64)
    return PackedTexts(np.frombuffer(b"".join(there), np.uint8), np.append(0, ends))


def rebuilt(parts: RingArrays, *, closed: bool) -> list[tuple[int, BaseGeometry]]:
    found: list[tuple[int, BaseGeometry]] = []
    ring = start = 0
    for row, rings in zip(parts.row.tolist(), parts.rings.tolist(), strict=True):
        own = []
        for length in parts.lengths[ring : ring + rings].tolist():
            own.append(np.column_stack([parts.x, parts.y])[start : start + length])
            start += length
        ring += rings
        found.append((row, shapely.Polygon(own[0], own[1:]) if closed else shapely.LineString(own[0])))
    return found


@pytest.mark.parametrize("flavor", ["iso", "extended"])
def test_positions_are_those_that_geos_reads(flavor: str) -> None:
    texts = [None if each is None else shapely.to_wkb(each, flavor=flavor) for each in SHAPES]
    found = flat(together(texts))
    points = list(zip(found.of_point.tolist(), found.x.tolist(), found.y.tolist(), strict=True))
    assert sorted(points) == [(0, 1.0, 2.0), (4, 3.0, 4.0), (4, 5.0, 6.0), (9, 7.0, 8.0)]
    for parts, closed, rows in ((found.lines, False, (1, 5, 10)), (found.areas, True, (2, 6))):
        expected = [
            (row, part) for row in rows for part in shapely.get_parts(shapely.force_2d(SHAPES[row])).tolist()
        ]
        got = sorted(rebuilt(parts, closed=closed), key=lambda each: each[0])
        assert [row for row, _ in got] == [row for row, _ in expected]
        assert all(one.equals(other) for (_, one), (_, other) in zip(got, expected, strict=True))
    assert found.others.tolist() == [8]
    assert found.empty.tolist() == [3, 7]


def test_what_is_cut_short_or_says_too_much_is_read_one_by_one_and_nothing_beyond_it_is_looked_at() -> None:
    whole = [shapely.to_wkb(each) for each in SHAPES if each is not None]
    random = np.random.default_rng(5)
    for _ in range(300):
        texts = []
        for text in whole:
            body = bytearray(text)
            for place in random.integers(0, len(body), 2):
                body[place] = random.integers(0, 256)
            texts.append(bytes(body[: random.integers(1, len(body) + 1)]))
        found = flat(together(texts))
        assert len(found.x) == len(found.of_point)
        assert int(found.areas.lengths.sum()) == len(found.areas.x)
        known = np.concatenate([found.of_point, found.lines.row, found.areas.row, found.others, found.empty])
        assert set(known.tolist()) <= set(range(len(texts)))


def test_a_file_of_nothing_has_nothing() -> None:
    found = flat(together([]))
    assert not len(found.x) and not len(found.lines.row) and not len(found.others)
