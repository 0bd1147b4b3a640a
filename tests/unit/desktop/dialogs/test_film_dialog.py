"""The dialog for films while the chosen subject has none."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot
from tests.built_in import built_in

from arctic_map.desktop.dialogs.film_dialog import FilmDialog
from arctic_map.model.catalog import BASE
from arctic_map.scene.compose import compose, start
from arctic_map.scene.film import FilmSubject
from arctic_map.scene.session.session import Session


def test_a_subject_without_pictures_offers_no_film_of_the_one_before(qtbot: QtBot, tmp_path: Path) -> None:
    catalog, drawings = built_in()
    only_base = frozenset(each.id for each in catalog.layers if each.topic != BASE)
    session = replace(start(catalog, Session()), hidden=only_base)
    stored = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    dialog = FilmDialog(session, lambda each: (compose(catalog, each, drawings), drawings), stored)
    qtbot.addWidget(dialog)
    offers = (dialog.go, dialog.play, dialog.slider)
    assert all(each.isEnabled() for each in offers)
    dialog.subject.setCurrentIndex(dialog.subject.findData(FilmSubject.TIMELINE.value))
    assert not any(each.isEnabled() for each in offers)
    dialog.size_box.setCurrentIndex(1)
    why = "nothing that the map shows has a date; for a file, choose its field with dates"
    assert dialog.foot.message == f"There is nothing to film: {why}"
    dialog.subject.setCurrentIndex(dialog.subject.findData(FilmSubject.YEAR.value))
    assert all(each.isEnabled() for each in offers) and "12 pictures" in dialog.foot.message
