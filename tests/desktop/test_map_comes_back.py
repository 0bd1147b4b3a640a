"""The web process dies, and the map is there again where it was."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from math import isclose

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton
from tests.desktop.driver import Driver, until

from arctic_map.geo.projections import projection_named
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop


def kill_page(driver: Driver) -> None:
    pid = driver.atlas.view.page().renderProcessPid()
    assert pid > 0
    os.kill(pid, signal.SIGKILL)


@contextmanager
def coming_back(driver: Driver) -> Iterator[None]:
    """The map comes back after what is done in here."""
    received: list[bool] = []
    connection = driver.atlas.page.ready.connect(lambda: received.append(True))
    yield
    until(lambda: received, "the map after its process was killed")
    driver.atlas.page.ready.disconnect(connection)


def test_view_layers_and_selection_are_back_after_each_death(driver: Driver) -> None:
    driver.painted_after(actions.change_projection(projection_named("epsg3413")))
    driver.painted_after(actions.show_layers(["drills"], False))
    driver.painted_after(actions.select_feature("arkhangelsk"))
    driver.painted_after(actions.go_to((-1_000_000.0, 0.0, 1_500_000.0, 2_000_000.0), smooth=False))
    before = driver.atlas.scene.viewport
    assert before is not None
    for _ in range(2):
        with coming_back(driver):
            kill_page(driver)
    after = driver.atlas.scene.viewport
    assert after is not None
    assert isclose(after.resolution, before.resolution, rel_tol=1e-3)
    assert abs(after.x - before.x) < before.resolution and abs(after.y - before.y) < before.resolution
    assert driver.ask("[...arctic.atlas.layers.highlighted]") == ["arkhangelsk"]
    assert not driver.ask("arctic.atlas.layers.shown.has('drills')")
    assert driver.ask("arctic.atlas.ground.projection.id") == "epsg3413"


def test_a_page_that_keeps_crashing_is_given_up_with_a_sentence_and_a_way_back(driver: Driver) -> None:
    frame, view = driver.atlas.map_frame, driver.atlas.view
    for _ in range(4):
        view.crashed.emit("its process ended with code 9")
    removed = frame.currentWidget()
    assert removed is not None and removed is not view
    (retry,) = removed.findChildren(QPushButton)
    assert retry.text() == "Retry"
    with coming_back(driver):
        retry.click()
    assert frame.currentWidget() is view
    assert driver.ask("arctic.atlas.started")


def test_a_page_that_dies_as_soon_as_it_lives_is_given_up_and_the_window_works_on(driver: Driver) -> None:
    frame, view = driver.atlas.map_frame, driver.atlas.view
    killed: set[int] = set()

    def kill() -> None:
        pid = view.page().renderProcessPid()
        if pid > 0 and pid not in killed:
            killed.add(pid)
            os.kill(pid, signal.SIGKILL)

    reaper = QTimer()
    reaper.timeout.connect(kill)
    reaper.start(1)
    until(lambda: frame.currentWidget() is not view, "the map is given up")
    reaper.stop()
    assert len(killed) >= 4
    removed = frame.currentWidget()
    assert removed is not None
    (sentence,) = (label.text() for label in removed.findChildren(QLabel))
    assert sentence.startswith("The map stopped several times") and sentence.endswith(".")
    # What is done meanwhile is on the map when it is back.
    driver.atlas.apply(actions.toggle_layer("ports"))
    driver.atlas.apply(actions.select_feature("murmansk"))
    assert driver.atlas.scene.highlighted == ("murmansk",)
    (retry,) = removed.findChildren(QPushButton)
    with coming_back(driver):
        retry.click()
    driver.settle()
    assert frame.currentWidget() is view
    assert not driver.ask("arctic.atlas.layers.shown.has('ports')")
    assert driver.ask("[...arctic.atlas.layers.highlighted]") == ["murmansk"]
