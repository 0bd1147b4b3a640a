"""The start of the app: Chromium first, then window and content; imports are as late as possible."""

import gc
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map.desktop.shell.startup import environment
from arctic_map.model.tr import speak, tr
from arctic_map.storage.user_language import wording_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QTranslator
    from PySide6.QtWidgets import QApplication

    from arctic_map.desktop.files.reader_process import EarlyReading
    from arctic_map.desktop.shell.atlas import Atlas
    from arctic_map.desktop.shell.startup.unexpected_error import ErrorReporter
    from arctic_map.scene.words.links import Link

PAGE = (
    "arctic_map.desktop.window.choices",
    "arctic_map.desktop.map.map_page",
    "arctic_map.desktop.shell.startup.page_start",
)
"""Modules that answer the page's requests."""
WINDOW = (
    "arctic_map.render.typefaces",
    "arctic_map.desktop.shell.commands.bars",
    "arctic_map.desktop.window.main_window",
    "arctic_map.desktop.shell.atlas",
    "arctic_map.desktop.shell.idle",
)
FRAME = ("arctic_map.page.from_page", "arctic_map.page.to_page", "arctic_map.scene.furniture")
"""Modules that read the page's messages, and draw scale and frame labels."""
LATE_MS = 3000
"""Time after which a map that is not painted is checked, ms."""
KEEP_MS = 2000
"""Time after the first paint at which the graphics are stored, when the window is less busy, ms."""
ICON_MS = 200
"""Time after the first paint at which the icon is set, when the panels are filled, ms."""


def run(
    data: Path,
    link: "Link | None" = None,
    files: "Sequence[Path]" = (),
    *,
    fresh: bool = False,
    wrong: str = "",
    atlas_file: Path | None = None,
) -> int:
    """Run the app until its window is closed, and return the exit status. Raises ContentError.

    The window opens at `link` and with `files`, if given; `fresh` leaves the last session alone.
    `atlas_file` is the file that `data` was unpacked from. `wrong` names what else was requested and cannot
    be opened, for a notice.
    """
    environment.prepare()
    graphics, reporter = _first_parts()
    atlas = begin(data, files, fresh=fresh, atlas_file=atlas_file)
    atlas.painted.connect(lambda: _settle(graphics, atlas))
    atlas.painted.connect(lambda: reporter.show_in(atlas.window))
    atlas.painted.connect(lambda: _listen(atlas, atlas_file or data))
    if link is not None:
        atlas.follow(link)
    if files:
        atlas.open_files(files)
    if wrong:
        atlas.warn("handed", tr("Not opened: {wrong}", wrong=wrong))
    atlas.window.show()
    _look_after(graphics, atlas)
    with ended_by_signals(application().exit):
        code = application().exec()
        if code:
            # As when the window is closed, but without a question.
            atlas.window.closing.emit()
        atlas.dispose()
    if atlas.language and atlas.language.opens_again:
        atlas.language.open_again()
    return code


@contextmanager
def ended_by_signals(
    end: Callable[[int], object], names: "Sequence[str]" = ("SIGTERM", "SIGHUP", "SIGINT")
) -> Iterator[None]:
    """Call `end` from the event loop with the usual exit status, 128 and the number, at a signal.

    A signal that is ignored, as by `nohup`, stays so.
    """
    from PySide6.QtCore import QSocketNotifier

    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    receiving, sending = socket.socketpair()
    sending.setblocking(False)
    notifier = QSocketNotifier(receiving.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: end(128 + receiving.recv(1)[0]))
    # Python writes the number to the socket at once, but would call the handler only in code of its own.
    other = signal.set_wakeup_fd(sending.fileno(), warn_on_full_buffer=False)
    before = {n: signal.signal(n, _ignore) for n in numbers if signal.getsignal(n) != signal.SIG_IGN}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(other)
        notifier.setEnabled(False)
        receiving.close()
        sending.close()


def _ignore(*_: object) -> None:
    """Handle a signal that the event loop receives."""


