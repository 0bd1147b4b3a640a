"""The settings dialog; changes take effect at once and are saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.settings import Settings
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.preferences import TEXT_SIZES
from arctic_map.model.tr import labelled, tr, tr_later
from arctic_map.scene.words.words import position_in_words

EXAMPLE = (tr_later("Arkhangelsk"), 40.5217, 64.5297)
"""A place with its longitude and latitude, degrees."""
LETTERS = 52
"""Width of the settings in characters."""
MARGIN, GAP = 16, 12
SAVED_HINT = tr_later("Changes take effect at once and are saved.")


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A row of the dialog; its texts are translated."""

    label: str
    name: str
    """For screen readers."""
    hint: str
    choices: tuple[tuple[object, str], ...]
    """Values and their texts, in list order."""
    shows_hint: bool = False
    """Whether the hint is also shown below the row."""
    translated: bool = True
    """Whether the texts of the choices with a value are."""


GROUPS = {
    tr_later("Appearance"): {
        "theme": SettingRow(
            tr_later("&Colours"),
            tr_later("Colours"),
            tr_later("Colours of the window and the map"),
            ((None, tr_later("Follow the system")), ("light", tr_later("Light")), ("dark", tr_later("Dark"))),
        ),
        "high_contrast": SettingRow(
            tr_later("Con&trast"),
            tr_later("Contrast"),
            tr_later("Stronger text and lines on the map and in the window"),
            ((None, tr_later("Follow the system")), (False, tr_later("Standard")), (True, tr_later("High"))),
        ),
        "text_size": SettingRow(
            tr_later("Te&xt size"),
            tr_later("Text size"),
            tr_later("Size of all text in the window and on the map"),
            tuple((size, f"{size} %") for size in TEXT_SIZES),
        ),
    },
    tr_later("Measures"): {
        "units": SettingRow(
            tr_later("&Units"),
            tr_later("Units of length"),
            tr_later(
                "Used for measured lengths: scale bar, popups, ledger. Figures of the article stay "
                "as they are stated."
            ),
            (("km", tr_later("Kilometres")), ("nmi", tr_later("Nautical miles")), ("mi", tr_later("Miles"))),
            shows_hint=True,
        ),
        "coordinates": SettingRow(
            tr_later("Coor&dinates"),
            tr_later("Coordinates"),
            tr_later("Used in the status bar, in popups and for copied positions"),
            (
                ("minutes", tr_later("Degrees and minutes")),
                ("seconds", tr_later("Degrees, minutes and seconds")),
                ("decimal", tr_later("Decimal degrees")),
            ),
        ),
    },
    tr_later("Keyboard"): {
        "single_letters": SettingRow(
            tr_later("Single &letters"),
            tr_later("Shortcuts of a single letter"),
            tr_later("Such as M to measure. Without them, a letter that is typed by mistake does nothing."),
            ((True, tr_later("On")), (False, tr_later("Off"))),
            shows_hint=True,
        )
    },
    tr_later("Language"): {
        "language": SettingRow(
            tr_later("&Window"),
            tr_later("Language of the window"),
            tr_later(
                "Used for menus, panels, messages, facts, the tour and the help once the window is opened "
                "again."
            ),
            (
                (None, tr_later("Follow the system")),
                ("en", "English"),  # no words: each language in its own
                ("ru", "Русский"),  # no words: each language in its own
                ("zh", "中文"),
            ),
            shows_hint=True,
            translated=False,
        ),
        "names": SettingRow(
            tr_later("&Place names"),
            tr_later("Place names"),
            tr_later(
                "Used on the map, in popups and on cards. A name without a translation stays in English."
            ),
            (
                (None, tr_later("Language of the window")),
                ("en", tr_later("English, as in the article")),
                ("ru", tr_later("Russian (Русский)")),
                ("zh", tr_later("Chinese (中文)")),
            ),
            shows_hint=True,
        ),
    },
}


