"""The tools of the map and their bar in the window, without a page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QSettings
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas
from tests.desktop.desk import Desk

from arctic_map.desktop.map.sketching import Sketching
from arctic_map.geo.position import project
from arctic_map.model.note import NoteKind, Place

KOLA, KARA, LAPTEV = (33.0, 69.0), (70.0, 76.0), (125.0, 76.0)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(built_in_atlas(), QSettings(str(tmp_path / "arctic-map.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(desk.window)
    desk.window.show()
    qtbot.waitExposed(desk.window)
    yield desk
    desk.dispose()


def sketching(desk: Desk) -> Sketching:
    return desk.workspace.tools.sketching


def metres(desk: Desk, place: Place) -> tuple[float, float]:
    at = project(desk.scene.projection, *place)
    assert at is not None
    return at


def click(desk: Desk, *places: Place) -> None:
    for place in places:
        sketching(desk).point(*metres(desk, place))
        sketching(desk).add_place(*metres(desk, place), ends=False)


def test_the_bar_copies_and_keeps_the_placed_points_alone(desk: Desk) -> None:
    tool = sketching(desk)
    tool.begin(NoteKind.DISTANCE)
    click(desk, KOLA, KARA)
    bar = tool.bar
    assert bar is not None
    placed = bar.headline.text()
    tool.point(*metres(desk, LAPTEV))
    assert bar.headline.text() != placed
    tool.copy()
    copied = QApplication.clipboard().text()
    assert copied.startswith(f"Length: {placed}") and copied.count("Leg ") == 1
    bar.enterEvent(QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert bar.headline.text() == placed
    tool.keep()
    assert [len(note.places) for note in desk.session.notes] == [2]


def test_a_single_point_is_not_copied(desk: Desk) -> None:
    QApplication.clipboard().setText("before")
    sketching(desk).begin(NoteKind.DISTANCE)
    click(desk, KOLA)
    sketching(desk).copy()
    assert QApplication.clipboard().text() == "before"
