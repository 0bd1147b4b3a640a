"""The help window: a table of contents, the page, and full-text search."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QShortcut,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.dialogs.help_document import help_document, places_of
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.buttons import name_them
from arctic_map.desktop.widgets.widget_text import shortcut_text, tip
from arctic_map.model.tr import tr
from arctic_map.storage.languages import HelpPage

LINK = "help"
"""Scheme of links between pages; there are no others."""
FOUND = QColor("#F0E442")


class HelpWindow(QDialog):
    """Non-modal window with the pages of the help."""

    def __init__(
        self, pages: Sequence[HelpPage], symbol: Callable[[str], QImage], parent: QWidget | None = None
    ) -> None:
        """`symbol` draws the symbol of a style in the current colours."""
        super().__init__(parent)
        self._pages, self._symbol = pages, symbol
        self._documents: list[QTextDocument] = []
        self._hits: list[tuple[int, QTextCursor]] = []
        """Row of the page and cursor of each match, in reading order."""
        self._current = -1
        self.setWindowTitle(tr("Help"))
        self.setSizeGripEnabled(True)
        self.field = self._find_field()
        self.found = QLabel()
        self.found.setAccessibleName(tr("Number of matches"))
        self.before = _step(tr("Previous match"), "Shift+F3", Qt.ArrowType.UpArrow, lambda: self.step(-1))
        self.after = _step(tr("Next match"), "F3", Qt.ArrowType.DownArrow, lambda: self.step(1))
        self.contents = QListWidget()
        self.contents.setAccessibleName(tr("Contents of the help"))
        self.contents.setSpacing(1)
        self.contents.addItems([page.title for page in pages])
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sideways = self.text.horizontalScrollBar()
        # Lines are wrapped to the width, but Qt keeps an outdated width while it lays out tables.
        sideways.rangeChanged.connect(lambda: sideways.setRange(0, 0))
        self._lay_out()
        name_them(self)
        self._write()
        self.contents.currentRowChanged.connect(self._show_page)
        self.field.textChanged.connect(self._search)
        self.contents.setCurrentRow(0)
        for shown, do in (
            ("Ctrl+F", self._to_find),
            ("F3", lambda: self.step(1)),
            ("Shift+F3", lambda: self.step(-1)),
            ("Ctrl+PgDown", lambda: self._turn(1)),
            ("Ctrl+PgUp", lambda: self._turn(-1)),
        ):
            QShortcut(QKeySequence(shown), self, do)
        self.contents.setFocus()

    def sizeHint(self) -> QSize:
        letter = self.fontMetrics()
        return QSize(120 * letter.horizontalAdvance("x"), 42 * letter.height())

    def come_forward(self, page: str = "") -> None:
        """Open the window at this page, or where it was left."""
        self.show_page(page)
        self.show()
        self.raise_()
        self.activateWindow()

    @property
    def page(self) -> str:
        """The id of the visible page."""
        return self._pages[self.contents.currentRow()].id

    def show_page(self, id: str) -> None:
        """Show the page with this id; an unknown id changes nothing."""
        for row, page in enumerate(self._pages):
            if page.id == id:
                self.contents.setCurrentRow(row)

    def step(self, step: int) -> None:
        """Go to the next match, or the previous one; wraps around."""
        if not self._hits:
            return
        self._current = (self._current + step) % len(self._hits)
        row, cursor = self._hits[self._current]
        self.contents.setCurrentRow(row)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()
        self._say_found()

    def _find_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(tr("Find in the help ({keys})", keys=shortcut_text("Ctrl+F")))
        field.setAccessibleName(tr("Find in the help"))
        field.setToolTip(
            tip(
                tr("Find words in all pages ({keys})", keys=shortcut_text("Ctrl+F")),
                tr("Press Enter for the next match"),
            )
        )
        field.setClearButtonEnabled(True)
        return field

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.field, 1)
        top.addWidget(self.before)
        top.addWidget(self.after)
        top.addSpacing(4)
        top.addWidget(self.found)
        self.found.setMinimumWidth(self.fontMetrics().horizontalAdvance("999 of 999"))
        self._middle = middle = QSplitter()
        middle.setChildrenCollapsible(False)
        middle.addWidget(self.contents)
        middle.addWidget(self.text)
        middle.setStretchFactor(1, 1)
        middle.setSizes([0, self.sizeHint().width()])
        self._make_room()
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        # Enter in the search field goes to the next match and must not close the window.
        for button in close.buttons():
            button.setProperty("autoDefault", False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(middle, 1)
        column.addWidget(close)

    def _make_room(self) -> None:
        """Widen the contents so that the number of matches fits at any text size."""
        width = self.contents.sizeHintForColumn(0) + self.fontMetrics().horizontalAdvance("  (99)") + 16
        now, rest = self._middle.sizes()
        if now < width:
            self._middle.setSizes([width, max(0, now + rest - width)])

    def _write(self) -> None:
        """Create the pages in the current colours."""
        self._documents = [help_document(page, self._symbol, self) for page in self._pages]
        self._tint()

    def _show_page(self, row: int) -> None:
        self.text.setDocument(self._documents[row])
        self.text.setAccessibleName(self._pages[row].title)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._mark_found()

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == LINK:
            self.show_page(url.path())

    def _turn(self, step: int) -> None:
        row = self.contents.currentRow() + step
        if 0 <= row < len(self._pages):
            self.contents.setCurrentRow(row)

    def _to_find(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _search(self, text: str) -> None:
        query = text.strip()
        self._hits = [
            (row, cursor)
            for row, document in enumerate(self._documents)
            for cursor in places_of(document, query)
        ]
        self._current = -1
        self._tint()
        self._mark_found()
        here = self.contents.currentRow()
        ahead = [number for number, (row, _) in enumerate(self._hits) if row >= here]
        if self._hits:
            self._current = (ahead[0] if ahead else 0) - 1
            self.step(1)
        else:
            self._say_found()

    def _say_found(self) -> None:
        if self._hits:
            self.found.setText(tr("{number} of {count}", number=self._current + 1, count=len(self._hits)))
        else:
            self.found.setText(tr("Not found") if self.field.text().strip() else "")
        for button in (self.before, self.after):
            button.setEnabled(bool(self._hits))

    def _mark_found(self) -> None:
        ground = QTextCharFormat()
        ground.setBackground(FOUND)
        ground.setForeground(QColor("black"))
        row, shown = self.contents.currentRow(), []
        for at, cursor in self._hits:
            if at == row:
                selection = QTextEdit.ExtraSelection()
                selection.cursor, selection.format = cursor, ground
                shown.append(selection)
        self.text.setExtraSelections(shown)

    def _tint(self) -> None:
        """Show in the contents how many matches each page has."""
        quiet, usual = tones.quiet(self.palette()), self.palette().color(QPalette.ColorRole.Text)
        searching = bool(self.field.text().strip())
        for row, page in enumerate(self._pages):
            count = sum(at == row for at, _ in self._hits)
            item = self._item(row)
            item.setText(f"{page.title} ({count})" if count else page.title)
            item.setForeground(quiet if searching and not count else usual)

    def _item(self, row: int) -> QListWidgetItem:
        item = self.contents.item(row)
        assert item is not None
        return item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.hasFocus():
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            self.text.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            # The map's symbols get their new colours slightly later.
            QTimer.singleShot(0, self, self._rewrite)

    def _rewrite(self) -> None:
        place = self.text.verticalScrollBar().value()
        before = self._documents
        self._write()
        self._show_page(self.contents.currentRow())
        self._search(self.field.text())
        self._make_room()
        self.text.verticalScrollBar().setValue(place)
        for document in before:
            document.deleteLater()


def _step(name: str, shown: str, arrow: Qt.ArrowType, do: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setArrowType(arrow)
    button.setAutoRaise(True)
    button.setAccessibleName(name)
    button.setToolTip(tip(f"{name} ({shortcut_text(shown)})"))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setEnabled(False)
    button.clicked.connect(do)
    return button
