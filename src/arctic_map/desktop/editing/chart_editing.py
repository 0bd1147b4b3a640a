"""Charts of figures of facts: made, changed, seen large and deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from arctic_map.content.charts import CHARTS, is_plain
from arctic_map.desktop.editing.chart_form import ChartForm
from arctic_map.desktop.editing.row_editing import RowEditing
from arctic_map.desktop.editing.rows_dialog import RowsDialog
from arctic_map.desktop.widgets.appearance.icons import symbol_icon
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.content.edits import Edit
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.chart import Chart


class ChartEditing(RowEditing[ChartForm]):
    def __init__(
        self, store: Store, draft: Draft, window: Window, open_large: Callable[[Chart], None]
    ) -> None:
        super().__init__(store, draft, window)
        self._open_large = open_large

    def rows(self) -> Sequence[tuple[str, str]]:
        return [(chart.id, chart.title) for chart in self._store.catalog.charts]

    def name_of(self, id: str) -> str:
        chart = self._chart(id)
        return chart.title if chart else id

    def make_dialog(self) -> RowsDialog:
        return RowsDialog(
            tr("Charts"),
            tr("There is no chart yet. Figures of facts in one unit make one."),
            tr("&Add a chart…"),
            tr("&Show"),
            self._window,
            ordered=False,
        )

    def edit(self, id: str) -> None:
        chart = self._chart(id)
        if chart is not None and not is_plain(chart):
            self.said.emit(
                tr("This chart has reckonings or dates: unpack the atlas, and edit its charts.toml")
            )
            return
        super().edit(id)

    def make_form(self, id: str) -> ChartForm:
        scene = self._store.scene
        chart = self._chart(id)
        form = ChartForm(chart, scene, lambda style: symbol_icon(style, scene.look), self._window)
        self._store.scene_changed.connect(form.follow)
        return form

    def lacks(self, form: ChartForm) -> Sequence[tuple[str, str]]:
        return CHARTS.problems(form.chart)

    def keeping(self, form: ChartForm) -> tuple[str, Edit]:
        return form.chart.title, CHARTS.keep(form.chart)

    def removing(self, id: str) -> Edit:
        return CHARTS.remove(id)

    def show_row(self, id: str) -> None:
        if chart := self._chart(id):
            self._open_large(chart)

    def _chart(self, id: str) -> Chart | None:
        return next((chart for chart in self._store.catalog.charts if chart.id == id), None)
