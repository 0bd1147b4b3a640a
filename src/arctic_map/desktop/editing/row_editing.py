"""Common behaviour of lists and forms for people, steps, views, charts and ledger rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.editing.rows_dialog import RowsDialog
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.content.edits import RowEditor
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
    editor: RowEditor[Noun]
    title: str
    """Title of the list. This and the following texts are in English, for translation."""
    empty: str
    """Text for an empty list."""
    add_words: str
    show_words: str
    ordered = False
    """Whether the entries can be reordered."""

    def __init__(self, store: Store, draft: Draft, window: Window) -> None:
        super().__init__(window)
        self._store, self._draft, self._window = store, draft, window
        self.dialog: RowsDialog | None = None
        self.form: Form | None = None
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
        """Show an entry on the map or as readers see it."""
        raise NotImplementedError

    def listed(self, number: int, noun: Noun) -> str:
        """The text of an entry in the list; `number` counts from 1."""
        return self.editor.name_of(noun)

    def lacks(self, form: Form) -> Sequence[tuple[str, str]]:
        """What must be filled in before the entry can be kept: field names and messages."""
        return self.editor.problems(self.noun_in(form))

    def noun(self, id: str) -> Noun | None:
        """The entry with this id, or None."""
        return next((each for each in self.entries() if each.id == id), None)

    def name_of(self, id: str) -> str:
        """The name of the entry with this id."""
        noun = self.noun(id)
        return self.editor.name_of(noun) if noun else id

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
        """Open the form for an id, or of a new entry; emit `message_emitted` if the atlas is read-only."""
        if not self._draft.editable:
            self.message_emitted.emit(self._draft.why_not)
            return
        self._close_form()
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
        name = self.editor.name_of(noun)
        if self._draft.apply(tr("Keep {name}", name=name), self.editor.keep(noun)):
            self._close_form()
            self.message_emitted.emit(tr("{name} is in the atlas; Undo reverts this", name=name))
            self.saved.emit(name)

    def delete(self, id: str) -> None:
        """Delete the entry with this id."""
        name = self.name_of(id)
        self._close_form()
        if self._draft.apply(tr("Delete {name}", name=name), self.editor.remove(id)):
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
