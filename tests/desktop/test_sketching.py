"""Notes and measurements are made by mouse or keys, changed, moved, saved, undone; all at one is listed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.desktop.driver import LEFT, NO_KEYS, Driver, until
from tests.desktop.layer_rows import layer_row, tree_of

from arctic_map.desktop.map.sketching import Sketching
from arctic_map.geo import measure
from arctic_map.geo.position import project
from arctic_map.model.note import MAX_NOTES, MEASUREMENTS, NOTES, Note, NoteKind
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop
KARA, KOLA, LAPTEV, BERING = (70.0, 76.0), (33.0, 69.0), (125.0, 76.0), (-170.0, 66.0)
Key, Shift, Ctrl = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
MARKER = Note(id="own-1", kind=NoteKind.MARKER, places=(KARA,), text="Ours")


@pytest.fixture
def tool(driver: Driver) -> Sketching:
    driver.take_keyboard()
    return driver.atlas.workspace.tools.sketching


def pixel(driver: Driver, place: tuple[float, float]) -> QPoint:
    at = project(driver.atlas.scene.projection, *place)
    assert at is not None
    x, y = driver.viewport.pixel(*at)
    return driver.map_rect.topLeft() + QPoint(round(x), round(y))


def notes(driver: Driver) -> tuple[Note, ...]:
    return driver.atlas.store.session.notes


def write(driver: Driver, tool: Sketching, words: str) -> None:
    """Into the dialog, and Enter; off screen the window does not come back by itself."""
    until(lambda: tool.notes.dialog is not None and tool.notes.dialog.isVisible(), "the dialog")
    assert tool.notes.dialog is not None
    tool.notes.dialog.field.selectAll()
    QTest.keyClicks(tool.notes.dialog.field, words)
    QTest.keyClick(tool.notes.dialog.field, Key.Key_Return)
    tool.notes.dialog = None
    driver.take_keyboard()


def test_an_arrow_is_placed_by_clicks_and_a_text_by_keys(driver: Driver, tool: Sketching) -> None:
    driver.command(Key.Key_N, Ctrl | Shift)
    for place in (KARA, LAPTEV):
        driver.point(pixel(driver, place))
        driver.click(pixel(driver, place))
        until(lambda: not tool.active or (tool.sketch and tool.sketch.places), "the place")
    write(driver, tool, "That way")
    (arrow,) = notes(driver)
    assert (arrow.kind, arrow.text) == (NoteKind.ARROW, "That way")
    # A pixel of the whole route is some kilometres.
    assert measure.legs([arrow.places[1], LAPTEV])[0].metres < 20_000
    driver.command(Key.Key_N, Shift)
    driver.press(Key.Key_Space)
    write(driver, tool, "Middle")
    assert [note.text for note in notes(driver)] == ["That way", "Middle"]
    driver.settle()
    labels = "arctic.atlas.layers.shown.get('own-notes').drawing.labels.map(({ text }) => text)"
    assert driver.ask(labels) == ["That way", "Middle"]
    assert layer_row(tree_of(driver.atlas.workspace.layers_panel), NOTES).isValid()
    assert driver.atlas.workspace.menus.actions["edit.undo"].text().replace("&", "") == "Undo Add the note"
    for left in (1, 0):
        driver.command(Key.Key_Z, Ctrl)
        assert len(notes(driver)) == left
    driver.command(Key.Key_Z, Ctrl | Shift)
    assert len(notes(driver)) == 1
    driver.settle()


def test_a_note_is_changed_moved_and_deleted_by_keys(driver: Driver, tool: Sketching) -> None:
    driver.painted_after(actions.keep_note(MARKER))
    driver.click(pixel(driver, KARA))
    until(lambda: driver.atlas.scene.highlighted == ("own-1",), "the selection")
    driver.settle()
    assert "Your own, not of the article" in driver.text(".card")
    driver.command(Key.Key_F2)
    write(driver, tool, "Theirs")
    assert notes(driver)[0].text == "Theirs"
    driver.command(Key.Key_F2, Shift)
    driver.press(Key.Key_Space)
    assert notes(driver)[0].places != MARKER.places and notes(driver)[0].text == "Theirs"
    driver.painted_after(actions.select_feature("own-1"))
    driver.command(Key.Key_Delete)
    assert notes(driver) == () and driver.atlas.scene.selected is None
    driver.command(Key.Key_Z, Ctrl)
    assert notes(driver)[0].text == "Theirs"
    driver.settle()


def test_a_note_is_dragged_by_the_mouse(driver: Driver) -> None:
    driver.painted_after(actions.keep_note(MARKER))
    before = driver.viewport
    QTest.mousePress(driver.glass, LEFT, NO_KEYS, pixel(driver, KARA))
    # It is drawn where the pointer has it.
    for place in (pixel(driver, KARA) + QPoint(12, 0), pixel(driver, LAPTEV)):
        QTest.mouseMove(driver.glass, place)
    until(lambda: driver.ask("arctic.atlas.sketch.layers.order.length") == 1, "the note that is dragged")
    QTest.mouseRelease(driver.glass, LEFT, NO_KEYS, pixel(driver, LAPTEV))
    until(lambda: notes(driver)[0].places != MARKER.places, "the note where it was let go")
    assert measure.legs([notes(driver)[0].places[0], LAPTEV])[0].metres < 20_000
    driver.settle()
    assert driver.viewport == before, "the map stays"
    assert driver.atlas.scene.selected is None, "a drag is no click"
    assert driver.ask("arctic.atlas.sketch.layers.order.length") == 0
    driver.atlas.store.undo()
    assert notes(driver) == (MARKER,)
    driver.settle()


def test_an_empty_text_is_not_saved(driver: Driver, tool: Sketching) -> None:
    driver.command(Key.Key_N, Shift)
    driver.press(Key.Key_Space)
    until(lambda: tool.notes.dialog is not None and tool.notes.dialog.isVisible(), "the dialog")
    assert tool.notes.dialog is not None
    QTest.keyClick(tool.notes.dialog.field, Key.Key_Return)
    assert tool.notes.dialog.isVisible()
    QTest.keyClick(tool.notes.dialog.field, Key.Key_Escape)
    assert notes(driver) == ()


def test_all_that_is_at_a_place_is_listed_and_copied(driver: Driver) -> None:
    workspace = driver.atlas.workspace
    driver.painted_after(actions.keep_note(MARKER), actions.select_feature("arkhangelsk"))
    driver.take_keyboard()
    driver.command(Key.Key_I)
    dialog = workspace.tools.identifying.dialog
    assert dialog is not None and dialog.isVisible()
    assert dialog.list.count() > 2 and dialog.current.feature == "arkhangelsk"
    QTest.keyClick(dialog.list, Key.Key_Down)
    second = dialog.current.feature
    assert driver.atlas.scene.highlighted == (second,) != ("arkhangelsk",)
    dialog.copy()
    assert QApplication.clipboard().text() == dialog.current.text
    assert "Source" in dialog.text.toPlainText()
    dialog.activateWindow()
    until(dialog.isActiveWindow, "the dialog has the keyboard")
    QTest.keyClick(dialog.list, Key.Key_Escape)
    until(lambda: workspace.tools.identifying.dialog is None, "no dialog")
    # The popup leads there too, from where the mark was clicked.
    driver.settle()
    driver.click(driver.point_of("own-1"))
    until(lambda: driver.atlas.scene.highlighted == ("own-1",), "the selection")
    driver.settle()
    driver.ask("[...document.querySelectorAll('.card .more')].at(-1).click()")
    until(lambda: workspace.tools.identifying.dialog is not None, "the list")
    assert workspace.tools.identifying.dialog is not None
    assert workspace.tools.identifying.dialog.current.name == "Ours"
    workspace.tools.identifying.dialog.close()
    driver.settle()


@pytest.mark.slow
def test_a_right_click_offers_the_tools_there(driver: Driver, tool: Sketching) -> None:
    QTest.mouseClick(driver.glass, Qt.MouseButton.RightButton, NO_KEYS, pixel(driver, KARA))
    until(QApplication.activePopupWidget, "the menu")
    menu = driver.atlas.workspace.map_menu.menu
    assert menu is not None
    entries = {each.text(): each for each in menu.actions() if each.text()}
    assert {"What is here", "Measure from here", "Centre here", "Add a marker here…"} <= entries.keys()
    entries["Measure from here"].trigger()
    menu.close()
    assert tool.sketch is not None and tool.sketch.kind is NoteKind.DISTANCE
    assert measure.legs([tool.sketch.places[0], KARA])[0].metres < 20_000
    tool.stop()
    before, at = driver.viewport, project(driver.atlas.scene.projection, *KARA)
    assert at is not None
    entries["Centre here"].trigger()
    driver.settle()
    assert (driver.viewport.x, driver.viewport.y) == pytest.approx(at, abs=2 * before.resolution)
    assert driver.viewport.resolution == pytest.approx(before.resolution, rel=0.01)


# Measuring


def places(tool: Sketching) -> int:
    return len(tool.sketch.places) if tool.sketch else -1


def click(driver: Driver, tool: Sketching, place: tuple[float, float]) -> None:
    before = places(tool)
    driver.point(pixel(driver, place))
    driver.click(pixel(driver, place))
    until(lambda: places(tool) == before + 1, "the place is accepted")


def test_a_way_is_measured_by_clicks_copied_and_saved(driver: Driver, tool: Sketching) -> None:
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


def test_no_note_is_added_that_could_not_be_stored(driver: Driver, tool: Sketching) -> None:
    many = tuple(replace(MARKER, id=f"own-{number}") for number in range(1, MAX_NOTES + 1))
    driver.atlas.apply(lambda session: replace(session, notes=many))
    driver.settle()
    tool.notes.dialog = None
    tool.begin(NoteKind.MARKER)
    driver.point(pixel(driver, KOLA))
    driver.click(pixel(driver, KOLA))
    until(lambda: not tool.active, "the end")
    assert tool.notes.dialog is None and notes(driver) == many
    assert driver.message == "There can be at most 500 notes and measurements. Delete one first."


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
