"""The start page: recent and unsaved files, the built-in atlases and a new atlas."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCommandLinkButton,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from arctic_map import resources
from arctic_map.desktop.widgets.folders import state_folder
from arctic_map.desktop.widgets.icons import menu_icon
from arctic_map.desktop.widgets.widget_text import caption, tip
from arctic_map.model.opened import ATLAS
from arctic_map.model.tr import tr
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.desktop.editing.atlas_saving import AtlasSaving
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.files.opening import Opening
    from arctic_map.desktop.window.main_window import Window

SHORT, LONG = 60, 300
"""Maximum length of a file name, and of a path."""
SIZE = (620, 380)
PATH = Qt.ItemDataRole.UserRole


class StartPage(QDialog):
    """Dialog over the window; it only opens on request."""

    new_requested = Signal()
    open_requested = Signal()
    built_in_requested = Signal()
    path_requested = Signal(object)

    def __init__(
        self,
        recent: Sequence[Path],
        unsaved: Sequence[Path],
        shipped: Sequence[tuple[Path, str]],
        parent: QWidget,
    ) -> None:
        """`shipped` are the bundled atlases with their titles."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Start"))
        self.resize(*SIZE)
        self.new = self._link(
            tr("&New atlas from text"),
            tr("Put the claims of an article on the map and test them"),
            self.new_requested,
            "article",
        )
        self.open_file = self._link(
            tr("&Open a file"), tr("An atlas, features, or an exported picture"), self.open_requested, "open"
        )
        self.built_in = self._link(
            tr("&Built-in atlas"), tr("In a new window"), self.built_in_requested, "layers"
        )
        self.shipped = [
            self._link(
                caption(title), tr("Built into the program"), lambda path=path: self._go(path), "layers"
            )
            for path, title in shipped
        ]
        self.recent = QListWidget()
        self.recent.setWordWrap(True)
        self.recent.setAccessibleName(tr("Recent files"))
        for path in unsaved:
            self._add(path, tr("{name} – with unsaved changes", name=sanitized(path.name, SHORT)))
        for path in recent:
            if path not in unsaved:
                self._add(path, sanitized(path.name, SHORT))
        self.recent.itemActivated.connect(lambda item: self._go(item.data(PATH)))
        self.recent.itemClicked.connect(lambda item: self._go(item.data(PATH)))
        self._lay_out()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for button in (self.new, self.open_file, self.built_in, *self.shipped):
            left.addWidget(button)
        left.addStretch(1)
        label = QLabel(tr("&Recent"))
        label.setBuddy(self.recent)
        right.addWidget(label)
        right.addWidget(self.recent, 1)
        if not self.recent.count():
            label.setText(tr("No recent files"))
            self.recent.hide()
            right.addStretch(1)
        row = QHBoxLayout(self)
        row.addLayout(left, 1)
        row.addLayout(right, 1)

    def _link(self, text: str, more: str, act: object, icon: str) -> QCommandLinkButton:
        button = QCommandLinkButton(text, more)
        button.setIcon(menu_icon(icon, self.palette()))
        button.setAutoDefault(True)
        # Close this dialog first: the action may open another one.
        button.clicked.connect(self.accept)
        button.clicked.connect(act)
        return button

    def _add(self, path: Path, words: str) -> None:
        item = QListWidgetItem(words, self.recent)
        item.setData(PATH, path)
        item.setToolTip(tip(sanitized(str(path), LONG)))

    def _go(self, path: Path) -> None:
        self.accept()
        self.path_requested.emit(path)


class StartPageOpener(QObject):
    """Opens the start page and carries out the choice."""

    def __init__(self, files: Opening, saving: AtlasSaving, draft: Draft, window: Window) -> None:
        super().__init__(window)
        self._files, self._saving, self._draft, self._window = files, saving, draft, window
        self.page: StartPage | None = None

    def show(self) -> None:
        """List recent files, atlases with unsaved changes, and the bundled atlases."""
        # Few windows load archives and checksums.
        from arctic_map.content.package.unpacked import title_of
        from arctic_map.content.package.unsaved_changes import all_stored

        draft, shipped = self._draft, resources.prepared() / "atlases"
        self.page = page = StartPage(
            self._files.recent.paths,
            [path for path in all_stored(state_folder()) if path != draft.path or not draft.editable],
            [(path, title_of(path)) for path in sorted(shipped.glob(f"*{ATLAS}"))],
            self._window,
        )
        page.new_requested.connect(self._saving.new)
        page.open_requested.connect(self._files.open_dialog.ask)
        page.built_in_requested.connect(self._saving.open_built_in)
        page.path_requested.connect(self._open)
        page.open()

    def _open(self, path: Path) -> None:
        if not self._saving.recover(path):
            self._files.open([path])
