"""The start: Chromium first, then content and window while it comes up."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.desktop import environment
from arctic_map.desktop.warming import Warming

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from arctic_map.desktop.atlas import Atlas
    from arctic_map.model.saved_view import SavedView
    from arctic_map.scene.links import Link


def run(
    data: Path, link: "Link | None" = None, view: "SavedView | None" = None, *, fresh: bool = False
) -> int:
    """Open the window, at a link or view if one is given, until it is closed. Raises ContentError."""
    environment.prepare()
    atlas = begin(data, fresh=fresh)
    atlas.painted.connect(lambda: _watch(atlas))
    atlas.painted.connect(lambda: _listen(atlas, data))
    if link is not None:
        atlas.follow(link)
    if view is not None:
        atlas.show_view(view)
    atlas.window.show()
    code = application().exec()
    atlas.dispose()
    return code


def begin(data: Path, *, remember: bool = True, fresh: bool = False) -> "Atlas":
    """The app with its window, not yet shown; `remember` keeps the window's state in the user's settings.

    Imports stand where they are wanted: each is on the way to the first paint. Raises ContentError.
    """
    from arctic_map.desktop.web.view import MapView

    application()
    warming = Warming()
    # Chromium's processes start by themselves while the window is made.
    view = MapView()
    from arctic_map.desktop.atlas import Atlas

    return Atlas(view, data, warming, remember=remember, fresh=fresh)


def _watch(atlas: "Atlas") -> None:
    """From the first paint on, unexpected errors are logged and shown."""
    from arctic_map.desktop.memory import state_folder
    from arctic_map.desktop.trouble import Trouble

    Trouble(state_folder(), atlas.window)


def _listen(atlas: "Atlas", data: Path) -> None:
    """From the first paint on, links are taken from later starts."""
    from arctic_map.desktop.instance import Listener

    def take(link: "Link") -> None:
        atlas.window.come_forward()
        atlas.follow(link)

    listener = Listener(data, take, atlas)
    atlas.window.closing.connect(listener.close)


def application() -> "QApplication":
    """The one QApplication; the scheme is made known before it."""
    from PySide6.QtWidgets import QApplication

    from arctic_map.desktop.web import scheme

    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    scheme.register()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("arctic-map")
    app.setApplicationDisplayName("Arctic Map")
    app.setOrganizationName("arctic-map")
    app.setDesktopFileName("arctic-map")
    return app
