"""Garbage is collected in the thread of the window, whoever left it."""

import gc
import weakref
from collections.abc import Iterator
from threading import Thread, get_ident

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from arctic_map.desktop.shell.idle import Collector, due


class Ring:
    """Dies only when it is collected."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    owner = QObject()
    yield Collector(owner)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
    assert gc.isenabled()


def left_in_a_worker(dead_in: list[int]) -> None:
    """Leave a ring behind, and make so many objects that Python would look for it."""

    def work() -> None:
        weakref.finalize(Ring(), lambda: dead_in.append(get_ident()))
        objects: list[object] = [[] for _ in range(20 * gc.get_threshold()[0])]
        del objects

    thread = Thread(target=work)
    thread.start()
    thread.join()


def test_what_dies_in_a_worker_is_collected_by_the_window(collector: Collector) -> None:
    dead_in: list[int] = []
    collector.begin()
    left_in_a_worker(dead_in)
    assert dead_in == []
    loop = QEventLoop()
    late = QTimer(loop)
    late.timeout.connect(loop.quit)
    late.start(60_000)
    weakref.finalize(Ring(), loop.quit)
    objects: list[object] = [[] for _ in range(2 * gc.get_threshold()[0])]
    loop.exec()
    assert dead_in == [get_ident()]
    assert len(objects) > 0


def test_nothing_is_collected_before_it_begins(collector: Collector) -> None:
    dead_in: list[int] = []
    left_in_a_worker(dead_in)
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    assert dead_in == []
    assert not gc.isenabled()


@pytest.mark.parametrize(
    ("counts", "generation"),
    [
        ((700, 0, 0), None),
        ((701, 10, 10), 0),
        ((701, 11, 10), 1),
        ((701, 11, 11), 2),
        ((701, 0, 11), 2),
        ((0, 11, 11), None),
    ],
)
def test_the_oldest_generation_is_due_that_is_over_its_threshold(
    counts: tuple[int, ...], generation: int | None
) -> None:
    assert due(counts, (700, 10, 10)) == generation


def test_a_threshold_of_zero_means_never() -> None:
    assert due((9999, 99, 99), (0, 10, 10)) is None
    assert due((9999, 99, 99), (2000, 10, 0)) == 1
