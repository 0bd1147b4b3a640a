"""Opens the start page, and does what is chosen on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from arctic_map import resources
from arctic_map.desktop.widgets.folders import state_folder
from arctic_map.model.open_formats import ATLAS

if TYPE_CHECKING:
    from arctic_map.desktop.editing.atlas_saving import AtlasSaving
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.editing.start_page import StartPage
    from arctic_map.desktop.files.opening import Opening
    from arctic_map.desktop.window.main_window import Window


class Starting(QObject):
    def __init__(self, files: Opening, saving: AtlasSaving, draft: Draft, window: Window) -> None:
        super().__init__(window)
        self._files, self._saving, self._draft, self._window = files, saving, draft, window
        self.page: StartPage | None = None
        """The last one that was shown."""

    def show(self) -> None:
        """List recent files, atlases with unsaved changes, and the atlases of the program."""
        # A dialog that few windows show.
        from arctic_map.content.package.unpacked import title_of
        from arctic_map.content.package.unsaved import all_kept
        from arctic_map.desktop.editing.start_page import StartPage

        draft, shipped = self._draft, resources.prepared() / "atlases"
        self.page = page = StartPage(
            self._files.recent.paths,
            [path for path in all_kept(state_folder()) if path != draft.path or not draft.editable],
            [(path, title_of(path)) for path in sorted(shipped.glob(f"*{ATLAS}"))],
            self._window,
        )
        page.new_requested.connect(self._saving.new)
        page.open_requested.connect(self._files.ask)
        page.built_in_requested.connect(self._saving.open_built_in)
        page.path_requested.connect(self._open)
        page.open()

    def _open(self, path: Path) -> None:
        if not self._saving.recover(path):
            self._files.open([path])
