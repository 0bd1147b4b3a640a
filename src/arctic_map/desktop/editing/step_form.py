"""The words of a step of the tour, and which facts it speaks of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from arctic_map.desktop.editing.checked_list import CheckedList
from arctic_map.desktop.editing.entry_form import EntryForm, hint
from arctic_map.model.tr import tr
from arctic_map.scene.figures import facts_told
from arctic_map.scene.present_view import step_here
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.model.tour import TourStep
    from arctic_map.scene.scene import Scene

TITLE, TEXT = 120, 1200
LINES = 5


class StepForm(EntryForm):
    def __init__(self, step: TourStep, scene: Scene, parent: QWidget) -> None:
        super().__init__(tr("A step of the tour"), parent)
        self._step, self._scene = step, scene
        self.title = QLineEdit(step.title)
        self.title.setMaxLength(TITLE)
        self.text = QPlainTextEdit(step.text)
        self.text.setTabChangesFocus(True)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setMinimumHeight(LINES * (self.fontMetrics().height() + 2) + 10)
        self.here = QCheckBox(tr("Show what the map shows no&w"))
        self.here.setToolTip(tr("Its view, layers and days; else the step shows what it did"))
        self.here.setChecked(not step.id)
        self.here.setVisible(bool(step.id))
        self.facts = CheckedList(facts_told(scene.catalog), step.facts)
        self.add("title", tr("&Title"), self.title)
        self.add("text", tr("Te&xt"), self.text, tr("Two to four sentences"))
        self.add("facts", tr("&Facts"), self.facts, tr("The first is selected, the places of all light up"))
        self.rows.addRow(self.here)
        self.rows.addRow(hint(tr("The step shows the view, the layers and the days that the map shows.")))
        self.title.setFocus()

    def follow(self, _before: Scene, scene: Scene) -> None:
        """The map goes on while the form is open."""
        self._scene = scene

    @property
    def step(self) -> TourStep:
        """As the form says it now, with the map as it is now where that is wanted."""
        now = self._step
        if self.here.isChecked():
            now = replace(step_here(self._scene), id=self._step.id, theme=self._step.theme)
        return replace(
            now,
            title=sanitized(self.title.text(), TITLE).strip(),
            text=sanitized(" ".join(self.text.toPlainText().split()), TEXT),
            facts=self._in_order(),
        )

    def _in_order(self) -> tuple[str, ...]:
        """Those that it had before the others: the first is the one that is selected."""
        checked = self.facts.checked
        before = tuple(id for id in self._step.facts if id in checked)
        return (*before, *(id for id in checked if id not in before))
