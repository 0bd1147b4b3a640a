"""Views with names: the map as it is seen is kept as one, for the menu and for exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from arctic_map.content.views import VIEWS
from arctic_map.desktop.editing.row_editing import RowEditing
from arctic_map.desktop.editing.rows_dialog import RowsDialog
from arctic_map.desktop.editing.view_form import ViewForm
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.content.edits import Edit
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.saved_view import SavedView


class ViewEditing(RowEditing[ViewForm]):
    def __init__(
        self, store: Store, draft: Draft, window: Window, go_to: Callable[[SavedView], None]
    ) -> None:
        super().__init__(store, draft, window)
        self._go_to = go_to

    def rows(self) -> Sequence[tuple[str, str]]:
        return [(view.id, view.name) for view in self._store.catalog.views]

    def name_of(self, id: str) -> str:
        return next((view.name for view in self._store.catalog.views if view.id == id), id)

    def make_dialog(self) -> RowsDialog:
        return RowsDialog(
            tr("Views of the atlas"),
            tr("There is no view with a name yet. Show what is worth coming back to, and keep it."),
            tr("&Keep the present view…"),
            tr("&Show"),
            self._window,
            ordered=True,
        )

    def make_form(self, id: str) -> ViewForm:
        scene = self._store.scene
        named = next((view for view in scene.catalog.views if view.id == id), None)
        form = ViewForm(named, scene, self._window)
        self._store.scene_changed.connect(form.follow)
        return form

    def lacks(self, form: ViewForm) -> Sequence[tuple[str, str]]:
        return () if form.view.name else [("name", tr("Give the view a name"))]

    def keeping(self, form: ViewForm) -> tuple[str, Edit]:
        return form.view.name, VIEWS.keep(form.view)

    def removing(self, id: str) -> Edit:
        return VIEWS.remove(id)

    def moving(self, id: str, to: int) -> Edit:
        return VIEWS.move(id, to)

    def show_row(self, id: str) -> None:
        if named := next((view for view in self._store.catalog.views if view.id == id), None):
            self._go_to(named.view)
