"""The export dialog: settings, a preview rendered like the export, and writing the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.dialogs import export_settings as settings
from arctic_map.desktop.dialogs.export_fields import ShownMap
from arctic_map.desktop.dialogs.export_foot import ExportFoot, ask_for_file
from arctic_map.desktop.dialogs.export_form import ExportForm
from arctic_map.desktop.dialogs.export_settings import OwnPresets
from arctic_map.desktop.dialogs.export_work import ExportWork, Preview, PreviewRequest, PreviewWork
from arctic_map.desktop.dialogs.preview import ContentsPane, PreviewPane
from arctic_map.errors import ArcticMapError, ExportError
from arctic_map.export import features
from arctic_map.export.html.requested import requested
from arctic_map.export.request import Request, file_name
from arctic_map.model.export_formats import FormatKind
from arctic_map.model.tr import tr, tr_content, tr_later
from arctic_map.render import snapshot
from arctic_map.scene.map_views import page_here, page_of

if TYPE_CHECKING:
    from arctic_map.model.saved_view import SavedView
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.scene import Scene

SIZE = QSize(1080, 720)
"""Size of the dialog, limited by that of the window."""
NOTES = {
    FormatKind.WEB_PAGE: tr_later("The web page has its own layout and fills the browser window."),
    FormatKind.FEATURES: tr_later(
        "The file contains the features of the visible layers with facts and sources, not a "
        "picture of the map."
    ),
}
"""Messages for formats whose file differs from the previewed page."""


class ExportDialog(QDialog):
    written = Signal(object)
    """Emitted with the path of the file; the dialog closes."""
    view_requested = Signal(str)
    """Emitted with the id of a saved view that the map should show; the dialog closes."""
    worded = Signal(object)
    """Emitted with a SavedView that has the entered page texts; None if they were cleared."""

    def __init__(
        self,
        scene: Scene,
        drawings: Drawings,
        stored: QSettings,
        parent: QWidget | None = None,
        *,
        view: str = "",
        page: SavedView | None = None,
    ) -> None:
        """`view` is the visible view's id, or empty; `page` the view that texts were last entered for."""
        super().__init__(parent)
        self.setWindowTitle(tr("Export map"))
        self.setSizeGripEnabled(True)
        self._scene, self._drawings, self._stored = scene, drawings, stored
        self._work: ExportWork | None = None
        width, height = settings.size_for(scene.viewport)
        first = Request(width=width, height=height)
        self._page = page_of(scene, page)
        if self._page is not None:
            first = settings.with_chosen(first, self._page)
        request, format = settings.restored(stored.value(settings.KEY), first, settings.OF_PAGE)
        self._own = OwnPresets(stored)
        self.form = ExportForm(
            request,
            format,
            self._own.read(),
            title=scene.title,
            subtitle=scene.subtitle,
            facts=settings.selected_facts(scene),
            shown=ShownMap(
                "dark" if scene.look.name == "dark" else "light", scene.wording.language, scene.projection
            ),
            views=[(each.id, tr_content(each.name)) for each in scene.catalog.views],
            view=view,
        )
        self._language: str | None = None
        self._own_title = self._own_subtitle = ""
        self.pane = PreviewPane()
        self.contents = ContentsPane()
        self._side = QStackedWidget()
        for each in (self.pane, self.contents):
            self._side.addWidget(each)
        self.previews = PreviewWork(scene, drawings, self)
        self._lay_out()
        # A button can become the default only after it is part of the dialog.
        self.go.setDefault(True)
        self._listen()
        self.form.fields.preset.setFocus()
        self._say_at_rest()
        self._show_own_words()
        room = parent.size() - QSize(40, 40) if parent else SIZE
        self.resize(SIZE.boundedTo(room))

    def _listen(self) -> None:
        self.form.changed.connect(self._changed)
        self.form.save_requested.connect(self._ask_name)
        self.form.delete_requested.connect(self._delete_preset)
        self.form.view_requested.connect(self._leave_for)
        self.pane.box_requested.connect(self.form.choose_box)
        self.pane.resized.connect(self._ask)
        self.previews.drawn.connect(self._show)
        self.previews.failed.connect(self._say)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def reject(self) -> None:
        """Cancel the running export; close the dialog if there is none."""
        if self._work is None:
            super().reject()
        else:
            self._work.call_off()
            self.foot.say(tr("Cancelling the export…"))

    def done(self, result: int) -> None:
        self._keep()
        self.previews.end()
        super().done(result)

    def write(self, out: Path) -> None:
        """Write the map in the background with the current settings; errors are shown in the dialog."""
        self._busy(True)
        self._work = ExportWork(self._scene, self._drawings, self.form.request, out, self)
        self._work.reached.connect(self.foot.show_share)
        self._work.written.connect(self._finished)
        self._work.failed.connect(self._failed)
        self._work.begin()

    def _leave_for(self, view: str) -> None:
        """Close, keeping the settings for the dialog of that view."""
        super().reject()
        self.view_requested.emit(view)

    def _choose(self) -> None:
        try:
            self._require_possible()
        except ArcticMapError as error:
            self._say(str(error))
            return
        name = file_name(self._scene, self.form.request, date.today())
        ask_for_file(self, self._stored, name, self.form.export_format, self.write)

    def _finished(self, out: Path) -> None:
        self._busy(False)
        self.written.emit(out)
        self.accept()

    def _failed(self, why: str) -> None:
        self._busy(False)
        self._say(why or tr("The export was cancelled. Nothing was written."))

    def _busy(self, busy: bool) -> None:
        self._work = self._work if busy else None
        self.foot.set_busy(busy)
        for widget in (self.form, self._side):
            widget.setEnabled(not busy)
        if busy:
            self.setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.unsetCursor()

    def _ask_name(self) -> None:
        asker = QInputDialog(self)
        asker.setWindowTitle(tr("Save as preset"))
        asker.setLabelText(tr("Name of the preset:"))
        asker.setTextValue(self.form.own_name)
        asker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asker.textValueSelected.connect(self._save_preset)
        asker.open()

    def _save_preset(self, name: str) -> None:
        try:
            name = self._own.save(name, settings.encoded(self.form.request, self.form.suffix))
        except ExportError as error:
            self._say(str(error))
            return
        self.form.show_own(self._own.read())
        self._say(tr("The settings were saved as “{name}”.", name=name))

    def _delete_preset(self, name: str) -> None:
        self._own.delete(name)
        self.form.show_own(self._own.read())
        self.form.fields.preset.setFocus()
        self._say(tr("The preset “{name}” was deleted.", name=name))

    def _show_own_words(self) -> None:
        """Show the default title, subtitle and legend texts in the language of the page."""
        language = self.form.request.language or self._scene.wording.language
        if language == self._language:
            return
        self._language = language
        try:
            page_scene = snapshot.in_language(self._scene, self.form.request)
        except ArcticMapError as error:
            self._say(str(error))
            return
        self._own_title, self._own_subtitle, wording = (
            page_scene.title,
            page_scene.subtitle,
            page_scene.wording,
        )
        self.form.fields.title.setPlaceholderText(self._own_title)
        self.form.fields.subtitle.setPlaceholderText(self._own_subtitle)
        classes = {style: text for layer in page_scene.catalog.layers for style, text in layer.legend}
        self.form.fields.legend.show_lines(
            (style, classes.get(style) or wording.content(text))
            for entry in self._scene.legend
            for style, text in entry.symbols
        )

    def _changed(self) -> None:
        self._say_at_rest()
        self._show_own_words()
        self._ask()

    def _say_at_rest(self) -> None:
        try:
            self._require_possible()
        except ArcticMapError as error:
            self._say(str(error))
        else:
            self._say(tr(NOTES.get(self.form.export_format.kind, "")))

    def _require_possible(self) -> None:
        """Raises ExportError if the picture would have an impossible size."""
        if self.form.export_format.kind is FormatKind.PICTURE:
            snapshot.require_pixels(self.form.request)

    def _ask(self) -> None:
        if self.form.export_format.has_features:
            scene = requested(self._scene, self.form.request)
            self.contents.show_tables(features.tables(scene, self.form.suffix))
            self._side.setCurrentWidget(self.contents)
            return
        self._side.setCurrentWidget(self.pane)
        if self.isVisible():
            self.previews.ask(PreviewRequest(self.form.request, self.pane.room, self.devicePixelRatioF()))

    def _show(self, preview: Preview) -> None:
        self.pane.show_preview(preview)
        self.form.show_down(preview.down)
        request = preview.request.request
        if request.language == self.form.request.language and preview.title:
            if request.title is None:
                self.form.fields.title.setPlaceholderText(preview.title)
            # Under a headline generated for the page, the title of the atlas becomes the subtitle.
            headed = request.title is None and preview.title != self._own_title
            self.form.fields.subtitle.setPlaceholderText(self._own_title if headed else self._own_subtitle)
        if preview.remarks and not self.foot.message:
            self._say("\n".join(preview.remarks))

    def _say(self, sentence: str) -> None:
        self.foot.say(sentence)

    def _keep(self) -> None:
        request = self.form.request
        self._stored.setValue(settings.KEY, settings.encoded(request, self.form.suffix, settings.OF_PAGE))
        page = page_here(self._scene, settings.chosen_for_page(request))
        if page != self._page:
            self.worded.emit(page)

    def _lay_out(self) -> None:
        self.foot = ExportFoot(tr("&Export…"), tr("Exporting the map…"), self)
        self.go = self.foot.go
        self.go.clicked.connect(self._choose)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.form)
        scroll.setFixedWidth(self.form.sizeHint().width() + scroll.verticalScrollBar().sizeHint().width())
        upper = QHBoxLayout()
        upper.setSpacing(16)
        upper.addWidget(self._side, 1)
        upper.addWidget(scroll)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(upper, 1)
        column.addWidget(self.foot)
