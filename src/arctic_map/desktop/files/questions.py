"""Questions to the user about files that lack information, and the answers, stored in the settings."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from arctic_map.desktop.files.open_dialog import LayerPicker
from arctic_map.desktop.files.reading_job import FileJob
from arctic_map.model.opened import Choice, Question, layer_id, layer_path
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.tables.opened_layer import OpenedLayer

LIKELY = (
    ("EPSG:3413", tr_later("NSIDC polar stereographic, 45°W down")),
    ("EPSG:3995", tr_later("Arctic polar stereographic, 0° down")),
    ("EPSG:5940", tr_later("Northern Sea Route polar stereographic, 105°E down")),
    ("EPSG:3576", tr_later("North Pole equal area, 90°E down")),
    ("EPSG:3857", tr_later("Web Mercator")),
    ("EPSG:4326", tr_later("longitude and latitude, WGS 84")),
    *(
        (f"EPSG:{32600 + zone}", f"UTM zone {zone}N")  # no words: a name
        for zone in (*range(27, 61), *range(1, 27))
    ),
)
"""Codes and names, with those of the Arctic first."""


class CrsPicker(QDialog):
    """Asks for the reference system of a file without one."""

    chosen = Signal(str)
    """The code, or another definition that was typed."""

    def __init__(self, name: str, why: str, before: str, parent: QWidget) -> None:
        """`why` describes the coordinates; `before` is the answer of an earlier session."""
        super().__init__(parent)
        self.setWindowTitle(tr("Reference system of {name}", name=name))
        reason = QLabel(tr("{name} was not opened yet: {why}.", name=name, why=why))
        reason.setWordWrap(True)
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for code, words in LIKELY:
            self.box.addItem(f"{code}: {tr(words)}", code)
        known = self.box.findData(before)
        if known >= 0:
            self.box.setCurrentIndex(known)
        elif before:
            self.box.setEditText(before)
        label = QLabel(tr("&Coordinate reference system, by its code:"))
        label.setBuddy(self.box)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (reason, label, self.box, self.buttons):
            column.addWidget(widget)
        self.accepted.connect(lambda: self.chosen.emit(self.crs))
        self.box.setFocus()

    @property
    def crs(self) -> str:
        """The selected or typed reference system; a number alone is an EPSG code."""
        text = self.box.currentText().strip()
        number = self.box.findText(text)
        code = str(self.box.itemData(number)) if number >= 0 else text
        return f"EPSG:{code}" if code.isdecimal() else code


class ColumnPicker(QDialog):
    """Asks for the columns of a table with coordinates."""

    chosen = Signal(object)
    """The names of the columns with x and y."""

    def __init__(self, name: str, columns: Sequence[str], before: Sequence[str], parent: QWidget) -> None:
        """`before` is the answer of an earlier session."""
        super().__init__(parent)
        self.setWindowTitle(tr("Columns of {name}", name=name))
        text = QLabel(
            tr(
                "{name} was not opened yet, because no columns are named lon and lat, x and y, or wkt. "
                "Select the columns with the coordinates.",
                name=name,
            )
        )
        text.setWordWrap(True)
        form = QFormLayout(self)
        form.addRow(text)
        self.boxes = QComboBox(), QComboBox()
        labels = tr("&Longitude, or easting (x):"), tr("L&atitude, or northing (y):")
        for number, (label, box) in enumerate(zip(labels, self.boxes, strict=True)):
            box.setPlaceholderText(tr("Select a column"))
            for column in columns:
                box.addItem(sanitized(column, SHORT), column)
            box.setCurrentIndex(box.findData(before[number]) if before else -1)
            box.currentIndexChanged.connect(self._changed)
            form.addRow(label, box)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form.addRow(self.buttons)
        self.accepted.connect(lambda: self.chosen.emit(self.columns))
        self._changed()
        self.boxes[0].setFocus()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the selected columns."""
        return tuple(str(box.currentData()) for box in self.boxes if box.currentIndex() >= 0)

    def _changed(self) -> None:
        complete = len({*self.columns}) == len(self.boxes)
        self.buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(complete)


