"""The messages to and from the map's page, the answers to its requests, and a message if it has crashed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from arctic_map.desktop.web.web_view import MapView
from arctic_map.errors import AssetMissing
from arctic_map.model.tr import tr
from arctic_map.page import addresses
from arctic_map.page.static import START, Asset, DeferredAsset, json, static_asset
from arctic_map.storage.preparation import FirstPage

if TYPE_CHECKING:
    from arctic_map.desktop.window.choices import Choices
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.projection import Viewport
    from arctic_map.scene.scene import Scene


log = logging.getLogger("arctic_map")
TRIES = 3
"""How often in a row a page that crashes is restarted."""


class MapPage(QObject):
    """Shows a prepared page, then a store's scenes; what the first paint does not need is loaded late."""

    painted = Signal()
    """The map is visible for the first time, with scale and frame labels."""
    ready = Signal()
    """The page has painted its first messages, also after a restart."""
    received = Signal(int)
    """The page has painted the batch of messages with this number."""
    idle = Signal()
    """Answers `ask_idle`: the page has the size of its view, and nothing moves, loads or is pending."""
    failed = Signal(str)
    """The page could not handle a message or failed otherwise, with the reason. It continues to work."""
    moved = Signal(object)
    """The present view of the page: a Viewport."""
    crashed = Signal(str)
    """The page crashes repeatedly while it loads, with the reason. `start_again` tries again."""
    message_received = Signal(object)
    """Another message from the page: a FromPage."""

    def __init__(self, view: MapView, first: FirstPage | None, choices: Choices) -> None:
        super().__init__()
        self._view, self._first, self._choices = view, first, choices
        self._bridge = view.bridge
        self._crashes = 0
        """Number of crashes since a page was last loaded completely."""
        self._store: Store | None = None
        self._sent: Scene | None = None
        """The scene that was sent to the page; None for the prepared first page."""
        self._given = self._listening = self._ready = self._framed = self._painted = False
        self._understands = False
        self._viewport: Viewport | None = None
        self._unread: list[str] = []
        view.bridge.received.connect(self._on_message)
        view.crashed.connect(self._crashed)
        view.loading.connect(self._loading)
        if first is not None:
            view.answer_with(self._answer)

    def follow(self, store: Store) -> None:
        """Show the scenes of this store from now on."""
        self._store = store
        if self._first is None:
            # Without a prepared page, the page's requests have waited for the store.
            self._view.answer_with(self._answer)
        if self._listening or self._ready:
            # The prepared page shows the store's first scene except for files, notes and route.
            self._sent = store.as_at_start()
            if self._sent is not store.scene:
                self._send(store.scene)
        store.scene_changed.connect(lambda _before, after: self._send(after))
        if self._viewport is not None:
            self.moved.emit(self._viewport)

    def expect_rows(self) -> None:
        """Announce to the page that a file with very many features will be shown."""
        from arctic_map.page.to_page import ExpectRows, encode

        self._bridge.send(encode(ExpectRows()))

    @property
    def is_up(self) -> bool:
        """Whether the page has painted its first messages."""
        return self._ready

    @property
    def batches(self) -> int:
        """Number of batches of messages that were sent to the page."""
        return self._bridge.count

    def ask_idle(self) -> None:
        """Ask the page to report when it is idle."""
        from arctic_map.page.to_page import ReportIdle, encode

        self._bridge.ask(encode(ReportIdle()))

    def start_again(self) -> None:
        """Load the page again after repeated crashes."""
        self._crashes = 0
        self._view.start_again()

    def _loading(self) -> None:
        """Reset the state of the connection: the page will request its start again."""
        self._given = self._listening = self._ready = self._framed = False

    def _crashed(self, why: str) -> None:
        """Restart the page in its last state; after several crashes in a row, give up."""
        self._listening = self._ready = False
        self._unread.clear()
        self._crashes += 1
        if self._crashes > TRIES:
            self.crashed.emit(why)
        else:
            self._view.start_again()

    def _send(self, scene: Scene) -> None:
        """Send the page what has changed since the last scene; do nothing before it listens."""
        from arctic_map.page.to_page import encode
        from arctic_map.page.updates import updates

        if not self._listening:
            return
        batch = tuple(updates(self._sent, scene))
        self._sent = scene
        if batch:
            self._bridge.send(encode(*batch))
        elif not self._framed:
            # The page has started with this scene, so no later batch adds scale and frame labels.
            self._framed = True
            self._report_paint()

    def _answer(self, path: str) -> Asset | DeferredAsset:
        # Only the first request of a page starts it; later ones must not reset what was sent.
        begins = path == START and not self._given
        if begins:
            self._given = True
        if self._store is None:
            return self._prepared(path)
        from arctic_map.page.assets import asset_for

        if begins:
            self._sent = self._store.scene
        return asset_for(path, self._store.scene, self._store.drawings)

    def _prepared(self, path: str) -> Asset | DeferredAsset:
        if self._first is None:
            raise AssetMissing("the content is not there yet", where=path)
        if path == START:
            return json(self._first.start)
        if named := addresses.drawing_in(path):
            return json(self._first.drawing(*named))
        return static_asset(path)

    def _on_message(self, text: str) -> None:
        """Queue a message until the modules that decode it are loaded."""
        self._unread.append(text)
        if self._understands:
            self.understand()

    def understand(self) -> None:
        """Decode the queued messages: the modules for it are loaded now."""
        self._understands = True
        while self._unread:
            self._receive(self._unread.pop(0))

    def _receive(self, text: str) -> None:
        from arctic_map.model.projection import Viewport
        from arctic_map.page import from_page

        match from_page.understood(text):
            case from_page.PageReady():
                self._ready = True
                self._crashes = 0
                self.ready.emit()
                self._report_paint()
            case from_page.Painted(count):
                self._framed = True
                self.received.emit(count)
                self._report_paint()
            case from_page.Idle(width, height):
                self._report_idle(width, height)
            case from_page.ViewMoved(x, y, resolution, width, height, left, right, foot, requested):
                self._listening = True
                self._viewport = Viewport(x, y, resolution, width, height, left, right, foot, requested)
                self._report_view()
            case from_page.BatchFailed(number, why):
                log.warning("the page could not act on all of batch %d: %s", number, why)
                self.failed.emit(why)
            case from_page.PageFailed(why):
                self.failed.emit(why)
            case other:
                self.message_received.emit(other)

    def _report_idle(self, width: float, height: float) -> None:
        """Ask again while the page does not have the size of the view yet."""
        size, zoom = self._view.size(), self._view.zoomFactor()
        page = width * zoom, height * zoom
        resizing = max(abs(size.width() - page[0]), abs(size.height() - page[1])) > max(1.0, zoom)
        if resizing and self._view.isVisible():
            self.ask_idle()
        else:
            self.idle.emit()

    def _report_view(self) -> None:
        if self._viewport is not None and self._store is None:
            self._furnish(self._viewport)
        elif self._viewport is not None:
            self.moved.emit(self._viewport)

    def _furnish(self, viewport: Viewport) -> None:
        """Send scale, north arrow and frame labels for the prepared page."""
        from arctic_map.geo.projections import projection_named
        from arctic_map.page.to_page import ShowFurniture, encode
        from arctic_map.scene.furniture import furniture
        from arctic_map.storage.preparation import decode

        if self._first is None:
            return
        projection = projection_named(self._first.projection)
        try:
            graticule = decode(self._first.drawing(projection.id, "graticule"))
        except OSError:
            graticule = None
        elements = furniture(viewport, projection, graticule, self._choices.preferences)
        self._bridge.send(encode(ShowFurniture(elements)))

    def _report_paint(self) -> None:
        if self._ready and self._framed and not self._painted:
            self._painted = True
            self.painted.emit()


class MapFrame(QStackedWidget):
    """The map's view, or a page in its place."""

    retry_requested = Signal()
    resized = Signal()

    def __init__(self, view: QWidget) -> None:
        super().__init__()
        self._view = view
        self.addWidget(view)
        self.setFocusProxy(view)
        self._failed: QWidget | None = None
        self._sentence = QLabel()

    def show_map(self) -> None:
        """Show the map again."""
        self.setCurrentWidget(self._view)

    def show_failed(self, sentence: str) -> None:
        """Show a message in place of the map; the rest of the window continues to work."""
        if self._failed is None:
            self._failed = self._page()
            self.addWidget(self._failed)
        self._sentence.setText(sentence)
        self.setCurrentWidget(self._failed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _page(self) -> QWidget:
        page = QWidget()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        retry = QPushButton(tr("Retry"))
        retry.setToolTip(tr("Start the map again"))
        retry.clicked.connect(self.retry_requested)
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(16)
        column.addStretch()
        column.addWidget(self._sentence)
        column.addWidget(retry, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return page
