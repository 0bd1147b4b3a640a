"""The web process dies, and the map is there again where it was."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from math import isclose

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton
from tests.desktop.hand import Hand, until

from arctic_map.geo.planes import plane_named
from arctic_map.scene import actions

pytestmark = pytest.mark.desktop


def kill_page(hand: Hand) -> None:
    pid = hand.atlas.view.page().renderProcessPid()
    assert pid > 0
    os.kill(pid, signal.SIGKILL)


@contextmanager
def coming_back(hand: Hand) -> Iterator[None]:
    """The map comes back after what is done in here."""
    came: list[bool] = []
    connection = hand.atlas.page.came_up.connect(lambda: came.append(True))
    yield
    until(lambda: came, "the map after its process was killed")
    hand.atlas.page.came_up.disconnect(connection)


@pytest.mark.parametrize("times", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_view_layers_and_selection_are_back_after_each_death(hand: Hand, times: int) -> None:
    hand.painted_after(actions.change_plane(plane_named("epsg3413")))
    hand.painted_after(actions.show_layers(["drills"], False))
    hand.painted_after(actions.select_feature("arkhangelsk"))
    hand.painted_after(actions.go_to((-1_000_000.0, 0.0, 1_500_000.0, 2_000_000.0), smooth=False))
    before = hand.atlas.scene.viewport
    assert before is not None
    for _ in range(times):
        with coming_back(hand):
            kill_page(hand)
    after = hand.atlas.scene.viewport
    assert after is not None
    assert isclose(after.resolution, before.resolution, rel_tol=1e-3)
    assert abs(after.x - before.x) < before.resolution and abs(after.y - before.y) < before.resolution
    assert hand.ask("[...arctic.atlas.layers.lit]") == ["arkhangelsk"]
    assert not hand.ask("arctic.atlas.layers.shown.has('drills')")
    assert hand.ask("arctic.atlas.ground.plane.id") == "epsg3413"


def test_a_page_that_keeps_crashing_is_given_up_with_a_sentence_and_a_way_back(hand: Hand) -> None:
    frame, view = hand.atlas.map_frame, hand.atlas.view
    for _ in range(4):
        view.crashed.emit("its process ended with code 9")
    gone = frame.currentWidget()
    assert gone is not None and gone is not view
    (retry,) = gone.findChildren(QPushButton)
    assert retry.text() == "Retry"
    with coming_back(hand):
        retry.click()
    assert frame.currentWidget() is view
    assert hand.ask("arctic.atlas.started")


def test_a_page_that_dies_as_soon_as_it_lives_is_given_up_and_the_window_works_on(hand: Hand) -> None:
    frame, view = hand.atlas.map_frame, hand.atlas.view
    killed: set[int] = set()

    def kill() -> None:
        pid = view.page().renderProcessPid()
        if pid > 0 and pid not in killed:
            killed.add(pid)
            os.kill(pid, signal.SIGKILL)

    reaper = QTimer(interval=1)
    reaper.timeout.connect(kill)
    reaper.start()
    until(lambda: frame.currentWidget() is not view, "the map is given up")
    reaper.stop()
    assert len(killed) >= 4
    gone = frame.currentWidget()
    assert gone is not None
    (sentence,) = (label.text() for label in gone.findChildren(QLabel))
    assert sentence.startswith("The map has stopped several times") and sentence.endswith(".")
    # What is done meanwhile is on the map when it is back.
    hand.atlas.apply(actions.toggle_layer("ports"))
    hand.atlas.apply(actions.select_feature("murmansk"))
    assert hand.atlas.scene.lit == ("murmansk",)
    (retry,) = gone.findChildren(QPushButton)
    with coming_back(hand):
        retry.click()
    hand.settle()
    assert frame.currentWidget() is view
    assert not hand.ask("arctic.atlas.layers.shown.has('ports')")
    assert hand.ask("[...arctic.atlas.layers.lit]") == ["murmansk"]