SHORT = 60
"""Most characters of a file's name."""


class FileQuestions(QObject):
    """A queue of questions, of which one dialog is open at a time."""

    answered = Signal(object, object)
    """A job, and the Choice; several times if layers of a file are to be layers of the map."""
    unanswered = Signal(object, object)
    """The job and the OpenedLayer with the question, if the user cancelled."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: deque[tuple[FileJob, OpenedLayer, Choice]] = deque()
        self.dialog: QDialog | None = None
        """The dialog while one is open."""

    def ask(self, job: FileJob, found: OpenedLayer, before: Choice) -> None:
        """Ask the question of a layer; `before` is the answer of an earlier session."""
        self._waiting.append((job, found, before))
        if self.dialog is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        job, layer, before = self._waiting.popleft()
        name = sanitized(job.path.name, SHORT)
        if layer.question is Question.LAYERS:
            layers = LayerPicker(name, layer.choices, before.layers, self._window)
            layers.chosen.connect(partial(self._on_layers, job, layers))
            self.dialog = layers
        elif layer.question is Question.COLUMNS:
            columns = ColumnPicker(name, layer.columns, before.columns, self._window)
            columns.chosen.connect(lambda pair: self.answered.emit(job, replace(job.choice, columns=pair)))
            self.dialog = columns
        else:
            crs = CrsPicker(name, cause_of(layer), before.crs, self._window)
            crs.chosen.connect(lambda code: self.answered.emit(job, replace(job.choice, crs=code)))
            self.dialog = crs
        self.dialog.rejected.connect(lambda: self.unanswered.emit(job, layer))
        self.dialog.finished.connect(self._finished)
        self.dialog.open()

    def _on_layers(self, job: FileJob, picker: LayerPicker, names: tuple[str, ...]) -> None:
        if picker.together.isChecked():
            self.answered.emit(job, replace(job.choice, layers=names))
            return
        paths = [layer_path(job.path, name) for name in names]
        ids = (layer_id(str(path)) for path in paths)
        request = replace(job.request, together=(*job.request.together, *ids))
        for path in paths:
            self.answered.emit(replace(job, path=path, request=request), job.choice)

    def _finished(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None
        self._next()


def cause_of(found: OpenedLayer) -> str:
    """Return the reason for the question, without the advice for the command line."""
    return found.refused.partition("; name ")[0]


KEY, COLUMNS_KEY = "files/choices", "files/columns"
MAX_CHOICES = 50


class Choices:
    """The answers by file."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def of(self, path: Path) -> Choice:
        """Return the answers for a file; an empty Choice if there are none."""
        crs, *layers = self._stored(KEY).get(str(path)) or [""]
        return Choice(tuple(layers), crs, tuple(self._stored(COLUMNS_KEY).get(str(path), ())))

    def add(self, path: Path, choice: Choice) -> None:
        """Store the answers for a file; only the latest MAX_CHOICES are kept."""
        self._store(KEY, path, [choice.crs, *choice.layers] if choice.crs or choice.layers else [])
        self._store(COLUMNS_KEY, path, list(choice.columns))

    def _store(self, key: str, path: Path, answer: list[str]) -> None:
        stored = self._stored(key)
        stored.pop(str(path), None)
        if answer:
            stored[str(path)] = answer
        self._settings.setValue(key, json.dumps(dict([*stored.items()][-MAX_CHOICES:])))

    def _stored(self, key: str) -> dict[str, list[str]]:
        text = self._settings.value(key)
        if not isinstance(text, str):
            return {}
        try:
            answers = json.loads(text)
        except ValueError:
            return {}
        if not isinstance(answers, dict):
            return {}
        return {
            path: answer
            for path, answer in answers.items()
            if isinstance(answer, list) and answer and all(isinstance(each, str) for each in answer)
        }
