"""Lists all features at a position with their attributes, to read and copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.widgets.appearance import tones
from arctic_map.model.tr import tr, tr_count
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arctic_map.scene.identify import FeatureAtPoint

SIZE = 520, 420
EDGE = 24
"""Distance from the corner of the window, px."""
GAP = 4
"""Space above a heading, px."""
MAX_NAME_LENGTH = 200
"""Maximum length of a name in the list."""
ID = Qt.ItemDataRole.UserRole


class HereDialog(QDialog):
    """Non-modal dialog; Esc closes it."""

    feature_chosen = Signal(str)
    """Emitted with the id of the feature to highlight on the map."""
    feature_requested = Signal(str)
    """Emitted with the id of the feature to go to."""
    copied = Signal(str)

    def __init__(self, found: Sequence[FeatureAtPoint], position: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("What is here"))
        self._found = tuple(found)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(3)
        self.list.setAccessibleName(tr("What is here"))
        for each in self._found:
            item = QListWidgetItem(
                f"{sanitized(each.name, MAX_NAME_LENGTH)}\n{sanitized(each.layer, MAX_NAME_LENGTH)}"
            )
            item.setData(ID, each.feature)
            self.list.addItem(item)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Attributes"))
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        count = tr_count(
            len(self._found), "{count} feature at {place}", "{count} features at {place}", place=position
        )
        self.heading = QLabel(count)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setTextInteractionFlags(flags.TextSelectableByMouse)
        self._lay_out()
        self.list.currentRowChanged.connect(self._read)
        self.list.itemActivated.connect(lambda item: self.feature_requested.emit(item.data(ID)))
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._select_current(parent)

    @property
    def current(self) -> FeatureAtPoint:
        """The selected feature."""
        return self._found[max(self.list.currentRow(), 0)]

    def sizeHint(self) -> QSize:
        return QSize(*SIZE)

    def copy(self) -> None:
        """Copy all attributes of the selected feature."""
        QGuiApplication.clipboard().setText(self.current.text)
        self.copied.emit(tr("The attributes of {name} were copied", name=self.current.name))

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setSizes([SIZE[0] * 2 // 5, SIZE[0] * 3 // 5])
        split.setChildrenCollapsible(False)
        buttons = QHBoxLayout()
        for text, do in (
            (tr("&Go there"), lambda: self.feature_requested.emit(self.current.feature)),
            (tr("&Copy all"), self.copy),
        ):
            buttons.addWidget(self._button(text, do))
        buttons.addStretch(1)
        buttons.addWidget(self._button(tr("C&lose"), self.close))
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(split, 1)
        column.addLayout(buttons)

    def _button(self, text: str, do: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        return button

    def _read(self) -> None:
        """Show headings above their texts, as plain text."""
        heading, plain = QTextCharFormat(), QTextCharFormat()
        heading.setForeground(tones.quiet(self.palette()))
        heading.setFontPointSize(self.font().pointSizeF() * 0.9)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        cursor.insertText(self.current.name, bold)
        above = QTextBlockFormat()
        above.setTopMargin(GAP)
        for title, text in self.current.lines:
            cursor.insertBlock(above)
            cursor.insertText(title, heading)
            cursor.insertBlock(QTextBlockFormat())
            cursor.insertText(text, plain)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.feature_chosen.emit(self.current.feature)

    def _select_current(self, window: QWidget) -> None:
        """Place the dialog at the right of the window, away from the map."""
        self.resize(self.sizeHint())
        corner = window.mapToGlobal(QPoint(window.width() - SIZE[0] - EDGE, 4 * EDGE))
        self.move(corner)
