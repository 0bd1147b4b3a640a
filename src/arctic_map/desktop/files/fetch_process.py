"""The process that contacts servers and databases: one request at a time, which can be cancelled at once."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from arctic_map.desktop.files.reader_process import program
from arctic_map.model.map_view import FetchView
from arctic_map.model.tr import interface, tr, tr_later
from arctic_map.storage.app_folders import remove_stale
from arctic_map.storage.layer_copies import listed_layers

ENDED = tr_later("fetching ended unexpectedly")


class FetchProcess(QObject):
    """Runs `arctic-map fetch` for one request."""

    listed = Signal(object, str)
    """The layers of an address, as SharedLayer, and why the keyring failed, or nothing."""
    progressed = Signal(object, object)
    """The features or bytes fetched so far, which may be more than 32 bits count, and of all or None."""
    fetched = Signal(object)
    """The path of a fetched layer."""
    failed = Signal(str, bool)
    """Why the request failed, and whether a user name and password are needed."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        """`folder` is that of all fetched layers."""
        super().__init__(parent)
        self._folder = folder
        self._process: QProcess | None = None
        self._answer: dict[str, Any] = {}
        self.used_stored = False
        """Whether the last request used a password from the system's keyring, which is still there."""

    @property
    def busy(self) -> bool:
        """Whether a request is running."""
        return self._process is not None

    def request(
        self, address: str, layer: str = "", view: FetchView | None = None, *, stores: bool | None = None
    ) -> None:
        """List the layers of an address, or fetch one; a running request is cancelled.

        An accepted password is stored in the system's keyring or deleted from it by `stores`.
        """
        self.cancel()
        self._answer = {}
        self._process = process = QProcess(self)
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(lambda *_: self._end())
        process.errorOccurred.connect(self._on_error)
        command = [*program(), "fetch", "--into", str(self._folder)]
        process.start(command[0], command[1:])
        # Not as an argument, since all programs can read those.
        request = {
            "address": address,
            "layer": layer,
            "view": asdict(view) if view else None,
            "stores": stores,
            "language": interface().language,
        }
        process.write(json.dumps(request).encode() + b"\n")
        process.closeWriteChannel()

    def cancel(self) -> None:
        """Kill the process; the copy of an earlier time stays."""
        if process := self._process:
            self._process = None
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()
            remove_stale(self._folder)

    def _on_output(self) -> None:
        while self._process is not None and self._process.canReadLine():
            try:
                message: dict[str, Any] = json.loads(bytes(self._process.readLine().data()))
            except ValueError:
                continue
            if "done" in message:
                self.progressed.emit(message["done"], message["of"])
            else:
                self._answer = message

    def _end(self) -> None:
        """Pass on the answer, once the process has ended."""
        self._on_output()
        process, answer = self._process, self._answer
        if process is None:
            return
        self._process = None
        process.deleteLater()
        self.used_stored = bool(answer.get("used_stored"))
        if "layers" in answer:
            self.listed.emit(listed_layers(answer["layers"]), answer["keyring_failure"])
        elif "path" in answer:
            self.fetched.emit(Path(answer["path"]))
        elif "why" in answer:
            self.failed.emit(f"{answer['host']}: {answer['why']}", bool(answer.get("needs_login")))
        else:
            self.failed.emit(tr(ENDED), False)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        """If the process cannot be started, `finished` is never emitted."""
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._answer = {"host": self._process.program(), "why": self._process.errorString()}
            self._end()
