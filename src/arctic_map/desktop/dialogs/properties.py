"""Properties of an opened file's layer: name, source, reference system, extent, fields and problems."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QProcess, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from arctic_map.model.attributes import Field, Kind
from arctic_map.model.catalog import Layer
from arctic_map.model.opened import Choice, OpenedFile, geometry_in_words, layer_path, parted, title_of
from arctic_map.model.path_text import address_of
from arctic_map.model.tr import digits, interface, labelled, tr, tr_count, tr_later
from arctic_map.storage.sanitized import sanitized

LETTERS, LINES = 76, 29
"""Size of the dialog in characters and lines, limited by the screen."""
FIELD_LINES, PROBLEM_LINES = 6, 5
"""Minimum number of visible fields, and number of visible problems."""
MAX_TEXT_LENGTH = 300
"""Maximum length of a text from the file."""
MAX_NAME_LENGTH = 120
MAX_PROBLEMS = 200
KINDS = {
    Kind.INTEGER: tr_later("whole number"),
    Kind.REAL: tr_later("number"),
    Kind.TEXT: tr_later("text"),
    Kind.DATE: tr_later("date"),
    Kind.TIME: tr_later("date and time"),
    Kind.BOOLEAN: tr_later("yes or no"),
}


@dataclass(frozen=True, slots=True)
class Described:
    """A file as described by `arctic-map info`."""

    driver: str
    geometry: str
    crs: str
    extent: str


class PropertiesDialog(QDialog):
    """Non-modal dialog; Esc closes it."""

    renamed = Signal(str, str)
    """Emitted with the id of a layer and its new name; empty for that of the file."""

    def __init__(
        self,
        file: OpenedFile,
        name: str,
        fields: Sequence[Field],
        say_place: Callable[[float, float], str],
        parent: QWidget,
    ) -> None:
        """`name` is the current name of the layer; `say_place` formats lon and lat in degrees."""
        super().__init__(parent)
        self._file, self._say_place = file, say_place
        self.layer_id = file.layer.id
        self.process: QProcess | None = None
        """The process that reads the file again, while it runs."""
        self.setWindowTitle(tr("Properties of a layer"))
        path = Path(file.layer.file)
        self.name = QLineEdit(name)
        self.name.setMaxLength(MAX_NAME_LENGTH)
        # Show the beginning of a long name.
        self.name.setCursorPosition(0)
        self.name.setPlaceholderText(title_of(path))
        self.name.editingFinished.connect(self._rename)
        waits = tr("Reading…")
        self.values = {
            "file": _text(str(parted(path)[0])),
            "format": _text(waits),
            "features": _text(_size(file.layer)),
            "geometry": _text(waits),
            "crs": _text(waits),
            "extent": _text(waits),
        }
        headings = (tr("File:"), tr("Format:"), tr("Size:"))
        more = (tr("Geometry:"), tr("Reference system:"), tr("Extent:"))
        form = QFormLayout()
        form.addRow(tr("&Name:"), self.name)
        for heading, label in zip((*headings, *more), self.values.values(), strict=True):
            form.addRow(heading, label)
        self.fields = _table(fields)
        self.problems = QListWidget()
        self.problems.setAccessibleName(tr("Problems"))
        self.problems.setWordWrap(True)
        for each in file.problems[:MAX_PROBLEMS]:
            words = labelled(each.where, each.why)
            self.problems.addItem(sanitized(words, MAX_TEXT_LENGTH))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        # Enter in the name field must not close the dialog.
        close.setAutoDefault(False)
        self._lay_out(form, buttons)
        # Qt limits a dialog to two thirds of the screen otherwise.
        self.resize(self.sizeHint())

    def _lay_out(self, form: QFormLayout, buttons: QDialogButtonBox) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        fields_heading = QLabel(tr_count(self.fields.rowCount(), "{count} &field", "{count} &fields"))
        fields_heading.setBuddy(self.fields)
        column.addWidget(fields_heading)
        column.addWidget(self.fields, 2)
        count = len(self._file.problems)
        caption = tr_count(count, "{count} &problem", "{count} &problems") if count else tr("No problems")
        problems_heading = QLabel(caption)
        problems_heading.setBuddy(self.problems)
        column.addWidget(problems_heading)
        column.addWidget(self.problems, 1)
        self.problems.setVisible(bool(count))
        line = self.fontMetrics().lineSpacing()
        self.fields.setMinimumHeight(FIELD_LINES * line)
        self.problems.setFixedHeight(PROBLEM_LINES * line)
        # With large text on a small screen, scroll instead of cutting off lines.
        scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.addWidget(scroll, 1)
        whole.addWidget(buttons)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        size = QSize(LETTERS * metrics.averageCharWidth(), LINES * metrics.lineSpacing())
        room = self.screen().availableSize() * 0.9 if self.screen() else size
        return size.boundedTo(room)

    def read(self, program: Sequence[str], choice: Choice) -> None:
        """Describe the file in a separate process, since it may contain anything."""
        path = Path(self._file.layer.file)
        if len(choice.layers) == 1:
            path = layer_path(path, choice.layers[0])
        self.process = process = QProcess(self)
        process.finished.connect(lambda *_: self._described())
        process.errorOccurred.connect(lambda _: self._described())
        language = ("--language", interface().language)
        command = [*program, "info", "--json", *language, *choice.options, "--", address_of(path)]
        process.start(command[0], command[1:])

    def done(self, result: int) -> None:
        """Called for every way of closing the dialog: buttons, title bar and Esc."""
        self._rename()
        if self.process:
            self.process.blockSignals(True)
            self.process.kill()
            self.process.waitForFinished(1000)
            self.process = None
        super().done(result)

    def _rename(self) -> None:
        name = sanitized(self.name.text(), MAX_NAME_LENGTH).strip()
        self.renamed.emit(self.layer_id, "" if name == title_of(Path(self._file.layer.file)) else name)

    def _described(self) -> None:
        output = bytes(self.process.readAllStandardOutput().data()) if self.process else b""
        self.process = None
        description = described(output, self._say_place)
        unknown = tr("not known")
        for key, text in (
            ("format", description.driver if description else ""),
            ("geometry", description.geometry if description else ""),
            ("crs", description.crs if description else ""),
            ("extent", description.extent if description else ""),
        ):
            self.values[key].setText(sanitized(text, MAX_TEXT_LENGTH) or unknown)


def _size(layer: Layer) -> str:
    if layer.raster is None:
        return tr_count(layer.count, "{count} feature", "{count} features")
    columns, lines = digits(f"{layer.raster.columns:,}"), digits(f"{layer.raster.lines:,}")
    return tr("{columns} × {lines} pixels", columns=columns, lines=lines)


def described(output: bytes, say_place: Callable[[float, float], str]) -> Described | None:
    """A JSON report decoded; None if it is not one."""
    try:
        report = json.loads(output)
        layers = report["layers"]
        return Described(
            driver=str(report["driver"] or ""),
            geometry=_listed(geometry_in_words(layer["geometry"] or "") for layer in layers),
            crs=_listed(layer["crs"] for layer in layers),
            extent=_extent([layer["extent"] for layer in layers if layer["extent"]], say_place),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(dict.fromkeys(str(value) for value in values if value))


def _extent(extents: Sequence[Sequence[float]], say_place: Callable[[float, float], str]) -> str:
    """One line per distinct extent."""
    return "\n".join(
        tr("{first} to {last}", first=say_place(west, south), last=say_place(east, north))
        for west, south, east, north in dict.fromkeys(tuple(each) for each in extents)
    )


def _text(words: str) -> QLabel:
    """A label whose text can be selected and copied."""
    label = QLabel(sanitized(words, MAX_TEXT_LENGTH))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    flags = Qt.TextInteractionFlag
    label.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return label


def _table(fields: Sequence[Field]) -> QTableWidget:
    table = QTableWidget(len(fields), 2)
    table.setAccessibleName(tr("Fields"))
    table.setHorizontalHeaderLabels([tr("Field"), tr("Type")])
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    for row, field in enumerate(fields):
        for column, words in enumerate((sanitized(field.name, MAX_TEXT_LENGTH), tr(KINDS[field.kind]))):
            table.setItem(row, column, QTableWidgetItem(words))
    return table
