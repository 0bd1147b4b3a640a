"""The ledger in the real window: figures by mouse and keyboard, lanes side by side, days at sea."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget, QDoubleSpinBox, QLabel, QTabBar, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas
from tests.desktop.desk import undrawn
from tests.desktop.driver import Driver, until

from arctic_map.desktop.panels.facts.card_labels import FiguresTable
from arctic_map.desktop.panels.facts.chip import Chip
from arctic_map.desktop.panels.ledger_explanation import NO_ROW, Bars, as_text
from arctic_map.desktop.panels.ledger_panel import NOTHING, LedgerPanel
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.window.panel import Panel
from arctic_map.model.projection import Selection
from arctic_map.scene.compose import compose
from arctic_map.scene.ledger.groups import computed, planned_rows, stated
from arctic_map.scene.ledger.ledger_rows import day_rows, rows
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.storage.route_data import read_lane_ways

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CATALOG = built_in_atlas()


def table(panel: LedgerPanel) -> QTreeWidget:
    found = panel.findChild(QTreeWidget)
    assert found is not None
    return found


def knots(panel: LedgerPanel) -> QDoubleSpinBox:
    found = panel.findChild(QDoubleSpinBox)
    assert found is not None
    return found


def items(panel: LedgerPanel) -> dict[str, QTreeWidgetItem]:
    """The rows of the table by the ids of their figures."""
    found = {}
    for at in range(table(panel).topLevelItemCount()):
        heading = table(panel).topLevelItem(at)
        assert heading is not None
        for row in map(heading.child, range(heading.childCount())):
            assert row is not None
            if id := row.data(0, Qt.ItemDataRole.UserRole):
                found[str(id)] = row
    return found


def click(panel: LedgerPanel, id: str) -> None:
    item = items(panel)[id]
    table(panel).scrollToItem(item)
    place = table(panel).visualItemRect(item).center()
    QTest.mouseClick(table(panel).viewport(), LEFT, NO_KEYS, place)


def seen(panel: LedgerPanel) -> bool:
    """Whether it stands in front: a dock behind another is out of sight, but not hidden."""
    return panel.isVisible() and not panel.visibleRegion().isEmpty()


def text_shown(panel: LedgerPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel))


@pytest.fixture
def panel(driver: Driver, atlas: Atlas) -> Iterator[LedgerPanel]:
    driver.command(Qt.Key.Key_F10)
    until(lambda: atlas.workspace.ledger_panel.isVisible(), "the ledger")
    yield atlas.workspace.ledger_panel
    table(atlas.workspace.ledger_panel).clearSelection()
    knots(atlas.workspace.ledger_panel).setValue(14.0)
    atlas.window.show_panel(Panel.LEDGER, False)


@pytest.mark.desktop
def test_the_ledger_waits_hidden_and_comes_with_its_key(driver: Driver, atlas: Atlas) -> None:
    assert not atlas.window.panel_shown(Panel.LEDGER)
    driver.command(Qt.Key.Key_F10)
    until(lambda: seen(atlas.workspace.ledger_panel), "the ledger")
    atlas.window.show_panel(Panel.FACTS, True)
    until(lambda: not seen(atlas.workspace.ledger_panel), "the facts in front of it")
    driver.command(Qt.Key.Key_F10)
    until(lambda: seen(atlas.workspace.ledger_panel), "the ledger in front again")
    driver.command(Qt.Key.Key_F10)
    assert not atlas.window.panel_shown(Panel.LEDGER)


@pytest.mark.desktop
def test_panels_behind_others_leave_no_tabs_standing_when_they_are_hidden(atlas: Atlas) -> None:
    window = atlas.window
    bars = [bar for bar in window.findChildren(QTabBar) if bar.parent() is window and bar.isVisible()]
    seen = [bar for bar in bars if bar.geometry().intersects(window.rect())]
    tabs = {bar.tabText(index) for bar in seen for index in range(bar.count())}
    shown = {dock.windowTitle() for dock in window.findChildren(QDockWidget) if not dock.isHidden()}
    assert tabs <= shown


@pytest.mark.desktop
def test_each_figure_is_listed_as_it_is_computed_and_named_in_full(panel: LedgerPanel) -> None:
    listed = items(panel)
    expected = (*rows(CATALOG), *planned_rows(CATALOG, read_lane_ways()), *day_rows(CATALOG, 14.0))
    assert set(listed) == {row.id for row in expected}
    for row in expected:
        assert listed[row.id].text(1) == stated(row)
        assert listed[row.id].text(2) == computed(row)
    assert NO_ROW in text_shown(panel)
    # Names are read in full, the short ones next to their figures.
    shown = table(panel)
    assert isinstance(shown, FiguresTable)
    long = shown.visualItemRect(listed["saving-cape-drawn"])
    assert long.height() >= 2 * shown.fontMetrics().height()
    assert shown.horizontalScrollBar().maximum() == 0
    names = {row.text(0): shown.indexFromItem(row, 0) for row in listed.values()}
    nearby = [name for name, index in names.items() if shown.fits(index, shown.fontMetrics())]
    assert {"by the Arctic", "by Suez", "against Suez"} <= set(nearby)


@pytest.mark.desktop
def test_the_columns_of_planned_lanes_are_named_drawn_and_planned(panel: LedgerPanel) -> None:
    lanes = items(panel)["planned-L5"].parent()
    distances = items(panel)["distance-arctic"].parent()
    assert lanes is not None and distances is not None
    names, first = lanes.child(0), distances.child(0)
    assert names is not None and first is items(panel)["distance-arctic"]
    assert [names.text(column) for column in (1, 2)] == ["Drawn", "Planned"]
    assert not names.flags() & Qt.ItemFlag.ItemIsSelectable


@pytest.mark.desktop
def test_a_click_shows_the_lanes_side_by_side_on_the_world_until_it_is_undone(
    panel: LedgerPanel, driver: Driver, atlas: Atlas
) -> None:
    assert panel.explanation.back.isHidden()
    before = atlas.scene.projection
    click(panel, "saving-suez-drawn")
    driver.settle()
    assert atlas.scene.projection.id == "world"
    assert atlas.scene.highlighted == ("L5", "L6")
    assert driver.ask("[...arctic.atlas.layers.highlighted].sort()") == ["L5", "L6"]
    assert "world" in atlas.window.statusBar().currentMessage()
    row = panel.row
    assert row is not None
    for part in (row.what, row.how, row.why, f"In the article: {row.passage}."):
        assert part in text_shown(panel)
    bars = panel.findChild(Bars)
    assert bars is not None
    assert [lane.name for lane in bars.lanes] == ["By the Arctic", "By Suez"]
    assert "14,440 km stated" in bars.accessibleDescription()
    QTest.keyClick(table(panel), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text == as_text(row)
    assert "percentage points" in text and "How: " in text
    # The way back leads to the map as it was; another selection frees the row, too.
    panel.explanation.back.setFocus()
    QTest.keyClick(panel.explanation.back, Qt.Key.Key_Space)
    driver.settle()
    assert (atlas.scene.projection, atlas.scene.selected, panel.row) == (before, None, None)
    assert panel.explanation.back.isHidden()
    click(panel, "saving-suez-drawn")
    driver.painted_after(actions.select_feature("murmansk"))
    assert panel.row is None and NO_ROW in text_shown(panel)


@pytest.mark.desktop
def test_arrow_keys_go_from_figure_to_figure_and_chips_to_the_fact(
    panel: LedgerPanel, driver: Driver, atlas: Atlas
) -> None:
    click(panel, "distance-suez")
    driver.settle()
    assert (atlas.scene.projection.id, atlas.scene.highlighted) == ("world", ("L6",))
    QTest.keyClick(table(panel), Qt.Key.Key_Up)
    driver.settle()
    assert panel.row is not None and panel.row.id == "distance-arctic"
    assert atlas.scene.highlighted == ("L5",)
    click(panel, "distance-cape")
    driver.settle()
    chips = {chip.text(): chip for chip in panel.findChildren(Chip) if chip.isVisibleTo(panel)}
    chips["Fact T4"].click()
    driver.settle()
    assert atlas.scene.selected is not None and atlas.scene.selected.fact == "T4"
    until(lambda: atlas.workspace.facts_panel.isVisible(), "the facts in front")


@pytest.mark.desktop
def test_days_at_sea_follow_the_speed(panel: LedgerPanel, driver: Driver) -> None:
    before = items(panel)["days-arctic"].text(2)
    box = knots(panel)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "20")
    QTest.keyClick(box, Qt.Key.Key_Return)
    fast = {row.id: row for row in day_rows(CATALOG, 20.0)}
    assert set(fast) == {"days-arctic", "days-suez", "days-cape", "break-even-suez", "break-even-cape"}
    for id, row in fast.items():
        assert items(panel)[id].text(2) == computed(row)
    assert items(panel)["days-arctic"].text(2) != before
    click(panel, "break-even-suez")
    driver.settle()
    assert "at 20 knots" in text_shown(panel)
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert "at 20.5 knots" in text_shown(panel)


# Without a window


def scene(**changes: object) -> Scene:
    catalog = replace(CATALOG, **changes)  # type: ignore[arg-type]
    return compose(catalog, Session(), undrawn(catalog))


def shown(qtbot: QtBot, scene: Scene) -> LedgerPanel:
    panel = LedgerPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show_scene(scene)
    panel.show()
    return panel


def test_nothing_is_computed_before_the_panel_is_seen_and_no_scene_makes_a_wish(qtbot: QtBot) -> None:
    requested: list[object] = []
    panel = LedgerPanel()
    qtbot.addWidget(panel)
    panel.compare_requested.connect(lambda *request: requested.append(request))
    panel.show_scene(scene())
    assert items(panel) == {}
    panel.show()
    assert items(panel)
    panel.show_scene(scene())
    assert requested == []


def test_the_selected_figure_and_the_place_in_the_table_stay_with_other_units(qtbot: QtBot) -> None:
    panel, before = shown(qtbot, scene()), scene()
    row = items(panel)["distance-cape"]
    table(panel).setCurrentItem(row)
    table(panel).verticalScrollBar().setValue(40)
    chosen = Selection(fact="T4", compared=("L7",))
    miles = replace(before.preferences, units="nmi")
    panel.show_scene(replace(before, selected=chosen, preferences=miles))
    assert panel.row is not None and panel.row.id == "distance-cape"
    assert table(panel).verticalScrollBar().value() == 40


def test_a_speed_is_offered_only_where_there_are_voyages(qtbot: QtBot) -> None:
    panel = shown(qtbot, scene())
    [speed] = panel.findChildren(QDoubleSpinBox)
    assert speed.isVisible()
    panel.show_scene(scene(voyages=()))
    assert items(panel) and not speed.isVisible()


def test_content_without_figures_leaves_words(qtbot: QtBot) -> None:
    panel = shown(qtbot, scene(facts=()))
    assert NOTHING in text_shown(panel)


def test_a_wide_panel_explains_next_to_the_table(qtbot: QtBot) -> None:
    panel = shown(qtbot, scene())
    panel.resize(900, 300)
    detail = panel.findChild(Bars)
    assert detail is not None
    nearby = detail.mapTo(panel, QPoint(0, 0)).x()
    assert nearby > table(panel).width()


def test_without_a_choice_the_table_has_all_the_room_but_that_of_the_hint(qtbot: QtBot) -> None:
    panel = shown(qtbot, scene())
    hint = next(label for label in panel.findChildren(QLabel) if label.text() == NO_ROW)

    def left() -> int:
        return panel.height() - table(panel).geometry().bottom()

    qtbot.waitUntil(lambda: hint.height() <= left() < 3 * hint.height() + 72)
    before = table(panel).height()
    table(panel).setCurrentItem(items(panel)["days-arctic"])
    qtbot.waitUntil(lambda: table(panel).height() < 0.8 * before)
    table(panel).clearSelection()
    qtbot.waitUntil(lambda: table(panel).height() == before)
    panel.resize(320, 300)
    qtbot.waitUntil(lambda: hint.visibleRegion().boundingRect().height() == hint.height())
