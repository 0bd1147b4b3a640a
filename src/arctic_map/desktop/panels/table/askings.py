"""Asks the tables of opened files, each in a thread of its own for as long as the file is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.panels.table.asking import Asking, Question


class Askings(QObject):
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
