"""A page shows what the window shows; lines of its legend are renamed or left out."""

from dataclasses import replace

import pytest

from arctic_map.export import page_view
from arctic_map.export.page_view import reworded
from arctic_map.model.decorations import LegendEntry
from arctic_map.model.projection import Goal, Viewport
from arctic_map.scene.scene import Scene

ENTRIES = (
    LegendEntry("lane-nsr", "Lane by the Arctic", "Lanes"),
    LegendEntry("lane-suez", "Lane by Suez", "Lanes", more=(("lane-cape", "by the Cape"),)),
    LegendEntry("port-named", "Port", "Ports"),
)


def test_a_line_has_the_requested_words_and_keeps_its_group() -> None:
    assert reworded(ENTRIES, {}) == ENTRIES
    first, *others = reworded(ENTRIES, {"lane-nsr": "By the north"})
    assert (first.text, first.group) == ("By the north", "Lanes")
    assert tuple(others) == ENTRIES[1:]


def test_a_style_that_is_left_out_leaves_its_line_to_the_next_one() -> None:
    found = reworded(ENTRIES, {"lane-suez": "", "port-named": ""})
    assert [entry.symbols for entry in found] == [
        (("lane-nsr", "Lane by the Arctic"),),
        (("lane-cape", "by the Cape"),),
    ]


@pytest.mark.parametrize("case", ["goal", "viewport", "nothing"])
def test_the_page_shows_what_the_window_shows(scene: Scene, case: str) -> None:
    view = Viewport(0.0, 0.0, 1000.0, 300.0, 200.0)
    goal = Goal((1.0, 2.0, 3.0, 4.0))
    changes = {
        "goal": (replace(scene, goal=goal, viewport=view), goal.box),
        "viewport": (replace(scene, viewport=view), view.box),
        "nothing": (scene, scene.projection.home),
    }
    changed, box = changes[case]
    assert page_view.shown_box(changed) == box
