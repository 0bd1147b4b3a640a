"""The foot of a dialog that exports: message, progress and buttons; and the question for the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QWidget,
)

from arctic_map.desktop.dialogs.export_settings import FOLDER_KEY
from arctic_map.model.export_formats import ExportFormat
from arctic_map.model.tr import tr, tr_count
from arctic_map.storage.sanitized import sanitized

MAX_NAME_LENGTH = 120
Button = QMessageBox.StandardButton


class ExportFoot(QWidget):
    """Message, progress, and the buttons to export and to cancel."""

    def __init__(self, go: str, doing: str, dialog: QDialog) -> None:
        """`go` is the text of the button, `doing` says what it has started."""
        super().__init__()
        self._doing = doing
        self._status = QLabel()
        self._status.setWordWrap(True)
        self._status.setTextFormat(Qt.TextFormat.PlainText)
        self._status.setAccessibleName(tr("Message"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(doing.removesuffix("…"))
        self.bar.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = QPushButton(go)
        self.go.setToolTip(tr("Choose the file and write it"))
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(dialog.reject)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._status, 1)
        row.addWidget(self.bar)
        row.addWidget(buttons)

    @property
    def message(self) -> str:
        """The sentence that is shown."""
        return self._status.text()

    def say(self, sentence: str) -> None:
        """Show a sentence; empty for none."""
        self._status.setText(sentence)

    def set_busy(self, busy: bool) -> None:
        """Show progress instead of letting another export begin."""
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        self.go.setEnabled(not busy)
        if busy:
            self.say(self._doing)

    def show_share(self, share: float) -> None:
        """Show the share done, 0 to 1."""
        # Formats written in one go report only 1; show a busy bar for them.
        self.bar.setRange(0, 100 if share < 1 or self.bar.maximum() else 0)
        self.bar.setValue(round(share * 100))


def ask_for_file(
    dialog: QDialog, stored: QSettings, name: str, format: ExportFormat, then: Callable[[Path], object]
) -> None:
    """Ask for the file to write, with a name without suffix as proposal, and pass it on."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    folder = Path(str(stored.value(FOLDER_KEY) or pictures))
    chooser = QFileDialog(dialog, dialog.windowTitle(), str(folder if folder.is_dir() else Path(pictures)))
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setNameFilter(f"{tr(format.name)} (*{format.suffix})")
    chooser.setDefaultSuffix(format.suffix[1:])
    chooser.selectFile(f"{name}{format.suffix}")
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def chosen(text: str) -> None:
        out = Path(text)
        stored.setValue(FOLDER_KEY, str(out.parent))
        if out.suffix.lower() in format.suffixes:
            then(out)
            return
        out = out.with_name(out.name + format.suffix)
        if out.exists():
            ask_to_replace(dialog, [out], lambda: then(out))
        else:
            then(out)

    chooser.fileSelected.connect(chosen)
    chooser.open()


def ask_to_replace(dialog: QDialog, files: Sequence[Path], then: Callable[[], object]) -> None:
    """Ask whether to replace files, for which the system's dialog did not ask."""
    name = sanitized(files[0].name, MAX_NAME_LENGTH)
    text = (
        tr("{name} exists already. Replace it?", name=name)
        if len(files) == 1
        else tr_count(
            len(files),
            "{count} picture such as {name} exists already. Replace it?",
            "{count} pictures such as {name} exist already. Replace them?",
            name=name,
        )
    )
    box = QMessageBox(QMessageBox.Icon.Question, dialog.windowTitle(), text, Button.Cancel, dialog)
    box.addButton(tr("&Replace"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(Button.Cancel)
    box.accepted.connect(then)
    box.finished.connect(box.deleteLater)
    box.open()
