"""The quick reading of a geometry and the slow one that explains agree."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arctic_map.files import geometry
from arctic_map.files.geometry import problems, read

LON = st.floats(-200, 200) | st.sampled_from([-180.0, 180, 180.0000001, 0])
LAT = st.floats(-100, 100) | st.sampled_from([-90, 90.0, 0])
NUMBER = LON | LAT | st.none() | st.text(max_size=2) | st.booleans()
POSITION = st.tuples(LON, LAT).map(list) | st.lists(NUMBER, max_size=4)
LINE = st.lists(POSITION, max_size=5)
CLOSED = LINE.filter(bool).map(lambda line: [*line, line[0]])
COORDINATES = st.one_of(
    POSITION, LINE, CLOSED, st.lists(LINE | CLOSED, max_size=3), st.lists(st.lists(CLOSED), max_size=3)
)


@settings(deadline=None)
@given(st.sampled_from(sorted(geometry._CHECKS)), COORDINATES)
def test_a_geometry_is_read_exactly_when_it_has_no_problem(kind: str, coordinates: Any) -> None:
    value = {"type": kind, "coordinates": coordinates}
    shape, found = read(json.dumps(value).encode())
    assert (shape is None) == bool(list(problems(value, "geometry"))) == bool(found)


def test_a_file_in_metres_gives_a_few_problems_not_one_for_each_vertex() -> None:
    line = {"type": "LineString", "coordinates": [[4e5, 6e6]] * 1000}
    assert len(list(problems(line, ""))) == geometry.MOST_PROBLEMS


@pytest.mark.parametrize(
    "coordinates", [[[[0, 0], [2, 0], [2, 2], [0, 0]], [[1, 0.5], [1, 1], [1.5, 1], [1, 0.5]]]]
)
def test_holes_are_kept(coordinates: list[Any]) -> None:
    shape, found = read(json.dumps({"type": "Polygon", "coordinates": coordinates}).encode())
    assert found == []
    assert shape is not None
    assert len(shape["coordinates"]) == 2
