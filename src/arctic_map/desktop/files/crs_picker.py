"""Asks in which coordinate reference system a file is that does not say it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from arctic_map.model.tr import tr, tr_later

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
"""Codes and names; those of the Arctic first."""


class CrsPicker(QDialog):
    chosen = Signal(str)
    """The code, or what else was written."""

    def __init__(self, name: str, why: str, before: str, parent: QWidget) -> None:
        """`why` says what the coordinates are, `before` is what was said of the file another day."""
        super().__init__(parent)
        self.setWindowTitle(tr("Reference system of {name}", name=name))
        said = QLabel(tr("{name} was not opened yet: {why}.", name=name, why=why))
        said.setWordWrap(True)
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
        for widget in (said, label, self.box, self.buttons):
            column.addWidget(widget)
        self.accepted.connect(lambda: self.chosen.emit(self.crs))
        self.box.setFocus()

    @property
    def crs(self) -> str:
        """A number alone is a code of the EPSG."""
        text = self.box.currentText().strip()
        number = self.box.findText(text)
        code = str(self.box.itemData(number)) if number >= 0 else text
        return f"EPSG:{code}" if code.isdecimal() else code
