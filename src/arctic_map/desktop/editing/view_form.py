"""Saved views: the current view kept under a name, for the menu and for exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from arctic_map.content.views import VIEWS
from arctic_map.desktop.editing.entry_form import EntryForm, hint
from arctic_map.desktop.editing.row_editing import RowEditing
from arctic_map.model.saved_view import NamedView
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.present_view import view_here
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.saved_view import SavedView
    from arctic_map.scene.scene import Scene

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
        return NamedView(id, sanitized(self.name.text(), NAME).strip(), now)


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
