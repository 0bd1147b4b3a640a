"""The dialog for films, without a window."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from tests.built_in import built_in

from arctic_map.desktop.dialogs.film_dialog import FilmDialog
from arctic_map.model.catalog import BASE
from arctic_map.render.progress import NO_LEGEND
from arctic_map.scene.compose import compose, start
from arctic_map.scene.film import FilmSubject
from arctic_map.scene.session.session import Session


def opened(session: Session, qtbot: QtBot, folder: Path) -> FilmDialog:
    catalog, drawings = built_in()
    stored = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    dialog = FilmDialog(session, lambda each: (compose(catalog, each, drawings), drawings), stored)
    qtbot.addWidget(dialog)
    return dialog


def test_a_subject_without_pictures_offers_no_film_of_the_one_before(qtbot: QtBot, tmp_path: Path) -> None:
    catalog, _ = built_in()
    only_base = frozenset(each.id for each in catalog.layers if each.topic != BASE)
    dialog = opened(replace(start(catalog, Session()), hidden=only_base), qtbot, tmp_path)
    offers = (dialog.go, dialog.play, dialog.slider)
    assert all(each.isEnabled() for each in offers)
    dialog.subject.setCurrentIndex(dialog.subject.findData(FilmSubject.TIMELINE.value))
    assert not any(each.isEnabled() for each in offers)
    dialog.size_box.setCurrentIndex(1)
    why = "nothing that the map shows has a date; for a file, choose its field with dates"
    assert dialog.foot.message == f"There is nothing to film: {why}"
    dialog.subject.setCurrentIndex(dialog.subject.findData(FilmSubject.YEAR.value))
    assert all(each.isEnabled() for each in offers) and "12 pictures" in dialog.foot.message


@pytest.mark.parametrize(
    ("there", "question", "message"),
    [(12, "12 pictures such as ice-01.png exist", "12 pictures"), (13, "", "ice-13.png is of another")],
)
def test_numbered_pictures_of_an_earlier_film_are_neither_replaced_unasked_nor_mixed(
    there: int, question: str, message: str, qtbot: QtBot, tmp_path: Path
) -> None:
    catalog, drawings = built_in()
    stored = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    session = start(catalog, Session())
    dialog = FilmDialog(session, lambda each: (compose(catalog, each, drawings), drawings), stored)
    qtbot.addWidget(dialog)
    dialog.subject.setCurrentIndex(dialog.subject.findData(FilmSubject.YEAR.value))
    dialog.format.setCurrentIndex(dialog.format.findData(".png"))
    pictures = [tmp_path / f"ice-{number:02}.png" for number in range(1, there + 1)]
    for each in pictures:
        each.touch()
    dialog.go.click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    chooser.fileSelected.emit(str(tmp_path / "ice.png"))
    boxes = [each.text() for each in dialog.findChildren(QMessageBox) if each.parent() is dialog]
    assert "".join(boxes).startswith(question) and bool(boxes) == bool(question)
    assert message in dialog.foot.message
    assert not any(each.stat().st_size for each in pictures)


def test_what_a_picture_lacks_is_shown_until_the_film_changes(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(start(built_in()[0], Session()), qtbot, tmp_path)
    dialog.previews.drawn.emit(0, QImage(2, 2, QImage.Format.Format_RGB32), (NO_LEGEND,))
    assert dialog.foot.message == f"12 pictures, 11 seconds\n{NO_LEGEND}"
    dialog.size_box.setCurrentIndex(1)
    assert dialog.foot.message == "12 pictures, 11 seconds"
