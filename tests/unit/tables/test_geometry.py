"""Users' geometries and the content's own are read alike: the same limits, the same words."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from arctic_map.model.feature import NO_PLACE
from arctic_map.storage import bounded_reading
from arctic_map.tables.geometry import LISTS, mended, read, read_strictly

LON = st.floats(-180, 180) | st.just(600.0) | st.sampled_from([-180.0, 180, 180.0000001, 0])
LAT = st.floats(-100, 100) | st.sampled_from([-90, 90.0, 0])
NUMBER = LON | LAT | st.none() | st.text(max_size=2) | st.booleans()
POSITION = st.tuples(LON, LAT).map(list) | st.lists(NUMBER, max_size=4)
LINE = st.lists(POSITION, max_size=5)
CLOSED = LINE.filter(bool).map(lambda line: [*line, line[0]])
COORDINATES = st.one_of(
    POSITION, LINE, CLOSED, st.lists(LINE | CLOSED, max_size=3), st.lists(st.lists(CLOSED), max_size=3)
)


KINDS = sorted(LISTS.items())


@settings(deadline=None)
@given(st.sampled_from([kind for pair in KINDS for kind in pair]), COORDINATES)
def test_content_takes_a_geometry_exactly_when_a_user_s_has_no_problem(kind: str, coordinates: Any) -> None:
    raw = json.dumps({"type": kind, "coordinates": coordinates}).encode()
    shape, problems = read(raw)
    strict, whys = read_strictly(raw)
    if shape is NO_PLACE:
        assert strict is None
        return
    assert [where for where, _ in whys] == [where for where, _ in problems]
    assert all(text.startswith(short) for (_, short), (_, text) in zip(whys, problems, strict=True))
    assert (strict is None) == bool(problems)
    assert problems or strict == shape


@given(st.sampled_from([kind for pair in KINDS for kind in pair]), COORDINATES)
def test_the_quick_reading_says_what_the_thorough_one_does(kind: str, coordinates: Any) -> None:
    value = {"type": kind, "coordinates": coordinates}
    quick, thorough = read(json.dumps(value).encode()), mended(value, "geometry")
    if quick == (NO_PLACE, []):
        assert thorough[0] is None
        return
    assert quick[1] == thorough[1]
    if kind not in LISTS:
        assert json.dumps(quick[0]) == json.dumps(thorough[0])


def test_a_file_in_metres_gives_a_few_problems_not_one_for_each_vertex() -> None:
    lines = {"type": "MultiPoint", "coordinates": [[4e5, 6e6]] * 1000}
    assert len(read(json.dumps(lines).encode())[1]) == bounded_reading.MAX_GEOMETRY_PROBLEMS
