"""Opens the dialogs of the window, and does what needs one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QApplication

from arctic_map.errors import ArcticMapError

if TYPE_CHECKING:
    from arctic_map.desktop.dialogs.export import ExportDialog
    from arctic_map.desktop.dialogs.help import HelpWindow
    from arctic_map.desktop.store import Store
    from arctic_map.desktop.window import Window
    from arctic_map.model.chart import Chart


class Dialogs(QObject):
    """Each dialog is loaded when it is first opened: most starts of the app open none."""

    said = Signal(str)
    """A sentence for the reader."""

    def __init__(self, store: Store, settings: QSettings, window: Window) -> None:
        super().__init__(window)
        self._store, self._settings, self._window = store, settings, window
        self.export_dialog: ExportDialog | None = None
        """While it is open."""
        self.help: HelpWindow | None = None
        """Once it was opened."""

    def export(self) -> None:
        from arctic_map.desktop.dialogs.export import ExportDialog

        store = self._store
        self.export_dialog = dialog = ExportDialog(store.scene, store.drawings, self._settings, self._window)
        dialog.written.connect(lambda out: self.said.emit(f"The map was written to {out}"))
        dialog.finished.connect(self._export_closed)
        dialog.open()

    def export_chart(self, chart: Chart) -> None:
        from arctic_map.desktop.dialogs import chart as dialog

        if out := dialog.ask_and_write(self._window, chart, self._store.catalog):
            self.said.emit(f"The chart was written to {out}")

    def copy_map(self) -> None:
        """As a picture and as an SVG drawing, to the clipboard."""
        from arctic_map.desktop.map.map_copy import copy_map

        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            copy_map(self._store.scene, self._store.drawings)
        except ArcticMapError as error:
            self.said.emit(f"The map was not copied: {error}")
        else:
            self.said.emit("The map was copied, as a picture and as an SVG drawing")
        finally:
            QApplication.restoreOverrideCursor()

    def show_help(self, page: str = "") -> None:
        """At this page, or where the reader left it."""
        if self.help is None:
            from arctic_map.desktop.dialogs import help

            self.help = help.window(self._store.catalog, lambda: self._store.scene.look, self._window)
        self.help.come_forward(page)

    def show_about(self) -> None:
        from arctic_map.desktop.dialogs.about import AboutDialog

        AboutDialog(self._store.catalog, self._window).exec()

    def _export_closed(self) -> None:
        if self.export_dialog:
            self.export_dialog.deleteLater()
        self.export_dialog = None
