"""The shipped typefaces, made known to Qt: Latin, Greek and Cyrillic, and the usual Chinese characters."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

from arctic_map import resources


@cache
def load_fonts() -> None:
    """Make the shipped typefaces known to Qt, once. There must be a QGuiApplication."""
    for file in sorted(resources.fonts().glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(file))


def lend_font() -> None:
    """Give the widgets the shipped typeface where no font of this computer can write, not even Latin."""
    # The window's first words would look for fonts too, so nothing waits for this.
    usual = QApplication.font()
    if QFontMetrics(usual).inFontUcs4(ord("a")):
        return
    # For its one word; the window asks for its font early.
    from arctic_map.export.marks.typeface import FAMILY

    load_fonts()
    font = QFont(usual)
    font.setFamilies([FAMILY])
    QApplication.setFont(font)
