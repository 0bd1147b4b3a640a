"""The answers to the page while the window is still being created."""

from pathlib import Path

from PySide6.QtCore import QSettings

from arctic_map.desktop.map.map_page import MapPage
from arctic_map.desktop.shell.startup.preloader import Preloader
from arctic_map.desktop.shell.startup.session_keeper import Memory
from arctic_map.desktop.web.view import MapView
from arctic_map.desktop.widgets.folders import SettingsFile, session_folder
from arctic_map.desktop.window.choices import Choices
from arctic_map.model.tr import speaks_english
from arctic_map.storage import first_page
from arctic_map.storage.first_page import FirstPage


class PageStart:
    """The settings, the last session, and the page that starts with both."""

    def __init__(
        self,
        view: MapView,
        data: Path,
        preloader: Preloader,
        *,
        remember: bool,
        fresh: bool,
        file: Path | None = None,
    ) -> None:
        """`remember` stores settings and session, `fresh` ignores the stored ones.

        `file` is the atlas file that `data` was unpacked from.
        """
        self.view, self.preloader, self.fresh = view, preloader, fresh
        self.settings = SettingsFile() if remember else QSettings("", QSettings.Format.IniFormat)
        if not remember:
            # Qt keeps settings without a file in memory, for the next object without a file.
            self.settings.clear()
        self.choices = Choices(self.settings)
        self.memory = (
            Memory(session_folder(file or data), data, self.choices.theme, self.choices.look)
            if remember
            else None
        )
        self.restores = self.memory is not None and self.memory.holds_session and not fresh
        self.prepared = self._prepared_page(data)
        """None if the page has to wait for the content."""
        self.page = MapPage(view, self.prepared, self.choices)
        preloader.done.connect(self.page.understand)

    def _prepared_page(self, data: Path) -> FirstPage | None:
        if not (speaks_english() and self.choices.is_prepared_for):
            return None
        if self.memory and self.restores:
            return self.memory.first_page()
        return first_page.read(data, self.choices.prepared_look)