def begin(
    data: Path,
    files: "Sequence[Path]" = (),
    *,
    remember: bool = True,
    fresh: bool = False,
    atlas_file: Path | None = None,
) -> "Atlas":
    """Return the app with its window, not yet shown. Raises ContentError.

    Reading of the first of `files` starts at once. `remember` stores the window's state in the user's
    settings.
    """
    # Nothing can be freed before the panels are filled, and searching would take 4 % of that time.
    gc.disable()
    app = application()
    early = _read_early(data, files, remember=remember) if files else None
    from arctic_map.desktop.web.web_view import MapView, start_chromium

    start_chromium((*PAGE, *FRAME, *WINDOW))
    # The page loads while the window is created.
    view = MapView()
    _load_during_page(PAGE)
    from arctic_map.desktop.shell.startup.page_start import PageStart
    from arctic_map.desktop.shell.startup.preloader import Preloader

    preloader = Preloader(data, expects_rows=early is not None and early.process.are_many)
    start = PageStart(view, data, preloader, _speak, remember=remember, fresh=fresh, file=atlas_file)
    _load_during_page(WINDOW)
    from arctic_map.desktop.shell.atlas import Atlas
    from arctic_map.desktop.shell.idle import Collector
    from arctic_map.render.typefaces import use_typeface

    use_typeface()
    atlas = Atlas(start, data, file=atlas_file, early=early)
    # Process the page's requests now, because showing the window takes a while.
    app.processEvents()
    # Loading any earlier would delay the window.
    preloader.begin_soon()
    collector = Collector(atlas)
    atlas.ready.connect(collector.begin)
    atlas.failed.connect(collector.begin)
    atlas.painted.connect(_keep_heap_small)
    return atlas


def _load_during_page(modules: "Sequence[str]") -> None:
    """Import modules one by one, and process events of Chromium and the page in between."""
    from PySide6.QtCore import QCoreApplication

    for module in modules:
        import_module(module)
        QCoreApplication.processEvents()


def _read_early(data: Path, files: "Sequence[Path]", *, remember: bool) -> "EarlyReading | None":
    from arctic_map.desktop.files import reader_process
    from arctic_map.desktop.widgets.folders import interface_language, window_settings

    return reader_process.begin(data, files, interface_language(window_settings(remember=remember)))


def _speak(language: str) -> None:
    """Load the translation of the interface. Raises ContentError for an invalid table."""
    if words := wording_of(language):
        speak(words)
    let_qt_speak(words.language if words else "en")


def let_qt_speak(language: str) -> "QTranslator":
    """Let Qt write numbers in a language, and its own texts, such as those of buttons, if it has them."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    app, own = application(), QLocale(language)
    if own.language() != QLocale.system().language():
        QLocale.setDefault(own)
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != "en" and words.load(own, "qtbase", "_", folder):
        app.installTranslator(words)
    return words


def _keep_heap_small() -> None:
    from arctic_map.render import heap

    heap.keep_small()


def _first_parts() -> "tuple[environment.Graphics, ErrorReporter]":
    """Choose software rendering if the system's graphics fail, before Chromium tries them; log errors."""
    from PySide6.QtCore import qVersion

    from arctic_map.desktop.shell.startup.unexpected_error import ErrorReporter
    from arctic_map.desktop.widgets.folders import state_folder

    where = environment.place(application().platformName(), str(qVersion()))
    return environment.Graphics(state_folder(), where), ErrorReporter(state_folder())


def _look_after(graphics: environment.Graphics, atlas: "Atlas") -> None:
    from PySide6.QtCore import QTimer

    QTimer.singleShot(LATE_MS, atlas, graphics.look)


def _settle(graphics: environment.Graphics, atlas: "Atlas") -> None:
    """Stop the watch on graphics after the first paint, and later store what draws the window."""
    from PySide6.QtCore import QTimer

    graphics.on_map_ready()
    QTimer.singleShot(KEEP_MS, atlas, graphics.keep)
    QTimer.singleShot(ICON_MS, atlas, _show_icon)
    if graphics.failed:
        text = tr("The graphics of the system failed, so the map is drawn by software")
        atlas.window.say(text)


def _show_icon() -> None:
    """Set the icon of title bar and dock, which may appear some milliseconds after the map."""
    from arctic_map.desktop.widgets.icons import window_icon

    application().setWindowIcon(window_icon())


def _listen(atlas: "Atlas", data: Path) -> None:
    """Receive links and files of later starts, and on macOS those of the system."""
    from arctic_map.desktop.shell.startup.instance import Listener

    def open_received(what: "Link | Path | None") -> None:
        atlas.window.come_forward()
        if isinstance(what, Path):
            atlas.open_files([what])
        elif what is not None:
            atlas.follow(what)

    listener = Listener(data, open_received, atlas)
    atlas.path_changed.connect(listener.follow)
    atlas.window.closing.connect(listener.close)
    if sys.platform == "darwin":
        from arctic_map.desktop.files.other_programs import FileOpenEvents

        FileOpenEvents(application()).path_received.connect(lambda path: open_received(path))


def application() -> "QApplication":
    """Return the only QApplication; the URL scheme is registered before it is created."""
    from PySide6.QtWidgets import QApplication

    from arctic_map.desktop.web import scheme

    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    scheme.register()
    app = QApplication(["arctic-map"])
    app.setApplicationName("arctic-map")
    app.setApplicationDisplayName("Arctic Map")
    app.setOrganizationName("arctic-map")
    app.setDesktopFileName("arctic-map")
    return app
