"""The centres of points, lines and areas, compared with shapely's and with known ones."""

from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import mapping

from arctic_map.geo.marks import marks
from arctic_map.tables.centres import centres_of_file, centres_of_marks
from arctic_map.tables.readers.read_features import bulk_of
from arctic_map.tables.tiles import tile_builder

SQUARE_MILE = 0.02
KNOWN: tuple[tuple[dict[str, Any], tuple[float, float]], ...] = (
    ({"type": "Point", "coordinates": [30.1, 70.3]}, (30.1, 70.3)),
    ({"type": "MultiPoint", "coordinates": [[10, 70], [10, 80]]}, (10.0, 75.0)),
    # On both sides of the 180th meridian.
    ({"type": "MultiPoint", "coordinates": [[179, 0], [-179, 0]]}, (180.0, 0.0)),
    ({"type": "LineString", "coordinates": [[40, 60], [40, 70]]}, (40.0, 65.0)),
    # Around the pole.
    (
        {
            "type": "Polygon",
            "coordinates": [[[-180, 80], [0, 80], [180, 80], [180, 90], [-180, 90], [-180, 80]]],
        },
        (0.0, 90.0),
    ),
    # An area counts, the line and the point beside it do not.
    (
        {
            "type": "GeometryCollection",
            "geometries": [
                mapping(shapely.box(-0.01, -0.01, 0.01, 0.01)),
                {"type": "Point", "coordinates": [50, 50]},
                {"type": "LineString", "coordinates": [[50, 50], [60, 60]]},
            ],
        },
        (0.0, 0.0),
    ),
)


@pytest.mark.parametrize(("geometry", "centre"), KNOWN)
def test_a_known_centre_is_found(geometry: dict[str, Any], centre: tuple[float, float]) -> None:
    (lon,), (lat,) = centres_of_marks(marks([geometry]).marks, 1)
    assert (abs(lon), lat) == pytest.approx(centre, abs=1e-6)


def test_a_hole_moves_the_centre_as_in_shapely_whatever_the_size_of_the_area() -> None:
    for size in (1e-4, SQUARE_MILE, 0.5):
        hole = shapely.box(60 + size * 0.6, 70 + size * 0.2, 60 + size * 0.9, 70 + size * 0.6)
        area = shapely.box(60, 70, 60 + size, 70 + size).difference(hole)
        (lon,), (lat,) = centres_of_marks(marks([mapping(area)]).marks, 1)
        # Degrees are a plane in shapely, which matters less the smaller the area is.
        assert (lon, lat) == pytest.approx((area.centroid.x, area.centroid.y), abs=size * size / 50 + 1e-7)


def test_a_large_file_has_the_centres_of_a_small_one_and_none_where_there_is_no_geometry() -> None:
    shapes = [geometry for geometry, _ in KNOWN]
    small = centres_of_marks(marks(shapes).marks, len(shapes))
    bulk = bulk_of([*shapes, None])
    large = centres_of_file(tile_builder.ready(bulk))
    for few, many in zip(small, large, strict=True):
        assert many[:-1] == pytest.approx(few, abs=1e-6) and np.isnan(many[-1])
