"""Opened images of the atlas: their stored view, and the files that they were made with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.files.reading_job import SHORT, FileJob, absolute, short_name
from arctic_map.desktop.widgets.notice import Notice, Severity
from arctic_map.model.opened import layer_id
from arctic_map.model.tr import tr, tr_count
from arctic_map.scene.session.actions import Action, rename_layer, style_layer
from arctic_map.scene.session.saved_sessions import missing_files
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.desktop.files.open_dialog import Recent
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.model.saved_view import SavedView

Look = Callable[[str], Action]
"""A style or name that an image stores for a file, as an action for the id of its layer."""


class PictureViews(QObject):
    """Requests the view and the files of an image."""

    message_emitted = Signal(str)
    """A message for the status bar."""
    noticed = Signal(object)
    """A Notice of missing files."""
    view_requested = Signal(object)
    """The map should show the view that is stored in an image."""
    file_requested = Signal(object)
    """The path of a file that an image was made with, next to the image or among the recent files."""

    def __init__(self, store: Store, recent: Recent, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._recent = store, recent

    def show(self, job: FileJob, view: SavedView) -> None:
        """Request the view of an image, and the files that it was made with."""
        self._recent.add(job.path)
        self.message_emitted.emit(tr("The view of {name} is shown", name=short_name(job.path)))
        self.view_requested.emit(view)
        looks: dict[str, list[Look]] = {}
        for name, style in view.styles:
            looks.setdefault(name, []).append(partial(_styled, style))
        for name, title in view.titles:
            looks.setdefault(name, []).append(partial(_titled, title))
        self._find(missing_files(view, self._store.catalog), job.path, looks)

    def _find(self, names: Sequence[str], picture: Path, looks: Mapping[str, Sequence[Look]]) -> None:
        """Find the files; `looks` are the styles and names that the image stores for them."""
        lost = []
        for name in names:
            file = self._recent.find(name, picture)
            if file is None:
                lost.append(sanitized(name, SHORT))
            else:
                path = absolute(file)
                for look in looks.get(name, ()):
                    self._store.apply(look(layer_id(str(path))), undoable=False)
                self.file_requested.emit(path)
        if lost:
            words = tr_count(
                len(lost),
                "The picture was made with {names}, which no longer exists",
                "The picture was made with {names}, which no longer exist",
                names=tr(", ").join(lost),
            )
            self.noticed.emit(Notice(words, Severity.WARNING, key="lost"))


def _styled(style: LayerStyle, layer_id: str) -> Action:
    return style_layer(layer_id, style)


def _titled(title: str, layer_id: str) -> Action:
    return rename_layer(layer_id, title)
