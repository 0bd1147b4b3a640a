"""Common behaviour of lists and forms for people, steps, views, charts and ledger rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.editing.entry_form import hint
from arctic_map.desktop.widgets.widget_text import shortcut_text, without_mnemonic
from arctic_map.model.tr import tr
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.content.edits import NounEditor
    from arctic_map.content.toml_rows import Identified
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.editing.entry_form import EntryForm
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store


class RowEditing[Noun: Identified, Form: EntryForm](QObject):
    """Base class: one subclass per noun, with its texts, its form and how to show an entry."""

    message_emitted = Signal(str)
    saved = Signal(str)
    """Emitted with the name of the entry that was kept."""
    editor: NounEditor[Noun]
    title: str
    """Title of the list. This and the following texts are in English, for translation."""
    empty = ""
    """Text for an empty list."""
    add_words: str
    show_words = ""
    """Text of the button that shows an entry; empty for no such button."""
    ordered = False
    """Whether the entries can be reordered."""

    def __init__(self, store: Store, draft: Draft, window: Window) -> None:
        super().__init__(window)
        self._store, self._draft, self._window = store, draft, window
        self.dialog: RowsDialog | None = None
        self.form: Form | None = None
        self._form_id = ""
        """The id of the entry in the form; empty for a new one."""
        store.scene_changed.connect(lambda _before, _scene: self._list())
        draft.changed.connect(self._list)

    def entries(self) -> Sequence[Noun]:
        """The entries of the atlas in order."""
        raise NotImplementedError

    def make_form(self, id: str) -> Form:
        """Create the form for an id; an empty id means a new entry."""
        raise NotImplementedError

    def noun_in(self, form: Form) -> Noun:
        """The entry as entered in the form."""
        raise NotImplementedError

    def show_row(self, id: str) -> None:
        """Show an entry on the map or as readers see it, if there is a button for it."""

    def listed(self, number: int, noun: Noun) -> str:
        """The text of an entry in the list; `number` counts from 1."""
        return self.called(noun)

    def called(self, noun: Noun) -> str:
        """The name of an entry as readers see it."""
        return self.editor.name_of(noun)

    def lacks(self, form: Form) -> Sequence[tuple[str, str]]:
        """What must be filled in before the entry can be kept: field names and messages."""
        return form.too_long or self.editor.problems(self.noun_in(form))

    def noun(self, id: str) -> Noun | None:
        """The entry with this id, or None."""
        return next((each for each in self.entries() if each.id == id), None)

    def name_of(self, id: str) -> str:
        """The name of the entry with this id."""
        noun = self.noun(id)
        return self.called(noun) if noun else id

    def show(self) -> None:
        """Open the list."""
        if self.dialog is None:
            self.dialog = dialog = RowsDialog(
                tr(self.title),
                tr(self.empty),
                tr(self.add_words),
                tr(self.show_words),
                self._window,
                ordered=self.ordered,
            )
            dialog.add_requested.connect(self.add)
            dialog.edit_requested.connect(self.edit)
            dialog.delete_requested.connect(self.delete)
            dialog.move_requested.connect(self.move)
            dialog.show_requested.connect(self.show_row)
        self.dialog.come_forward()
        self._list()

    def add(self) -> None:
        """Open the form of a new entry."""
        self.open_form("")

    def edit(self, id: str) -> None:
        """Open the form of an existing entry."""
        self.open_form(id)

    def open_form(self, id: str) -> None:
        """Open the form for an id, or of a new entry, unless an open form asks first.

        Emits `message_emitted` if the atlas is read-only.
        """
        if not self._draft.editable:
            self.message_emitted.emit(self._draft.why_not)
            return
        if self.form is not None and not self.form.may_leave(lambda: self.open_form(id)):
            return
        self._close_form()
        self._form_id = id
        self.form = form = self.make_form(id)
        form.delete_button.setVisible(bool(id))
        form.keep_requested.connect(self.keep)
        form.delete_requested.connect(lambda: self.delete(id))
        form.rejected.connect(self._close_form)
        form.move_next_to_window()

    def keep(self) -> None:
        """Write the entry of the form to the atlas."""
        if (form := self.form) is None:
            return
        if lacks := self.lacks(form):
            form.show_problems(lacks)
            return
        noun = self.noun_in(form)
        name = self.called(noun)
        if self._draft.apply(tr("Keep {name}", name=name), self.editor.keep(noun)):
            self._close_form()
            self.message_emitted.emit(tr("{name} is in the atlas; Undo reverts this", name=name))
            self.saved.emit(name)

    def delete(self, id: str) -> None:
        """Delete the entry with this id."""
        name = self.name_of(id)
        if self._draft.apply(tr("Delete {name}", name=name), self.editor.remove(id)):
            if self._form_id == id:
                self._close_form()
            self.message_emitted.emit(tr("{name} was deleted; Undo restores it", name=name))

    def move(self, id: str, to: int) -> None:
        """Move the entry with this id to a position, from 0."""
        self._draft.apply(tr("Move {name}", name=self.name_of(id)), self.editor.move(id, to))

    def _list(self) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            rows = [(noun.id, self.listed(number, noun)) for number, noun in enumerate(self.entries(), 1)]
            self.dialog.show_rows(rows, self._draft.why_not)

    def _close_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.put_away()


LETTERS, LINES, EDGE = 46, 9, 24
MAX_TEXT_LENGTH = 200
ID = Qt.ItemDataRole.UserRole


class RowsDialog(QDialog):
    """Non-modal list; Esc closes it."""

    add_requested = Signal()
    show_requested = Signal(str)
    edit_requested = Signal(str)
    move_requested = Signal(str, int)
    """Emitted with the id and the new position, from 0."""
    delete_requested = Signal(str)

    def __init__(
        self, title: str, empty: str, add: str, show: str, parent: QWidget, *, ordered: bool
    ) -> None:
        """`empty` is the text of an empty list; an empty `show` hides that button."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._over = parent
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = hint(empty)
        self.why = hint()
        self.add_button = self._button(add, "")
        self.show_button = self._button(show, "")
        self.show_button.setVisible(bool(show))
        self.edit_button = self._button(tr("&Edit…"), "")
        self.up_button = self._button(tr("&Up"), "Ctrl+Shift+Up")
        self.down_button = self._button(tr("&Down"), "Ctrl+Shift+Down")
        self.delete_button = self._button(tr("De&lete"), "Delete")
        self.close_button = self._button(tr("&Close"), "")
        for button in (self.up_button, self.down_button):
            button.setVisible(ordered)
        self._lay_out()
        self._connect()

    def show_rows(self, rows: Sequence[tuple[str, str]], why_not: str) -> None:
        """List ids and texts; `why_not` says why nothing can be edited, and is empty if it can."""
        now = self.current
        self.list.clear()
        for id, words in rows:
            item = QListWidgetItem(sanitized(words, MAX_TEXT_LENGTH))
            item.setData(ID, id)
            self.list.addItem(item)
            if id == now:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.empty.setVisible(not rows and not why_not)
        self.list.setVisible(bool(rows))
        self.why.setText(why_not)
        self.why.setVisible(bool(why_not))
        self._editable = not why_not
        self._follow()

    def choose(self, id: str) -> None:
        """Select the row with this id."""
        for number in range(self.list.count()):
            if self.list.item(number).data(ID) == id:
                self.list.setCurrentRow(number)

    @property
    def current(self) -> str:
        """The id of the selected row; empty if none is."""
        item = self.list.currentItem()
        return str(item.data(ID)) if item else ""

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = max(LETTERS * metrics.averageCharWidth(), super().sizeHint().width())
        return QSize(width, LINES * (metrics.height() + 4) + super().minimumSizeHint().height() // 2)

    def come_forward(self) -> None:
        """Show the list at the right of the window and focus it."""
        if not self.isVisible():
            self.resize(self.sizeHint())
            width = self._over.width() - self.width() - EDGE
            self.move(self._over.mapToGlobal(QPoint(width, 4 * EDGE)))
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus()

    def _follow(self) -> None:
        """Enable what can be done with the selected row."""
        number, last = self.list.currentRow(), self.list.count() - 1
        self.add_button.setEnabled(self._editable)
        self.show_button.setEnabled(number >= 0)
        for button in (self.edit_button, self.delete_button):
            button.setEnabled(self._editable and number >= 0)
        self.up_button.setEnabled(self._editable and number > 0)
        self.down_button.setEnabled(self._editable and 0 <= number < last)

    def _move(self, by: int) -> None:
        self.move_requested.emit(self.current, self.list.currentRow() + by)

    def _connect(self) -> None:
        self._editable = False
        self.list.currentRowChanged.connect(lambda _row: self._follow())
        self.list.itemActivated.connect(lambda _item: self.edit_button.click())
        self.add_button.clicked.connect(lambda: self.add_requested.emit())
        self.show_button.clicked.connect(lambda: self.show_requested.emit(self.current))
        self.edit_button.clicked.connect(lambda: self.edit_requested.emit(self.current))
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.delete_button.clicked.connect(lambda: self.delete_requested.emit(self.current))
        self.close_button.clicked.connect(self.close)

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        for button in (
            *(self.add_button, self.edit_button, self.show_button),
            *(self.up_button, self.down_button, self.delete_button),
        ):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        listed = QVBoxLayout()
        listed.addWidget(self.empty)
        listed.addWidget(self.list, 1)
        listed.addWidget(self.why)
        listed.addStretch(0)
        row = QHBoxLayout(self)
        row.addLayout(listed, 1)
        row.addLayout(buttons)

    def _button(self, text: str, key: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        if key:
            button.setToolTip(f"{without_mnemonic(text)} ({shortcut_text(key)})")
            shortcut = QShortcut(QKeySequence(key), self.list, button.click)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        return button
