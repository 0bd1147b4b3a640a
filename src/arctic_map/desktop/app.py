"""The start: Chromium first, then content and window while it comes up."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.desktop.startup import environment
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QApplication

    from arctic_map.desktop.atlas import Atlas
    from arctic_map.desktop.startup.graphics import Graphics
    from arctic_map.scene.words.links import Link

LATE_MS = 3000
"""After which a map that has not come up is looked after."""
KEEP_MS = 2000
"""After the first paint, when the window has nothing more urgent to do."""
LANGUAGE = "ARCTIC_MAP_LANGUAGE"
"""Names the language of the interface, for translators: `ru`, `zh`; it begins in English."""
ICON_MS = 200
"""After the first paint, when the panels are filled."""


def run(
    data: Path,
    link: "Link | None" = None,
    files: "Sequence[Path]" = (),
    *,
    fresh: bool = False,
    wrong: str = "",
) -> int:
    """Open the window, at a link and with files if given, until it is closed. Raises ContentError.

    `wrong` is what else was asked for and cannot be opened: said in the window.
    """
    environment.prepare()
    _collect_nothing()
    if language := os.environ.get(LANGUAGE):
        _speak(language)
    graphics = _graphics()
    atlas = begin(data, fresh=fresh)
    atlas.painted.connect(lambda: _settle(graphics, atlas))
    atlas.painted.connect(lambda: _watch(atlas))
    atlas.painted.connect(lambda: _listen(atlas, data))
    if link is not None:
        atlas.follow(link)
    if files:
        atlas.open_files(files)
    if wrong:
        atlas.warn("handed", tr("Not opened: {wrong}", wrong=wrong))
    atlas.window.show()
    _look_after(graphics, atlas)
    code = application().exec()
    atlas.dispose()
    return code


def begin(data: Path, *, remember: bool = True, fresh: bool = False) -> "Atlas":
    """The app with its window, not yet shown; `remember` keeps the window's state in the user's settings.

    Imports stand where they are wanted: each is on the way to the first paint. Raises ContentError.
    """
    _collect_nothing()
    from arctic_map.desktop.web import chromium
    from arctic_map.render.typefaces import use_typeface

    application()
    use_typeface()
    profile = chromium.start(_load_window)
    from arctic_map.desktop.atlas import Atlas
    from arctic_map.desktop.startup.collector import Collector
    from arctic_map.desktop.startup.preloader import Preloader
    from arctic_map.desktop.web.view import MapView

    # The page is on its way while the window is made.
    view = MapView(profile)
    atlas = Atlas(view, data, Preloader(data), remember=remember, fresh=fresh)
    collector = Collector(atlas)
    atlas.ready.connect(collector.begin)
    atlas.failed.connect(collector.begin)
    atlas.painted.connect(_keep_heap_small)
    return atlas


def _load_window() -> None:
    """What `begin` needs once Chromium runs."""
    # On the way to the first paint; each import stands where it is wanted.
    import arctic_map.desktop.atlas
    import arctic_map.desktop.startup.collector
    import arctic_map.desktop.startup.preloader
    import arctic_map.desktop.web.view  # noqa: F401


def _speak(language: str) -> None:
    """Loads a language's words. Raises ContentError for a table that cannot be used."""
    from arctic_map.files import languages
    from arctic_map.model.tr import speak

    for known in languages.LANGUAGES:
        if known == language:
            speak(languages.wording(known))


def _collect_nothing() -> None:
    """Until the panels are filled nothing dies, and looking for what has died costs a tenth of the way there.

    To be said before Qt is loaded; the collector takes over from here.
    """
    gc.disable()


def _keep_heap_small() -> None:
    # On the way to the first paint; each import stands where it is wanted.
    from arctic_map.render import heap

    heap.keep_small()


def _graphics() -> "Graphics":
    """Software is chosen where the system's graphics are known to fail, before Chromium looks for them."""
    # On the way to the first paint; each import stands where it is wanted.
    from PySide6.QtCore import qVersion

    from arctic_map.desktop.startup.folders import state_folder
    from arctic_map.desktop.startup.graphics import Graphics, place

    platform = application().platformName()
    return Graphics(state_folder(), place(platform, str(qVersion())))


def _look_after(graphics: "Graphics", atlas: "Atlas") -> None:
    # On the way to the first paint; each import stands where it is wanted.
    from PySide6.QtCore import QTimer

    QTimer.singleShot(LATE_MS, atlas, graphics.look)


def _settle(graphics: "Graphics", atlas: "Atlas") -> None:
    """From the first paint on, a crash is no fault of the graphics; the next start is told what drew this."""
    # On the way to the first paint; each import stands where it is wanted.
    from PySide6.QtCore import QTimer

    graphics.stands()
    QTimer.singleShot(KEEP_MS, atlas, graphics.keep)
    QTimer.singleShot(ICON_MS, atlas, _show_icon)
    if graphics.failed:
        said = tr("The system's graphics failed, so the map is drawn by software")
        atlas.window.say(said)


def _show_icon() -> None:
    """In the title bar and the dock, where it may come some milliseconds after the map."""
    # On the way to the first paint; each import stands where it is wanted.
    from arctic_map.desktop.appearance.window_icon import window_icon

    application().setWindowIcon(window_icon())


def _watch(atlas: "Atlas") -> None:
    """From the first paint on, unexpected errors are logged and shown."""
    # On the way to the first paint; each import stands where it is wanted.
    from arctic_map.desktop.startup.folders import state_folder
    from arctic_map.desktop.startup.unexpected_error import Trouble

    Trouble(state_folder(), atlas.window)


def _listen(atlas: "Atlas", data: Path) -> None:
    """From the first paint on, links and files are taken from later starts, and on macOS from the system."""
    # On the way to the first paint; each import stands where it is wanted.
    from arctic_map.desktop.startup.instance import Listener

    def take(what: "Link | Path | None") -> None:
        atlas.window.come_forward()
        if isinstance(what, Path):
            atlas.open_files([what])
        elif what is not None:
            atlas.follow(what)

    listener = Listener(data, take, atlas)
    atlas.window.closing.connect(listener.close)
    if sys.platform == "darwin":
        from arctic_map.desktop.user_files.open_events import FileOpenEvents

        FileOpenEvents(application()).came.connect(lambda path: take(path))


def application() -> "QApplication":
    """The one QApplication; the scheme is made known before it."""
    # On the way to the first paint; each import stands where it is wanted.
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
