"""Choosing what to open: the file dialog, the recent files, and the layers of one file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.opened import FILTERS, LAYERS, LayerOfFile, layer_path, parted
from arctic_map.model.path_text import path_of, text_of
from arctic_map.model.tr import tr, tr_count, tr_later
from arctic_map.storage.bounded_reading import is_file
from arctic_map.storage.sanitized import sanitized

MAX_FILES = 10
KEY = "files/recent"


class Recent:
    """The list of recent files."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def paths(self) -> tuple[Path, ...]:
        """Existing files, the latest first."""
        return tuple(path for path in self._stored() if _is_there(path))

    def add(self, path: Path) -> None:
        """Put a file at the top of the list."""
        others = [each for each in self._stored() if each != path]
        self._write([path, *others])

    def find(self, name: str, picture: Path) -> Path | None:
        """Return a file, or a layer of one, of this name next to `picture` or in the list; None otherwise."""
        # The name comes from an image and must not lead to another folder.
        file, layer = parted(Path(Path(name).name))
        places = [picture.parent / file, *(path for path in self.paths if path.name == file.name)]
        there = next((path for path in places if path.suffix.lower() in LAYERS and is_file(path)), None)
        return layer_path(there, layer) if there and layer else there

    def clear(self) -> None:
        """Empty the list."""
        self._write([])

    def _stored(self) -> list[Path]:
        value = self._settings.value(KEY)
        # QSettings returns a list with one text as a text.
        texts = value if isinstance(value, list) else [value]
        return [path_of(text) for text in texts if isinstance(text, str) and text][:MAX_FILES]

    def _write(self, paths: list[Path]) -> None:
        self._settings.setValue(KEY, [text_of(path) for path in paths[:MAX_FILES]])


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


class OpenDialog(QObject):
    """Shows the file dialog."""

    chosen = Signal(object)
    """The paths of files, as a list."""

    def __init__(self, recent: Recent, window: QWidget) -> None:
        super().__init__(window)
        self._recent, self._window = recent, window
        self.dialog: QFileDialog | None = None
        """The dialog while it is open."""

    def ask(self, folder: Path | None = None) -> None:
        """Show the dialog in this folder, or in that of the last file."""
        if self.dialog is not None:
            return
        self.dialog = dialog = QFileDialog(self._window, tr("Open"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [f"{tr(words)} ({' '.join(f'*{end}' for end in ends)})" for words, ends in FILTERS]
        )
        last = self._recent.paths[:1]
        dialog.setDirectory(str(folder or (last[0].parent if last else Path.home())))
        dialog.filesSelected.connect(lambda names: self.chosen.emit([Path(name) for name in names]))
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
        self.dialog = None


MAX_NAME_LENGTH = 60
MAX_APART = 20
"""Most layers of a file that become layers of the map each."""
ROOM = 40
"""Width of frame and scroll bar beside the text, px."""
_KINDS = {"Point": tr_later("points"), "LineString": tr_later("lines"), "Polygon": tr_later("areas")}
_TICKED, _EMPTY = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class LayerPicker(QDialog):
    """A list of check boxes. Space checks a layer, Enter opens the checked ones."""

    chosen = Signal(object)
    """The names of the checked layers."""

    def __init__(
        self, name: str, layers: Sequence[LayerOfFile], before: Collection[str], parent: QWidget
    ) -> None:
        """`before` are the layers that are checked at first; all if it is empty."""
        super().__init__(parent)
        self.setWindowTitle(tr("Layers of {name}", name=name))
        self._layers = layers
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Layers of {name}", name=name))
        self.list.setUniformItemSizes(True)
        for layer in layers:
            words = f"{sanitized(layer.name, MAX_NAME_LENGTH)}: {_kind(layer)}"
            item = QListWidgetItem(words, self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_TICKED if not before or layer.name in before else _EMPTY)
        self.list.setCurrentRow(0)
        self.list.setMinimumWidth(self.list.sizeHintForColumn(0) + ROOM)
        self.every = QCheckBox(tr("&All layers"))
        self.every.setTristate(True)
        self.every.clicked.connect(self._tick_all)
        self.together = QCheckBox(tr("&Together as one layer of the map"))
        self.together.setToolTip(
            tip(
                tr("Otherwise each has its own style and table."),
                tr_count(MAX_APART, "At most {count} layer at a time.", "At most {count} layers at a time."),
            )
        )
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.itemChanged.connect(self._changed)
        label = QLabel(tr("Select the &layers to show:"))
        label.setBuddy(self.list)
        column = QVBoxLayout(self)
        for widget in (label, self.list, self.every, self.together, self.buttons):
            column.addWidget(widget)
        self.accepted.connect(lambda: self.chosen.emit(self.names))
        self._changed()
        self.list.setFocus()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the checked layers in drawing order: areas, lines, points."""
        ticked = [
            layer
            for number, layer in enumerate(self._layers)
            if self.list.item(number).checkState() is _TICKED
        ]
        return tuple(layer.name for layer in sorted(ticked, key=_level))

    def _changed(self) -> None:
        ticked = len(self.names)
        self.buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(ticked > 0)
        some = Qt.CheckState.PartiallyChecked if ticked else _EMPTY
        self.every.setCheckState(_TICKED if ticked == len(self._layers) else some)
        self.together.setEnabled(1 < ticked <= MAX_APART)
        if ticked > MAX_APART:
            self.together.setChecked(True)

    def _tick_all(self) -> None:
        state = _EMPTY if len(self.names) == len(self._layers) else _TICKED
        for number in range(len(self._layers)):
            self.list.item(number).setCheckState(state)
        self._changed()


def _level(layer: LayerOfFile) -> int:
    return {"Polygon": 0, "Point": 2}.get(_single(layer), 1)


def _single(layer: LayerOfFile) -> str:
    word = layer.geometry.split(" ")[-1 if layer.geometry.startswith(("2.5D", "Measured")) else 0]
    return word.removeprefix("Multi")


def _kind(layer: LayerOfFile) -> str:
    kind = tr(_KINDS.get(_single(layer), tr_later("mixed shapes")))
    return f"{kind}, {tr_count(layer.features, '{count} feature', '{count} features')}"
