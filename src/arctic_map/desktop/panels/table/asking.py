"""Asks a table in the background, so that the window goes on however long it takes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.errors import ArcticMapError

if TYPE_CHECKING:
    from arctic_map.desktop.widgets.tasks import Task
    from arctic_map.tables.attributes.attribute_store import AttributeStore

Question = Callable[["AttributeStore"], Any]


class Asking(QObject):
    """Of one table; questions of one topic follow each other, and only the last one is answered."""

    answered = Signal(str, object)
    """The topic, and what came of the question."""
    failed = Signal(str, str)
    """The topic, and why there is no answer."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = _Table(folder)
        self._tasks = TaskQueue(self)
        self._latest: dict[str, Task] = {}

    def ask(self, topic: str, question: Question, *, interrupts: bool = False) -> None:
        """`interrupts` what is being asked on the same topic, which nobody waits for any more."""
        if before := self._latest.get(topic):
            before.cancel()
            if interrupts and self._tasks.is_running(before):
                self._table.interrupt()
        self._latest[topic] = self._tasks.submit(
            self._table.answer,
            question,
            done=partial(self.answered.emit, topic),
            failed=lambda error: self.failed.emit(topic, str(error)),
        )

    @property
    def waits(self) -> bool:
        """Whether anything that was asked has no answer yet."""
        return self._tasks.busy

    def close(self) -> None:
        self._tasks.cancel()
        self._table.interrupt()
        self._tasks.submit(self._table.close)


class _Table:
    """Opened by the first question, in its thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def answer(self, question: Question) -> Any:
        """Raises ArcticMapError."""
        # DuckDB, in the thread that asks it.
        from arctic_map.tables.attributes.filter_expression import WrongExpression

        try:
            return question(self._store)
        except WrongExpression as wrong:
            raise ArcticMapError(str(wrong)) from None

    def interrupt(self) -> None:
        """End the question that is being answered, from any thread."""
        if "_store" in vars(self):
            self._store.interrupt()

    def close(self) -> None:
        if "_store" in vars(self):
            self._store.close()

    @cached_property
    def _store(self) -> AttributeStore:
        # DuckDB, as above.
        from arctic_map.tables.attributes.attribute_store import NO_TABLE, AttributeStore

        try:
            return AttributeStore(self._folder)
        except NO_TABLE as error:
            raise ArcticMapError(str(error)) from None
