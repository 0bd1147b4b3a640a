"""The field for an end of a route, with the list of places under it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from arctic_map.desktop.panels.route_fields import EndField
from arctic_map.model.itinerary import Stop
from arctic_map.scene.routing.ends import Candidate

ROTTERDAM = Candidate(Stop("NLRTM", (4.1, 51.9)), "Rotterdam", "Netherlands, a port of the World Port Index")
ROTUMA = Candidate(Stop("FJRTA", (177.0, -12.5)), "Rotuma", "Fiji, an island far away from all ice")


@pytest.fixture
def field(qtbot: QtBot) -> EndField:
    made = EndField("From", lambda text: (ROTTERDAM, ROTUMA))
    qtbot.addWidget(made)
    made.resize(160, 40)
    made.show()
    made.activateWindow()
    made.box.setFocus()
    qtbot.waitUntil(made.box.hasFocus)
    QTest.keyClicks(made.box, "Rot")
    assert made.popup.isVisible()
    return made


def entered(field: EndField) -> list[Stop]:
    """What one press of Enter asks for; while the list is open it has the keyboard."""
    requested: list[Stop] = []
    field.stop_requested.connect(requested.append)
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    return requested


def test_enter_takes_the_best_place_while_the_list_is_open(field: EndField) -> None:
    assert entered(field) == [ROTTERDAM.stop]
    assert not field.popup.isVisible()


def test_enter_takes_the_place_that_is_chosen_in_the_list(field: EndField) -> None:
    for _ in range(2):
        QTest.keyClick(field.popup, Qt.Key.Key_Down)
    assert entered(field) == [ROTUMA.stop]


def test_leaving_the_field_accepts_the_best_place_also_while_the_list_is_open(field: EndField) -> None:
    requested: list[Stop] = []
    field.stop_requested.connect(requested.append)
    field.box.clearFocus()
    assert requested == [ROTTERDAM.stop] and not field.popup.isVisible()


def test_a_scene_that_comes_while_text_is_unfinished_leaves_it(field: EndField) -> None:
    field.popup.hide()
    field.box.clearFocus()
    field.box.setText("Nowhere")
    field.box.setModified(True)
    field.show_stop(None, "")
    assert field.box.text() == "Nowhere"
    field.show_stop(ROTTERDAM.stop, "Rotterdam")
    assert field.box.text() == "Rotterdam"
    field.show_stop(None, "")
    assert field.box.text() == ""


def test_the_list_is_as_wide_as_its_words(field: EndField) -> None:
    assert field.popup.viewport().width() >= field.popup.sizeHintForColumn(0) > field.box.width()
