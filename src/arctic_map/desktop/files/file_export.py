"""Exporting opened files: all features in another format, what is derived from them, or rows as CSV."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from arctic_map.desktop.files.reader_process import program
from arctic_map.desktop.panels.table_queries import TableQueries
from arctic_map.desktop.widgets.notice import Notice, NoticeAction, Severity
from arctic_map.model.attributes import RowQuery
from arctic_map.model.derived_file import Derivation
from arctic_map.model.export_formats import EXPORT_FORMATS
from arctic_map.model.opened import layer_path, parted, plain_name
from arctic_map.model.path_text import address_of
from arctic_map.model.tr import interface, tr, tr_count
from arctic_map.storage.app_folders import ScratchFolder
from arctic_map.storage.sanitized import sanitized
from arctic_map.storage.user_language import LANGUAGE_VARIABLE

if TYPE_CHECKING:
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.catalog import Layer
    from arctic_map.model.opened import Choice, OpenedFile


DEFAULT = EXPORT_FORMATS[".gpkg"]
FORMATS = {DEFAULT.suffix: DEFAULT} | {
    suffix: each for suffix, each in EXPORT_FORMATS.items() if each.has_features
}
KEY = "feature-export"
SHORT = 60
"""Most characters of a file's name."""
_SHARE = re.compile(rb"[01]\.\d{3}")


