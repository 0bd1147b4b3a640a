"""A way and an area are measured by mouse or by keys alone, copied, and kept as a layer of one's own."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.desktop.driver import Driver, until

from arctic_map.desktop.map.sketching import Sketching
from arctic_map.geo import measure
from arctic_map.geo.position import project
from arctic_map.model.note import MEASUREMENTS, NoteKind

pytestmark = pytest.mark.desktop
KOLA, LAPTEV, BERING = (33.0, 69.0), (125.0, 76.0), (-170.0, 66.0)
Key, Shift, Ctrl = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tool(driver: Driver) -> Sketching:
    driver.take_keyboard()
    return driver.atlas.workspace.tools.sketching


def pixel(driver: Driver, place: tuple[float, float]) -> QPoint:
    at = project(driver.atlas.scene.projection, *place)
    assert at is not None
    x, y = driver.viewport.pixel(*at)
    return driver.map_rect.topLeft() + QPoint(round(x), round(y))


def places(tool: Sketching) -> int:
    return len(tool.sketch.places) if tool.sketch else -1


def click(driver: Driver, tool: Sketching, place: tuple[float, float]) -> None:
    before = places(tool)
    driver.point(pixel(driver, place))
    driver.click(pixel(driver, place))
    until(lambda: places(tool) == before + 1, "the place is taken")


def test_a_way_is_measured_by_clicks_copied_and_kept(driver: Driver, tool: Sketching) -> None:
    driver.command(Key.Key_M)
    assert driver.atlas.workspace.menus.actions["tools.measure"].isChecked()
    for place in (KOLA, LAPTEV):
        click(driver, tool, place)
    assert tool.bar is not None and tool.bar.isVisible()
    # The figure follows the pointer before it is a place.
    before = tool.bar.headline.text()
    driver.point(pixel(driver, BERING))
    until(lambda: tool.bar is not None and tool.bar.headline.text() != before, "a figure that follows")
    driver.settle()
    assert "km" in tool.bar.headline.text()
    assert driver.ask("arctic.atlas.sketch.layers.order[0].drawing.shapes.length") == 2
    assert driver.ask("getComputedStyle(arctic.atlas.map.getContainer()).cursor") == "crosshair"
    driver.double_click(pixel(driver, BERING))
    until(lambda: tool.sketch is not None and tool.sketch.ended, "the end")
    assert tool.sketch is not None
    # A pixel of the whole route is some kilometres.
    whole = sum(leg.metres for leg in measure.legs([KOLA, LAPTEV, BERING]))
    assert sum(leg.metres for leg in measure.legs(tool.sketch.places)) == pytest.approx(whole, rel=0.01)
    QTest.keyClick(driver.glass, Key.Key_C, Ctrl)
    assert QApplication.clipboard().text().startswith("Length: ")
    assert QApplication.clipboard().text().count("Leg ") == 2
    tool.bar.keep_button.click()
    (note,) = driver.atlas.store.session.notes
    assert note.kind is NoteKind.DISTANCE and len(note.places) == 3
    QTest.keyClick(driver.glass, Key.Key_Escape)
    assert not tool.bar.isVisible()
    driver.settle()
    shown = driver.ask("[...arctic.atlas.layers.shown.keys()]")
    assert shown[-1] == MEASUREMENTS and driver.ask("arctic.atlas.sketch.layers.order.length") == 0
    driver.atlas.store.undo()
    driver.settle()
    assert MEASUREMENTS not in driver.ask("[...arctic.atlas.layers.shown.keys()]")


@pytest.mark.slow
def test_an_area_is_measured_by_keys_alone(driver: Driver, tool: Sketching) -> None:
    driver.command(Key.Key_M, Shift)
    driver.settle()
    assert driver.ask("arctic.atlas.map.getContainer().classList.contains('aiming')") is True
    for key in (None, Key.Key_Right, Key.Key_Up):
        if key:
            before = driver.viewport
            driver.press(key)
            until(lambda before=before: driver.viewport != before, "the map moves")  # type: ignore[misc]
            driver.settle()
        driver.press(Key.Key_Space)
    assert places(tool) == 3
    driver.press(Key.Key_Backspace)
    assert places(tool) == 2
    driver.press(Key.Key_Space)
    driver.press(Key.Key_Return)
    assert tool.sketch is not None and tool.sketch.ended
    assert tool.bar is not None
    assert tool.bar.headline.text().endswith("km²")
    # The same places as a way.
    tool.bar.switch_button.click()
    assert driver.atlas.workspace.menus.actions["tools.measure"].isChecked()
    assert not tool.bar.headline.text().endswith("²")
    driver.press(Key.Key_Escape)
    assert places(tool) == -1
    driver.settle()


def test_while_measuring_marks_are_not_selected_and_another_projection_keeps_the_places(
    driver: Driver, tool: Sketching
) -> None:
    driver.command(Key.Key_M)
    place = driver.point_of("murmansk")
    driver.point(place)
    driver.click(place)
    until(lambda: places(tool) == 1, "the place")
    assert driver.atlas.scene.selected is None
    driver.command(Key.Key_5, Ctrl)
    driver.settle()
    assert places(tool) == 1
    assert driver.ask("arctic.atlas.sketch.layers.order[0].drawing.projection") == "world"
    driver.command(Key.Key_M)
    assert places(tool) == -1
    driver.settle()
