"""The guided tour in the real window: F5, steps by keys and mouse, and Escape gives all back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget
from tests.desktop.hand import LEFT, Hand, until

from arctic_map.desktop.atlas import Atlas
from arctic_map.desktop.panel import Panel
from arctic_map.desktop.tour import Tour
from arctic_map.geo.planes import plane_named
from arctic_map.scene import actions
from arctic_map.scene.timeline import Range

pytestmark = pytest.mark.desktop
Key = Qt.Key


@pytest.fixture(autouse=True)
def ended(hand: Hand) -> Iterator[None]:
    """No test leaves its tour to the next one."""
    yield
    hand.atlas.end_tour()


def tour_of(atlas: Atlas) -> Tour:
    assert atlas.tour is not None
    return atlas.tour


def toured(hand: Hand) -> Tour:
    hand.command(Key.Key_F5)
    hand.settle()
    return tour_of(hand.atlas)


def open_docks(atlas: Atlas) -> set[str]:
    return {dock.objectName() for dock in atlas.window.findChildren(QDockWidget) if not dock.isHidden()}


def test_f5_makes_a_screen_for_a_lecture_room(hand: Hand, atlas: Atlas) -> None:
    tour = toured(hand)
    assert atlas.touring() and atlas.window.isFullScreen()
    assert open_docks(atlas) == {"tour"}
    assert atlas.window.menuBar().isHidden() and atlas.window.statusBar().isHidden()
    assert tour.caption.isVisible()
    assert atlas.store.catalog.tour[0].title in tour.caption.accessibleName()
    assert "step 1 of" in tour.caption.accessibleName()


def test_letters_grow_with_the_screen(hand: Hand, atlas: Atlas) -> None:
    tour = toured(hand)
    atlas.window.setWindowState(Qt.WindowState.WindowNoState)
    atlas.window.resize(1600, 1000)
    until(lambda: atlas.view.zoomFactor() > 1.5, "the map's letters grow")
    hand.settle()
    # The map is counted in pixels of its own, so its labels keep clear of each other.
    ratio = hand.ask("window.devicePixelRatio")
    assert ratio == pytest.approx(atlas.view.zoomFactor(), rel=0.01)
    assert hand.viewport.width < 1600 / 1.5
    assert tour.caption.font().pointSizeF() > 0
    box, pixel = hand.viewport.box, hand.viewport.resolution
    x0, y0, x1, y1 = plane_named("nsr").home
    assert box[0] <= x0 + pixel and box[1] <= y0 + pixel and box[2] >= x1 - pixel and box[3] >= y1 - pixel


@pytest.mark.parametrize(
    ("on", "back"),
    [
        (Key.Key_Right, Key.Key_Left),
        (Key.Key_PageDown, Key.Key_PageUp),
        (Key.Key_Down, Key.Key_Up),
        (Key.Key_Space, Key.Key_Backspace),
    ],
)
def test_keys_and_clickers_step(hand: Hand, atlas: Atlas, on: Key, back: Key) -> None:
    tour = toured(hand)
    hand.command(on)
    assert tour.number == 1
    hand.command(back)
    assert tour.number == 0
    hand.command(back)
    assert tour.number == 0


def test_keys_step_while_the_map_has_the_keyboard(hand: Hand, atlas: Atlas) -> None:
    tour = toured(hand)
    hand.glass.setFocus()
    hand.press(Key.Key_Right)
    assert tour.number == 1
    hand.press(Key.Key_Space)
    assert tour.number == 2
    hand.press(Key.Key_Escape)
    assert not atlas.touring()


def test_buttons_step_and_end(hand: Hand, atlas: Atlas) -> None:
    tour = toured(hand)
    caption = tour.caption
    assert not caption.back.isEnabled()
    QTest.mouseClick(caption.next, LEFT)
    assert tour.number == 1
    QTest.mouseClick(caption.back, LEFT)
    assert tour.number == 0
    QTest.mouseClick(caption.end, LEFT)
    assert not atlas.touring()


def test_space_presses_the_button_with_the_focus(hand: Hand, atlas: Atlas) -> None:
    tour = toured(hand)
    hand.command(Key.Key_Right)
    tour.caption.back.setFocus()
    hand.command(Key.Key_Space)
    assert tour.number == 0


def test_every_step_is_shown_as_it_says(hand: Hand, atlas: Atlas) -> None:
    tour = toured(hand)
    for number, step in enumerate(atlas.store.catalog.tour):
        while tour.number < number:
            hand.command(Key.Key_Right)
        hand.settle()
        scene = atlas.scene
        assert scene.plane.id == step.plane
        assert scene.selected is not None and scene.selected.fact == step.facts[0]
        assert step.title in tour.caption.accessibleName()
        x0, y0, x1, y1 = hand.viewport.box
        drawings = atlas.store.drawings
        for feature in step.view:
            drawing = drawings.get(scene.catalog.layer_of[feature], step.plane)
            for shape in drawing.shapes:
                if shape.feature == feature:
                    a, b, c, d = shape.box
                    assert x0 <= a and y0 <= b and c <= x1 and d <= y1, (step.id, feature)
    assert not tour.caption.next.isEnabled()
    hand.command(Key.Key_Right)
    assert atlas.touring()


@pytest.mark.parametrize("plane", [pytest.param("nsr", marks=pytest.mark.slow), "epsg3413"])
def test_escape_gives_everything_back(hand: Hand, atlas: Atlas, plane: str) -> None:
    near = (1_000_000.0, 900_000.0, 1_060_000.0, 940_000.0)
    atlas.window.show_panel(Panel.LAYERS, False)
    hand.painted_after(
        actions.change_plane(plane_named(plane)),
        actions.toggle_layer("sea-names"),
        actions.fade_layer("drills", 0.5),
        actions.choose_range(Range(date(2022, 1, 1), date(2024, 12, 31))),
        actions.toggle_kind("forecast"),
    )
    hand.painted_after(actions.go_to(near, smooth=False))
    hand.painted_after(actions.select_fact("T5"))
    before, docks, where = atlas.store.session, open_docks(atlas), hand.viewport
    size, state, zoom = atlas.window.size(), atlas.window.windowState(), atlas.view.zoomFactor()
    toured(hand)
    for _ in range(9):
        hand.command(Key.Key_Right)
    hand.settle()
    assert atlas.scene.plane.id == "nsr" and atlas.store.session.hidden != before.hidden
    hand.command(Key.Key_Escape)
    assert not atlas.touring()
    until(
        lambda: (at := atlas.scene.viewport) and (at.width, at.height) == (where.width, where.height), "size"
    )
    until(lambda: hand.viewport.resolution == pytest.approx(where.resolution), "the view")
    hand.settle()
    after = atlas.store.session
    assert replace(after, viewport=None, goal=None) == replace(before, viewport=None, goal=None)
    assert abs(hand.viewport.x - where.x) <= where.resolution
    assert abs(hand.viewport.y - where.y) <= where.resolution
    assert open_docks(atlas) == docks
    assert (atlas.window.size(), atlas.window.windowState(), atlas.view.zoomFactor()) == (size, state, zoom)
    assert not atlas.window.menuBar().isHidden() and not atlas.window.statusBar().isHidden()
    atlas.window.show_panel(Panel.LAYERS, True)


def test_escape_clears_the_selection_again_after_the_tour(hand: Hand, atlas: Atlas) -> None:
    toured(hand)
    hand.command(Key.Key_Escape)
    hand.painted_after(actions.select_fact("T5"))
    hand.command(Key.Key_Escape)
    assert atlas.scene.selected is None


def test_keys_of_the_tour_do_nothing_outside_it(hand: Hand, atlas: Atlas) -> None:
    before = atlas.store.session
    hand.command(Key.Key_Right)
    hand.command(Key.Key_Space)
    assert atlas.store.session == before
    assert not atlas.menus.actions["tour.next"].isEnabled()
    assert atlas.menus.actions["tour.start"].isEnabled()
