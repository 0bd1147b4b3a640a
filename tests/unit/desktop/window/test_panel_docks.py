"""The buttons of a panel's title are seen on any ground."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QMainWindow
from pytestqt.qtbot import QtBot

from arctic_map.desktop.window.panel_docks import ICONS, TitleButtons

WORDS = QColor("#f0e0d0")


@pytest.fixture
def dock(qtbot: QtBot) -> QDockWidget:
    window = QMainWindow()
    qtbot.addWidget(window)
    dock = QDockWidget("Facts", window)
    window.addDockWidget(dock.allowedAreas().LeftDockWidgetArea, dock)
    TitleButtons(window, (dock,))
    window.show()
    palette = QPalette(window.palette())
    palette.setColor(QPalette.ColorRole.ButtonText, WORDS)
    window.setPalette(palette)
    return dock


def colours(dock: QDockWidget) -> list[str]:
    """Of what covers each button's icon most."""
    found = []
    for name in ICONS:
        button = dock.findChild(QAbstractButton, name)
        assert button is not None
        picture = button.icon().pixmap(48, 48).toImage()
        every = [picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height())]
        found.append(max(every, key=QColor.alpha).name())
    return found


def test_they_have_the_colour_of_words_whatever_the_palette(dock: QDockWidget) -> None:
    assert colours(dock) == [WORDS.name(), WORDS.name()]


def test_they_keep_it_when_the_panel_floats(dock: QDockWidget) -> None:
    dock.setFloating(True)
    dock.setFloating(False)
    assert colours(dock) == [WORDS.name(), WORDS.name()]
