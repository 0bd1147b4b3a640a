"""The timeline with the real content, by mouse and by keyboard; and in the real window."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas
from tests.desktop.driver import Driver, until

from arctic_map.desktop.panels.timeline.controls import SPEEDS
from arctic_map.desktop.panels.timeline.painting import breaks
from arctic_map.desktop.panels.timeline.range_handle import RangeHandle
from arctic_map.desktop.panels.timeline.timeline_panel import TimelinePanel
from arctic_map.desktop.window.dock_sizes import FOLDED
from arctic_map.desktop.window.panel import Panel
from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range, marks

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
DRILLS = Range(date(2024, 1, 1), date(2024, 12, 31))


class Table:
    """A panel and the session that its wishes change, as in the app."""

    def __init__(self, catalog: Catalog) -> None:
        self.panel = TimelinePanel()
        self.drawings = drawings_for(
            catalog, lambda projection, layer, digest: Drawing(layer, projection, digest)
        )
        self.catalog, self.session = catalog, start(catalog, Session())
        self.panel.range_requested.connect(lambda when: self.apply(actions.choose_range(when)))
        self.panel.fact_requested.connect(lambda id: self.apply(actions.select_fact(id)))
        self.panel.feature_requested.connect(lambda id: self.apply(actions.select_feature(id)))
        self.panel.resize(680, 160)
        self.show()

    def apply(self, action: actions.Action) -> None:
        self.session = action(self.session)
        self.show()

    def show(self) -> None:
        self.panel.show_scene(compose(self.catalog, self.session, self.drawings))

    def when(self) -> Range | None:
        return self.session.when

    @property
    def description(self) -> str:
        return self.panel.accessibleDescription()

    def point(self, kind: str, id: str) -> QPoint:
        found = self.panel.canvas.timeline.placed.bead(kind, id)
        assert found is not None
        return QPointF(*found).toPoint()

    def click(self, kind: str, id: str) -> None:
        QTest.mouseClick(self.panel.canvas, LEFT, NO_KEYS, self.point(kind, id))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return built_in_atlas()


@pytest.fixture
def table(qtbot: QtBot, catalog: Catalog) -> Table:
    found = Table(catalog)
    qtbot.addWidget(found.panel)
    found.panel.show()
    qtbot.waitExposed(found.panel)
    return found


def test_a_click_selects_a_fact_or_a_feature_and_nothing_next_to_a_mark(table: Table) -> None:
    assert table.description == "Shown: All dates, 1992 to 2040"
    before = table.session
    QTest.mouseClick(table.panel.canvas, LEFT, NO_KEYS, QPoint(200, 22))
    assert table.session == before
    table.click("fact", "T5")
    assert table.session.selected is not None and table.session.selected.fact == "T5"
    table.click("feature", "crimea")
    assert table.session.selected.feature == "crimea"


def test_a_selection_from_elsewhere_is_marked_and_brought_into_view(table: Table) -> None:
    canvas = table.panel.canvas
    canvas.zoom(10, canvas.timeline.axis.x(date(1993, 1, 1)))
    assert canvas.timeline.axis.x(date(2024, 11, 1)) > canvas.timeline.axis.right
    before = canvas.grab().toImage()
    table.apply(actions.select_fact("G5"))
    assert canvas.timeline.axis.left <= table.point("fact", "G5").x() <= canvas.timeline.axis.right
    assert canvas.grab().toImage() != before


def test_a_mark_outside_of_the_range_is_let_in_when_chosen(table: Table) -> None:
    table.apply(actions.choose_range(Range(date(2013, 1, 1), date(2023, 12, 31))))
    table.click("fact", "G5")
    assert table.when() == Range(date(2013, 1, 1), date(2024, 11, 30))
    assert table.session.selected is not None and table.session.selected.fact == "G5"


def test_an_open_period_outside_of_the_range_is_let_in_by_its_only_end(table: Table) -> None:
    mark = next(mark for mark in marks(table.catalog) if mark.id == "T13")
    assert (mark.span.first, mark.span.last) == (date(2025, 1, 1), None)
    table.apply(actions.choose_range(Range(date(2015, 1, 1), date(2018, 12, 31))))
    table.panel.canvas.mark_requested.emit(mark)
    assert table.when() == Range(date(2015, 1, 1), date(2025, 1, 1))
    table.apply(actions.choose_range(Range(date(2026, 1, 1), date(2030, 12, 31))))
    table.panel.canvas.mark_requested.emit(
        replace(mark, span=replace(mark.span, first=None, last=date(2024, 6, 30)))
    )
    assert table.when() == Range(date(2024, 6, 30), date(2030, 12, 31))


def test_in_the_strip_the_days_are_whole_and_its_tooltip_says_what_they_hide(table: Table) -> None:
    table.apply(actions.choose_range(Range(date(2022, 1, 1), date(2024, 12, 31))))
    table.panel.set_folded(True)
    words = next(each for each in table.panel.findChildren(QLabel) if "hidden" in each.toolTip())
    assert words.text() == "2022 to 2024"
    table.panel.set_folded(False)
    assert words.text().startswith("2022 to 2024 · ") and words.text().endswith("hidden")


def test_the_handles_are_dragged(table: Table) -> None:
    axis = table.panel.canvas.timeline.axis
    first, last = table.panel.first, table.panel.last
    drag(first, round(axis.x(date(2022, 1, 1)) - axis.x(first.edge)))
    assert table.when() == Range(date(2022, 1, 1), date(2040, 12, 31))
    drag(last, round(axis.x(date(2024, 10, 1)) - axis.x(last.edge)))
    when = table.when()
    assert when is not None and when.first == date(2022, 1, 1)
    assert abs((when.last - date(2024, 9, 30)).days) <= 31
    assert "facts and" in table.description and "hidden" in table.description
    drag(first, 2000)
    period = table.when()
    assert period is not None and period.first <= period.last


def drag(handle: QWidget, pixels: int) -> None:
    at = handle.rect().center()
    QTest.mousePress(handle, LEFT, NO_KEYS, at)
    # A handle moves away under the pointer, so each place is given relative to where it is.
    goal = handle.mapToParent(at) + QPoint(pixels, 0)
    for _ in range(3):
        QTest.mouseMove(handle, handle.mapFromParent(goal))
    QTest.mouseRelease(handle, LEFT, NO_KEYS, handle.mapFromParent(goal))


def test_the_handles_are_moved_by_keys(table: Table) -> None:
    first, last = table.panel.first, table.panel.last
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert table.when() == Range(date(1992, 2, 1), date(2040, 12, 31))
    QTest.keyClick(first, Qt.Key.Key_Right, SHIFT)
    assert table.when() == Range(date(1993, 2, 1), date(2040, 12, 31))
    QTest.keyClick(last, Qt.Key.Key_Left)
    assert table.when() == Range(date(1993, 2, 1), date(2040, 11, 30))
    QTest.keyClick(last, Qt.Key.Key_Left, SHIFT)
    assert table.when() == Range(date(1993, 2, 1), date(2039, 11, 30))
    QTest.keyClick(first, Qt.Key.Key_Home)
    QTest.keyClick(last, Qt.Key.Key_End)
    assert table.when() is None
    QTest.keyClick(first, Qt.Key.Key_Left)
    assert table.when() is None


def test_shortcuts_of_the_window_reach_it_past_a_handle(table: Table) -> None:
    first = table.panel.first
    QTest.keyClick(first, Qt.Key.Key_Right)
    chosen = table.when()
    for modifier in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Left):
            QTest.keyClick(first, key, modifier)
            assert table.when() == chosen
    QTest.keyClick(first, Qt.Key.Key_Home)


def test_handles_are_sliders_whose_value_is_the_year(table: Table) -> None:
    def value_of(handle: RangeHandle) -> int:
        found = QAccessible.queryAccessibleInterface(handle)
        assert found is not None and found.role() is QAccessible.Role.Slider
        value = found.valueInterface()
        assert value is not None
        return int(value.currentValue())

    assert [value_of(each) for each in (table.panel.first, table.panel.last)] == [1992, 2040]
    table.apply(actions.choose_range(DRILLS))
    assert [value_of(each) for each in (table.panel.first, table.panel.last)] == [2024, 2024]


def test_handles_say_their_day(table: Table) -> None:
    table.apply(actions.choose_range(DRILLS))
    assert table.panel.first.accessibleName() == "First day shown"
    assert table.panel.first.accessibleDescription() == "1 January 2024"
    assert table.panel.last.accessibleDescription() == "31 December 2024"
    assert table.description.startswith("Shown: 2024 · ")


def test_marks_are_gone_through_by_keys(table: Table) -> None:
    canvas = table.panel.canvas
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert "S8 · 1992" in canvas.accessibleDescription()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert "S7 · 2003" in canvas.accessibleDescription()
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert table.session.selected is not None and table.session.selected.fact == "S7"
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert "T11 · 2040 · Forecast" in canvas.accessibleDescription()
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert "T11" not in canvas.accessibleDescription()


def test_the_axis_is_zoomed_and_scrolled_by_wheel_drag_and_keys(table: Table) -> None:
    canvas = table.panel.canvas
    x = canvas.timeline.axis.x(date(2024, 9, 15))
    turn(canvas, QPointF(x, 60), 120 * 6)
    assert canvas.timeline.axis.zoom > 8
    assert abs(canvas.timeline.axis.x(date(2024, 9, 15)) - x) < 1
    day = canvas.timeline.axis.day(300)
    QTest.mousePress(canvas, LEFT, NO_KEYS, QPoint(300, 100))
    for to in (310, 340, 400):
        QTest.mouseMove(canvas, QPoint(to, 100))
    QTest.mouseRelease(canvas, LEFT, NO_KEYS, QPoint(400, 100))
    assert canvas.timeline.axis.day(300) < day
    assert table.session.selected is None
    now = canvas.timeline.axis.start
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert canvas.timeline.axis.start > now
    zoom = canvas.timeline.axis.zoom
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.timeline.axis.zoom < zoom
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert (canvas.timeline.axis.zoom, canvas.timeline.axis.start) == (1, 0)
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.timeline.axis.zoom > 1


def turn(widget: QWidget, at: QPointF, angle: int) -> None:
    place = QPointF(widget.mapToGlobal(at.toPoint()))
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, place, QPoint(), QPoint(0, angle), none, NO_KEYS, phase, False)
    QApplication.sendEvent(widget, event)


def test_play_lets_the_story_accumulate_and_stops_at_the_end(table: Table, qtbot: QtBot) -> None:
    table.panel.change_speed(9)
    assert table.panel.controls.speed.currentIndex() == len(SPEEDS) - 1
    shown: list[Range | None] = []
    table.panel.range_requested.connect(shown.append)
    table.panel.controls.player.click()
    assert table.panel.playing and table.panel.controls.player.accessibleName() == "Pause"
    assert shown == [Range(date(1992, 1, 1), date(1992, 12, 31))]
    table.panel.controls.player.set_interval(1)
    qtbot.waitUntil(lambda: not table.panel.playing)
    lasts = [when.last for when in shown if when]
    assert lasts == sorted(lasts) and len(lasts) == 27
    assert shown[-1] is None and table.when() is None
    assert table.panel.controls.player.accessibleName() == "Play"


def test_no_timer_runs_unless_it_plays(table: Table) -> None:
    def running() -> list[QTimer]:
        return [timer for timer in table.panel.findChildren(QTimer) if timer.isActive()]

    assert not running()
    table.panel.play()
    assert len(running()) == 1
    table.apply(actions.choose_range(DRILLS))
    assert not running()


def test_events_are_stepped_through(table: Table) -> None:
    QTest.mouseClick(table.panel.controls.forth, LEFT)
    QTest.mouseClick(table.panel.controls.forth, LEFT)
    assert table.when() == Range(date(1992, 1, 1), date(2003, 12, 31))
    QTest.mouseClick(table.panel.controls.back, LEFT)
    assert table.when() == Range(date(1992, 1, 1), date(1992, 12, 31))
    QTest.mouseClick(table.panel.controls.back, LEFT)
    assert table.when() == Range(date(1992, 1, 1), date(1992, 12, 31))


def test_marks_of_kinds_that_are_left_out_go(table: Table) -> None:
    table.apply(actions.toggle_kind("forecast"))
    assert table.panel.canvas.timeline.placed.bead("fact", "T11") is None
    table.apply(actions.toggle_kind("forecast"))
    assert table.panel.canvas.timeline.placed.bead("fact", "T11") is not None
    table.apply(actions.toggle_precision("undisclosed"))
    assert table.panel.canvas.timeline.placed.bead("feature", "Z3") is None


def test_tab_goes_through_controls_handles_and_marks(table: Table) -> None:
    panel = table.panel
    table.apply(actions.choose_range(DRILLS))
    panel.controls.back.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget | None] = [panel.controls.back]
    while seen[-1] is not panel.canvas and len(seen) < 20:
        stop = seen[-1]
        assert stop is not None
        QTest.keyClick(stop, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen[-3:] == [panel.first, panel.last, panel.canvas]
    assert panel.controls.player in seen and panel.controls.speed in seen


def test_content_without_dates_says_what_would_fill_the_panel(table: Table, catalog: Catalog) -> None:
    empty = replace(catalog, facts=(), layers=())
    panel = table.panel
    panel.show_scene(
        compose(empty, start(empty, Session()), drawings_for(empty, lambda projection, layer, digest: None))
    )
    lines = [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]
    assert any("There are no facts or features" in text for text in lines)
    panel.play()
    panel.step(1)
    assert not panel.playing


# In the real window


def test_the_strip_shows_the_marks_that_the_lanes_show(table: Table) -> None:
    lanes = {mark for mark, _, _ in table.panel.canvas.timeline.placed.beads()}
    table.panel.set_folded(True)
    table.panel.resize(600, FOLDED)
    assert {mark for mark, _, _ in table.panel.canvas.timeline.placed.beads()} == lanes
    table.click("feature", "crimea")
    assert table.session.selected is not None and table.session.selected.feature == "crimea"


def test_no_name_of_a_lane_is_struck_through_and_the_axis_says_where_its_scale_turns(table: Table) -> None:
    canvas = table.panel.canvas
    assert len(breaks(canvas.timeline.axis)) == 2
    picture = canvas.grab().toImage()
    names = range(2, round(canvas.timeline.axis.left) - 12)
    for top, _ in canvas.timeline.placed.bands[1:]:
        # A line would give a whole row of pixels one colour other than the ground's.
        row = {picture.pixel(x, round(top)) for x in names}
        assert picture.pixel(1, round(top)) in row


@pytest.mark.desktop
def test_the_dock_is_there_from_the_start_and_the_map_does_not_jump(driver: Driver) -> None:
    assert driver.atlas.window.panel_shown(Panel.TIMELINE)
    view = driver.atlas.view.size()
    driver.settle()
    assert driver.atlas.view.size() == view
    assert driver.atlas.workspace.timeline_panel.height() == FOLDED


def test_one_click_unfolds_the_strip_into_lanes_and_one_key_folds_it(driver: Driver) -> None:
    panel, docks = driver.atlas.workspace.timeline_panel, driver.atlas.window.docks
    dock = docks.panels.of[Panel.TIMELINE]
    assert dock.height() == FOLDED
    QTest.mouseClick(panel.controls.fold, LEFT)
    until(lambda: dock.height() > 2 * FOLDED, "the lanes")
    assert panel.controls.speed.isVisible() and not docks.timeline_folded
    assert panel.controls.fold.accessibleName() == "Fold the timeline"
    driver.command(Qt.Key.Key_T, CTRL | SHIFT)
    until(lambda: dock.height() == FOLDED, "the strip")
    assert not panel.controls.speed.isVisible() and docks.timeline_folded


@pytest.mark.desktop
def test_shortcuts_step_and_play_and_the_map_follows(driver: Driver) -> None:
    driver.command(Qt.Key.Key_Right, CTRL)
    driver.settle()
    assert driver.atlas.scene.when == Range(date(1992, 1, 1), date(1992, 12, 31))
    assert "1992" in driver.text(".title")
    assert not any(fact.id == "T5" for fact in driver.atlas.scene.facts)
    assert driver.atlas.workspace.facts_panel.cards
    driver.command(Qt.Key.Key_Space, CTRL)
    assert playing(driver)
    assert driver.atlas.workspace.menus.actions["time.play"].isChecked()
    until(lambda: driver.atlas.scene.when != Range(date(1992, 1, 1), date(1992, 12, 31)), "the next event")
    driver.command(Qt.Key.Key_Space, CTRL)
    assert not playing(driver)
    driver.command(Qt.Key.Key_Left, CTRL)
    driver.command(Qt.Key.Key_Backspace, CTRL)
    assert driver.atlas.scene.period == ""
    driver.settle()


def playing(driver: Driver) -> bool:
    return driver.atlas.workspace.timeline_panel.playing


@pytest.mark.desktop
def test_a_click_on_a_feature_of_the_timeline_goes_there_on_the_map(driver: Driver) -> None:
    panel = driver.atlas.workspace.timeline_panel
    assert panel is not None
    driver.atlas.window.docks.fold_timeline(False)
    at = panel.canvas.timeline.placed.bead("feature", "vologda")
    assert at is not None
    QTest.mouseClick(panel.canvas, LEFT, NO_KEYS, QPointF(*at).toPoint())
    driver.settle()
    driver.atlas.window.docks.fold_timeline(True)
    assert driver.atlas.scene.highlighted == ("vologda",)
