"""Rows of the ledger: figures of facts put to the test, changed and deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from arctic_map.content.ledger import LEDGER
from arctic_map.desktop.editing.ledger_form import LedgerForm
from arctic_map.desktop.editing.row_editing import RowEditing
from arctic_map.desktop.editing.rows_dialog import RowsDialog
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.content.edits import Edit
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.reckoning import Reckoning


class LedgerEditing(RowEditing[LedgerForm]):
    def __init__(self, store: Store, draft: Draft, window: Window, show: Callable[[], None]) -> None:
        """`show` brings the ledger to the front."""
        super().__init__(store, draft, window)
        self._show = show

    def rows(self) -> Sequence[tuple[str, str]]:
        return [
            (row.id, f"{row.group}: {row.what}" if row.group else row.what)
            for row in self._store.catalog.ledger
        ]

    def name_of(self, id: str) -> str:
        row = self._row(id)
        return row.what if row else id

    def make_dialog(self) -> RowsDialog:
        return RowsDialog(
            tr("Rows of the ledger"),
            tr("No figure is tested yet. A figure of a fact is held against the map, or against others."),
            tr("&Test a figure…"),
            tr("&Show in the ledger"),
            self._window,
            ordered=False,
        )

    def make_form(self, id: str) -> LedgerForm:
        return LedgerForm(self._row(id), self._store.catalog, self._window, self._selected_figure())

    def lacks(self, form: LedgerForm) -> Sequence[tuple[str, str]]:
        lacks = LEDGER.problems(form.row)
        return lacks or ([("stated", form.mismatch)] if form.mismatch else [])

    def keeping(self, form: LedgerForm) -> tuple[str, Edit]:
        return form.row.what, LEDGER.keep(form.row)

    def removing(self, id: str) -> Edit:
        return LEDGER.remove(id)

    def show_row(self, id: str) -> None:
        self._show()

    def _row(self, id: str) -> Reckoning | None:
        return next((row for row in self._store.catalog.ledger if row.id == id), None)

    def _selected_figure(self) -> str:
        """The first one of the selected fact."""
        selected = self._store.scene.selected
        fact = self._store.catalog.fact.get((selected.fact if selected else "") or "")
        return f"{fact.id}.1" if fact and fact.figures else ""
