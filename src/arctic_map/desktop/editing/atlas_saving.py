"""Creating, saving and closing the user's own atlases, with prompts before anything could be lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from arctic_map.desktop.editing.atlas_file import file_name, replacing, with_ending
from arctic_map.desktop.files import other_programs
from arctic_map.desktop.files.file_watch import FileWatch, State, stamp_of
from arctic_map.desktop.widgets.folders import state_folder
from arctic_map.desktop.widgets.notice import Notice, NoticeAction, Severity
from arctic_map.errors import ArcticMapError
from arctic_map.model.opened import ATLAS
from arctic_map.model.tr import tr
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.content.edits import Content
    from arctic_map.content.package.packing import About
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.main_window import Window

SHORT = 60
"""Maximum length of a file name in a message."""
NOT_SAVED = "not saved"  # no words: a key
Button = QMessageBox.StandardButton


class AtlasSaving(QObject):
    """Shows the dialogs of saving and lets the draft do the work."""

    noticed = Signal(object)
    """Emitted with a Notice."""

    def __init__(self, draft: Draft, title: Callable[[], str], window: Window) -> None:
        super().__init__(window)
        self._draft, self._title, self._window = draft, title, window
        self.dialog: QDialog | None = None
        self._watch = FileWatch(self)
        self._watch.turned.connect(self._turned)
        self._watched: Path | None = None
        self._closing = False
        """Whether to close the window once the save has succeeded."""
        draft.save_ended.connect(self._ended)
        draft.changed.connect(self._changed)
        window.may_close = self._may_close
        self._changed()

    def new(self, text: str = "", about: About | None = None) -> None:
        """Ask for the text and the file name of a new atlas, and open it in a new window."""
        # Few windows load this dialog.
        from arctic_map.desktop.editing.new_atlas import NewAtlasDialog

        dialog = NewAtlasDialog(self._window)
        if about is not None:
            dialog.fill(text, about)
        dialog.answered.connect(self._name_new)
        self._show(dialog)

    def save(self, *, then_close: bool = False) -> None:
        """Save the draft; ask first if another program has changed the file in the meantime."""
        if self._draft.path is not None and self._draft.editable and self._draft.changed_outside():
            self._ask_over(then_close=then_close)
        else:
            self._begin(None, then_close=then_close)

    @property
    def brought_back(self) -> str:
        """The message shown after unsaved changes of an earlier window were restored."""
        text = tr("Unsaved changes were restored; Undo discards them.")
        if self._draft.path is None or not self._draft.changed_outside():
            return text
        name = sanitized(self._draft.path.name, SHORT)
        return text + tr(" Another program may have changed {name} since; saving asks first.", name=name)

    def warn(self, why: str) -> None:
        """Show why something was not saved; the notice stays until a save succeeds."""
        self.noticed.emit(Notice(why, Severity.WARNING, key=NOT_SAVED))

    def save_as(self, *, then_close: bool = False) -> None:
        """Save to another file, which this window edits from then on."""
        path = self._draft.path or Path.home() / file_name(self._title())
        self._ask_name(
            tr("Save the atlas as"), path, lambda chosen: self._begin(chosen, then_close=then_close)
        )

    def _begin(self, path: Path | None, *, then_close: bool) -> None:
        self._draft.save(path)
        self._closing = then_close and self._draft.saving

    def _name_new(self, text: str, about: About) -> None:
        self._ask_name(
            tr("Save the new atlas as"),
            Path.home() / file_name(about.title),
            lambda path: self.make(path, text, about),
            lambda: self.new(text, about),
        )

    def make(self, path: Path, text: str, about: About) -> None:
        """Write a new atlas and open it."""
        # Only making an atlas loads this module.
        from arctic_map.content.package.packing import made

        if not self._write(path, lambda: made(text, about)):
            # Nothing that was entered is lost.
            self.new(text, about)

    def recover(self, path: Path) -> bool:
        """Offer to save the kept changes of a missing or damaged atlas; return whether there are any."""
        # Only recovery after a crash loads this module.
        from arctic_map.content.package.unsaved_changes import recoverable

        if (unsaved := recoverable(state_folder(), path)) is None:
            return False

        def save(target: Path) -> None:
            if self._write(target, lambda: unsaved.files) and target != path:
                # If a window still has the file open, it keeps its changes.
                with suppress(ArcticMapError), replacing(path):
                    pass

        self._ask_name(tr("Save the recovered atlas as"), path, save)
        return True

    def _write(self, path: Path, files: Callable[[], Content]) -> bool:
        """Write an atlas and open it; return whether it was written."""
        # Only making an atlas loads this module.
        from arctic_map.content.package.packing import save

        try:
            with replacing(path):
                save(path, files())
        except ArcticMapError as error:
            self.warn(str(error))
            return False
        self._window.withdraw(NOT_SAVED)
        self.open(path)
        return True

    def open(self, path: Path) -> None:
        """Open an atlas file in a new window."""
        name = sanitized(path.name, SHORT)
        if other_programs.open_window_with(path):
            text = tr("{name} opens in a new window", name=name)
            self.noticed.emit(Notice(text, Severity.DONE, key="draft"))
        else:
            why = tr("{name} was not opened: the program could not be started again", name=name)
            self.noticed.emit(Notice(why, Severity.WARNING, key="draft"))

    def open_built_in(self) -> None:
        """Open the built-in atlas in a new window."""
        if not other_programs.open_window_with(None):
            why = tr("The built-in atlas was not opened: the program could not be started again")
            self.noticed.emit(Notice(why, Severity.WARNING, key="draft"))

    def offer(self, path: Path) -> None:
        """Report that a copy was saved, with a button to open it for editing."""
        text = tr("{name} was saved: a copy of the atlas that you can edit", name=sanitized(path.name, SHORT))
        opens = NoticeAction(tr("&Open it"), lambda: self.open(path))
        self.noticed.emit(Notice(text, Severity.DONE, (opens,), key="draft"))

    def _ask_name(
        self,
        title: str,
        path: Path,
        act: Callable[[Path], object],
        on_cancel: Callable[[], object] = lambda: None,
    ) -> None:
        dialog = QFileDialog(self._window, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{tr('Atlases')} (*{ATLAS})")
        dialog.setDefaultSuffix(ATLAS.removeprefix("."))
        dialog.setDirectory(str(path.parent))
        dialog.selectFile(path.name)

        def answer(result: int) -> None:
            if not result:
                on_cancel()
                return
            path = Path(dialog.selectedFiles()[0])
            with_ending(path, act, lambda whole: self._ask_name(title, whole, act, on_cancel))

        # Both may open another dialog, which must wait until this one is closed.
        dialog.finished.connect(answer)
        self._show(dialog)

    def _ask_over(self, *, then_close: bool) -> None:
        """Ask before overwriting a file that another program has changed."""
        path = self._draft.path
        name = sanitized(path.name, SHORT) if path else ""
        box = self._box(
            tr("{name} was changed by another program after you opened it.", name=name),
            tr("Overwriting it discards those changes. Saving under another name keeps both."),
        )
        other = box.addButton(tr("Save &as…"), QMessageBox.ButtonRole.AcceptRole)
        over = box.addButton(tr("&Overwrite"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(Button.Cancel)
        other.clicked.connect(lambda: self.save_as(then_close=then_close))
        over.clicked.connect(lambda: self._begin(None, then_close=then_close))
        self._show(box)

    def _may_close(self) -> bool:
        """Whether the window may close now; otherwise ask, and close it after the answer or the save."""
        if self._draft.saving and self._draft.settled:
            self._closing = True
            self._draft.message_emitted.emit(tr("The window closes as soon as the atlas is saved"))
            return False
        if not self._draft.dirty:
            return True
        box = self._box(tr("The atlas has unsaved changes."), tr("If you do not save them, they are lost."))
        save = box.addButton(Button.Save)
        discard = box.addButton(Button.Discard)
        box.addButton(Button.Cancel)
        box.setDefaultButton(Button.Save)
        save.clicked.connect(lambda: self.save(then_close=True))
        discard.clicked.connect(self._discard_and_close)
        self._show(box)
        return False

    def _ended(self, saved: bool) -> None:
        closing, self._closing = self._closing, False
        if saved:
            self._window.withdraw(NOT_SAVED)
        if saved and self._watched is not None:
            self._watch.remove(self._watched)
            self._watched = None
            self._changed()
        if closing and saved:
            self._window.close()

    def _discard_and_close(self) -> None:
        self._draft.discard()
        self._window.close()

    def _box(self, text: str, more: str) -> QMessageBox:
        box = QMessageBox(QMessageBox.Icon.Warning, tr("Arctic Map"), text, Button.NoButton, self._window)
        box.setInformativeText(more)
        return box

    def _show(self, dialog: QDialog) -> None:
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog
        dialog.finished.connect(lambda: self._closed(dialog))
        dialog.open()

    def _closed(self, dialog: QDialog) -> None:
        dialog.deleteLater()
        if self.dialog is dialog:
            self.dialog = None

    def _changed(self) -> None:
        """Mark unsaved changes in the title, and watch the file as it is now."""
        self._window.show_draft(editable=self._draft.editable, dirty=self._draft.dirty)
        path = self._draft.path if self._draft.editable else None
        if self._watched is not None and (path != self._watched or not self._draft.dirty):
            self._watch.remove(self._watched)
            self._watched = None
        if path is not None and self._watched is None:
            self._watched = path
            self._watch.add(path, stamp_of(path))

    def _turned(self, path: Path, state: State) -> None:
        if state is State.AS_READ or not self._draft.changed_outside():
            self._window.withdraw("outside")
            return
        name = sanitized(path.name, SHORT)
        if state is State.GONE:
            text = tr("{name} no longer exists; saving creates it again.", name=name)
        else:
            text = tr(
                "{name} was changed by another program; saving asks before it overwrites it.", name=name
            )
        self.noticed.emit(Notice(text, Severity.WARNING, key="outside"))
