"""Steps of the tour: added from the current view, described, ordered, previewed and deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from arctic_map.content.tour import STEPS
from arctic_map.desktop.editing.entry_form import EntryForm, hint
from arctic_map.desktop.editing.row_editing import RowEditing
from arctic_map.model.tour import TourStep
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.figures import fact_choices
from arctic_map.scene.present_view import step_here
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.scene import Scene

TITLE, TEXT = 120, 1200
LINES = 5


class StepForm(EntryForm):
    """Form for the texts of a step and its facts."""

    def __init__(self, step: TourStep, scene: Scene, parent: QWidget) -> None:
        super().__init__(tr("Tour step"), parent)
        self._step, self._scene = step, scene
        self.title = self.add_line("title", tr("&Title"), step.title, longest=TITLE)
        self.text = self.add_paragraph("text", tr("Te&xt"), step.text, tr("Two to four sentences"))
        self.text.setMinimumHeight(LINES * (self.fontMetrics().height() + 2) + 10)
        tip = tr("The first fact is selected, and the places of all are highlighted")
        self.facts = self.add_checks("facts", tr("&Facts"), fact_choices(scene.catalog), step.facts, tip)
        self.here = QCheckBox(tr("Use the current vie&w"))
        self.here.setToolTip(tr("Replace the view, layers and dates of the step"))
        self.here.setChecked(not step.id)
        self.here.setVisible(bool(step.id))
        self.rows.addRow(self.here)
        self.rows.addRow(hint(tr("The step shows the current view, layers and dates.")))
        self.title.setFocus()

    def follow(self, _before: Scene, scene: Scene) -> None:
        """Keep the current scene while the form is open."""
        self._scene = scene

    @property
    def step(self) -> TourStep:
        """The step as entered, with the current view if that is checked."""
        now = self._step
        if self.here.isChecked():
            now = replace(step_here(self._scene), id=self._step.id, theme=self._step.theme)
        return replace(
            now,
            title=sanitized(self.title.text(), TITLE).strip(),
            text=sanitized(" ".join(self.text.toPlainText().split()), TEXT),
            facts=self.facts.checked_after(self._step.facts),
        )


class StepEditing(RowEditing[TourStep, StepForm]):
    """The list of steps and the form of each."""

    editor = STEPS
    title = tr_later("Tour steps")
    empty = tr_later("There are no steps yet. Set the map as the first step should show it, and add it.")
    add_words = tr_later("&Add the current view…")
    show_words = tr_later("&Preview")
    ordered = True

    def __init__(self, store: Store, draft: Draft, window: Window, preview: Callable[[int], None]) -> None:
        """`preview` starts the tour at a step by number, from 0."""
        super().__init__(store, draft, window)
        self._preview = preview

    def entries(self) -> Sequence[TourStep]:
        return self._store.catalog.tour

    def listed(self, number: int, noun: TourStep) -> str:
        return f"{number}. {noun.title}"

    def make_form(self, id: str) -> StepForm:
        scene = self._store.scene
        form = StepForm(self.noun(id) or step_here(scene), scene, self._window)
        self._store.scene_changed.connect(form.follow)
        return form

    def noun_in(self, form: StepForm) -> TourStep:
        return form.step

    def show_row(self, id: str) -> None:
        """Close the list and preview the tour from this step."""
        numbers = {step.id: number for number, step in enumerate(self._store.catalog.tour)}
        if id in numbers and self.dialog:
            self.dialog.close()
            self._preview(numbers[id])
