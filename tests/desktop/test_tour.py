"""The guided tour in the real window: F5, steps by keys and mouse, and Escape gives all back."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget
from tests.desktop.cut_off import cut_off
from tests.desktop.driver import LEFT, Driver, until

from arctic_map.desktop.panels.facts.card_charts import ChartView
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.tour.guided_tour import Tour
from arctic_map.desktop.window.panel import Panel
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import TourStep
from arctic_map.model.chart import Chart
from arctic_map.model.fact import Figure
from arctic_map.scene.map_views import exhibit
from arctic_map.scene.session import actions
from arctic_map.scene.timeline import Range

pytestmark = pytest.mark.desktop
Key = Qt.Key


@pytest.fixture(autouse=True)
def ended(driver: Driver) -> Iterator[None]:
    """No test leaves its tour to the next one."""
    yield
    driver.atlas.workspace.tour.end()


def tour_of(atlas: Atlas) -> Tour:
    assert atlas.workspace.tour.tour is not None
    return atlas.workspace.tour.tour


def toured(driver: Driver) -> Tour:
    driver.command(Key.Key_F5)
    driver.settle()
    return tour_of(driver.atlas)


def open_docks(atlas: Atlas) -> set[str]:
    return {dock.objectName() for dock in atlas.window.findChildren(QDockWidget) if not dock.isHidden()}


def shown(step: TourStep, atlas: Atlas) -> Chart | Figure | None:
    return exhibit(step, atlas.store.catalog)


def runs(atlas: Atlas) -> bool:
    return atlas.workspace.tour.running


def look(atlas: Atlas) -> str:
    return atlas.scene.look.name


@pytest.mark.slow
def test_f5_makes_a_screen_for_a_lecture_room_and_a_list_and_dots_lead_to_each_step(
    driver: Driver, atlas: Atlas
) -> None:
    tour = toured(driver)
    assert atlas.workspace.tour.running and atlas.window.isFullScreen()
    assert open_docks(atlas) == {"tour"}
    assert atlas.window.menuBar().isHidden() and atlas.window.statusBar().isHidden()
    assert tour.caption.isVisible()
    steps = atlas.store.catalog.tour
    assert steps[0].title in tour.caption.accessibleName()
    assert "step 1 of" in tour.caption.accessibleName()
    entries = tour.caption.list.menu().actions()
    assert [entry.text().partition(". ")[2] for entry in entries] == [
        step.title.replace("&", "&&") for step in steps
    ]
    entries[4].trigger()
    assert tour.number == 4 and entries[4].isChecked()
    dots = tour.caption.dots
    gap = dots.width() // len(entries)
    QTest.mouseClick(dots, LEFT, pos=QPoint(gap * 2 + gap // 2, dots.height() // 2))
    assert tour.number == 2
    assert dots.accessibleName() == f"Step 3 of {len(entries)}"


@pytest.mark.slow
def test_letters_grow_with_the_screen(driver: Driver, atlas: Atlas) -> None:
    tour = toured(driver)
    atlas.window.setWindowState(Qt.WindowState.WindowNoState)
    atlas.window.resize(1600, 1000)
    until(lambda: atlas.view.zoomFactor() > 1.5, "the map's letters grow")
    driver.settle()
    # The map is counted in pixels of its own, so its labels keep clear of each other.
    ratio = driver.ask("window.devicePixelRatio")
    assert ratio == pytest.approx(atlas.view.zoomFactor(), rel=0.01)
    assert driver.viewport.width < 1600 / 1.5
    assert tour.caption.font().pointSizeF() > 0
    box, pixel = driver.viewport.box, driver.viewport.resolution
    x0, y0, x1, y1 = projection_named("nsr").home
    assert box[0] <= x0 + pixel and box[1] <= y0 + pixel and box[2] >= x1 - pixel and box[3] >= y1 - pixel


def test_keys_and_clickers_step(driver: Driver, atlas: Atlas) -> None:
    tour = toured(driver)
    for on, back in (
        (Key.Key_Right, Key.Key_Left),
        (Key.Key_PageDown, Key.Key_PageUp),
        (Key.Key_Down, Key.Key_Up),
        (Key.Key_Space, Key.Key_Backspace),
    ):
        driver.command(on)
        assert tour.number == 1
        driver.command(back)
        assert tour.number == 0
        driver.command(back)
        assert tour.number == 0
    driver.command(Key.Key_End)
    assert tour.number == len(atlas.store.catalog.tour) - 1
    driver.command(Key.Key_Home)
    assert tour.number == 0
    # The map has the keyboard.
    driver.glass.setFocus()
    driver.press(Key.Key_Right)
    assert tour.number == 1
    driver.press(Key.Key_Space)
    assert tour.number == 2
    driver.press(Key.Key_Escape)
    assert not atlas.workspace.tour.running


def test_a_tour_that_starts_before_the_map_is_back_is_not_moved_by_that(driver: Driver, atlas: Atlas) -> None:
    driver.settle()
    before = driver.viewport
    toured(driver).end()
    atlas.workspace.tour.start()
    tour_of(atlas).end()

    def is_back() -> bool:
        driver.settle()
        return driver.viewport.box == pytest.approx(before.box, abs=0.6 * before.resolution)

    until(is_back, "the view before the first tour")


def test_buttons_step_and_end_by_mouse_and_keys(driver: Driver, atlas: Atlas) -> None:
    tour = toured(driver)
    caption = tour.caption
    assert not caption.back.isEnabled()
    QTest.mouseClick(caption.next, LEFT)
    assert tour.number == 1
    QTest.mouseClick(caption.back, LEFT)
    assert tour.number == 0
    driver.command(Key.Key_Right)
    caption.back.setFocus()
    driver.command(Key.Key_Space)
    assert tour.number == 0
    # Space never ends it: clickers send it for the next step, and it does nothing at the last one.
    caption.end.setFocus()
    driver.command(Key.Key_Space)
    assert runs(atlas) and tour.number == 1
    driver.command(Key.Key_End)
    caption.end.setFocus()
    driver.command(Key.Key_Space)
    assert runs(atlas)
    driver.command(Key.Key_Return)
    assert not runs(atlas)
    toured(driver)
    QTest.mouseClick(tour_of(atlas).caption.end, LEFT)
    assert not runs(atlas)


@pytest.mark.slow
def test_every_step_is_shown_as_it_says(driver: Driver, atlas: Atlas) -> None:
    tour, charts = toured(driver), 0
    exhibit = tour.caption.exhibit
    for number, step in enumerate(atlas.store.catalog.tour):
        while tour.number < number:
            driver.command(Key.Key_Right)
        driver.settle()
        charts += exhibit.chart is not None
        until(lambda: exhibit.chart is None or exhibit.chart.drawn, "the chart is drawn")
        scene = atlas.scene
        assert scene.projection.id == step.projection
        assert scene.selected is not None and scene.selected.fact == step.facts[0]
        assert step.title in tour.caption.accessibleName()
        x0, y0, x1, y1 = driver.viewport.box
        drawings = atlas.store.drawings
        for feature in step.view:
            drawing = drawings.get(scene.catalog.layer_of[feature], step.projection)
            for shape in drawing.shapes:
                if shape.feature == feature:
                    a, b, c, d = shape.box
                    assert x0 <= a and y0 <= b and c <= x1 and d <= y1, (step.id, feature)
    assert not tour.caption.next.isEnabled()
    driver.command(Key.Key_Right)
    assert atlas.workspace.tour.running
    # No chart stays behind when the steps have gone by.
    assert charts > 1
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    loose = [view for view in QApplication.allWidgets() if isinstance(view, ChartView) and not view.parent()]
    assert not loose


@pytest.mark.slow
def test_a_dark_step_turns_map_and_words_dark_and_the_end_turns_them_back(
    driver: Driver, atlas: Atlas
) -> None:
    tour = toured(driver)
    number = next(n for n, step in enumerate(atlas.store.catalog.tour) if step.theme == "dark")
    while tour.number < number:
        driver.command(Key.Key_Right)
    driver.settle()
    assert look(atlas) == "dark"
    assert tour.caption.palette().color(QPalette.ColorRole.Base).lightness() < 64
    driver.command(Key.Key_Right)
    assert look(atlas) == "light"
    assert tour.caption.palette().color(QPalette.ColorRole.Base).lightness() > 192
    driver.command(Key.Key_Left)
    driver.command(Key.Key_Escape)
    driver.settle()
    assert not atlas.workspace.tour.running and look(atlas) == "light"


@pytest.mark.slow
def test_escape_gives_everything_back(driver: Driver, atlas: Atlas) -> None:
    near = (1_000_000.0, 900_000.0, 1_060_000.0, 940_000.0)
    atlas.window.show_panel(Panel.LAYERS, False)
    driver.painted_after(
        actions.change_projection(projection_named("epsg3413")),
        actions.toggle_layer("sea-names"),
        actions.fade_layer("drills", 0.5),
        actions.choose_range(Range(date(2022, 1, 1), date(2024, 12, 31))),
        actions.toggle_kind("forecast"),
    )
    driver.painted_after(actions.go_to(near, smooth=False))
    driver.painted_after(actions.select_fact("T5"))
    before, docks, where = atlas.store.session, open_docks(atlas), driver.viewport
    size, state, zoom = atlas.window.size(), atlas.window.windowState(), atlas.view.zoomFactor()
    toured(driver)
    for _ in range(9):
        driver.command(Key.Key_Right)
    driver.settle()
    assert atlas.scene.projection.id == "nsr" and atlas.store.session.hidden != before.hidden
    driver.command(Key.Key_Escape)
    assert not atlas.workspace.tour.running
    until(
        lambda: (at := atlas.scene.viewport) and (at.width, at.height) == (where.width, where.height), "size"
    )
    until(lambda: driver.viewport.resolution == pytest.approx(where.resolution), "the view")
    driver.settle()
    after = atlas.store.session
    assert replace(after, viewport=None, goal=None) == replace(before, viewport=None, goal=None)
    assert abs(driver.viewport.x - where.x) <= where.resolution
    assert abs(driver.viewport.y - where.y) <= where.resolution
    assert open_docks(atlas) == docks
    assert (atlas.window.size(), atlas.window.windowState(), atlas.view.zoomFactor()) == (size, state, zoom)
    assert not atlas.window.menuBar().isHidden() and not atlas.window.statusBar().isHidden()
    # Now it clears the selection again.
    driver.command(Key.Key_Escape)
    assert atlas.scene.selected is None
    atlas.window.show_panel(Panel.LAYERS, True)


def test_keys_of_the_tour_do_nothing_outside_it(driver: Driver, atlas: Atlas) -> None:
    before = atlas.store.session
    driver.command(Key.Key_Right)
    driver.command(Key.Key_Space)
    assert atlas.store.session == before
    assert not atlas.workspace.menus.actions["tour.next"].isEnabled()
    assert atlas.workspace.menus.actions["tour.start"].isEnabled()


@pytest.mark.slow
def test_a_story_has_no_legend_and_a_chart_next_to_the_text(driver: Driver, atlas: Atlas) -> None:
    tour = toured(driver)
    before = atlas.window.size()
    atlas.window.setWindowState(Qt.WindowState.WindowNoState)
    atlas.window.resize(1280, 800)
    driver.settle()
    assert driver.ask("arctic.atlas.furniture.legend.hidden")
    charted = [n for n, step in enumerate(atlas.store.catalog.tour) if isinstance(shown(step, atlas), Chart)]
    tour.go(charted[0])
    driver.settle()
    chart = tour.caption.exhibit.chart
    assert chart is not None and chart.isVisible()
    until(lambda: chart.drawn, "the chart is drawn")
    assert tour.caption.exhibit.geometry().bottom() <= tour.caption.height()
    driver.command(Key.Key_Escape)
    driver.settle()
    atlas.window.resize(before)
    driver.settle()
    assert not driver.ask("arctic.atlas.furniture.legend.hidden")


@pytest.mark.slow
def test_lanes_draw_themselves(driver: Driver, atlas: Atlas) -> None:
    tour = toured(driver)
    number = next(n for n, step in enumerate(atlas.store.catalog.tour) if "T1" in step.facts)
    with driver.motion():
        tour.go(number)
        until(lambda: driver.ask("arctic.atlas.layers.growing.features.size") > 0, "they begin")
    driver.settle()
    assert driver.ask("arctic.atlas.layers.growing.features.size") == 0


@pytest.mark.slow
def test_words_and_buttons_grow_with_the_text_and_leave_the_map_its_half(
    driver: Driver, atlas: Atlas
) -> None:
    usual, choices = atlas.choices.settings, atlas.choices
    before = atlas.window.size()
    heights = []
    for text in (100, 200):
        choices.choose(replace(usual, text_size=text))
        tour = toured(driver)
        atlas.window.setWindowState(Qt.WindowState.WindowNoState)
        atlas.window.resize(900, 600)
        driver.settle()
        caption = tour.caption
        area = caption.width() * caption.height()
        assert area <= 0.52 * atlas.window.width() * atlas.window.height()
        # All of the words are there, and no button is cut.
        for number in range(len(atlas.store.catalog.tour)):
            caption.show_step(number, atlas.scene.look)
            layout = caption.layout()
            assert layout is not None
            layout.activate()
            assert cut_off(caption) == [], f"step {number + 1} at {text} %"
        assert caption.rect().contains(caption.end.geometry())
        heights.append(tour.caption.next.height())
        driver.command(Key.Key_Escape)
        driver.settle()
    choices.choose(usual)
    atlas.window.resize(before)
    driver.settle()
    assert heights[1] > heights[0]