class SettingsDialog(QDialog):
    """Non-modal, so that the effect on the map is visible."""

    changed = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self.setSizeGripEnabled(True)
        self._settings = settings
        self.boxes = {name: _combo(row) for rows in GROUPS.values() for name, row in rows.items()}
        self.example = _hint("")
        self.example.setWordWrap(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.usual = buttons.addButton(tr("&Restore defaults"), QDialogButtonBox.ButtonRole.ResetRole)
        self.usual.setToolTip(tr("Reset all settings to their defaults"))
        self.usual.clicked.connect(lambda: self._request(Settings()))
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        tones.tint_quiet_words(self)
        self.show_settings(settings)
        # Qt limits a dialog to two thirds of the screen height otherwise.
        self.resize(self.sizeHint())
        for name, box in self.boxes.items():
            box.currentIndexChanged.connect(lambda _, name=name: self._on_change(name))

    def show_settings(self, settings: Settings) -> None:
        """Set the boxes without emitting `changed`; settings can be changed elsewhere too."""
        self._settings = settings
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setCurrentIndex(_index(box, getattr(settings, name)))
        place, lon, lat = EXAMPLE
        written = position_in_words(lon, lat, settings.coordinates).partition(" · ")[0]
        self.example.setText(labelled(tr(place), written))
        self.usual.setEnabled(settings != Settings())

    def sizeHint(self) -> QSize:
        """The size of the whole content, limited by the screen."""
        letter = self.fontMetrics().averageCharWidth()
        # Reserve space for the scroll bar, so that hints do not rewrap when it appears.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        inner = max(LETTERS * letter, self._content.minimumSizeHint().width())
        width = max(inner + bar, self._foot.sizeHint().width())
        layout = self._content.layout()
        height = layout.totalHeightForWidth(inner) if layout else 0
        size = QSize(width + 2 * MARGIN, height + self._foot.sizeHint().height() + GAP + 2 * MARGIN)
        return size.boundedTo(self.screen().availableSize() * 0.9) if self.screen() else size

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            # Wait until all child widgets have the new font.
            QTimer.singleShot(0, self, lambda: self.resize(self.sizeHint()))
        if event.type() is QEvent.Type.PaletteChange:
            tones.tint_quiet_words(self)

    def _on_change(self, name: str) -> None:
        self._request(replace(self._settings, **{name: self.boxes[name].currentData()}))

    def _request(self, settings: Settings) -> None:
        self.show_settings(settings)
        self.changed.emit(settings)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        self._content = _Content()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for title, rows in GROUPS.items():
            column.addWidget(self._group(title, rows))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._content)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(_hint(tr(SAVED_HINT)))
        foot.addWidget(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(GAP)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot)

    def _group(self, title: str, rows: Mapping[str, SettingRow]) -> QGroupBox:
        group = QGroupBox(tr(title))
        form = QFormLayout(group)
        form.setContentsMargins(12, 12, 12, 12)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for name, row in rows.items():
            form.addRow(tr(row.label), self.boxes[name])
            if row.shows_hint:
                form.addRow("", _hint(tr(row.hint)))
            if name == "coordinates":
                form.addRow("", self.example)
        return group


class _Content(QWidget):
    """Keeps the height that its wrapped hints need, since a scroll area ignores height-for-width."""

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        layout = self.layout()
        if layout and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))
        return handled


def _combo(row: SettingRow) -> QComboBox:
    box = QComboBox()
    for value, words in row.choices:
        box.addItem(tr(words) if row.translated or value is None else words, value)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setAccessibleName(tr(row.name))
    box.setAccessibleDescription(tr(row.hint))
    box.setToolTip(tip(tr(row.hint)))
    return box


def _hint(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def _index(box: QComboBox, value: object) -> int:
    """The index of the choice with this value, or 0. QComboBox.findData does not find False."""
    values = [box.itemData(at) for at in range(box.count())]
    return values.index(value) if value in values else 0
