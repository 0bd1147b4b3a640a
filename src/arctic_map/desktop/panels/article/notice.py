"""A sentence above the text about what went wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from arctic_map.desktop.widgets.appearance import tones


class Notice(QLabel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(16, 8, 12, 8)
        self.hide()

    def say(self, sentence: str) -> None:
        """Nothing hides it."""
        self.setText(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(
            self.rect(), tones.blend(self.palette().color(QPalette.ColorRole.Base), tones.DOUBT, 0.2)
        )
        painter.fillRect(0, 0, 4, self.height(), tones.DOUBT)
        painter.end()
        super().paintEvent(event)
