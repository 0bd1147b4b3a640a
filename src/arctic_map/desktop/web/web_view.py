"""The web view that shows the map's page, with its version and graphics."""

import sys
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from threading import Event

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QOffscreenSurface, QOpenGLContext
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, qWebEngineChromiumVersion
from PySide6.QtWebEngineWidgets import QWebEngineView

from arctic_map.desktop.web import scheme
from arctic_map.desktop.web.scheme import Guard, GuardedPage, lock
from arctic_map.desktop.widgets.tasks import SWITCH_S, TaskQueue
from arctic_map.errors import AssetMissing
from arctic_map.model.tr import tr
from arctic_map.page.static import (
    PAGE,
    Asset,
    DeferredAsset,
    first_answers,
    one_piece,
    static_asset,
    whole_page,
)


class Bridge(QObject):
    """The object on the web channel, for texts that page.to_page and page.from_page encode and decode."""

    sent = Signal(int, str)
    """To the page: the number of the batch, 0 for a question, and its messages as JSON."""
    received = Signal(str)
    """To the program: one message as JSON."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.count = 0

    def send(self, batch: str) -> int:
        """Send a batch and return the number that the page's `Painted` will carry."""
        self.count += 1
        self.sent.emit(self.count, batch)
        return self.count

    def ask(self, question: str) -> None:
        """Send messages that paint nothing, so that no `Painted` follows."""
        self.sent.emit(0, question)

    @Slot(str)
    def receive(self, text: str) -> None:
        """Receive a message from the page."""
        self.received.emit(text)

    def event(self, event: QEvent) -> bool:
        """Ignore deferred deletion."""
        # The channel offers the page every slot of a QObject, deleteLater too; the bridge must outlive it.
        if event.type() is QEvent.Type.DeferredDelete:
            return True
        return super().event(event)


def start_chromium(modules: Sequence[str]) -> None:
    """Start Chromium, and import as many of these modules as possible meanwhile."""
    started = Event()

    def load() -> None:
        for module in modules:
            if not started.is_set():
                import_module(module)

    # Chromium starts with the first page. If Python asked for that, it would be held up for 50 ms; a timer
    # that is connected to a slot of Qt leaves Python to the task.
    view, timer, usual = QWebEngineView(), QTimer(), sys.getswitchinterval()
    timer.setSingleShot(True)
    timer.timeout.connect(view.stop)
    timer.start(0)
    tasks = TaskQueue(view)
    sys.setswitchinterval(SWITCH_S)
    tasks.submit(load)
    QCoreApplication.processEvents()
    started.set()
    tasks.wait()
    sys.setswitchinterval(usual)


class MapView(QWebEngineView):
    """Loads the page at once. Requests wait until `answer_with` is called."""

    crashed = Signal(str)
    """Emitted with the reason when the page's process has ended unexpectedly."""
    loading = Signal()
    """Emitted whenever the page is loaded, also after a crash."""

    def __init__(self) -> None:
        super().__init__()
        # The page would be laid out for each size that the view has before the window sets the final one.
        self.resize(0, 0)
        # A profile without a name is off the record: nothing of the page is stored on disk.
        self._profile = QWebEngineProfile(self)
        self._guard = Guard(self._profile)
        lock(self._profile, self._guard)
        self._guard.page_requested.connect(self.loading)
        self._handler = scheme.SchemeHandler(self._profile, _alike)
        self._profile.installUrlSchemeHandler(scheme.NAME, self._handler)
        self._page = GuardedPage(self._profile)
        self.bridge = Bridge(self)
        self._channel = QWebChannel(self._page)
        self._channel.registerObject("bridge", self.bridge)
        self._page.setWebChannel(self._channel)
        self.setPage(self._page)
        self._page.renderProcessTerminated.connect(self._terminated)
        self._page.load(scheme.INDEX)

    def start_again(self) -> None:
        """Load the page in a new process."""
        self._page.load(scheme.INDEX)

    def _terminated(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self.crashed.emit(tr("its process ended with code {code}", code=code))

    def answer_with(self, answer: Callable[[str], Asset | DeferredAsset]) -> None:
        """Set the function that answers the page's requests; before, only static assets are served."""

        def all_answers(path: str) -> Asset | DeferredAsset:
            return whole_page(page(), _first(answer)) if path == PAGE else answer(path)

        self._handler.answer_with(all_answers)

    def furnish(self, background: QColor) -> None:
        """Set up what can wait until the page loads; `background` is visible until the page has painted."""
        from PySide6.QtCore import Qt  # its enumerations take a tenth of the time until the page loads

        self._page.setBackgroundColor(background)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName(tr("Map"))

    def dispose(self) -> None:
        """Delete the page, which must happen before its profile is deleted."""
        shiboken6.delete(self._page)


def _first(answer: Callable[[str], Asset | DeferredAsset]) -> bytes:
    """Return the first answers. On an error the page requests them by itself and gets the error then."""
    try:
        return first_answers(answer)
    except (AssetMissing, OSError):
        return b"{}"


def _alike(path: str) -> Asset | DeferredAsset | None:
    """Return an asset that is the same for every content, or None. The page requests typefaces at once."""
    try:
        return None if path == PAGE else static_asset(path)
    except AssetMissing:
        return None


@cache
def page() -> str:
    """Return the page with its scripts; cached, since it is needed again after a crash."""
    return one_piece(_part)


def _part(path: str) -> Asset | DeferredAsset:
    return Asset("text/javascript", scheme.qwebchannel()) if path == scheme.CHANNEL else static_asset(path)


GL_RENDERER = 0x1F01


def chromium_version() -> str:
    """Return the version of Chromium in Qt WebEngine."""
    raw: object = qWebEngineChromiumVersion()
    return raw.decode() if isinstance(raw, bytes) else str(raw)


def graphics() -> str:
    """Return what draws the web view: the renderer's name where OpenGL is used, else `software`."""
    context = QOpenGLContext()
    surface = QOffscreenSurface()
    surface.create()
    if not context.create() or not context.makeCurrent(surface):
        return "software"
    name = context.functions().glGetString(GL_RENDERER)
    context.doneCurrent()
    return f"OpenGL, {name}" if name else f"OpenGL on {sys.platform}"  # no words: a report
