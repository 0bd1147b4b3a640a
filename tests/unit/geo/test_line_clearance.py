"""The zooms at which a box is clear of lines, against shapely's distances."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, box

from arctic_map.geo.label_requests import LabelCandidate
from arctic_map.geo.line_clearance import STEP, LineClearance
from arctic_map.model.projection import COARSEST

PADDING = 4.0
FIRST, LAST = 0.0, 6.0
metres = st.integers(-3_000_000, 3_000_000).map(float)
segments = st.lists(st.tuples(metres, metres, metres, metres), min_size=1, max_size=4)
boxes = st.tuples(st.integers(-120, 0), st.integers(-30, 0), st.integers(1, 120), st.integers(1, 30))


def gap(lines: list[tuple[float, ...]], room: tuple[float, ...], zoom: float) -> float:
    """Pixels between the box with its margin and the nearest line."""
    scale = 2.0**zoom / COARSEST
    wide = box(room[0] - PADDING, room[1] - PADDING, room[2] + PADDING, room[3] + PADDING)
    found = [LineString([(x0 * scale, -y0 * scale), (x1 * scale, -y1 * scale)]) for x0, y0, x1, y1 in lines]
    return float(min(wide.distance(line) for line in found))


@given(segments, boxes)
def test_no_line_is_near_a_free_box_and_one_is_near_any_other(
    lines: list[tuple[float, ...]], room: tuple[int, ...]
) -> None:
    at = (float(room[0]), float(room[1]), float(room[2]), float(room[3]))
    clearance = LineClearance(np.array(lines), PADDING)
    free = clearance.free_between(LabelCandidate(0.0, 0.0, 0.0, 0.0, "middle"), at, FIRST, LAST)
    assert [*free] == sorted(free) and all(FIRST <= start < end <= LAST for start, end in free)
    for zoom in np.arange(FIRST + STEP / 2, LAST, 7 * STEP):
        within = any(start <= zoom <= end for start, end in free)
        if within:
            assert gap(lines, at, zoom) > 0.0
        else:
            nearby = np.linspace(zoom - 2 * STEP, zoom + 2 * STEP, 33)
            assert min(gap(lines, at, each) for each in nearby) < 0.5


def test_a_box_that_no_line_comes_near_is_free_at_all_zooms() -> None:
    clearance = LineClearance(np.array([[1e6, 1e6, 2e6, 1e6]]), PADDING)
    candidate = LabelCandidate(0.0, 0.0, 0.0, 0.0, "middle")
    assert clearance.free_between(candidate, (-20.0, 2.0, 20.0, 12.0), FIRST, LAST) == [(FIRST, LAST)]


def test_a_box_on_a_line_is_free_at_none() -> None:
    clearance = LineClearance(np.array([[-1e6, 0.0, 1e6, 0.0]]), PADDING)
    candidate = LabelCandidate(0.0, 0.0, 0.0, 0.0, "middle")
    assert clearance.free_between(candidate, (-20.0, -6.0, 20.0, 6.0), FIRST, LAST) == []
