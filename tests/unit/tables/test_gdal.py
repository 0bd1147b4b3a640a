"""Curves, which shapely cannot read: short edges stand for them, and one that is broken costs only itself."""

import struct

import shapely

from arctic_map.tables.gdal import from_wkb, from_wkt

ARC = struct.pack("<BII6d", 1, 8, 3, 0, 60, 5, 65, 10, 60)


def test_curves_become_lines_of_short_edges() -> None:
    point, arc = from_wkt(["POINT (1 2)", "CIRCULARSTRING (0 60, 5 65, 10 60)"])
    assert point.equals(shapely.Point(1, 2)) and arc.geom_type == "LineString"
    assert shapely.get_num_coordinates(arc) > 20 and shapely.get_coordinates(arc)[:, 1].max() > 64.99
    missing, again = from_wkb([None, ARC])
    assert missing is None and shapely.equals_exact(again, arc, 1e-9)


def test_what_cannot_be_drawn_is_missing_and_the_rest_is_there() -> None:
    texts = [
        "CIRCULARSTRING (0 0, 1 1)",
        "nothing",
        "GEOMETRYCOLLECTION (CIRCULARSTRING (0 0, 1 1, 2 0))",
        "",
    ]
    *missing, point = from_wkt([*texts, "POINT (1 2)"])
    assert missing == [None] * 4 and point is not None
    assert from_wkb([ARC[:-8], b"", shapely.to_wkb(point)]).tolist() == [None, None, point]
