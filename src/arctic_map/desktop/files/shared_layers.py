"""Opens layers of servers and databases: asks which, fetches them in a process, and opens their copies."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QWidget

from arctic_map.desktop.dialogs.shared_dialog import SharedDialog, SharedRow
from arctic_map.desktop.files.fetch_process import FetchProcess
from arctic_map.desktop.widgets.notice import Notice, NoticeAction, Severity
from arctic_map.model.map_view import FetchView
from arctic_map.model.shared_source import PICTURE, SharedLayer, file_at, host_of, without_password
from arctic_map.model.tr import digits, tr, tr_count
from arctic_map.storage.app_folders import shared_folder
from arctic_map.storage.layer_copies import PIXELS, copy_path, delete_copy, layer_copies

if TYPE_CHECKING:
    from arctic_map.model.origin import Origin

ADDRESSES, MAX_ADDRESSES = "shared/addresses", 12
FETCHING, FAILED = "fetching", "not-fetched"
"""Keys of the notices of progress and of failures."""


class SharedLayers(QObject):
    """The dialog, and the layers that are being fetched one after the other."""

    message_emitted = Signal(str)
    noticed = Signal(object)
    """A Notice."""
    withdrawn = Signal(str)
    """The key of a notice whose cause has ended."""
    file_requested = Signal(object)
    """The path of a copy to open."""
    renewed = Signal(object)
    """The path of a copy that was fetched again."""

    def __init__(self, settings: QSettings, view_of: Callable[[], FetchView | None], window: QWidget) -> None:
        """`view_of` returns what the map shows."""
        super().__init__(window)
        self._settings, self._view_of, self._window = settings, view_of, window
        self.dialog: SharedDialog | None = None
        """The dialog, once it was opened."""
        self.process = FetchProcess(shared_folder(), self)
        self.process.listed.connect(self._on_listed)
        self.process.progressed.connect(self._on_progress)
        self.process.fetched.connect(self._on_fetched)
        self.process.failed.connect(self._on_failure)
        self._address = ""
        """That of the running request, which may contain a password."""
        self._logins: dict[str, str] = {}
        """Addresses that were connected, which may contain passwords, by those without."""
        self._waiting: list[SharedLayer] = []
        """Layers to fetch; the first one is being fetched."""
        self._failures: list[str] = []
        """What the running request for several layers could not fetch, and why."""
        self._is_renewal = self._only_view = False

    def ask(self) -> None:
        """Show the dialog with the copies fetched before."""
        if self.dialog is None:
            self.dialog = dialog = SharedDialog(self._window)
            dialog.connect_requested.connect(self._connect)
            dialog.fetch_requested.connect(self.fetch)
            dialog.copies_requested.connect(self._open)
            dialog.removal_requested.connect(self._delete)
            dialog.cancel_requested.connect(self.cancel)
            dialog.forget_requested.connect(self._forget)
        self.dialog.show_addresses(self._addresses())
        self.dialog.show_status("")
        self.dialog.show_rows(_copies(), connected=False)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self.dialog.address.setFocus()

    def fetch(
        self, address: str, layers: Iterable[SharedLayer], only_view: bool = False, *, renews: bool = False
    ) -> None:
        """Fetch layers one after the other and open their copies, which are open already if it `renews`.

        A notice shows the progress.
        """
        if self.process.busy:
            self.message_emitted.emit(tr("Wait for {name}: it is still being fetched", name=self._present))
            return
        # The address of a row has no password, unlike that of the connection.
        self._address = self._logins.get(address, address)
        self._waiting, self._is_renewal, self._only_view = list(layers), renews, only_view
        self._failures.clear()
        self.withdrawn.emit(FAILED)
        if self.dialog is not None and not renews:
            self.dialog.close()
        self._next()

    def fetch_again(self, origin: Origin) -> None:
        """Fetch a layer again that was fetched before."""
        self.fetch(origin.address, [SharedLayer(origin.layer, origin.title)], origin.only_view, renews=True)

    def renew(self, origin: Origin) -> None:
        """Fetch a layer again by a timer, unless another one is being fetched."""
        if not self.process.busy:
            self.fetch_again(origin)

    def cancel(self) -> None:
        """Cancel the request; earlier copies stay."""
        was_busy, names, self._waiting = self.process.busy, _names(self._waiting), []
        self.process.cancel()
        self.withdrawn.emit(FETCHING)
        if was_busy:
            self._show(
                tr("Cancelled. Not fetched: {names}", names=names)
                if names
                else tr("Cancelled. Nothing was fetched.")
            )

    def close(self) -> None:
        """End the process, because the window closes."""
        self.process.cancel()

    @property
    def _present(self) -> str:
        return self._waiting[0].title if self._waiting else host_of(self._address)

    def _connect(self, address: str, stores: bool | None) -> None:
        if self._waiting:
            self._show(tr("Wait for {name}: it is still being fetched", name=self._present))
            return
        self._address = address = self._logins.get(address, address)
        self.process.request(address, stores=stores)
        if self.dialog is not None:
            self.dialog.show_rows((), connected=False)
            self.dialog.show_status(tr("Connecting to {host}…", host=host_of(address)), busy=True)

    def _next(self) -> None:
        if self._waiting:
            view = self._view_of()
            view = replace(view, only=self._only_view) if view else None
            self.process.request(self._address, self._waiting[0].name, view)
            self._on_progress(0, None)

    def _on_listed(self, layers: tuple[SharedLayer, ...], keyring_failure: str) -> None:
        public = without_password(self._address)
        self._logins[public] = self._address
        self._remember(public)
        known = {row.path: row for row in _copies()}
        rows = []
        for each in layers:
            path = copy_path(shared_folder(), public, each)
            copy = known.get(path)
            fetched = (path, copy.fetched) if copy else (None, "")
            rows.append(SharedRow(public, each, *fetched))
        if self.dialog is not None:
            self.dialog.show_addresses(self._addresses())
            count = tr_count(len(rows), "{count} layer", "{count} layers")
            why = tr("The system’s keyring failed: {why}", why=keyring_failure) if keyring_failure else ""
            self.dialog.show_status(f"{count}. {why}" if why else count)
            self.dialog.show_rows(rows, connected=True)
            if self.process.used_stored:
                self.dialog.login.show_stored(self._address)

    def _on_progress(self, done: int, of: int | None) -> None:
        if not self._waiting:
            return
        name, host = self._waiting[0].title, host_of(self._address)
        if of:
            share = f"{100 * min(done / of, 1.0):.0f}"
            text = tr("Fetching {name} from {host}: {share} %", name=name, host=host, share=share)
        elif done:
            count = digits(f"{done:,}")
            text = tr("Fetching {name} from {host}: {count} features", name=name, host=host, count=count)
        else:
            text = tr("Fetching {name} from {host}…", name=name, host=host)
        stop = NoticeAction(tr("&Cancel"), self.cancel)
        self.noticed.emit(Notice(text, actions=(stop,), key=FETCHING, stays=True))

    def _on_fetched(self, path: Path) -> None:
        self.withdrawn.emit(FETCHING)
        self._waiting = self._waiting[1:]
        if self._is_renewal:
            self.renewed.emit(path)
        else:
            self.file_requested.emit(path)
        self._next()

    def _on_failure(self, why: str, needs_login: bool) -> None:
        self.withdrawn.emit(FETCHING)
        if self._waiting:
            self._on_layer_failure(why, needs_login)
            return
        self._show(why)
        if needs_login and self.dialog is not None and self.dialog.isVisible():
            self.dialog.login.begin(self._address, stored=self.process.used_stored)

    def _on_layer_failure(self, why: str, needs_login: bool) -> None:
        """Report that a layer was not fetched, and fetch the next one unless that needs the same login."""
        failed, *rest = self._waiting
        self._failures.append(tr("{name} was not fetched: {why}", name=failed.title, why=why))
        if needs_login and rest:
            self._failures.append(tr("Not fetched either: {names}", names=_names(rest)))
        stored = self.process.used_stored
        log_in = NoticeAction(tr("&Log in…"), partial(self._ask_login, self._address, stored))
        text, actions = "\n".join(self._failures), (log_in,) if needs_login else ()
        self.noticed.emit(Notice(text, Severity.WARNING, actions=actions, key=FAILED))
        self._waiting = [] if needs_login else rest
        self._next()

    def _ask_login(self, address: str, stored: bool) -> None:
        self.ask()
        if self.dialog is not None:
            self.dialog.address.setEditText(without_password(address))
            self.dialog.login.begin(address, stored=stored)

    def _show(self, text: str) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.show_status(text)
        else:
            self.message_emitted.emit(text)

    def _open(self, paths: list[Path]) -> None:
        if self.dialog is not None:
            self.dialog.close()
        for path in paths:
            self.file_requested.emit(path)

    def _delete(self, paths: list[Path]) -> None:
        for path in paths:
            with contextlib.suppress(OSError):
                delete_copy(path)
        if self.dialog is not None:
            self.dialog.show_rows(_copies(), connected=False)

    def _addresses(self) -> list[str]:
        stored = self._settings.value(ADDRESSES)
        # QSettings returns a list with one text as a text.
        texts = stored if isinstance(stored, list) else [stored]
        return [text for text in texts if isinstance(text, str) and text]

    def _remember(self, address: str) -> None:
        others = [each for each in self._addresses() if each != address]
        self._settings.setValue(ADDRESSES, [address, *others][:MAX_ADDRESSES])

    def _forget(self, address: str) -> None:
        self._settings.setValue(ADDRESSES, [each for each in self._addresses() if each != address])
        if self.dialog is not None:
            self.dialog.address.setEditText("")
            self.dialog.show_addresses(self._addresses())
            self.dialog.address.setFocus()


def _names(layers: Iterable[SharedLayer]) -> str:
    return tr(", ").join(each.title for each in layers)


def _copies() -> list[SharedRow]:
    return [
        SharedRow(origin.address, _layer_of(path, origin), path, origin.fetched)
        for path, origin in layer_copies(shared_folder())
    ]


def _layer_of(path: Path, origin: Origin) -> SharedLayer:
    file = file_at(origin.address)
    return file or SharedLayer(origin.layer, origin.title, None, PICTURE if path.suffix == PIXELS else "")
