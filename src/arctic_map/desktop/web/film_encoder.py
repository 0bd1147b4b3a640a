"""Encodes the pictures of a film as VP9 with Chromium's encoder, in a page that nobody sees."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Sequence
from functools import partial
from os import urandom

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile

from arctic_map import resources
from arctic_map.desktop.web import scheme
from arctic_map.desktop.web.scheme import Guard, GuardedPage, lock
from arctic_map.errors import AssetMissing
from arctic_map.model.tr import tr
from arctic_map.page.static import PAGE, TYPES, Asset, marked, policy
from arctic_map.render.webm import Chunk

_PICTURE = re.compile(r"/film/(\d+)\.png")


class FilmEncoder(QObject):
    """One encoding, which begins at once and ends with `encoded` or `failed`."""

    encoded = Signal(object)
    """Emitted with the chunks, one for each picture of the film."""
    failed = Signal(str)
    """Emitted with the reason, without a full stop."""
    reached = Signal(float)
    """Emitted with the share done, 0 to 1."""

    def __init__(
        self,
        pictures: Sequence[bytes],
        repeats: Sequence[int],
        size: tuple[int, int],
        rate: int,
        parent: QObject | None = None,
    ) -> None:
        """`pictures` are PNG files of a size in pixels, each shown for `repeats` of `rate` a second."""
        super().__init__(parent)
        self._pictures, self._count = pictures, len(pictures)
        self._start = f"film.start({size[0]}, {size[1]}, {rate}, {list(repeats)})"
        self._profile = QWebEngineProfile(self)
        self._guard = Guard(self._profile)
        lock(self._profile, self._guard)
        handler = scheme.SchemeHandler(self._profile)
        handler.answer_with(self._answer)
        self._profile.installUrlSchemeHandler(scheme.NAME, handler)
        self._page = GuardedPage(self._profile)
        self._page.loadFinished.connect(self._begin)
        self._page.titleChanged.connect(self._tell)
        self._page.renderProcessTerminated.connect(self._terminated)
        self._page.load(scheme.INDEX)

    def dispose(self) -> None:
        """End the encoding. The page must be deleted before its profile."""
        if shiboken6.isValid(self._page):
            shiboken6.delete(self._page)
        self.deleteLater()

    def _answer(self, path: str) -> Asset:
        if path == PAGE:
            nonce = urandom(16).hex()
            script = (resources.web() / "arctic" / "film.js").read_text(encoding="utf-8")
            html = marked(f"<!doctype html><title>film</title><script>{script}</script>", nonce)
            return Asset(TYPES[".html"], html.encode(), policy(nonce))
        if found := _PICTURE.fullmatch(path):
            return Asset(TYPES[".png"], self._pictures[int(found[1])])
        raise AssetMissing("the page has no such address")

    def _begin(self, loaded: bool) -> None:
        if loaded:
            self._page.runJavaScript(self._start)
        else:
            self._fail(tr("the encoder could not be loaded"))

    def _tell(self, title: str) -> None:
        word, _, rest = title.partition(" ")
        if word == "done":
            self.reached.emit(int(rest) / self._count)
        elif word == "failed":
            self._fail(tr("the encoder reports: {words}", words=rest))
        elif word == "whole":
            # Not from within the page's signal.
            fetch = partial(self._page.runJavaScript, "JSON.stringify(film.chunks())", self._receive)
            QTimer.singleShot(0, self, fetch)

    def _receive(self, chunks: str) -> None:
        encoded = [Chunk(b64decode(each["data"]), bool(each["key"])) for each in json.loads(chunks)]
        QTimer.singleShot(0, self, partial(self.encoded.emit, encoded))

    def _terminated(self, _status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        self._fail(tr("its process ended with code {code}", code=code))

    def _fail(self, why: str) -> None:
        # The receiver deletes the page, which must not happen within a signal of the page.
        QTimer.singleShot(0, self, partial(self.failed.emit, why))
