"""The shipped typefaces, made known to Qt: Latin, Greek and Cyrillic, and the usual Chinese characters."""

from functools import cache

from PySide6.QtGui import QFontDatabase, QGuiApplication

from arctic_map import resources

FACES = ("SourceSans3-Regular.ttf", "SourceSans3-SemiBold.ttf")
SIZE, POINTS = 14.0, 72.0
"""Of the window's words, px, unless the system's are larger; and the points of an inch."""


@cache
def load_fonts() -> None:
    """Make the shipped typefaces known to Qt, once. There must be a QGuiApplication."""
    for file in sorted(resources.fonts().glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(file))


def use_typeface() -> None:
    """Write all widgets in the shipped typeface; for letters that it lacks the system's own comes after it.

    Takes a millisecond: only the small files are read that the page is written with.
    """
    # Widgets take 5 ms to load, which files do without.
    from PySide6.QtWidgets import QApplication

    folder = resources.prepared() / "fonts"
    known = [QFontDatabase.addApplicationFont(str(folder / face)) for face in FACES]
    families = QFontDatabase.applicationFontFamilies(known[0])
    if not families:
        return
    font = QApplication.font()
    font.setFamilies([*families, font.family()])
    inch = QGuiApplication.primaryScreen().logicalDotsPerInch()
    font.setPointSizeF(max(font.pointSizeF(), SIZE * POINTS / inch))
    QApplication.setFont(font)
