"""The dialog that opens layers of servers and databases, and lists those that were fetched before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.dialogs.login_fields import LoginFields
from arctic_map.desktop.dialogs.picture_choices import PictureChoices
from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.announcing import announce
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.picture_choice import chosen_layer
from arctic_map.model.shared_source import (
    PICTURE,
    WHOLE_FILE,
    SharedLayer,
    host_of,
    is_database,
    is_query,
    is_shared,
    query_layer,
)
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.scene.words.words import when_in_words
from arctic_map.storage.sanitized import sanitized

USUAL = QSize(720, 460)
WIDTHS = (250, 150, 120)
"""Widths of all columns except the last, px."""
QUERY = QSize(560, 280)
"""Size of the dialog for a query."""
MAX_TEXT_LENGTH = 120
WORDS = {PICTURE: tr_later("picture"), WHOLE_FILE: tr_later("file")}
PROMISE = tr_later(
    "Arctic Map contacts only this address, and only when you press Connect or Fetch, "
    "or at the times that you choose with Fetch again every."
)
EXAMPLE = "https://example.org/ogc   postgresql://user@host/database"  # no words: addresses


@dataclass(frozen=True, slots=True)
class SharedRow:
    """A layer of a server or database."""

    address: str
    layer: SharedLayer
    path: Path | None = None
    """The copy that was fetched before."""
    fetched: str = ""
    """Time of that, as 2026-12-01T08:30Z."""


class SharedDialog(QDialog):
    """Non-modal dialog; Esc closes it. It sends requests only when a button is pressed."""

    connect_requested = Signal(str, object)
    """Emitted with an address whose layers should be listed, and whether to store its password or None."""
    fetch_requested = Signal(str, object, bool)
    """Emitted with an address, its SharedLayers to fetch and open, and whether only what the map shows."""
    copies_requested = Signal(object)
    """Emitted with the paths of copies to open."""
    removal_requested = Signal(object)
    """Emitted with the paths of copies to delete."""
    cancel_requested = Signal()
    forget_requested = Signal(str)
    """Emitted with an earlier address to forget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Open from a server or database"))
        self._rows: tuple[SharedRow, ...] = ()
        self._is_connected = self._is_busy = False
        self._query = ""
        self.address = QComboBox()
        self.address.setEditable(True)
        self.address.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.address.setAccessibleName(tr("Address"))
        self.address.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = self.address.lineEdit()
        assert line is not None
        line.setPlaceholderText(EXAMPLE)
        line.textChanged.connect(lambda _: self._enable())
        line.returnPressed.connect(self._connect)
        self.login = LoginFields(self)
        self.login.submitted.connect(self._connect)
        # Also if another address is chosen from the list.
        line.textChanged.connect(self.login.leave_for)
        self.connect_button = QPushButton(tr("&Connect"))
        self.connect_button.clicked.connect(self._connect_or_cancel)
        self.forget_button = QPushButton(tr("Fo&rget"))
        self.forget_button.setToolTip(tip(tr("Remove this address from those that are offered")))
        self.forget_button.clicked.connect(self._forget)
        self.promise = words(tr(PROMISE), quiet=True)
        self.list = QTreeWidget()
        self.list.setAccessibleName(tr("Layers"))
        self.list.setHeaderLabels([tr("Layer"), tr("Server"), tr("Features"), tr("Fetched")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for column, width in enumerate(WIDTHS):
            self.list.setColumnWidth(column, width)
        self.list.itemSelectionChanged.connect(self._on_selection)
        # Also on Return and Enter.
        self.list.itemActivated.connect(lambda _: self._open())
        self.choices = PictureChoices(self)
        self.only_view = QCheckBox(tr("Only what the map &shows"))
        self.only_view.setToolTip(tip(tr("Pictures are always fetched for what the map shows")))
        self.status = words("")
        self.fetch_button = QPushButton(tr("&Fetch and open"))
        self.fetch_button.setToolTip(tip(tr("Copy the selected layers to this computer and show them")))
        self.fetch_button.clicked.connect(self._fetch)
        self.query_button = QPushButton(tr("S&QL query…"))
        self.query_button.setToolTip(tip(tr("Fetch the rows of a query, one of whose columns has shapes")))
        self.query_button.clicked.connect(self._ask_query)
        self.query_dialog: QInputDialog | None = None
        """The dialog, once it was opened."""
        self.copy_button = QPushButton(tr("&Open copy"))
        self.copy_button.setToolTip(tip(tr("Show the copies as they were fetched; nothing is sent")))
        self.copy_button.clicked.connect(self._open_copies)
        self.remove_button = QPushButton(tr("&Delete copy"))
        self.remove_button.setToolTip(tip(tr("Delete the selected copies from this computer")))
        self.remove_button.clicked.connect(lambda: self.removal_requested.emit(self._copies()))
        self._lay_out()
        self._enable()
        tones.tint_quiet_words(self)

    def show_addresses(self, addresses: Sequence[str]) -> None:
        """Offer earlier addresses; what is typed stays."""
        text = self.address.currentText()
        self.address.clear()
        self.address.addItems(list(addresses))
        self.address.setEditText(text)
        self._enable()

    def show_rows(self, rows: Sequence[SharedRow], *, connected: bool) -> None:
        """List layers: of the address if `connected`, otherwise the copies."""
        self._rows, self._is_connected = tuple(rows), connected
        self.list.clear()
        for row in self._rows:
            features = row.layer.features
            count = "" if features is None else digits(f"{features:,}")
            if row.layer.geometry in WORDS:
                count = tr(WORDS[row.layer.geometry])
            fetched = when_in_words(row.fetched[:10]) if row.fetched else ""
            title, name = (sanitized(text, MAX_TEXT_LENGTH) for text in (row.layer.title, row.layer.name))
            item = QTreeWidgetItem(self.list, [title, host_of(row.address), count, fetched])
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(0, tip(title, name))
        if first := self.list.topLevelItem(0):
            self.list.setCurrentItem(first)
            if connected:
                self.list.setFocus()
        self._enable()

    def show_status(self, text: str, *, busy: bool = False) -> None:
        """Show what is being done, or why something failed."""
        self._is_busy = busy
        self.status.setText(text)
        announce(self.status, text)
        self.connect_button.setText(tr("&Cancel") if busy else tr("&Connect"))
        self._enable()

    def sizeHint(self) -> QSize:
        return USUAL

    def _lay_out(self) -> None:
        caption = QLabel(tr("&Address"))
        caption.setBuddy(self.address)
        first = QHBoxLayout()
        first.addWidget(caption)
        first.addWidget(self.address, 1)
        first.addWidget(self.connect_button)
        first.addWidget(self.forget_button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        actions = (self.fetch_button, self.query_button, self.copy_button, self.remove_button)
        for button in actions:
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        for button in (close, *actions, self.connect_button, self.forget_button):
            # Enter in the address must not close the dialog.
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addLayout(first)
        column.addWidget(self.login)
        column.addWidget(self.promise)
        column.addWidget(self.list, 1)
        column.addWidget(self.choices)
        column.addWidget(self.only_view)
        column.addWidget(self.status)
        column.addWidget(buttons)

    def _selected(self) -> list[SharedRow]:
        return [self._rows[self.list.indexOfTopLevelItem(item)] for item in self.list.selectedItems()]

    def _copies(self) -> list[Path]:
        return [row.path for row in self._selected() if row.path]

    def _on_selection(self) -> None:
        rows = self._selected()
        self.choices.show_layer(rows[0].layer if len(rows) == 1 and self._is_connected else None)
        self._enable()

    def _enable(self) -> None:
        text = self.address.currentText().strip()
        self.connect_button.setEnabled(self._is_busy or is_shared(text))
        idle = not self._is_busy
        self.forget_button.setEnabled(idle and self.address.findText(text) >= 0)
        self.fetch_button.setEnabled(idle and self._is_connected and bool(self._selected()))
        of_database = bool(self._rows) and self._is_connected and is_database(self._rows[0].address)
        self.query_button.setEnabled(idle and of_database)
        self.copy_button.setEnabled(idle and bool(self._copies()))
        self.remove_button.setEnabled(idle and bool(self._copies()))

    def _forget(self) -> None:
        self.forget_requested.emit(self.address.currentText().strip())

    def _connect_or_cancel(self) -> None:
        if self._is_busy:
            self.cancel_requested.emit()
        else:
            self._connect()

    def _connect(self) -> None:
        text = self.address.currentText().strip()
        if is_shared(text):
            self.connect_requested.emit(self.login.completed(text), self.login.stores_password)
        elif text:
            self.show_status(tr("The address must begin with https://, http:// or postgresql://"))

    def _open(self) -> None:
        if self.fetch_button.isEnabled():
            self._fetch()
        elif self.copy_button.isEnabled():
            self._open_copies()

    def _fetch(self) -> None:
        rows = self._selected()
        layers = [row.layer for row in rows]
        if len(layers) == 1:
            layers = [chosen_layer(layers[0], self.choices.choice)]
        self.fetch_requested.emit(rows[0].address, layers, self.only_view.isChecked())

    def _ask_query(self) -> None:
        self.query_dialog = dialog = QInputDialog(self)
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setWindowTitle(tr("Fetch a query"))
        dialog.setLabelText(tr("&Query, beginning with SELECT or WITH:"))
        dialog.setTextValue(self._query)
        dialog.resize(QUERY)
        dialog.textValueSelected.connect(self._fetch_query)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _fetch_query(self, sql: str) -> None:
        self._query = sql
        if is_query(sql):
            self.fetch_requested.emit(self._rows[0].address, [query_layer(sql)], self.only_view.isChecked())
        else:
            self.show_status(tr("The query must begin with SELECT or WITH"))

    def _open_copies(self) -> None:
        self.copies_requested.emit(self._copies())

    def done(self, result: int) -> None:
        """Called for every way of closing the dialog."""
        if self._is_busy:
            self.cancel_requested.emit()
        super().done(result)
