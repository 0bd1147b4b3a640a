"""The timeline's layout: what is where in a canvas, without the canvas."""

from dataclasses import replace
from datetime import date

import pytest

from arctic_map.desktop.panels.timeline.axis import Axis, scale_of
from arctic_map.desktop.panels.timeline.placing import Captions, TimelineLayout
from arctic_map.desktop.panels.timeline.timeline_marks import lanes
from arctic_map.model.catalog import Topic
from arctic_map.scene.timeline import Coarse, DateRange, Mark, Range

DAYS = (date(2001, 3, 1), date(2010, 6, 15), date(2020, 1, 9))
TOPICS = {"shipping": Topic("shipping")}
MARKS = tuple(
    Mark(f"F{at}", "fact", "", "shipping", DateRange(day, day, Coarse.DAY), at == 2)
    for at, day in enumerate(DAYS)
)


@pytest.fixture
def layout() -> TimelineLayout:
    scale = scale_of(Range(DAYS[0], DAYS[-1]), DAYS)
    captions = Captions(1.0, 12.0, lambda text: 6.0 * len(text))
    empty = TimelineLayout(Axis(scale, 0.0, 1.0))
    return empty.with_marks(lanes(MARKS, TOPICS), scale).resized(800, 120, captions)


def test_a_mark_is_found_where_its_bead_stands(layout: TimelineLayout) -> None:
    for mark, x, y in layout.placed.beads():
        assert layout.mark_at(x, y) == mark
    assert layout.mark_at(layout.axis.left - 20, 60) is None


def test_names_of_lanes_have_room_next_to_the_axis_unless_it_is_folded(layout: TimelineLayout) -> None:
    folded = replace(layout, folded=True).resized(800, 40, layout.captions)
    assert layout.axis.left > max(6.0 * len(lane.name) for lane in layout.lanes)
    assert folded.axis.left < 20
    assert folded.least_height < layout.least_height


def test_steps_go_by_date_and_stay_at_the_ends(layout: TimelineLayout) -> None:
    placed = layout.placed
    assert placed.next(None, 1) == MARKS[0]
    assert placed.next(MARKS[0], 1) == MARKS[1]
    assert placed.next(MARKS[2], 1) == MARKS[2]
    assert placed.across(MARKS[1], 1) == MARKS[2]


def test_what_is_selected_comes_into_view(layout: TimelineLayout) -> None:
    near = layout.moved(layout.axis.zoomed(20, layout.axis.left))
    assert not near.is_seen(MARKS[2])
    assert near.moved(near.showing({("fact", "F2")})).is_seen(MARKS[2])
    assert near.first_seen({("fact", "F2")}) == MARKS[0]


def test_a_file_with_counts_has_a_tall_row_that_is_hit_from_top_to_bottom(layout: TimelineLayout) -> None:
    span = DateRange(DAYS[0], DAYS[2], Coarse.DAY)
    file = Mark("opened", "layer", "sightings", "opened", span, False, (3, 0, 5))
    taller = layout.with_marks(lanes((*MARKS, file), TOPICS), layout.axis.scale).resized(
        800, 160, layout.captions
    )
    place = next(each for each in taller.placed.places if each.bar.bundle.marks == (file,))
    assert place.height == pytest.approx(4 * taller.placed.pitch)
    for y in (place.y - place.height / 2 + 1, place.y + place.height / 2 - 1):
        assert taller.mark_at(taller.axis.middle, y) == file
