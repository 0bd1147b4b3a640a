"""Asks a table in a thread of its own, so that the window goes on however long it takes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.dataset.store import AttributeStore

log = logging.getLogger("arctic_map")
Question = Callable[["AttributeStore"], Any]


class Asking(QObject):
    """Of one table; questions of one topic follow each other, and only the last one is answered."""

    answered = Signal(str, object)
    """The topic, and what came of the question."""
    failed = Signal(str, str)
    """The topic, and why there is no answer."""
    _came = Signal(str, int, object, str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._questions: SimpleQueue[tuple[str, int, Question] | None] = SimpleQueue()
        self._lock = Lock()
        self._number = 0
        self._last: dict[str, int] = {}
        self._at_work: tuple[str, AttributeStore] | None = None
        self._came.connect(self._take)
        Thread(target=self._work, daemon=True).start()

    def ask(self, topic: str, question: Question, *, interrupts: bool = False) -> None:
        """`interrupts` what is being asked on the same topic, which nobody waits for any more."""
        self._number += 1
        self._last[topic] = self._number
        self._questions.put((topic, self._number, question))
        with self._lock:
            if interrupts and self._at_work and self._at_work[0] == topic:
                self._at_work[1].interrupt()

    @property
    def waits(self) -> bool:
        """Whether anything that was asked has no answer yet."""
        return bool(self._last)

    def close(self) -> None:
        self._last.clear()
        self._questions.put(None)
        with self._lock:
            if self._at_work:
                self._at_work[1].interrupt()

    def _take(self, topic: str, number: int, answer: object, why: str) -> None:
        if self._last.get(topic) != number:
            return
        del self._last[topic]
        if why:
            self.failed.emit(topic, why)
        else:
            self.answered.emit(topic, answer)

    def _work(self) -> None:
        # DuckDB, in the thread that asks it.
        from arctic_map.dataset.expression import WrongExpression
        from arctic_map.dataset.store import NO_TABLE, AttributeStore

        store, broken = None, ""
        try:
            store = AttributeStore(self._folder)
        except NO_TABLE as error:
            broken = str(error)
        while (asked := self._questions.get()) is not None:
            topic, number, question = asked
            if self._last.get(topic) != number:
                continue
            answer, why = None, broken
            if store is not None:
                with self._lock:
                    self._at_work = topic, store
                try:
                    answer = question(store)
                except WrongExpression as wrong:
                    why = str(wrong)
                except Exception:
                    # Whatever one question meets, the next ones are answered.
                    log.exception("asking a table: %s", topic)
                    why = tr("it ended unexpectedly")
                with self._lock:
                    self._at_work = None
            # The window may have gone meanwhile.
            with suppress(RuntimeError):
                self._came.emit(topic, number, answer, why)
        if store is not None:
            store.close()
