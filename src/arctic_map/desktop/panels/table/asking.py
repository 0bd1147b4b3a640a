"""Asks tables in the background, so that the window goes on however long it takes."""

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


class Askings(QObject):
    """Of the tables of all opened files, each in a thread of its own for as long as the file is open."""

    answered = Signal(str, str, object)
    """The layer, the topic, and what came of the question."""
    failed = Signal(str, str, str)
    """The layer, the topic, and why there is no answer."""

    def __init__(self, folder_of: Callable[[str], Path | None], parent: QObject) -> None:
        """`folder_of` gives the folder in which a layer's table lies; None while there is none."""
        super().__init__(parent)
        self._folder_of = folder_of
        self._by_layer: dict[str, Asking] = {}

    @property
    def waits(self) -> bool:
        """Whether anything that was asked has no answer yet."""
        return any(asking.waits for asking in self._by_layer.values())

    def has_table(self, layer_id: str) -> bool:
        return self._folder_of(layer_id) is not None

    def ask(self, layer_id: str, topic: str, question: Question, *, interrupts: bool = False) -> bool:
        """As `Asking` does; whether there is a table to be asked."""
        folder = self._folder_of(layer_id)
        if folder is None:
            return False
        if layer_id not in self._by_layer:
            asking = Asking(folder, self)
            asking.answered.connect(lambda topic, answer: self.answered.emit(layer_id, topic, answer))
            asking.failed.connect(lambda topic, why: self.failed.emit(layer_id, topic, why))
            self._by_layer[layer_id] = asking
        self._by_layer[layer_id].ask(topic, question, interrupts=interrupts)
        return True

    def let_go(self, layer_id: str) -> None:
        """The layer's file is closed, or its table made anew: what was asked is no longer waited for."""
        if asking := self._by_layer.pop(layer_id, None):
            asking.close()
            asking.deleteLater()

    def close(self) -> None:
        for id in [*self._by_layer]:
            self.let_go(id)


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
