"""Direction marks stand evenly at every zoom and point the way of travel."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString

from arctic_map.geo import chevrons
from arctic_map.geo.chevrons import FINEST, FROM_ENDS, SPACING, marks, unmarked
from arctic_map.model.projection import COARSEST

lengths = st.floats(1_000.0, 30_000_000.0)


@given(lengths, st.integers(-1, FINEST))
def test_at_each_zoom_marks_stand_evenly_and_clear_of_the_ends(length: float, zoom: int) -> None:
    at = np.array(sorted(x for x, _, _, first in marks(LineString([(0, 0), (length, 0)])) if first <= zoom))
    pixels = at / (COARSEST / 2**zoom)
    assert np.allclose(np.diff(pixels), SPACING)
    if len(at):
        assert pixels[0] >= FROM_ENDS - 1e-6
        assert pixels[-1] <= length / (COARSEST / 2**zoom) - FROM_ENDS + 1e-6


@given(lengths)
def test_a_line_long_enough_has_a_mark_in_its_middle(length: float) -> None:
    fits = length / 2 >= FROM_ENDS * COARSEST / 2**FINEST
    assert fits == any(abs(x - length / 2) < 1 for x, *_ in marks(LineString([(0, 0), (length, 0)])))


@pytest.mark.parametrize(("end", "angle"), [((1, 0), 0), ((0, 1), 90), ((-1, 0), 180), ((0, -1), -90)])
def test_marks_point_from_the_first_vertex_to_the_last(end: tuple[int, int], angle: float) -> None:
    line = LineString([(0, 0), (end[0] * 5e6, end[1] * 5e6)])
    assert {round(found) for _, _, found, _ in marks(line)} == {angle}


def test_only_the_stretch_that_bears_no_marks_yet_is_left() -> None:
    shared, tail = [(0, 0), (1_000_000, 0)], (1_000_000, 500_000)
    (left,) = unmarked([LineString([*shared, tail])], [LineString(shared)])
    assert left.length == pytest.approx(500_000 - chevrons.SAME_LINE, abs=1)
    assert left.coords[-1] == tail
    assert unmarked([LineString(shared)], [LineString([*shared, tail])]) == []
