"""Opens the dialogs of the window, and carries out what was chosen there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from arctic_map.desktop.files import other_programs
from arctic_map.desktop.widgets.notice import Notice, NoticeAction, Severity
from arctic_map.errors import ArcticMapError
from arctic_map.model.tr import tr
from arctic_map.page.to_page import PlayTones, encode
from arctic_map.scene import state as states
from arctic_map.scene.map_views import page_here
from arctic_map.scene.session import actions
from arctic_map.storage.bounded_reading import is_there

if TYPE_CHECKING:
    from pathlib import Path

    from arctic_map.desktop.dialogs.chart_window import LargeChart
    from arctic_map.desktop.dialogs.export_dialog import ExportDialog
    from arctic_map.desktop.dialogs.film_dialog import FilmDialog
    from arctic_map.desktop.dialogs.help import HelpWindow
    from arctic_map.desktop.dialogs.settings_dialog import SettingsDialog
    from arctic_map.desktop.web.web_view import MapView
    from arctic_map.desktop.window.choices import Choices
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.export.request import Request
    from arctic_map.model.chart import Chart
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.sea_ice import IceChart
    from arctic_map.scene.session.session import Session
    from arctic_map.scene.sound import Tones


class Dialogs(QObject):
    """Loads each dialog when it is first opened, since most sessions open none."""

    message_emitted = Signal(str)
    """A message for the status bar."""
    noticed = Signal(object)
    """A Notice."""
    view_requested = Signal(object)
    """The SavedView that the map should show."""

    def __init__(
        self, store: Store, choices: Choices, settings: QSettings, view: MapView, window: Window
    ) -> None:
        super().__init__(window)
        self._store, self._choices, self._settings, self._window = store, choices, settings, window
        self._view = view
        choices.changed.connect(self._follow_choices)
        self.settings_dialog: SettingsDialog | None = None
        """The dialog while it is open."""
        self.export_dialog: ExportDialog | None = None
        """The dialog while it is open."""
        self.film_dialog: FilmDialog | None = None
        """The dialog while it is open."""
        self.large_chart: LargeChart | None = None
        """The chart's window while it is open."""
        self.help: HelpWindow | None = None
        """The window of the help, once it was opened."""

    def export(self, view: str = "") -> None:
        """Open the export dialog; `view` is the id of the saved view that the map shows, if any."""
        from arctic_map.desktop.dialogs.export_dialog import ExportDialog

        store = self._store
        self.export_dialog = dialog = ExportDialog(
            store.scene, store.drawings, self._settings, self._window, view=view, page=store.session.page
        )
        dialog.worded.connect(lambda page: store.apply(actions.keep_page(page), undoable=False))
        dialog.view_requested.connect(lambda id: self._export_view(id, dialog.form.request))
        dialog.written.connect(
            lambda out: self.notify_written(tr("The map was written to {out}", out=out), out)
        )
        dialog.finished.connect(self._export_closed)
        dialog.open()

    def film(self) -> None:
        """Open the dialog for films of the map."""
        from arctic_map.desktop.dialogs.film_dialog import FilmDialog

        state = self._store.state

        def scene_of(session: Session) -> tuple[Scene, Drawings]:
            other = states.acted(state, [lambda _: session], None)
            return states.scene_of(other), other.drawings

        dialog = FilmDialog(state.session, scene_of, self._settings, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.written.connect(
            lambda out: self.notify_written(tr("The film was written to {out}", out=out), out)
        )
        self.film_dialog = dialog
        dialog.finished.connect(self._film_closed)
        dialog.open()

    def _film_closed(self) -> None:
        self.film_dialog = None

    def open_chart(self, chart: Chart) -> None:
        """Show a chart in a window, in place of an earlier one."""
        from arctic_map.desktop.dialogs.chart_window import LargeChart

        if self.large_chart:
            self.large_chart.close()
        self.large_chart = opened = LargeChart(chart, self._store.scene, self._window)
        opened.export_requested.connect(self.export_chart)
        opened.tones_requested.connect(self.play)
        opened.finished.connect(lambda: self._chart_closed(opened))
        self._store.scene_changed.connect(opened.follow)
        opened.show()

    def export_chart(self, chart: Chart) -> None:
        """Ask for a file and write a chart."""
        from arctic_map.desktop.dialogs import chart_window as dialog

        if out := dialog.ask_and_write(self._window, chart, self._store.catalog):
            self.notify_written(tr("The chart was written to {out}", out=out), out)

    def export_ice(self, chart: IceChart) -> None:
        """Ask for a file and write a chart of ice."""
        from arctic_map.desktop.dialogs import chart_window as dialog

        if out := dialog.ask_and_write_ice(self._window, chart, self._store.catalog):
            self.notify_written(tr("The chart was written to {out}", out=out), out)

    def play(self, tones: Tones) -> None:
        """Play tones in the page of the map, in place of those that are playing."""
        self._view.bridge.ask(encode(PlayTones(tones)))

    def _chart_closed(self, closed: LargeChart) -> None:
        if self.large_chart is closed:
            self.large_chart = None

    def copy_map(self) -> None:
        """Copy the map to the clipboard, as PNG and SVG."""
        from arctic_map.desktop.dialogs.export_work import copy_map

        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            copy_map(self._store.scene, self._store.drawings)
        except ArcticMapError as error:
            self.noticed.emit(
                Notice(tr("The map was not copied: {error}", error=error), Severity.WARNING, key="copy")
            )
        else:
            self.message_emitted.emit(tr("The map was copied as a picture and as an SVG drawing"))
        finally:
            QApplication.restoreOverrideCursor()

    def show_help(self, page: str = "") -> None:
        """Show this page of the help, or the page shown last."""
        if self.help is None:
            from arctic_map.desktop.shell.help_text import help_window

            self.help = help_window(self._store.catalog, lambda: self._store.scene.look, self._window)
        self.help.come_forward(page)

    def show_settings(self) -> None:
        """Open the settings, or bring them to the front."""
        if self.settings_dialog is None:
            from arctic_map.desktop.dialogs.settings_dialog import SettingsDialog

            self.settings_dialog = dialog = SettingsDialog(self._choices.settings, self._window)
            dialog.changed.connect(self._choices.choose)
            dialog.finished.connect(self._settings_closed)
        self.settings_dialog.show()
        self.settings_dialog.raise_()
        self.settings_dialog.activateWindow()

    def _settings_closed(self) -> None:
        if self.settings_dialog:
            self.settings_dialog.deleteLater()
        self.settings_dialog = None

    def _follow_choices(self) -> None:
        if self.settings_dialog:
            self.settings_dialog.show_settings(self._choices.settings)

    def show_about(self) -> None:
        """Show versions, sources and licences."""
        from arctic_map.desktop.dialogs.about import AboutDialog

        AboutDialog(self._store.catalog, self._window).exec()

    def notify_written(self, text: str, out: Path) -> None:
        """Say where a file was written, with buttons to open it or its folder."""
        actions = (
            NoticeAction(tr("&Open"), lambda: self._show(out, folder=False)),
            NoticeAction(tr("Show in &folder"), lambda: self._show(out, folder=True)),
        )
        self.noticed.emit(Notice(text, Severity.DONE, actions, key="written"))

    def _show(self, out: Path, *, folder: bool) -> None:
        if not is_there(out):
            self._complain(tr("{name} no longer exists: it was moved or deleted", name=out.name))
        elif not (other_programs.show_in_folder(out) if folder else other_programs.open_file(out)):
            what = tr("the folder {parent}", parent=out.parent) if folder else out.name
            self._complain(tr("No program on this system can open {what}", what=what))

    def _complain(self, sentence: str) -> None:
        self.noticed.emit(Notice(sentence, Severity.WARNING, key="show"))

    def _export_view(self, id: str, request: Request) -> None:
        """Show a saved view, then reopen the export dialog for it with its present texts."""
        from arctic_map.desktop.dialogs.export_settings import chosen_for_page

        named = next(view for view in self._store.catalog.views if view.id == id)
        changed = self._store.scene_changed

        def look() -> None:
            if self._store.scene.goal is None:
                changed.disconnect(look)
                # After all other receivers have the scene.
                QTimer.singleShot(0, self, export)

        def export() -> None:
            page = page_here(self._store.scene, chosen_for_page(request))
            self._store.apply(actions.keep_page(page), undoable=False)
            self.export(id)

        self.view_requested.emit(named.view)
        changed.connect(look)
        look()

    def _export_closed(self) -> None:
        if self.export_dialog:
            self.export_dialog.deleteLater()
        self.export_dialog = None
