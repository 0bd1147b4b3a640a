"""Registering the bundled typefaces with Qt: Latin, Greek, Cyrillic and the usual Chinese characters."""

from functools import cache

from PySide6.QtGui import QFontDatabase, QGuiApplication

from arctic_map import resources
from arctic_map.export.marks.typeface import FAMILY

BOLD = "SourceSans3-SemiBold.ttf"
"""The prepared file of this name calls itself bold, as headings of widgets need it."""
SIZE, POINTS = 14.0, 72.0
"""Font size of the window in px, unless the system's is larger; and points per inch."""


@cache
def load_fonts() -> None:
    """Register the bundled typefaces with Qt, once. Needs a QGuiApplication."""
    for file in sorted(resources.fonts().glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(file))


@cache
def use_typeface() -> None:
    """Use the bundled typeface in all widgets, and the system's for missing characters."""
    # Widgets take 5 ms to load, and exports do without them.
    from PySide6.QtWidgets import QApplication

    load_fonts()
    QFontDatabase.addApplicationFont(str(resources.prepared() / "fonts" / BOLD))
    font = QApplication.font()
    font.setFamilies([FAMILY, font.family()])
    inch = QGuiApplication.primaryScreen().logicalDotsPerInch()
    font.setPointSizeF(max(font.pointSizeF(), SIZE * POINTS / inch))
    QApplication.setFont(font)
