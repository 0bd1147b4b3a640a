"""All by which an atlas of one's own is made beside its facts: places, ledger, charts, tour, views."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.panels.panel import Panel

if TYPE_CHECKING:
    from arctic_map.desktop.editing.chart_editing import ChartEditing
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.editing.ledger_editing import LedgerEditing
    from arctic_map.desktop.editing.placing import Placing
    from arctic_map.desktop.editing.row_editing import RowEditing
    from arctic_map.desktop.editing.step_editing import StepEditing
    from arctic_map.desktop.editing.view_editing import ViewEditing
    from arctic_map.desktop.map.digitising import Digitising
    from arctic_map.desktop.navigator import Navigator
    from arctic_map.desktop.store import Store
    from arctic_map.desktop.tour.guide import TourGuide
    from arctic_map.desktop.window import Window
    from arctic_map.model.chart import Chart


class Authoring(QObject):
    """Each part is loaded when it is first asked for: most windows only read."""

    said = Signal(str)

    def __init__(
        self,
        store: Store,
        draft: Draft,
        window: Window,
        tool: Digitising,
        navigator: Navigator,
        tour: TourGuide,
        open_chart: Callable[[Chart], None],
    ) -> None:
        super().__init__(window)
        self._store, self._draft, self._window = store, draft, window
        self._tool, self._navigator, self._tour, self._open_chart = tool, navigator, tour, open_chart
        self._places: Placing | None = None
        self._steps: StepEditing | None = None
        self._views: ViewEditing | None = None
        self._charts: ChartEditing | None = None
        self._ledger: LedgerEditing | None = None

    @property
    def places(self) -> Placing:
        if self._places is None:
            # Only who edits needs it.
            from arctic_map.desktop.editing.placing import Placing

            self._places = Placing(self._store, self._tool, self._draft, self._window)
            self._places.said.connect(self.said)
        return self._places

    @property
    def steps(self) -> StepEditing:
        if self._steps is None:
            # Only who edits needs it.
            from arctic_map.desktop.editing.step_editing import StepEditing

            self._steps = self._heard(StepEditing(self._store, self._draft, self._window, self._tour.start))
        return self._steps

    @property
    def views(self) -> ViewEditing:
        if self._views is None:
            # Only who edits needs it.
            from arctic_map.desktop.editing.view_editing import ViewEditing

            self._views = self._heard(
                ViewEditing(self._store, self._draft, self._window, self._navigator.show_view)
            )
        return self._views

    @property
    def charts(self) -> ChartEditing:
        if self._charts is None:
            # Only who edits needs it.
            from arctic_map.desktop.editing.chart_editing import ChartEditing

            self._charts = self._heard(ChartEditing(self._store, self._draft, self._window, self._open_chart))
        return self._charts

    @property
    def ledger(self) -> LedgerEditing:
        if self._ledger is None:
            # Only who edits needs it.
            from arctic_map.desktop.editing.ledger_editing import LedgerEditing

            self._ledger = self._heard(
                LedgerEditing(
                    self._store,
                    self._draft,
                    self._window,
                    lambda: self._window.show_panel(Panel.LEDGER, True),
                )
            )
        return self._ledger

    def _heard[Part: RowEditing[Any]](self, part: Part) -> Part:
        part.said.connect(self.said)
        return part
