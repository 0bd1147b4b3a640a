"""Loads modules that answer the page while it starts, and then those of menus and panels."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from arctic_map.desktop.widgets import tasks
from arctic_map.desktop.widgets.tasks import SWITCH_S, TaskQueue
from arctic_map.errors import ContentError

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog

HANDING_OVER_MS = 2
"""Time in which the page fetches an answer, ms; loading would delay it."""
MODULES = (
    "arctic_map.export.marks.strokes",
    "arctic_map.scene.search_index",
    "arctic_map.desktop.shell.commands.atlas_menu",
    "arctic_map.desktop.shell.commands.view_menu",
    "arctic_map.desktop.widgets.notice",
    "arctic_map.desktop.panels.timeline.axis",
    "arctic_map.desktop.panels.timeline.timeline_marks",
    "arctic_map.scene.words.fact_texts",
    "arctic_map.export.chart_svg",
    "arctic_map.desktop.files.reader_process",
    "arctic_map.tables.opened_layer",
    "arctic_map.tables.opened_drawings",
    "arctic_map.scene.sketches.drawing_steps",
    "arctic_map.scene.session.saved_sessions",
    "arctic_map.scene.session.history",
)
"""Modules of the panels that do not use Qt."""
PANELS = (
    "arctic_map.desktop.window.store",
    "arctic_map.desktop.shell.commands.menus",
    "arctic_map.desktop.widgets.symbol_icons",
    "arctic_map.desktop.panels.layers_panel",
    "arctic_map.desktop.panels.facts.facts_panel",
    "arctic_map.desktop.panels.timeline.timeline_panel",
    "arctic_map.desktop.shell.search_box",
    "arctic_map.desktop.files.article_file",
    "arctic_map.desktop.files.opening",
    "arctic_map.desktop.files.other_programs",
    "arctic_map.desktop.shell.workspace",
)
"""Modules with Qt types, which two threads must not create at once; each takes 20 ms at most."""


class Preloader(QObject):
    """Loads modules that answer the page in a task, then those of the panels on the window's thread."""

    done = Signal()
    """The page can be answered."""

    def __init__(self, data: Path, *, expects_rows: bool = False) -> None:
        """`expects_rows` is set if a file with very many features will be opened."""
        super().__init__()
        self._data, self.expects_rows = data, expects_rows
        self.content: Catalog | None = None
        """The content, once it is read; None if it cannot be read."""
        self._usual = sys.getswitchinterval()
        self._begun = self._loads_panels = self.is_done = False
        self._panels = list(PANELS)
        self._tasks = TaskQueue(self)

    def begin_soon(self) -> None:
        """Start loading after the present answers were sent; further calls do nothing."""
        if not self._begun:
            self._begun = True
            QTimer.singleShot(HANDING_OVER_MS, self._begin)

    def _begin(self) -> None:
        sys.setswitchinterval(SWITCH_S)
        self._tasks.submit(self._load, done=self._settle, progress=self._keep)
        if self.expects_rows:
            # numpy is needed only for such a file.
            self._tasks.submit(import_module, "arctic_map.tables.tiles.tile_store")

    def _load(self) -> None:
        from arctic_map.geo import projections  # noqa: F401
        from arctic_map.page import from_page, to_page  # noqa: F401
        from arctic_map.scene import furniture  # noqa: F401
        from arctic_map.storage import preparation  # noqa: F401

        tasks.report(None)
        from arctic_map.content.prepared_catalog import content_of
        from arctic_map.geo import position  # noqa: F401
        from arctic_map.page import updates  # noqa: F401
        from arctic_map.scene import compose  # noqa: F401
        from arctic_map.scene.drawings import drawings  # noqa: F401
        from arctic_map.scene.session import history, session  # noqa: F401
        from arctic_map.storage import base_map  # noqa: F401

        # The error is reported where the content is needed.
        with suppress(ContentError):
            tasks.report(content_of(self._data))
        for module in MODULES:
            import_module(module)

    def _keep(self, content: Catalog | None) -> None:
        """Receive None when the page can be answered, then the content."""
        if content is not None:
            self.content = content
            return
        self.is_done = True
        self.done.emit()

    def _settle(self, _: None) -> None:
        sys.setswitchinterval(self._usual)
        self.load_panels()

    def load_panels(self) -> None:
        """Load the panels on the window's thread; further calls do nothing."""
        if not self._loads_panels:
            self._loads_panels = True
            QTimer.singleShot(0, self, self._load_panel)

    def _load_panel(self) -> None:
        if self._panels:
            import_module(self._panels.pop(0))
            QTimer.singleShot(0, self, self._load_panel)
