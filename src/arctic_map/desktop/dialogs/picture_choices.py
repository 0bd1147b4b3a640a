"""Fields for the time and the style in which a server draws a picture."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.picture_choice import PictureChoice, times_in
from arctic_map.model.shared_source import SharedLayer
from arctic_map.model.tr import tr
from arctic_map.storage.sanitized import sanitized

MAX_STYLES, MAX_LETTERS = 200, 60


class PictureChoices(QWidget):
    """Visible only for a layer that has times or several styles."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.time_field = _field()
        # A server may have more times than are listed.
        self.time_field.setEditable(True)
        self.time_field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.time_field.setToolTip(
            tip(tr("The latest first. Other times can be typed, as the server writes them"))
        )
        self.style_field = _field()
        self._captions = QLabel(tr("&Time")), QLabel(tr("St&yle"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for caption, field in zip(self._captions, (self.time_field, self.style_field), strict=True):
            caption.setBuddy(field)
            field.setAccessibleName(caption.text().replace("&", ""))
            row.addWidget(caption)
            row.addWidget(field)
        row.addStretch(1)
        self.show_layer(None)

    def show_layer(self, layer: SharedLayer | None) -> None:
        """Offer the times and styles of a layer; the first entry leaves the choice to the server."""
        times = times_in(layer.times) if layer else ()
        styles = layer.styles[:MAX_STYLES] if layer else ()
        for caption, field, values in zip(
            self._captions, (self.time_field, self.style_field), (times, styles), strict=True
        ):
            field.clear()
            field.addItem(tr("as the server chooses"), "")
            for value in values:
                field.addItem(sanitized(value, MAX_LETTERS), value)
            caption.setVisible(bool(values))
            field.setVisible(bool(values))
        self.setVisible(bool(times or styles))

    @property
    def choice(self) -> PictureChoice:
        """What is chosen for the layer."""
        return PictureChoice(_chosen(self.time_field), _chosen(self.style_field))


def _field() -> QComboBox:
    field = QComboBox()
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    field.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return field


def _chosen(field: QComboBox) -> str:
    """The value of the chosen entry, or what was typed."""
    index = field.findText(field.currentText())
    return str(field.itemData(index)) if index >= 0 else field.currentText().strip()
