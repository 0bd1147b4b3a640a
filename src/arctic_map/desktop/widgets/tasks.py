"""Background tasks in threads, whose results arrive on the window's thread, and waiting for a painted frame.

No other module starts a thread. An `ArcticMapError` is passed to `failed`. Any other exception is passed to
`sys.excepthook`, which logs and shows it, and then to `failed` as an `UnexpectedError`.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from functools import cache
from threading import Thread
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from arctic_map.errors import ArcticMapError
from arctic_map.model.tr import tr

SWITCH_S = 0.0005
"""Longest wait of the window for a task that imports modules, s."""


class Cancelled(Exception):
    """Raised by `report` in a task that was cancelled."""


class UnexpectedError(ArcticMapError):
    """Replaces an unforeseen exception of a task, which is already logged and shown."""

    def __init__(self) -> None:
        super().__init__(tr("an unexpected error occurred"))


class Task:
    """A submitted function with its callbacks."""

    def __init__(
        self,
        work: Callable[[], object],
        done: Callable[[Any], object],
        failed: Callable[[ArcticMapError], object] | None,
        progress: Callable[[Any], object] | None,
    ) -> None:
        self._work, self._done, self._failed, self._progress = work, done, failed, progress
        self._thread: Thread | None = None
        self._result: object = None
        self._error: BaseException | None = None
        self.is_cancelled = False

    def cancel(self) -> None:
        """Suppress all callbacks; a running function ends when it next calls `report`."""
        self.is_cancelled = True

    def start(self, *, daemon: bool) -> None:
        """Run the function in a thread."""
        self._thread = Thread(target=self._run, daemon=daemon)
        self._thread.start()

    def join(self) -> None:
        """Wait until the thread has ended."""
        if self._thread:
            self._thread.join()

    def deliver_progress(self, value: object) -> None:
        """Call `progress`, unless the task is cancelled."""
        if self._progress and not self.is_cancelled:
            self._progress(value)

    def deliver(self, *, requested: bool) -> None:
        """Call `done` or `failed` if `requested`; an unforeseen exception always reaches `sys.excepthook`."""
        requested = requested and not self.is_cancelled
        error, result, self._result = self._error, self._result, None
        if error is None:
            if requested:
                self._done(result)
        elif not isinstance(error, Cancelled):
            self._fail(error, requested=requested)

    def _fail(self, error: BaseException, *, requested: bool) -> None:
        if not isinstance(error, ArcticMapError) or (requested and not self._failed):
            sys.excepthook(type(error), error, error.__traceback__)
            error = UnexpectedError()
        if self._failed and requested:
            self._failed(error)

    def _run(self) -> None:
        _RUNNING.set(self)
        try:
            self._result = self._work()
        # Every exception is delivered to the window's thread.
        except BaseException as error:
            self._error = error
        # At the end of the process Qt may have deleted the monitor already.
        with suppress(RuntimeError):
            monitor().ended.emit(self)


_RUNNING: ContextVar[Task] = ContextVar("running")


class TaskQueue:
    """Runs the tasks of one owner in the order of submission. Use it on the window's thread only."""

    def __init__(self, owner: QObject, *, at_once: int = 1, saves: bool = False) -> None:
        """Run up to `at_once` tasks in parallel.

        Results are dropped once `owner` is deleted. At its end the process waits for a running task only if
        it `saves` something.
        """
        self._owner, self._at_once, self._saves = owner, at_once, saves
        self._pending: deque[Task] = deque()
        self._running: set[Task] = set()

    @property
    def busy(self) -> bool:
        """Whether a task that is not cancelled is pending or running."""
        return any(not task.is_cancelled for task in (*self._running, *self._pending))

    def submit[*Given, Result](
        self,
        work: Callable[[*Given], Result],
        *given: *Given,
        done: Callable[[Result], object] = lambda _: None,
        failed: Callable[[ArcticMapError], object] | None = None,
        progress: Callable[[Any], object] | None = None,
    ) -> Task:
        """Run `work` in a thread; `progress` receives what it passes to `report`."""
        task = Task(lambda: work(*given), done, failed, progress)
        self._pending.append(task)
        monitor().add(task, self)
        self._start_next()
        return task

    def cancel(self) -> None:
        """Cancel all tasks; call it before `submit` where only the latest task counts."""
        for task in (*self._running, *self._pending):
            task.cancel()

    def wait(self) -> None:
        """Block until the running and pending tasks have ended and their results are delivered."""
        while self._running:
            monitor().conclude(next(iter(self._running)))

    def conclude(self, task: Task) -> None:
        """Wait for a task, deliver its result and start the next one."""
        # Join even an ended thread: objects that it refers to must not be released there.
        task.join()
        self._running.remove(task)
        try:
            task.deliver(requested=isValid(self._owner))
        finally:
            self._start_next()

    def deliver_progress(self, task: Task, value: object) -> None:
        """Pass a value to the task's `progress`, unless the owner was deleted."""
        if isValid(self._owner):
            task.deliver_progress(value)

    def is_running(self, task: Task) -> bool:
        """Return whether a task is running."""
        return task in self._running

    def _start_next(self) -> None:
        while self._pending and len(self._running) < self._at_once:
            task = self._pending.popleft()
            if task.is_cancelled:
                monitor().remove(task)
            else:
                self._running.add(task)
                task.start(daemon=not self._saves)


