"""The dialog that asks which layers of a file to show."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from arctic_map.model.opened import LayerOfFile
from arctic_map.model.tr import tr, tr_count, tr_later
from arctic_map.storage.sanitized import sanitized

MAX_NAME_LENGTH = 60
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
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.list.itemChanged.connect(self._changed)
        label = QLabel(tr("Select the &layers to show:"))
        label.setBuddy(self.list)
        column = QVBoxLayout(self)
        for widget in (label, self.list, self.every, self.buttons):
            column.addWidget(widget)
        self.accepted.connect(lambda: self.chosen.emit(self.names))
        self._changed()
        self.list.setFocus()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the checked layers."""
        return tuple(
            layer.name
            for number, layer in enumerate(self._layers)
            if self.list.item(number).checkState() is _TICKED
        )

    def _changed(self) -> None:
        ticked = len(self.names)
        self.buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(ticked > 0)
        some = Qt.CheckState.PartiallyChecked if ticked else _EMPTY
        self.every.setCheckState(_TICKED if ticked == len(self._layers) else some)

    def _tick_all(self) -> None:
        state = _EMPTY if len(self.names) == len(self._layers) else _TICKED
        for number in range(len(self._layers)):
            self.list.item(number).setCheckState(state)
        self._changed()


def _kind(layer: LayerOfFile) -> str:
    single = layer.geometry.split(" ")[-1 if layer.geometry.startswith(("2.5D", "Measured")) else 0]
    kind = tr(_KINDS.get(single.removeprefix("Multi"), tr_later("mixed shapes")))
    return f"{kind}, {tr_count(layer.features, '{count} feature', '{count} features')}"
