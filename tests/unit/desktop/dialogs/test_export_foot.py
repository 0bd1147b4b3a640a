"""The choice of the file of an export."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from arctic_map.desktop.dialogs.export_foot import ask_for_file
from arctic_map.model.export_formats import FILM_FORMATS


@pytest.mark.parametrize("there", [False, True])
def test_a_file_whose_name_was_completed_is_not_replaced_unasked(
    there: bool, qtbot: QtBot, tmp_path: Path
) -> None:
    """The dialog of the system asks only about the name that was typed."""
    dialog, chosen = QDialog(), list[Path]()
    qtbot.addWidget(dialog)
    stored = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    file = tmp_path / "ice.v2.gif"
    if there:
        file.touch()
    ask_for_file(dialog, stored, "ice", FILM_FORMATS[".gif"], chosen.append)
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    chooser.fileSelected.emit(str(tmp_path / "ice.v2"))
    questions = [each for each in dialog.findChildren(QMessageBox) if each.parent() is dialog]
    assert [each.text() for each in questions] == ["ice.v2.gif exists already. Replace it?"] * there
    if there:
        assert not chosen
        questions[0].accepted.emit()
    assert chosen == [file]
