"""What the fonts of this computer can write; the shipped typeface has Latin and Cyrillic only."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

from arctic_map import resources


@cache
def load_fonts() -> None:
    """Make the shipped typeface known to Qt, once. There must be a QGuiApplication."""
    for file in sorted(resources.fonts().glob("*.ttf")):
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


def has_chinese() -> bool:
    """Whether any font has Chinese characters. There must be a running Qt."""
    found, systems = QFontDatabase.writingSystems(), QFontDatabase.WritingSystem
    return systems.SimplifiedChinese in found or systems.TraditionalChinese in found
