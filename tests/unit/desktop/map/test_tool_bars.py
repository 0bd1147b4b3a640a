"""The bars of the tools on the map: their texts and their lines."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from arctic_map.desktop.map.tool_bars import OutlineBar, SketchBar
from arctic_map.geo.projections import projection_named
from arctic_map.model.note import NoteKind
from arctic_map.model.outline import Outline, OutlineKind
from arctic_map.model.preferences import Preferences
from arctic_map.scene.sketches.drawing_steps import Sketch


def test_a_wrong_position_is_reported_until_its_text_is_edited(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar, outline = OutlineBar(window, window), Outline(OutlineKind.LINE)
    bar.show_outline(outline, projection_named("nsr"), Preferences(), snaps=False)
    usual = bar.hint.text()
    QTest.keyClicks(bar.field, "north pole")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    bar.show_outline(outline, projection_named("nsr"), Preferences(), snaps=False)
    assert bar.hint.text().startswith("This is not a position.")
    QTest.keyClick(bar.field, Qt.Key.Key_Backspace)
    assert bar.hint.text() == usual


def test_a_position_beyond_the_projection_is_refused_and_can_be_corrected(qtbot: QtBot) -> None:
    window, typed = QWidget(), list[tuple[float, float]]()
    qtbot.addWidget(window)
    bar, outline = OutlineBar(window, window), Outline(OutlineKind.LINE)
    bar.typed.connect(lambda lon, lat: typed.append((lon, lat)))
    bar.show_outline(outline, projection_named("nsr"), Preferences(), snaps=False)
    usual = bar.hint.text()
    QTest.keyClicks(bar.field, "-45, 20")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.hint.text() == "This projection does not reach this position." and not typed
    assert bar.field.text() == "-45, 20"
    QTest.keyClick(bar.field, Qt.Key.Key_Home)
    QTest.keyClick(bar.field, Qt.Key.Key_Delete)
    assert bar.hint.text() == usual
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert typed == [(20.0, 45.0)]


def test_an_area_that_crosses_itself_cannot_be_saved_as_a_measurement(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar, around = SketchBar(window, window), ((40.0, 70.0), (50.0, 70.0), (50.0, 75.0), (40.0, 75.0))
    crossed = around[0], around[2], around[1], around[3]
    for places, allowed in ((crossed, False), (around, True)):
        bar.show_sketch(Sketch(NoteKind.AREA, places, ended=True), Preferences())
        assert (bar.headline.text() != "The outline crosses itself") is allowed
        assert bar.keep_button.isEnabled() is allowed
    bar.show_sketch(Sketch(NoteKind.DISTANCE, crossed, ended=True), Preferences())
    assert bar.keep_button.isEnabled()


@pytest.mark.parametrize("width", range(400, 760, 40))
def test_no_button_covers_the_hint_when_the_figures_grow(width: int, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(width, 400)
    window.show()
    bar = SketchBar(window, window)
    places = ((30.0, 70.0), (31.0, 70.0), (140.0, 75.0))
    for count in range(len(places) + 1):
        bar.show_sketch(Sketch(NoteKind.DISTANCE, places[:count]), Preferences())
        qtbot.wait(1)
        buttons = (bar.copy_button, bar.keep_button, bar.switch_button)
        assert all(button.geometry().bottom() < bar.hint.geometry().top() for button in buttons)
        assert bar.hint.geometry().bottom() < bar.height()
