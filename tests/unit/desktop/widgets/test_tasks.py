"""Background work: results, failures and progress arrive on the window's thread, in order."""

import sys
from collections.abc import Callable
from threading import Event, Thread, current_thread, main_thread
from types import TracebackType

import pytest
from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from arctic_map.desktop.widgets import tasks
from arctic_map.desktop.widgets.tasks import TaskQueue, UnexpectedError, after_frames, monitor, report
from arctic_map.errors import ArcticMapError


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


@pytest.fixture
def uncaught(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What reached `sys.excepthook`."""
    found: list[BaseException] = []

    def catch(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        assert current_thread() is main_thread()
        assert trace is not None
        found.append(error)

    monkeypatch.setattr(sys, "excepthook", catch)
    return found


def raiser(error: BaseException) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


def test_a_result_arrives_on_the_thread_of_the_window(owner: QObject, qtbot: QtBot) -> None:
    found: list[tuple[Thread, Thread]] = []
    queue = TaskQueue(owner)
    queue.submit(current_thread, done=lambda thread: found.append((thread, current_thread())))
    qtbot.waitUntil(lambda: bool(found))
    ((worker, receiver),) = found
    assert worker is not main_thread()
    assert receiver is main_thread()


def test_tasks_run_one_after_another_and_waiting_delivers_all(owner: QObject) -> None:
    found: list[int] = []
    queue = TaskQueue(owner)
    for number in range(20):
        queue.submit(abs, -number, done=found.append)
    queue.wait()
    assert found == list(range(20))
    assert not queue.busy


def test_some_tasks_can_run_side_by_side(owner: QObject) -> None:
    first, second = Event(), Event()

    def meet(own: Event, other: Event) -> bool:
        own.set()
        return other.wait(20)

    found: list[bool] = []
    queue = TaskQueue(owner, at_once=2)
    queue.submit(meet, first, second, done=found.append)
    queue.submit(meet, second, first, done=found.append)
    queue.wait()
    assert found == [True, True]


def test_an_error_with_a_sentence_goes_to_whoever_submitted(
    owner: QObject, uncaught: list[BaseException]
) -> None:
    failures: list[ArcticMapError] = []
    error = ArcticMapError("the file is gone")
    queue = TaskQueue(owner)
    queue.submit(raiser(error), failed=failures.append)
    queue.wait()
    assert failures == [error]
    assert uncaught == []


@pytest.mark.parametrize("error", [KeyError("type"), SystemExit(1), KeyboardInterrupt()])
def test_an_unexpected_exception_is_shown_and_whoever_submitted_stops_waiting(
    owner: QObject, uncaught: list[BaseException], error: BaseException
) -> None:
    failures: list[ArcticMapError] = []
    queue = TaskQueue(owner)
    queue.submit(raiser(error), failed=failures.append)
    queue.wait()
    assert uncaught == [error]
    (failure,) = failures
    assert isinstance(failure, UnexpectedError)


def test_an_error_that_nobody_handles_is_shown(owner: QObject, uncaught: list[BaseException]) -> None:
    error = ArcticMapError("the file is gone")
    queue = TaskQueue(owner)
    queue.submit(raiser(error))
    queue.wait()
    assert uncaught == [error]


def test_the_queue_goes_on_after_a_failure_of_work_or_of_its_receiver(
    owner: QObject, uncaught: list[BaseException], qtbot: QtBot
) -> None:
    found: list[int] = []
    queue = TaskQueue(owner)
    queue.submit(raiser(KeyError("type")))
    queue.submit(abs, -1, done=lambda _: raiser(LookupError("of the receiver"))())
    queue.submit(abs, -2, done=found.append)
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: bool(found))
    assert found == [2]
    assert [type(error) for error in uncaught] + [kind for kind, _, _ in raised] == [KeyError, LookupError]
    # The monitor knows the tasks of the whole process, of which other tests may have left some.
    qtbot.waitUntil(lambda: not monitor().busy)


def test_only_the_latest_result_counts_after_cancelling(owner: QObject) -> None:
    found: list[int] = []
    queue = TaskQueue(owner)
    for number in range(5):
        queue.cancel()
        queue.submit(abs, -number, done=found.append)
    queue.wait()
    assert found == [4]


def test_progress_arrives_before_the_result(owner: QObject, qtbot: QtBot) -> None:
    found: list[object] = []

    def work() -> str:
        report(0.5)
        report(1.0)
        return "done"

    TaskQueue(owner).submit(work, done=found.append, progress=found.append)
    qtbot.waitUntil(lambda: len(found) == 3)
    assert found == [0.5, 1.0, "done"]


def test_cancelled_work_ends_when_it_reports(owner: QObject, uncaught: list[BaseException]) -> None:
    cancelled, reached = Event(), list[str]()

    def work() -> None:
        cancelled.wait(20)
        report(0.5)
        reached.append("the end")

    queue = TaskQueue(owner)
    task = queue.submit(work, failed=lambda _: reached.append("failed"))
    task.cancel()
    assert not queue.busy
    cancelled.set()
    queue.wait()
    assert reached == []
    assert uncaught == []


def test_a_report_outside_a_task_does_nothing() -> None:
    report(0.5)


def test_a_deleted_owner_gets_no_result_but_its_tasks_run(qtbot: QtBot) -> None:
    owner, go_on, saved, found = QObject(), Event(), list[int](), list[object]()
    queue = TaskQueue(owner)
    queue.submit(go_on.wait, 20, done=found.append)
    queue.submit(saved.append, 1, done=found.append)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    with qtbot.waitSignal(monitor().busy_changed):
        go_on.set()
    assert saved == [1]
    assert found == []


def test_an_error_of_a_task_whose_owner_is_deleted_is_shown(
    qtbot: QtBot, uncaught: list[BaseException]
) -> None:
    owner, go_on = QObject(), Event()

    def work() -> None:
        go_on.wait(20)
        raise KeyError("type")

    TaskQueue(owner).submit(work)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    with qtbot.waitSignal(monitor().busy_changed):
        go_on.set()
    assert [type(error) for error in uncaught] == [KeyError]


def test_the_monitor_is_busy_until_the_last_result_is_delivered(owner: QObject) -> None:
    changes: list[bool] = []
    monitor().busy_changed.connect(changes.append)
    queue = TaskQueue(owner)
    queue.submit(abs, -1, done=lambda _: changes.append(monitor().busy))
    queue.submit(abs, -2)
    assert monitor().busy
    queue.wait()
    monitor().busy_changed.disconnect(changes.append)
    assert changes == [True, True, False]
    assert not monitor().busy


class Painted(QWidget):
    """Asks for another paint at each one."""

    count = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.count += 1
        self.update()


def test_it_goes_on_after_so_many_paints(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    # On a busy machine two paints may take longer than a reader should wait for them.
    monkeypatch.setattr(tasks, "LATE_MS", 60_000)
    window, loop = Painted(), QEventLoop()
    after_frames(2, window, loop.quit)
    window.show()
    loop.exec()
    assert window.count >= 2
    window.close()


def test_a_window_that_nobody_sees_is_not_waited_for(qapp: QApplication) -> None:
    window, loop = Painted(), QEventLoop()
    after_frames(1, window, loop.quit)
    loop.exec()
    assert window.count == 0
