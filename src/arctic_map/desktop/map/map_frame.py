"""The middle of the window: the map, or a message with a button if the map has crashed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from arctic_map.model.tr import tr


class MapFrame(QStackedWidget):
    """The map's view, or a page in its place."""

    retry_requested = Signal()
    resized = Signal()

    def __init__(self, view: QWidget) -> None:
        super().__init__()
        self._view = view
        self.addWidget(view)
        self.setFocusProxy(view)
        self._failed: QWidget | None = None
        self._sentence = QLabel()

    def show_map(self) -> None:
        """Show the map again."""
        self.setCurrentWidget(self._view)

    def show_failed(self, sentence: str) -> None:
        """Show a message in place of the map; the rest of the window continues to work."""
        if self._failed is None:
            self._failed = self._page()
            self.addWidget(self._failed)
        self._sentence.setText(sentence)
        self.setCurrentWidget(self._failed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def _page(self) -> QWidget:
        page = QWidget()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        retry = QPushButton(tr("Retry"))
        retry.setToolTip(tr("Start the map again"))
        retry.clicked.connect(self.retry_requested)
        column = QVBoxLayout(page)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(16)
        column.addStretch()
        column.addWidget(self._sentence)
        column.addWidget(retry, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return page