class FeatureExport(QObject):
    """Exports one layer at a time: its features, or what is derived from them."""

    message_emitted = Signal(str)
    noticed = Signal(object)
    written = Signal(str, object)
    """A message about a file that was written, and its path."""
    derived = Signal(object, object)
    """A DerivedFile and the path of the file that was written."""
    withdrawn = Signal(str)
    """The key of a notice whose cause has ended."""

    def __init__(self, store: Store, choice_of: Callable[[Path], Choice], window: QWidget) -> None:
        """`choice_of` returns the user's answers to questions about a file."""
        super().__init__(window)
        self._store, self._choice_of, self._window = store, choice_of, window
        self.dialog: QFileDialog | None = None
        """The dialog while it is open."""
        self._process: QProcess | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._out = Path()
        self._called_off = False
        self._derivation: Derivation | None = None

    @property
    def busy(self) -> bool:
        """Whether an export is running."""
        return self._process is not None

    def ask(self, layer_id: str, derivation: Derivation | None = None) -> None:
        """Ask for the file and the format of a layer's features, or for the file derived from it."""
        layer = self._layer(layer_id)
        if layer is None or self.dialog is not None:
            return
        if self.busy:
            self.message_emitted.emit(tr("Wait for {name}: it is still being written", name=self._out.name))
            return
        made = derivation.kind if derivation else None
        names = {made.suffix: made.format} if made else {each.suffix: each.name for each in FORMATS.values()}
        filters = {f"{tr(name)} (*{suffix})": suffix for suffix, name in names.items()}
        file, _ = parted(Path(layer.file))
        title = tr(made.save_title) if made else tr("Export features")
        self.dialog = dialog = QFileDialog(self._window, title, str(file.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([*filters])
        dialog.setDefaultSuffix(next(iter(names))[1:])
        dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(filters[name][1:]))
        proposal = _file_name(layer.name, layer.file) or "features"
        dialog.selectFile(f"{proposal} {made.proposal if made else 'features'}{next(iter(names))}")
        dialog.fileSelected.connect(lambda chosen: self.write(layer_id, Path(chosen), derivation))
        dialog.finished.connect(self._on_answer)
        dialog.open()

    def write(self, layer_id: str, out: Path, derivation: Derivation | None = None) -> None:
        """Write all features of the layer in the format of the suffix, or what is derived from them.

        A notice shows the progress.
        """
        layer = self._layer(layer_id)
        if layer is None or self.busy:
            return
        if _is_opened(out, self._store.files):
            self._refuse(tr("{name} is an opened file", name=out.name))
            return
        endings = (derivation.kind.suffix,) if derivation else (*FORMATS,)
        if out.suffix.lower() not in endings:
            self._refuse(tr("the name must end with {endings}", endings=", ".join(endings)))
            return
        if out.is_dir():
            self._refuse(tr("{name} is a folder", name=out.name))
            return
        if not out.parent.is_dir():
            self._refuse(tr("the folder {name} does not exist", name=out.parent.name))
            return
        self._out, self._called_off, self._derivation = out, False, derivation
        # Removing this folder also removes what a cancelled process has left.
        self._folder = ScratchFolder("export")
        environment = QProcessEnvironment.systemEnvironment()
        for name in ("TMPDIR", "TEMP", "TMP"):
            environment.insert(name, self._folder.name)
        # Its last line is shown when it fails.
        environment.insert(LANGUAGE_VARIABLE, interface().language)
        self._process = process = QProcess(self)
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._fail)
        self._show_progress(0.0)
        choice = self._choice_of(Path(layer.file))
        task = _deriving(layer, choice, out, derivation) if derivation else _words(layer, choice, out)
        command, *words = [*program(), *task]
        process.start(command, words)

    def call_off(self) -> None:
        """Cancel the export."""
        if self._process is not None:
            self._called_off = True
            self._process.kill()

    def close(self) -> None:
        """Kill the process, because the window closes."""
        if self._process is None:
            return
        self._process.blockSignals(True)
        self._process.kill()
        self._process.waitForFinished(1000)
        self._tidy()

    def _layer(self, layer_id: str) -> Layer | None:
        return next((file.layer for file in self._store.files if file.layer.id == layer_id), None)

    def _on_output(self) -> None:
        if self._process is not None and not self._called_off:
            shares = _SHARE.findall(self._process.readAllStandardOutput().data())
            if shares:
                self._show_progress(float(shares[-1]))

    def _show_progress(self, share: float) -> None:
        text = tr("Writing {name}: {share} %", name=self._out.name, share=f"{100 * share:.0f}")
        stop = NoticeAction(tr("&Cancel"), self.call_off)
        self.noticed.emit(Notice(text, actions=(stop,), key=KEY, stays=True))

    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self._process
        if process is None:
            return
        lines = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip().splitlines()
        called_off, out = self._called_off, self._out
        self._tidy()
        if called_off:
            self.message_emitted.emit(tr("The export was cancelled. Nothing was written."))
        elif status is QProcess.ExitStatus.CrashExit:
            self._refuse(tr("it ended unexpectedly"))
        elif code:
            self._refuse(lines[-1].removeprefix("arctic-map: ") if lines else tr("it ended unexpectedly"))
        elif self._derivation:
            self.derived.emit(self._derivation.kind, out)
        else:
            self.written.emit(tr("{name} was written", name=out.name), out)

    def _fail(self, error: QProcess.ProcessError) -> None:
        """If the process cannot be started, `finished` is never emitted."""
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            why = self._process.errorString()
            self._tidy()
            self._refuse(why)

    def _refuse(self, why: str) -> None:
        text = tr("The features were not written: {why}", why=why)
        self.noticed.emit(Notice(text, Severity.WARNING, key=KEY))

    def _tidy(self) -> None:
        self.withdrawn.emit(KEY)
        if self._process is not None:
            self._process.deleteLater()
        if self._folder is not None:
            self._folder.cleanup()
        self._process = self._folder = None

    def _on_answer(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None


def _words(layer: Layer, choice: Choice, out: Path) -> list[str]:
    """Return the arguments of the command line that exports the whole file and nothing else."""
    file = Path(layer.file)
    paths = [layer_path(file, each) for each in choice.layers] or [file]
    files = [word for path in paths for word in ("--with", address_of(path))]
    together = ["--together"] if choice.layers else []
    shown = ["--layers", layer.id, "--tell-share"]
    return ["export", os.fspath(out), *files, *together, *choice.options, *shown]


def _deriving(layer: Layer, choice: Choice, out: Path, derivation: Derivation) -> list[str]:
    """Return the arguments of the command line that derives a file."""
    kind = derivation.kind
    amount = [kind.option, f"{derivation.amount:g}"] if kind.option else []
    files = [address_of(Path(layer.file)), *derivation.files, os.fspath(out)]
    return [kind.command, *files, *amount, *derivation.options, "--tell-share", *choice.options]


def _file_name(name: str, file: str) -> str:
    return sanitized(plain_name(name, file), SHORT).replace("/", "-")


def _is_opened(path: Path, files: Iterable[OpenedFile]) -> bool:
    return any(parted(Path(file.layer.file))[0] == path for file in files)


class RowExport(QObject):
    """Exports the rows of one layer at a time."""

    message_emitted = Signal(str)
    written = Signal(str, object)
    """A message about a file that was written, and its path."""

    def __init__(self, store: Store, folder_of: Callable[[str], Path | None], window: QWidget) -> None:
        super().__init__(window)
        self._store, self._folder_of, self._window = store, folder_of, window
        self.dialog: QFileDialog | None = None
        """The dialog while it is open."""
        self._asking: TableQueries | None = None

    def ask(self, layer_id: str, query: RowQuery) -> None:
        """Ask for the file to write the rows of a layer to."""
        if self.dialog is not None or self._folder_of(layer_id) is None:
            return
        layer = next(file.layer for file in self._store.files if file.layer.id == layer_id)
        proposal = Path(layer.file).parent / f"{_file_name(layer.name, layer.file) or 'rows'} rows.csv"
        self.dialog = dialog = QFileDialog(self._window, tr("Export rows"), str(proposal.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{tr('Table as text, for spreadsheets')} (*.csv)"])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(proposal.name)
        dialog.fileSelected.connect(lambda chosen: self.write(layer_id, query, Path(chosen)))
        dialog.finished.connect(self._on_answer)
        dialog.open()

    def write(self, layer_id: str, query: RowQuery, out: Path) -> None:
        """Write all rows of a query in its order, in the background."""
        folder = self._folder_of(layer_id)
        if folder is None:
            return
        if _is_opened(out, self._store.files):
            self.message_emitted.emit(
                tr("The rows were not written: {name} is an opened file", name=out.name)
            )
            return
        if self._asking:
            self._asking.close()
        self._asking = TableQueries(folder, self)
        self._asking.answered.connect(self._written)
        self._asking.failed.connect(self._failed)

        def question(store: Any) -> Any:
            from arctic_map.tables.attributes.found_rows import write_rows  # loaded in the task

            return write_rows(store, query, out), out

        self._asking.ask("export", question)

    def _written(self, topic: str, answer: Any) -> None:
        count, out = answer
        words = tr_count(
            count,
            "{count} row was written into {name}",
            "{count} rows were written into {name}",
            name=out.name,
        )
        self.written.emit(words, out)
        self._finish()

    def _failed(self, topic: str, why: str) -> None:
        self.message_emitted.emit(tr("The rows were not written: {why}", why=why))
        self._finish()

    def _finish(self) -> None:
        if self._asking:
            self._asking.close()
            self._asking.deleteLater()
        self._asking = None

    def _on_answer(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None
