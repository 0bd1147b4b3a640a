"""Loads what answers the page, while the page starts, and then what fills menus and panels."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from arctic_map.desktop.widgets import tasks
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.errors import ContentError

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog

SWITCH_S = 0.0005
"""How long the window may wait for the loading thread, each time it has something to do."""
HANDING_OVER_MS = 2
"""How long the page takes to fetch an answer; it waits for each piece that the loading holds up."""
BESIDE = (
    "arctic_map.export.marks.symbol",
    "arctic_map.scene.search.search",
    "arctic_map.desktop.shell.finder.command_search",
    "arctic_map.desktop.shell.commands.atlas",
    "arctic_map.desktop.shell.commands.view",
    "arctic_map.desktop.widgets.notices.notice",
    "arctic_map.desktop.panels.timeline.axis_ticks",
    "arctic_map.desktop.panels.timeline.marks",
    "arctic_map.desktop.panels.timeline.playback",
    "arctic_map.scene.words.places",
    "arctic_map.export.charts.drawing",
    "arctic_map.desktop.files.early_reading",
    "arctic_map.tables.opened_layer",
    "arctic_map.tables.opened_drawings",
    "arctic_map.scene.digitising.outlining",
    "arctic_map.scene.notes.sketch",
    "arctic_map.scene.session.restoring",
    "arctic_map.scene.session.visits",
)
"""What the panels need that knows no Qt."""
PANELS = (
    "arctic_map.desktop.window.store",
    "arctic_map.desktop.shell.commands.menus",
    "arctic_map.desktop.widgets.appearance.icons",
    "arctic_map.desktop.panels.layers.panel",
    "arctic_map.desktop.panels.facts.panel",
    "arctic_map.desktop.panels.timeline.panel",
    "arctic_map.desktop.shell.finder.search_box",
    "arctic_map.desktop.files.article",
    "arctic_map.desktop.files.opening",
    "arctic_map.desktop.files.dropping",
    "arctic_map.desktop.shell.workspace",
)
"""What knows Qt, whose types must not be made by two threads at once; each takes 20 ms at most."""


class Preloader(QObject):
    """Loads in a task, and emits `done` when the page can be answered.

    Then it loads the modules of the panels on the window's thread, one at a time.
    """

    done = Signal()

    def __init__(self, data: Path, *, expects_rows: bool = False) -> None:
        """`expects_rows` where a file of very many features is about to come."""
        super().__init__()
        self._data, self.expects_rows = data, expects_rows
        self.content: Catalog | None = None
        """What the folder of content holds, once it is read; None for one that cannot be."""
        self._usual = sys.getswitchinterval()
        self._begun = self._loads_panels = self.is_done = False
        self._panels = list(PANELS)
        self._tasks = TaskQueue(self)

    def begin_soon(self) -> None:
        """When what is being answered is on its way; once only."""
        if not self._begun:
            self._begun = True
            QTimer.singleShot(HANDING_OVER_MS, self._begin)

    def _begin(self) -> None:
        sys.setswitchinterval(SWITCH_S)
        self._tasks.submit(self._load, done=self._settle, progress=self._keep)
        if self.expects_rows:
            # numpy, which the window does without where no such file is open.
            self._tasks.submit(import_module, "arctic_map.tables.tiles.tile_store")

    def _load(self) -> None:
        from arctic_map.geo import projections  # noqa: F401
        from arctic_map.page import from_page, to_page  # noqa: F401
        from arctic_map.scene import furniture  # noqa: F401
        from arctic_map.storage import prepared_drawings  # noqa: F401

        tasks.report(None)
        from arctic_map.content.prepared_catalog import content_of
        from arctic_map.geo import position  # noqa: F401
        from arctic_map.page import updates  # noqa: F401
        from arctic_map.scene import compose  # noqa: F401
        from arctic_map.scene.drawings import drawings  # noqa: F401
        from arctic_map.scene.session import history, session  # noqa: F401
        from arctic_map.storage.shipped import base_map  # noqa: F401

        # The error is reported where the content is asked for.
        with suppress(ContentError):
            tasks.report(content_of(self._data))
        for module in BESIDE:
            import_module(module)

    def _keep(self, content: Catalog | None) -> None:
        """First nothing: what answers the page is loaded; then the content."""
        if content is not None:
            self.content = content
            return
        self.is_done = True
        self.done.emit()

    def _settle(self, _: None) -> None:
        sys.setswitchinterval(self._usual)
        self.load_panels()

    def load_panels(self) -> None:
        """Go on in the thread of the window; once only."""
        if not self._loads_panels:
            self._loads_panels = True
            QTimer.singleShot(0, self, self._load_panel)

    def _load_panel(self) -> None:
        if self._panels:
            import_module(self._panels.pop(0))
            QTimer.singleShot(0, self, self._load_panel)