class Monitor(QObject):
    """Tracks all tasks of the process and receives the signals of their threads."""

    busy_changed = Signal(bool)
    ended = Signal(object)
    reported = Signal(object, object)
    """A task, and a value for its `progress`."""

    def __init__(self) -> None:
        super().__init__()
        self._queues: dict[Task, TaskQueue] = {}
        self.ended.connect(self.conclude)
        self.reported.connect(self._deliver_progress)

    @property
    def busy(self) -> bool:
        """Whether any task is pending or running, or its result not yet delivered."""
        return bool(self._queues)

    def add(self, task: Task, queue: TaskQueue) -> None:
        """Track a task."""
        self._queues[task] = queue
        if len(self._queues) == 1:
            self.busy_changed.emit(True)

    def remove(self, task: Task) -> None:
        """Stop tracking a task."""
        del self._queues[task]
        if not self._queues:
            self.busy_changed.emit(False)

    def conclude(self, task: Task) -> None:
        """Deliver the result of a task, unless `TaskQueue.wait` has done so."""
        queue = self._queues.get(task)
        if queue is None or not queue.is_running(task):
            return
        try:
            queue.conclude(task)
        finally:
            self.remove(task)

    def _deliver_progress(self, task: Task, value: object) -> None:
        queue = self._queues.get(task)
        if queue is not None and queue.is_running(task):
            queue.deliver_progress(task, value)


@cache
def monitor() -> Monitor:
    """Return the only monitor of this process; `submit` creates it on the window's thread."""
    return Monitor()


def report(value: object) -> None:
    """Pass a value to `progress` of the calling task; do nothing outside a task. Raises Cancelled."""
    task = _RUNNING.get(None)
    if task is None:
        return
    if task.is_cancelled:
        raise Cancelled
    monitor().reported.emit(task, value)


LATE_MS = 40
"""Longest wait, ms: a window that is not visible is not painted."""


def after_frames(count: int, window: QWidget, then: Callable[[], None]) -> None:
    """Call `then` from the event loop after the window was painted `count` times, or after LATE_MS."""
    _Watch(count, window, then)


class _Watch(QObject):
    """Owned by the window; deletes itself after the call."""

    def __init__(self, count: int, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._remaining, self._then = count, then
        self._called = False
        window.installEventFilter(self)
        QTimer.singleShot(LATE_MS, self, self._call)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # This event paints all that has changed, including the map's frame.
        if event.type() is QEvent.Type.UpdateRequest:
            self._remaining -= 1
            if self._remaining == 0:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self, self._call)
        return False

    def _call(self) -> None:
        if not self._called:
            self._called = True
            self.deleteLater()
            self._then()
