"""Points, lines and areas are drawn and changed on the map by mouse or by keys, and snap to what is near."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from tests.desktop.driver import LEFT, NO_KEYS, Driver, until

from arctic_map.desktop.map.digitising import Digitising
from arctic_map.model.outline import Outline, OutlineKind

pytestmark = pytest.mark.desktop
KOLA, LAPTEV, BERING = (33.0, 72.0), (125.0, 78.0), (-170.0, 62.0)
Key, Shift, Ctrl = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tool(driver: Driver) -> Digitising:
    driver.take_keyboard()
    driver.atlas.workspace.tools.digitising.display.snaps = False
    return driver.atlas.workspace.tools.digitising


def now(tool: Digitising) -> Outline:
    assert tool.outline is not None
    return tool.outline


def there(driver: Driver, found: tuple[float, float], meant: tuple[float, float]) -> bool:
    """Within two pixels: a mouse tells whole ones, and one may be half a degree."""
    return (driver.place_of(*found) - driver.place_of(*meant)).manhattanLength() <= 2


def click(driver: Driver, tool: Digitising, place: tuple[float, float]) -> None:
    before = now(tool).count
    driver.point(driver.place_of(*place))
    driver.click(driver.place_of(*place))
    until(lambda: now(tool).count == before + 1, "the vertex is there")
    driver.settle()


def drag(driver: Driver, start: QPoint, end: QPoint) -> None:
    driver.point(start)
    QTest.mousePress(driver.glass, LEFT, NO_KEYS, start)
    for share in (0.2, 0.6, 1.0):
        QTest.mouseMove(driver.glass, start + (end - start) * share)
    QTest.mouseRelease(driver.glass, LEFT, NO_KEYS, end)


def test_a_line_is_drawn_by_clicks_and_ended_by_a_double_click(driver: Driver, tool: Digitising) -> None:
    ends: list[bool] = []
    tool.completed.connect(lambda: ends.append(True))
    tool.begin(OutlineKind.LINE)
    for place in (KOLA, LAPTEV):
        click(driver, tool, place)
    bar = tool.display.bar
    assert bar is not None and bar.isVisible() and "km" in bar.headline.text()
    driver.double_click(driver.place_of(*BERING))
    until(lambda: ends, "the end")
    assert now(tool).ended and now(tool).count == 3
    assert there(driver, now(tool).parts[0][1], LAPTEV)
    # Its handles: three vertices and the middles between them.
    driver.settle()
    assert driver.ask("arctic.atlas.sketch.handles.length") == 5
    tool.stop()
    driver.settle()
    assert not bar.isVisible() and driver.ask("arctic.atlas.sketch.active") is False


def test_vertices_are_dragged_inserted_and_removed(driver: Driver, tool: Digitising) -> None:
    tool.edit(Outline(OutlineKind.AREA, ((KOLA, LAPTEV, (90.0, 84.0)),)))
    driver.settle()
    start, end = driver.place_of(*KOLA), driver.place_of(60.0, 74.0)
    drag(driver, start, end)
    until(lambda: there(driver, now(tool).parts[0][0], (60.0, 74.0)), "the vertex moves")
    driver.settle()
    # The map itself stays, and the step can be undone.
    assert driver.ask("arctic.atlas.map.dragging.enabled()") is True
    tool.undo()
    assert now(tool).parts[0][0] == KOLA
    tool.redo()
    driver.settle()
    x, y = driver.ask("arctic.atlas.sketch.handles[3]")
    middle = driver.map_rect.topLeft() + QPoint(*map(round, driver.viewport.pixel(x, y)))
    driver.point(middle)
    driver.click(middle)
    until(lambda: now(tool).count == 4, "a vertex in the middle")
    assert now(tool).chosen == (0, 1)
    driver.press(Key.Key_Delete)
    assert now(tool).count == 3
    driver.press(Key.Key_Delete)
    assert now(tool).count == 3 and "delete the whole place" in driver.message
    tool.stop()


@pytest.mark.slow
def test_an_area_is_drawn_by_keys_alone(driver: Driver, tool: Digitising) -> None:
    tool.begin(OutlineKind.AREA)
    for key in (None, Key.Key_Right, Key.Key_Up):
        if key:
            before = driver.viewport
            driver.press(key)
            until(lambda before=before: driver.viewport != before, "the map moves")  # type: ignore[misc]
            driver.settle()
        driver.press(Key.Key_Space)
    assert now(tool).count == 3
    driver.press(Key.Key_Backspace)
    assert now(tool).count == 2
    driver.press(Key.Key_Return)
    assert not now(tool).ended
    driver.press(Key.Key_Space)
    driver.press(Key.Key_Return)
    assert now(tool).ended
    driver.press(Key.Key_Tab)
    driver.press(Key.Key_Tab, Shift)
    assert now(tool).chosen == (0, 2)
    view, place = driver.viewport, now(tool).parts[0][2]
    driver.press(Key.Key_Left)
    assert now(tool).parts[0][2] != place and driver.viewport == view
    driver.press(Key.Key_Right)
    assert now(tool).parts[0][2] == pytest.approx(place, abs=1e-6)
    driver.press(Key.Key_Insert)
    assert now(tool).count == 4
    driver.command(Key.Key_Z, Ctrl)
    assert now(tool).count == 3
    driver.command(Key.Key_Z, Ctrl | Shift)
    assert now(tool).count == 4
    driver.press(Key.Key_Escape)
    assert now(tool).chosen is None
    driver.press(Key.Key_Escape)
    assert not tool.active


def test_coordinates_are_typed_in_any_notation_and_nonsense_is_named(
    driver: Driver, tool: Digitising
) -> None:
    tool.begin(OutlineKind.LINE)
    assert tool.display.bar is not None
    for text in ("68°58′N 33°03′E", "74.5, 80.25"):
        tool.display.bar.field.setFocus()
        tool.display.bar.field.insert(text)
        QTest.keyClick(tool.display.bar.field, Key.Key_Return)
    first, second = now(tool).parts[0]
    assert first == pytest.approx((33.05, 68 + 58 / 60)) and second == (80.25, 74.5)
    QTest.keyClicks(tool.display.bar.field, "north of Kola")
    QTest.keyClick(tool.display.bar.field, Key.Key_Return)
    assert "not a position" in tool.display.bar.hint.text() and now(tool).count == 2
    # A chosen vertex shows its place, and what is typed moves it.
    tool.vertices.choose(1)
    assert tool.display.bar.field.text().startswith("68°58.0′N")
    tool.display.bar.field.setText("70N 30E")
    QTest.keyClick(tool.display.bar.field, Key.Key_Return)
    assert now(tool).parts[0][0] == (30.0, 70.0)
    tool.stop()


def test_a_click_near_a_port_snaps_to_it_and_without_the_switch_it_does_not(
    driver: Driver, tool: Digitising
) -> None:
    assert driver.atlas.scene.catalog.features["murmansk"].geometry["type"] == "Point"
    there = driver.point_of("murmansk")
    # So far apart that the second click is none of a double click.
    for snaps, nearby in ((True, there + QPoint(4, 3)), (False, there - QPoint(4, 3))):
        tool.begin(OutlineKind.POINT)
        assert tool.display.bar is not None
        if tool.display.bar.snap.isChecked() is not snaps:
            tool.display.bar.snap.click()
        # Until the page knows of it, it holds the vertex of before.
        driver.settle()
        driver.point(nearby)
        driver.click(nearby)
        until(lambda: now(tool).count == 1, "the place")
        lon, lat = driver.atlas.scene.catalog.features["murmansk"].geometry["coordinates"]
        near = abs(now(tool).parts[0][0][0] - lon) < 0.01 and abs(now(tool).parts[0][0][1] - lat) < 0.01
        assert near is snaps
        tool.stop()


def test_measuring_and_drawing_are_not_at_work_together(driver: Driver, tool: Digitising) -> None:
    driver.command(Key.Key_M)
    assert driver.atlas.workspace.tools.current is not tool
    tool.begin(OutlineKind.LINE)
    assert driver.atlas.workspace.tools.current is tool
    driver.command(Key.Key_M)
    assert driver.atlas.workspace.tools.current is tool
    tool.stop()
