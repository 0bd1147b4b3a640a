"""Routes by sea in the real window: by keyboard, by clicks on the map and by dragging a line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from tests.desktop.driver import LEFT, NO_KEYS, Driver, until

from arctic_map.desktop.panels.route_panel import RoutePanel
from arctic_map.desktop.window.panel import Panel
from arctic_map.geo.position import project
from arctic_map.model.itinerary import LAYER, MAX_STOPS, NOWHERE, Itinerary, Stop
from arctic_map.scene.session import actions
from arctic_map.scene.words.links import parse

MURMANSK, YOKOHAMA = Stop("Murmansk", (33.05, 68.98), "RUMMK"), Stop("Yokohama", (139.65, 35.45), "JPYOK")
ITINERARY = Itinerary(MURMANSK, YOKOHAMA)


@pytest.fixture
def panel(driver: Driver) -> Iterator[RoutePanel]:
    driver.take_keyboard()
    driver.command(Qt.Key.Key_R)
    found = driver.atlas.workspace.route_panel
    until(found.isVisible, "the panel")
    # Next to it the map has another width.
    driver.settle()
    yield found
    driver.painted_after(actions.plan_route(NOWHERE))
    driver.atlas.window.show_panel(Panel.ROUTE, False)


def test_the_panel_comes_with_the_keyboard_in_its_first_field(panel: RoutePanel, driver: Driver) -> None:
    until(panel.ends[0].box.hasFocus, "the keyboard")
    QTest.keyClicks(driver.atlas.window.focusWidget(), "murm")
    assert panel.ends[0].box.text() == "murm" and not driver.atlas.store.session.notes
    panel.ends[0].box.clear()


def enter(panel: RoutePanel, number: int, text: str) -> None:
    box = panel.ends[number].box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


def planned(driver: Driver) -> None:
    scene = driver.atlas.scene
    routing = driver.atlas.workspace.routing
    until(lambda: not routing.planning.busy, "the ways are found")
    until(lambda: not routing.names.busy, "the names are placed")
    assert driver.atlas.scene.routes or driver.atlas.scene.plan != scene.plan
    driver.settle()


def ask(driver: Driver, route: Itinerary = ITINERARY) -> None:
    driver.atlas.apply(actions.plan_route(route))
    planned(driver)


@pytest.mark.slow
def test_two_typed_ports_have_all_ways_between_them_listed_and_drawn(
    driver: Driver, panel: RoutePanel
) -> None:
    enter(panel, 0, "murman")
    assert driver.atlas.scene.route.start is not None and driver.atlas.scene.route.start.code == "RUMMK"
    enter(panel, 1, "JPYOK")
    planned(driver)
    # In a narrow panel the beginning of a name is seen.
    assert [end.box.cursorPosition() for end in panel.ends[:2]] == [0, 0]
    ways = [row[0] for row in panel.table.cells]
    assert {"Northern Sea Route", "Suez Canal", "Panama Canal"} <= {*ways}
    assert panel.table.cells[0][:1] + panel.table.cells[0][5:] == ["Northern Sea Route", "–"]
    high = [row for row in panel.table.cells if "high-latitude" in row[0]]
    assert high == panel.table.cells[-len(high) :] and high[0][5].startswith("−")
    drawn = driver.atlas.store.drawings.get("route", driver.atlas.scene.projection.id)
    assert {"route.nsr", "route.suez"} <= {shape.feature for shape in drawn.shapes}
    assert driver.ask("[...arctic.atlas.layers.shown.keys()].includes('route')")
    assert "Not for navigation" in panel._caution.text()
    # A month brings kilometres in ice and more days.
    days = panel.table.cells[0][3]
    panel.month.activated.emit(3)
    planned(driver)
    edges = [layer for layer in driver.atlas.scene.layers if layer.id == "ice-edge"]
    assert driver.atlas.scene.month == 3 and all(layer.shown for layer in edges)
    icy = {row[0]: row[4] for row in panel.table.cells}
    assert icy["Suez Canal"] == "0" and int(icy["Northern Sea Route"].replace(",", "")) > 3000
    assert float(panel.table.cells[0][3]) > float(days)
    panel.month.activated.emit(0)
    assert not driver.atlas.scene.month
    driver.painted_after(actions.show_layers(driver.atlas.scene.catalog.monthly_layers, False))
    planned(driver)


@pytest.mark.slow
def test_a_canal_is_closed_and_comes_back_by_undo_and_ends_are_swapped_and_cleared(
    driver: Driver, panel: RoutePanel
) -> None:
    ask(driver)
    panel.closing.boxes[0].click()
    planned(driver)
    assert "Suez Canal" not in [row[0] for row in panel.table.cells]
    assert driver.atlas.store.history.undo_name == "Close or open straits"
    driver.atlas.store.undo()
    planned(driver)
    assert "Suez Canal" in [row[0] for row in panel.table.cells]
    assert not panel.closing.boxes[0].isChecked()
    panel.swap.click()
    planned(driver)
    assert driver.atlas.scene.route == Itinerary(YOKOHAMA, MURMANSK)
    assert panel.ends[0].box.text() == "Yokohama (JPYOK)"
    panel.clear.click()
    assert driver.atlas.scene.route == NOWHERE
    assert not any(layer.id == "route" for layer in driver.atlas.scene.layers)
    assert panel.table.cells == [] and "Enter two places" in panel.message
    driver.settle()


def test_letters_choose_a_month_where_they_are_shortcuts_elsewhere(driver: Driver, panel: RoutePanel) -> None:
    driver.take_keyboard()
    panel.month.setFocus()
    QTest.keyClicks(panel.month, "mar")
    until(lambda: driver.atlas.scene.month == 3, "March")
    assert not driver.atlas.workspace.tools.sketching.active, "M did not begin to measure"
    assert panel.isVisible(), "R did not close the panel"
    panel.month.activated.emit(0)
    driver.painted_after(actions.show_layers(driver.atlas.scene.catalog.monthly_layers, False))


def test_accepting_one_end_keeps_what_is_typed_in_the_other(driver: Driver, panel: RoutePanel) -> None:
    start, finish = (end.box for end in panel.ends)
    start.setFocus()
    QTest.keyClicks(start, "Qqqqqq")
    finish.setFocus()
    QTest.keyClicks(finish, "yokoh")
    QTest.keyClick(finish, Qt.Key.Key_Return)
    assert driver.atlas.scene.route.finish is not None and driver.atlas.scene.route.finish.code == "JPYOK"
    assert start.text() == "Qqqqqq"
    start.setFocus()
    start.selectAll()
    QTest.keyClicks(start, "murman")
    panel.month.setFocus()
    assert driver.atlas.scene.route.start is not None and driver.atlas.scene.route.start.code == "RUMMK"
    assert [box.text() for box in (start, finish)] == ["Murmansk (RUMMK)", "Yokohama (JPYOK)"]
    planned(driver)


def test_an_unknown_place_is_reported(driver: Driver, panel: RoutePanel) -> None:
    enter(panel, 0, "Qqqqqq")
    assert "Nothing found for “Qqqqqq”" in panel.message


def test_a_waypoint_too_many_is_refused_with_a_message(driver: Driver, panel: RoutePanel) -> None:
    full = Itinerary(via=tuple(Stop(f"{n}", (30.0 + n, 75.0)) for n in range(MAX_STOPS)))
    driver.atlas.store.apply(actions.plan_route(full))
    driver.atlas.workspace.routing.sail_by(YOKOHAMA)
    assert driver.atlas.scene.route == full
    assert driver.message == "A route has at most 20 waypoints"


@pytest.mark.slow
def test_an_end_is_a_click_on_the_map_or_on_a_port(driver: Driver, panel: RoutePanel) -> None:
    panel.ends[0].pick.click()
    # The map fits itself to the room that the panel leaves it.
    driver.shot()
    driver.click(driver.point_of("murmansk"))
    until(lambda: driver.atlas.scene.route.start, "the port is accepted")
    assert driver.atlas.scene.route.start and driver.atlas.scene.route.start.code == "RUMMK"
    assert driver.atlas.scene.selected is None
    panel.ends[1].pick.click()
    driver.click(at(driver, 150.0, 75.0))
    until(lambda: driver.atlas.scene.route.finish, "the place is accepted")
    assert driver.atlas.scene.route.finish is not None
    lon, lat = driver.atlas.scene.route.finish.place
    assert abs(lon - 150.0) < 1.0 and abs(lat - 75.0) < 0.5
    planned(driver)
    assert not panel.ends[1].pick.isChecked()


@pytest.mark.slow
def test_a_line_is_dragged_through_a_place_which_is_dragged_elsewhere_and_each_step_is_undone(
    driver: Driver, panel: RoutePanel
) -> None:
    ask(driver)
    shortest = driver.atlas.scene.routes[0]
    lon, lat = next(place for place in shortest.line if place[0] > 60.0)
    drag(driver, at(driver, lon, lat), at(driver, 60.0, 73.8))
    until(lambda: driver.atlas.scene.route.via, "a place between")
    planned(driver)
    (through,) = driver.atlas.scene.route.via
    assert abs(through.place[0] - 60.0) < 2.0 and abs(through.place[1] - 73.8) < 0.5
    assert driver.atlas.scene.routes[0].km > shortest.km
    assert driver.atlas.scene.selected is None
    there = driver.atlas.scene.plan
    assert there is not None
    chips = panel.via_chips
    assert [chip.visibleRegion().boundingRect().size() for chip in chips] == [
        chip.sizeHint() for chip in chips
    ]
    drag(driver, at(driver, *there.stops[1].water), at(driver, 45.0, 75.5))
    until(lambda: driver.atlas.scene.route.via[0] != through, "the place is moved")
    planned(driver)
    (moved,) = driver.atlas.scene.route.via
    assert abs(moved.place[0] - 45.0) < 2.0 and abs(moved.place[1] - 75.5) < 0.5
    assert driver.atlas.scene.route.start == MURMANSK and driver.atlas.scene.route.finish == YOKOHAMA
    driver.atlas.store.undo()
    planned(driver)
    assert driver.atlas.scene.route.via == (through,)
    driver.atlas.store.redo()
    planned(driver)
    assert driver.atlas.scene.route.via == (moved,)


def drag(driver: Driver, start: QPoint, end: QPoint) -> None:
    """By the mouse, in a few steps that the page hears of."""
    QTest.mousePress(driver.glass, LEFT, NO_KEYS, start)
    for step in (0.3, 0.7, 1.0):
        QTest.mouseMove(driver.glass, start + (end - start) * step)
        driver.ask("1")
    QTest.mouseRelease(driver.glass, LEFT, NO_KEYS, end)


def at(driver: Driver, lon: float, lat: float) -> QPoint:
    place = project(driver.atlas.scene.projection, lon, lat)
    assert place is not None
    px, py = driver.viewport.pixel(*place)
    return driver.map_rect.topLeft() + QPoint(round(px), round(py))


@pytest.mark.slow
def test_a_link_brings_route_month_and_closed_straits_back(driver: Driver, panel: RoutePanel) -> None:
    requested = Itinerary(MURMANSK, YOKOHAMA, (Stop("", (60.0, 73.8)),), ("suez",))
    ask(driver, requested)
    driver.painted_after(actions.choose_month(9))
    planned(driver)
    panel.link.click()
    text = QGuiApplication.clipboard().text()
    assert text == "arctic-map://route/RUMMK~73.8000,60.0000~JPYOK~month:9~closed:suez"
    panel.citation.click()
    assert "Murmansk (RUMMK) to Yokohama (JPYOK) by sea" in QGuiApplication.clipboard().text()
    assert "Not for navigation" in QGuiApplication.clipboard().text()
    driver.painted_after(actions.plan_route(NOWHERE), actions.choose_month(None))
    driver.atlas.follow(parse(text))
    planned(driver)
    assert driver.atlas.scene.month == 9 and driver.atlas.scene.route.closed == ("suez",)
    assert [stop.place for stop in driver.atlas.scene.route.stops][1] == (60.0, 73.8)
    driver.painted_after(actions.choose_month(None))


@pytest.mark.slow
def test_one_way_is_shown_alone_by_a_link_or_the_tables_menu_and_a_chip_brings_all_back(
    driver: Driver, panel: RoutePanel
) -> None:
    driver.atlas.follow(parse("arctic-map://route/RUMMK~JPYOK~by:suez"))
    planned(driver)
    assert [row[0] for row in panel.table.cells] == ["Suez Canal"]
    assert panel.all_ways.isVisible()
    panel.link.click()
    assert QGuiApplication.clipboard().text() == "arctic-map://route/RUMMK~JPYOK~by:suez"
    panel.all_ways.click()
    planned(driver)
    assert len(panel.table.cells) > 3 and not panel.all_ways.isVisible()
    assert driver.atlas.store.history.undo_name == "Show all routes"
    rows = panel.table.topLevelItem(0)
    assert rows is not None and not panel.table.only.isEnabled()
    suez = rows.child([row[0] for row in panel.table.cells].index("Suez Canal"))
    assert suez is not None
    panel.table.setCurrentItem(suez)
    panel.table.only.trigger()
    planned(driver)
    assert driver.atlas.scene.route.only == ("suez",)
    assert [row[0] for row in panel.table.cells] == ["Suez Canal"] and panel.all_ways.isVisible()


@pytest.mark.slow
def test_ways_are_written_and_added_as_a_layer(driver: Driver, panel: RoutePanel, tmp_path: Path) -> None:
    ask(driver)
    routing = driver.atlas.workspace.routing
    for name in ("way.gpx", "way.csv", "way.gpkg"):
        routing.write(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 500
    routing.write(tmp_path / "stored.geojson", keep=True)
    until(lambda: any(layer.file for layer in driver.atlas.scene.layers), "the layer")
    layer = next(layer for layer in driver.atlas.scene.layers if layer.file)
    assert layer.count == len(driver.atlas.scene.routes)
    driver.atlas.workspace.files.close_file(layer.id)
    (tmp_path / "file").write_text("")
    routing.write(tmp_path / "file" / "way.gpx")
    assert "The route was not written" in driver.message
    driver.dismiss_notices()
    driver.settle()


@pytest.mark.slow
def test_names_give_way_to_the_ways_and_come_back_when_these_are_gone(
    driver: Driver, panel: RoutePanel
) -> None:
    def shown() -> dict[str, list[list[object]]]:
        """By layer the names that the page writes in place of those it has read, with their places."""
        names = driver.ask("[...arctic.atlas.layers.names].map(([id, { labels }]) => [id, labels])")
        return {id: [[label["text"], label["x"], label["y"]] for label in labels] for id, labels in names}

    assert not shown()
    ask(driver)
    driver.settle()
    there = shown()
    assert any(text == "Yokohama" for text, _, _ in there[LAYER])
    atlas = driver.atlas
    for id, labels in there.items():
        drawing = atlas.store.drawings.get(id, atlas.scene.projection.id)
        assert [[label.text, label.x, label.y] for label in drawing.labels] == labels
    assert {"drills", "ports"} & {*there}
    driver.painted_after(actions.plan_route(NOWHERE))
    assert not shown()
