"""The bar of the drawing tool keeps its message about the typed text."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from arctic_map.desktop.map.tool_bars import OutlineBar
from arctic_map.model.outline import Outline, OutlineKind
from arctic_map.model.preferences import Preferences


def test_a_wrong_position_is_reported_until_its_text_is_edited(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar, outline = OutlineBar(window, window), Outline(OutlineKind.LINE)
    bar.show_outline(outline, Preferences(), snaps=False)
    usual = bar.hint.text()
    QTest.keyClicks(bar.field, "north pole")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    bar.show_outline(outline, Preferences(), snaps=False)
    assert bar.hint.text().startswith("This is not a position.")
    QTest.keyClick(bar.field, Qt.Key.Key_Backspace)
    assert bar.hint.text() == usual
