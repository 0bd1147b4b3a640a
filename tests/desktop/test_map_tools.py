"""The tools of the map and their bar in the window, without a page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas
from tests.desktop.desk import Desk

from arctic_map.desktop.map.sketching import Sketching
from arctic_map.geo.position import project
from arctic_map.model.itinerary import Itinerary, Port, RouteLine, Stop
from arctic_map.model.note import MAX_PLACES, NoteKind, Place
from arctic_map.model.outline import MAX_VERTICES, Outline, OutlineKind
from arctic_map.scene.routing.routes import Plan
from arctic_map.scene.session import actions
from arctic_map.scene.sketches.drawing_steps import OutlineHistory
from arctic_map.scene.words.links import parse, read_route

KOLA, KARA, LAPTEV = (33.0, 69.0), (70.0, 76.0), (125.0, 76.0)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(built_in_atlas(), QSettings(str(tmp_path / "arctic-map.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(desk.window)
    desk.window.show()
    qtbot.waitExposed(desk.window)
    yield desk
    desk.dispose()


def sketching(desk: Desk) -> Sketching:
    return desk.workspace.tools.sketching


def metres(desk: Desk, place: Place) -> tuple[float, float]:
    at = project(desk.scene.projection, *place)
    assert at is not None
    return at


def click(desk: Desk, *places: Place) -> None:
    for place in places:
        sketching(desk).point(*metres(desk, place))
        sketching(desk).add_place(*metres(desk, place), ends=False)


def places(desk: Desk) -> int:
    sketch = sketching(desk).sketch
    return len(sketch.places) if sketch else -1


def test_the_bar_copies_and_keeps_the_placed_points_alone(desk: Desk) -> None:
    tool = sketching(desk)
    tool.begin(NoteKind.DISTANCE)
    click(desk, KOLA, KARA)
    bar = tool.bar
    assert bar is not None
    placed = bar.headline.text()
    tool.point(*metres(desk, LAPTEV))
    assert bar.headline.text() != placed
    tool.copy()
    copied = QApplication.clipboard().text()
    assert copied.startswith(f"Length: {placed}") and copied.count("Leg ") == 1
    bar.enterEvent(QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert bar.headline.text() == placed
    tool.keep()
    assert [len(note.places) for note in desk.session.notes] == [2]


def test_the_menu_of_a_planned_line_copies_the_link_of_the_route(desk: Desk) -> None:
    ends = Stop("", KOLA), Stop("", KARA)
    route, ports = Itinerary(*ends), tuple(Port("", "", "", end.place, end.place, 0.0) for end in ends)
    desk.store.apply(actions.plan_route(route))
    desk.store.show_plan(Plan(route, None, ports, (RouteLine("direct", (KOLA, KARA), 1.5e6, ()),), (0.0,)))
    menu = desk.workspace.map_menu
    menu.open("route.direct", *metres(desk, KOLA), QPoint(200, 200))
    assert menu.menu is not None
    next(each for each in menu.menu.actions() if each.text() == "Copy link").trigger()
    menu.menu.close()
    link = parse(QApplication.clipboard().text())
    assert link.kind == "route"
    assert read_route(link.id, lambda code: None).route.stops == ends


def test_a_single_point_is_not_copied(desk: Desk) -> None:
    QApplication.clipboard().setText("before")
    sketching(desk).begin(NoteKind.DISTANCE)
    click(desk, KOLA)
    sketching(desk).copy()
    assert QApplication.clipboard().text() == "before"


def test_undo_removes_the_last_point_before_it_changes_the_map(desk: Desk) -> None:
    desk.store.apply(actions.toggle_layer("lanes"))
    undo, redo = desk.menus.actions["edit.undo"], desk.menus.actions["edit.redo"]
    desk.trigger("tools.measure")
    assert "lanes" in undo.text()
    click(desk, KOLA, KARA)
    assert undo.text().replace("&", "") == "Undo the last point" and not redo.isEnabled()
    for left in (1, 0):
        undo.trigger()
        assert places(desk) == left
    assert "lanes" in undo.text() and "lanes" in desk.session.hidden
    undo.trigger()
    assert "lanes" not in desk.session.hidden and redo.isEnabled() and sketching(desk).active


def test_the_first_point_can_be_undone_where_the_map_has_no_step(desk: Desk) -> None:
    undo = desk.menus.actions["edit.undo"]
    assert not undo.isEnabled()
    sketching(desk).begin(NoteKind.DISTANCE)
    click(desk, KOLA)
    assert undo.isEnabled()
    sketching(desk).stop()
    assert not undo.isEnabled()


def test_the_keys_of_the_tool_work_after_a_click_on_its_bar(desk: Desk) -> None:
    desk.window.activateWindow()
    sketching(desk).begin(NoteKind.DISTANCE)
    click(desk, KOLA, KARA)
    bar = sketching(desk).bar
    assert bar is not None
    for button in (bar.copy_button, bar.switch_button, bar.keep_button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        focused = desk.window.focusWidget()
        assert focused is not None and (focused is desk.view or desk.view.isAncestorOf(focused))
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert desk.window.focusWidget() is not button


def test_a_coordinate_that_is_not_changed_in_the_field_stays_exact(desk: Desk) -> None:
    tool = desk.workspace.tools.digitising
    line = ((45.25123, 72.50433), (50.0, 73.0))
    tool.edit(Outline(OutlineKind.LINE, (line,)))
    tool.vertices.choose(1)
    bar = tool.display.bar
    assert bar is not None and tool.steps is not None
    shown = bar.field.text()
    bar.field.returnPressed.emit()
    assert tool.outline is not None and tool.outline.parts == (line,) and not tool.steps.done
    assert bar.field.text() == shown
    bar.field.setText(f"{shown.split()[0]} 46°00.0′E")
    bar.field.returnPressed.emit()
    assert tool.outline.parts == (((46.0, 72.50433), line[1]),)
    tool.stop()


def test_backspace_brings_back_a_measurement_that_was_closed(desk: Desk) -> None:
    tool, messages = sketching(desk), list[str]()
    tool.message_emitted.connect(messages.append)
    desk.trigger("tools.measure-area")
    click(desk, KOLA, KARA, LAPTEV)
    measured = tool.sketch
    desk.trigger("tools.marker")
    assert len(messages) == 1 and "Backspace" in messages[0]
    tool.stop()
    desk.trigger("tools.measure")
    tool.remove_last()
    assert tool.sketch is not None and measured is not None
    assert (tool.sketch.kind, tool.sketch.places) == (measured.kind, measured.places)
    tool.keep()
    tool.remove_last()
    assert places(desk) == 0 and len(desk.session.notes) == 1


def test_a_new_measurement_replaces_the_one_that_was_discarded(desk: Desk) -> None:
    tool = sketching(desk)
    tool.begin(NoteKind.DISTANCE)
    click(desk, KOLA, KARA, LAPTEV)
    tool.stop()
    tool.begin(NoteKind.DISTANCE)
    click(desk, KOLA, KARA)
    for _ in range(3):
        tool.remove_last()
    assert places(desk) == 0


def test_a_point_beyond_the_most_is_refused_with_a_message(desk: Desk) -> None:
    messages: list[str] = []
    desk.workspace.tools.message_emitted.connect(messages.append)
    tool = desk.workspace.tools.digitising
    line = tuple((number / 100.0, 75.0) for number in range(MAX_VERTICES))
    tool.edit(Outline(OutlineKind.LINE, (line,)))
    tool.steps = OutlineHistory(Outline(OutlineKind.LINE, (line,)))
    tool.type_place(50.0, 76.0)
    assert tool.outline is not None and tool.outline.count == MAX_VERTICES
    assert messages == ["A drawing has at most 2,000 vertices"]
    tool.stop()
    sketching(desk).begin(NoteKind.DISTANCE)
    click(desk, *((number / 10.0, 75.0) for number in range(MAX_PLACES + 1)))
    assert places(desk) == MAX_PLACES
    assert messages[1:] == ["A measurement has at most 200 points"]
