"""Loads while the page starts what the program needs to answer it, and then what fills menus and panels."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

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
    "arctic_map.desktop.finder.command_search",
    "arctic_map.desktop.commands.atlas",
    "arctic_map.desktop.commands.view",
    "arctic_map.desktop.notices.notice",
    "arctic_map.desktop.panels.layers.changes",
    "arctic_map.desktop.panels.timeline.axis_ticks",
    "arctic_map.desktop.panels.timeline.marks",
    "arctic_map.desktop.panels.timeline.playback",
    "arctic_map.scene.words.places",
    "arctic_map.export.charts.drawing",
    "arctic_map.desktop.user_files.early_reading",
    "arctic_map.files.opened_layer",
    "arctic_map.files.opened_drawings",
    "arctic_map.scene.digitising.steps",
    "arctic_map.scene.notes.sketch",
    "arctic_map.scene.session.restoring",
    "arctic_map.scene.session.visits",
)
"""What the panels need that knows no Qt."""
PANELS = (
    "arctic_map.desktop.store",
    "arctic_map.desktop.commands.menus",
    "arctic_map.desktop.appearance.icons",
    "arctic_map.desktop.panels.layers.panel",
    "arctic_map.desktop.panels.facts.panel",
    "arctic_map.desktop.panels.timeline.panel",
    "arctic_map.desktop.finder.search_box",
    "arctic_map.desktop.user_files.article",
    "arctic_map.desktop.user_files.opening",
    "arctic_map.desktop.user_files.dropping",
    "arctic_map.desktop.workspace",
)
"""What knows Qt, whose types must not be made by two threads at once; each takes 20 ms at most."""


class Preloader(QObject):
    """Loads in a thread of its own; says in the thread it was made in when it has done.

    There it goes on with one module of the panels at a time, while the page paints or when the map stands.
    """

    done = Signal()
    _answers_loaded = Signal()
    _content_loaded = Signal()

    def __init__(self, data: Path, *, expects_rows: bool = False) -> None:
        """`expects_rows` where a file of very many features is about to come."""
        super().__init__()
        self._data, self.expects_rows = data, expects_rows
        self.content: Catalog | None = None
        """What the folder of content holds, once it is read; None for one that cannot be."""
        self._usual = sys.getswitchinterval()
        self._begun = self._loads_panels = self.is_done = False
        self._panels = list(PANELS)
        self._answers_loaded.connect(self._finish)
        self._content_loaded.connect(self._settle)

    def begin_soon(self) -> None:
        """When what is being answered is on its way; once only."""
        if not self._begun:
            self._begun = True
            QTimer.singleShot(HANDING_OVER_MS, self._begin)

    def _begin(self) -> None:
        sys.setswitchinterval(SWITCH_S)
        Thread(target=self._load, daemon=True).start()

    def _load(self) -> None:
        from arctic_map.files import prepared  # noqa: F401
        from arctic_map.geo import projections  # noqa: F401
        from arctic_map.page import messages  # noqa: F401
        from arctic_map.scene import furniture  # noqa: F401

        self._answers_loaded.emit()
        from arctic_map.files import land  # noqa: F401
        from arctic_map.files.content import content_of
        from arctic_map.geo import position  # noqa: F401
        from arctic_map.page import updates  # noqa: F401
        from arctic_map.scene import compose  # noqa: F401
        from arctic_map.scene.drawings import drawings  # noqa: F401
        from arctic_map.scene.session import history, session  # noqa: F401

        # What is wrong with it is said where the content is asked for.
        with suppress(ContentError):
            self.content = content_of(self._data)
        for module in BESIDE:
            import_module(module)
        self._content_loaded.emit()
        if self.expects_rows:
            # numpy, which the window does without where no such file is open.
            from arctic_map.dataset import dataset  # noqa: F401

    def _finish(self) -> None:
        self.is_done = True
        self.done.emit()

    def _settle(self) -> None:
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
