"""The app reports that it is idle once no message is under way, nothing moves and no task runs."""

from threading import Event

import pytest
from PySide6.QtCore import QSize
from tests.desktop.driver import Driver, until

from arctic_map.desktop.widgets.tasks import TaskQueue


def test_it_waits_for_the_end_of_a_flight(driver: Driver) -> None:
    x, y = driver.viewport.x + driver.viewport.width * driver.viewport.resolution / 2, driver.viewport.y
    during = "new Promise((seen) => arctic.atlas.map.once('move', () => seen(arctic.atlas.activity.idle)))"
    with driver.motion():
        driver.ask(f"(window.during = {during}, true)")
        driver.atlas.workspace.navigator.centre_on(x, y)
        driver.settle()
    assert driver.ask("window.during") is False
    assert driver.ask("arctic.atlas.map.getCenter().lng") == pytest.approx(x, abs=driver.viewport.resolution)


def test_it_waits_for_what_is_painted_once_the_map_rests(driver: Driver) -> None:
    driver.ask("(arctic.atlas.map.setZoom(arctic.atlas.map.getZoom() + 1), true)")
    driver.settle()
    assert driver.ask("Object.values(arctic.atlas.canvas).every(({ resting }) => !resting)")


def test_a_reloaded_page_is_queried_again(driver: Driver) -> None:
    loading: list[bool] = []
    driver.atlas.view.loading.connect(lambda: loading.append(True))
    driver.ask("(window.before = true)")
    driver.atlas.view.start_again()
    until(lambda: loading, "the page is reloaded")
    driver.settle()
    assert driver.ask("window.before === undefined && arctic.atlas.started")


def test_it_waits_for_background_work(driver: Driver) -> None:
    results: list[int] = []
    release = Event()
    TaskQueue(driver.atlas).submit(release.wait, done=lambda _: results.append(1))
    reports: list[int] = []
    driver.atlas.when_idle(lambda: reports.append(len(results)))
    driver.ask("new Promise(arctic.whenPainted)")
    assert reports == []
    release.set()
    until(lambda: reports, "the app is idle")
    assert reports == [1]


def test_it_waits_until_the_page_has_the_size_of_the_window(driver: Driver) -> None:
    window, before = driver.atlas.window, driver.atlas.window.size()
    for size in (QSize(900, 600), before):
        window.resize(size)
        driver.settle()
        assert driver.ask("innerWidth") == driver.atlas.view.width()
