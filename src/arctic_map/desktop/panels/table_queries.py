"""Queries of tables in the background, so that the window stays responsive."""

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


class TableQueries(QObject):
    """Queries of one table; a new query of a topic replaces the previous one."""

    answered = Signal(str, object)
    """Emitted with the topic and the result."""
    failed = Signal(str, str)
    """Emitted with the topic and the reason of a failure."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = _Table(folder)
        self._tasks = TaskQueue(self)
        self._latest: dict[str, Task] = {}

    def ask(self, topic: str, question: Question, *, interrupts: bool = False) -> None:
        """Run a query in the background; `interrupts` stops a running one of the same topic."""
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
        """Whether any query is pending."""
        return self._tasks.busy

    def close(self) -> None:
        """Cancel all queries and close the table."""
        self._tasks.cancel()
        self._table.interrupt()
        self._tasks.submit(self._table.close)


class QueriesOfFiles(QObject):
    """Queries of the tables of all opened files, each in its own thread while the file is open."""

    answered = Signal(str, str, object)
    """Emitted with the layer, the topic and the result."""
    failed = Signal(str, str, str)
    """Emitted with the layer, the topic and the reason of a failure."""

    def __init__(self, folder_of: Callable[[str], Path | None], parent: QObject) -> None:
        """`folder_of` returns the folder of a layer's table, or None while there is none."""
        super().__init__(parent)
        self._folder_of = folder_of
        self._by_layer: dict[str, TableQueries] = {}

    @property
    def waits(self) -> bool:
        """Whether any query is pending."""
        return any(asking.waits for asking in self._by_layer.values())

    def has_table(self, layer_id: str) -> bool:
        """Whether the table of a layer is ready."""
        return self._folder_of(layer_id) is not None

    def ask(self, layer_id: str, topic: str, question: Question, *, interrupts: bool = False) -> bool:
        """Run a query like `TableQueries.ask`; return whether there is a table."""
        folder = self._folder_of(layer_id)
        if folder is None:
            return False
        if layer_id not in self._by_layer:
            asking = TableQueries(folder, self)
            asking.answered.connect(lambda topic, answer: self.answered.emit(layer_id, topic, answer))
            asking.failed.connect(lambda topic, why: self.failed.emit(layer_id, topic, why))
            self._by_layer[layer_id] = asking
        self._by_layer[layer_id].ask(topic, question, interrupts=interrupts)
        return True

    def let_go(self, layer_id: str) -> None:
        """Cancel the queries of a layer whose file was closed or whose table was rebuilt."""
        if asking := self._by_layer.pop(layer_id, None):
            asking.close()
            asking.deleteLater()

    def close(self) -> None:
        """Close all tables."""
        for id in [*self._by_layer]:
            self.let_go(id)


class _Table:
    """A table that the first query opens, in its thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def answer(self, question: Question) -> Any:
        """Run a query. Raises ArcticMapError."""
        # Loads DuckDB, in the thread that uses it.
        from arctic_map.tables.attributes.conditions import WrongExpression

        try:
            return question(self._store)
        except WrongExpression as wrong:
            raise ArcticMapError(str(wrong)) from None

    def interrupt(self) -> None:
        """Stop the running query, from any thread."""
        if "_store" in vars(self):
            self._store.interrupt()

    def close(self) -> None:
        if "_store" in vars(self):
            self._store.close()

    @cached_property
    def _store(self) -> AttributeStore:
        # Loads DuckDB, as above.
        from arctic_map.tables.attributes.attribute_store import NO_TABLE, AttributeStore

        try:
            return AttributeStore(self._folder)
        except NO_TABLE as error:
            raise ArcticMapError(str(error)) from None
