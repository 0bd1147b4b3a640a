"""The panel What is here follows what the reader prefers."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot
from tests.built_in import built_in

from arctic_map.desktop.map.map_tools import Identifying
from arctic_map.desktop.window.main_window import Window
from arctic_map.desktop.window.navigator import Navigator
from arctic_map.desktop.window.store import Store
from arctic_map.geo.position import project
from arctic_map.model.note import Note, NoteKind
from arctic_map.scene.compose import start
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session

MEASURED = Note(id="own-1", kind=NoteKind.DISTANCE, places=((30.0, 72.0), (50.0, 72.0)))


def test_what_is_here_follows_units_and_coordinates_while_it_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    catalog, drawings = built_in()
    store = Store(catalog, start(catalog, Session(notes=(MEASURED,))), drawings)
    window = Window(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    tool = Identifying(store, Navigator(store, window), window)
    place = project(store.scene.projection, *MEASURED.places[0])
    assert place is not None
    tool.show(*place)
    dialog = tool.dialog
    assert dialog is not None
    assert "km" in dialog.list.item(0).text() and "km" in dialog.text.toPlainText()
    highlighted = store.scene.highlighted
    changed = replace(store.scene.preferences, units="nmi", coordinates="decimal")
    store.apply(actions.prefer(store.session.theme, changed))
    shown = (dialog.list.item(0).text(), dialog.text.toPlainText(), dialog.current.text)
    assert all("nmi" in text and "km" not in text for text in shown)
    assert dialog.heading.text().endswith("72.000, 30.000")
    assert store.scene.highlighted == highlighted
