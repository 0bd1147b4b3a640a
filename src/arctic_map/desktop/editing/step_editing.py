"""The steps of the tour: the present view becomes one, they are worded, ordered, previewed and deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from arctic_map.content.tour import STEPS
from arctic_map.desktop.editing.row_editing import RowEditing
from arctic_map.desktop.editing.rows_dialog import RowsDialog
from arctic_map.desktop.editing.step_form import StepForm
from arctic_map.model.tr import tr
from arctic_map.scene.present_view import step_here

if TYPE_CHECKING:
    from arctic_map.content.edits import Edit
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store


class StepEditing(RowEditing[StepForm]):
    def __init__(self, store: Store, draft: Draft, window: Window, preview: Callable[[int], None]) -> None:
        """`preview` begins the tour at a step by its number, from 0."""
        super().__init__(store, draft, window)
        self._preview = preview

    def rows(self) -> Sequence[tuple[str, str]]:
        return [
            (step.id, f"{number}. {step.title}") for number, step in enumerate(self._store.catalog.tour, 1)
        ]

    def name_of(self, id: str) -> str:
        return next((step.title for step in self._store.catalog.tour if step.id == id), id)

    def make_dialog(self) -> RowsDialog:
        return RowsDialog(
            tr("Steps of the tour"),
            tr("There is no step yet. Show on the map what the first one is about, and add it."),
            tr("&Add the present view…"),
            tr("&Preview"),
            self._window,
            ordered=True,
        )

    def make_form(self, id: str) -> StepForm:
        scene = self._store.scene
        step = next((step for step in scene.catalog.tour if step.id == id), None)
        form = StepForm(step or step_here(scene), scene, self._window)
        self._store.scene_changed.connect(form.follow)
        return form

    def lacks(self, form: StepForm) -> Sequence[tuple[str, str]]:
        return STEPS.problems(form.step)

    def keeping(self, form: StepForm) -> tuple[str, Edit]:
        return form.step.title, STEPS.keep(form.step)

    def removing(self, id: str) -> Edit:
        return STEPS.remove(id)

    def moving(self, id: str, to: int) -> Edit:
        return STEPS.move(id, to)

    def show_row(self, id: str) -> None:
        numbers = {step.id: number for number, step in enumerate(self._store.catalog.tour)}
        if id in numbers and self.dialog:
            self.dialog.close()
            self._preview(numbers[id])
