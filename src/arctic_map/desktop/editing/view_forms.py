"""Saved views, and steps of the tour: the current view kept with a name or a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from arctic_map.content.tour import STEPS
from arctic_map.content.views import VIEWS
from arctic_map.desktop.editing.entry_form import EntryForm, hint, words_in
from arctic_map.desktop.editing.row_editing import RowEditing
from arctic_map.model.catalog import TourStep
from arctic_map.model.saved_view import NamedView
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.map_views import step_here, view_here
from arctic_map.scene.reading import fact_choices
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.saved_view import SavedView
    from arctic_map.scene.scene import Scene


TITLE, TEXT = 120, 1200
LINES = 5


class StepForm(EntryForm):
    """Form for the texts of a step and its facts."""

    def __init__(self, step: TourStep, scene: Scene, parent: QWidget) -> None:
        super().__init__(tr("Tour step"), parent)
        self._step, self._scene = step, scene
        self.title = self.add_line("title", tr("&Title"), step.title, longest=TITLE)
        tip = tr("Two to four sentences")
        self.text = self.add_paragraph("text", tr("Te&xt"), step.text, tip, longest=TEXT)
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
            title=words_in(self.title),
            text=_paragraphs_in(self.text),
            facts=self.facts.checked_after(self._step.facts, self._step.facts),
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


NAME = 80


class ViewForm(EntryForm):
    """Form for the name of a view and whether to use the current one."""

    def __init__(self, named: NamedView | None, scene: Scene, parent: QWidget) -> None:
        super().__init__(tr("Saved view"), parent)
        self._named, self._scene = named, scene
        tip = tr("Name in the menu and for exports")
        self.name = self.add_line("name", tr("&Name"), named.name if named else "", tip, longest=NAME)
        self.here = QCheckBox(tr("Use the current vie&w"))
        self.here.setChecked(named is None)
        self.here.setVisible(named is not None)
        self.rows.addRow(self.here)
        self.rows.addRow(
            hint(tr("The view contains projection, extent, layers, dates, ice month and filters."))
        )
        self.name.setFocus()

    def follow(self, _before: Scene, scene: Scene) -> None:
        """Keep the current scene while the form is open."""
        self._scene = scene

    @property
    def view(self) -> NamedView:
        """The view as entered, with the current one if that is checked."""
        id = self._named.id if self._named else ""
        now = view_here(self._scene) if self.here.isChecked() or not self._named else self._named.view
        return NamedView(id, words_in(self.name), now)


class ViewEditing(RowEditing[NamedView, ViewForm]):
    """The list of views and the form of each."""

    editor = VIEWS
    title = tr_later("Saved views")
    empty = tr_later("There are no saved views yet. Set the map as you want it, and save the view.")
    add_words = tr_later("Sa&ve the current view…")
    show_words = tr_later("&Show")
    ordered = True

    def __init__(
        self, store: Store, draft: Draft, window: Window, go_to: Callable[[SavedView], None]
    ) -> None:
        super().__init__(store, draft, window)
        self._go_to = go_to

    def entries(self) -> Sequence[NamedView]:
        return self._store.catalog.views

    def make_form(self, id: str) -> ViewForm:
        scene = self._store.scene
        form = ViewForm(self.noun(id), scene, self._window)
        self._store.scene_changed.connect(form.follow)
        return form

    def noun_in(self, form: ViewForm) -> NamedView:
        return form.view

    def show_row(self, id: str) -> None:
        """Show a saved view on the map."""
        if named := self.noun(id):
            self._go_to(named.view)


def _paragraphs_in(field: QPlainTextEdit) -> str:
    """Return the text of a field without hidden characters, its paragraphs separated by blank lines."""
    parts = re.split(r"\n\s*\n", field.toPlainText())
    return "\n\n".join(words for part in parts if (words := sanitized(part, len(part))))
