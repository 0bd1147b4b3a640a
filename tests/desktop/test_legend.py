"""The legend stands open where it covers little, and what the map is asked to show keeps clear of it."""

from typing import Any

import pytest
from PySide6.QtCore import QRect
from shapely import LineString, box
from tests.desktop.conftest import SIZE
from tests.desktop.hand import Hand, until

from arctic_map.export.svg import shown_box
from arctic_map.geo.planes import plane_named
from arctic_map.scene import actions

pytestmark = pytest.mark.desktop

OPEN = ("nsr", "epsg3413", "epsg3995", "world")
"""The planes on which it has room in a window of the usual size."""


def rect(hand: Hand, selector: str) -> QRect:
    """Where an element stands in the web view, px."""
    found: Any = hand.ask(f"document.querySelector({selector!r}).getBoundingClientRect().toJSON()")
    return QRect(*(round(found[key]) for key in ("x", "y", "width", "height")))


def is_open(hand: Hand) -> bool:
    return bool(hand.ask("document.querySelector('.legend').open"))


@pytest.mark.parametrize("plane", OPEN)
def test_it_is_open_and_covers_no_port_and_none_of_the_arctic_lanes(plane: str, hand: Hand) -> None:
    hand.painted_after(actions.change_plane(plane_named(plane)))
    assert is_open(hand)
    legend = rect(hand, ".legend")
    assert hand.map_rect.contains(legend)
    for port in ("hamburg", "arkhangelsk", "st-petersburg", "shanghai", "ningbo"):
        assert not legend.contains(hand.point_of(port))
    drawing = hand.atlas.store.drawings.get("lanes", plane)
    covered = legend.translated(-hand.map_rect.topLeft())
    area = box(covered.left(), covered.top(), covered.right(), covered.bottom())
    for shape in drawing.shapes:
        if shape.feature == "L5":
            for part in shape.parts:
                pixels = [hand.viewport.pixel(x, y) for x, y in zip(part[::2], part[1::2], strict=True)]
                assert not LineString(pixels).intersects(area)


def test_a_page_shows_what_it_leaves_clear(hand: Hand) -> None:
    x0, y0, x1, y1 = hand.viewport.box
    beside = hand.map_rect.right() + 1 - rect(hand, ".legend").left()
    *others, right = (shown_box(hand.atlas.scene)[side] for side in (0, 1, 3, 2))
    assert others == [x0, y0, y1]
    assert x1 - right == pytest.approx(beside * hand.viewport.resolution, rel=0.1)


def test_it_waits_closed_where_it_would_cover_much(hand: Hand) -> None:
    hand.atlas.window.resize(1024, 700)
    until(lambda: not is_open(hand), "the legend is folded")
    hand.atlas.window.resize(*SIZE)
    until(lambda: is_open(hand), "the legend is open again")


def test_its_measures_are_those_it_was_laid_out_for(hand: Hand) -> None:
    for plane in ("nsr", "world"):
        hand.painted_after(actions.change_plane(plane_named(plane)))
        found = rect(hand, ".legend")
        planned: Any = hand.ask("arctic.atlas.furniture.size")
        assert abs(found.width() - planned["width"]) <= 1
        assert abs(found.height() - planned["height"]) <= 8


def test_all_kinds_and_classes_are_in_it_and_follow_what_is_filtered(hand: Hand) -> None:
    words = hand.text(".legend")
    classes = ("surveyed", "generalised", "schematic", "undisclosed")
    kinds = ("Reported", "Attributed", "Forecast", "Judgement")
    assert all(word in words for word in (*classes, *kinds))
    hand.painted_after(actions.toggle_kind("forecast"))
    assert "Forecast" not in hand.text(".legend") and "Judgement" in hand.text(".legend")
    hand.painted_after(actions.toggle_precision("undisclosed"))
    assert "undisclosed" not in hand.text(".legend")


@pytest.mark.parametrize("feature", ["nsr-stretch", "Z1", "crimea"])
def test_what_the_map_goes_to_and_its_popup_keep_clear_of_it(feature: str, hand: Hand) -> None:
    hand.atlas.go_to_feature(feature)
    until(lambda: hand.text(".leaflet-popup") != "", "the popup")
    assert is_open(hand)
    legend = rect(hand, ".legend")

    def clear() -> bool:
        popup = rect(hand, ".leaflet-popup-content-wrapper")
        return hand.map_rect.contains(popup) and not legend.intersects(popup)

    until(clear, "the popup beside the legend")
    hand.settle()
    drawing = hand.atlas.store.drawings.get(hand.atlas.scene.catalog.layer_of[feature], "nsr")
    box = next(shape.box for shape in drawing.shapes if shape.feature == feature)
    right = hand.map_rect.left() + hand.viewport.pixel(box[2], box[1])[0]
    assert right < legend.left() + 1


def test_the_reader_opens_and_closes_it(hand: Hand) -> None:
    hand.ask("document.querySelector('.legend summary').click()")
    assert not is_open(hand)
    until(lambda: shown_box(hand.atlas.scene) == hand.viewport.box, "a page shows all of the view")
    hand.painted_after(actions.change_plane(plane_named("world")))
    assert not is_open(hand)
    hand.ask("document.querySelector('.legend summary').click()")
    hand.ask("(arctic.atlas.furniture.chosen = false)")
    assert is_open(hand)
