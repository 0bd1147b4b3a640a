"""Light and dark: the system's own scheme where Qt can ask for it, else a palette of ours."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from arctic_map.scene.session import Theme

SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, None: Qt.ColorScheme.Unknown}


def use_theme(wish: Theme | None) -> Theme:
    """Paint all widgets light or dark, or as the system has it (None); says which it is now.

    Ask again with None when QStyleHints.colorSchemeChanged says that the system has turned.
    """
    QApplication.setPalette(QPalette())
    QApplication.styleHints().setColorScheme(SCHEMES[wish])
    theme = wish or painted()
    if painted() != theme:
        from arctic_map.desktop.palettes import palette

        QApplication.setPalette(palette(theme))
    return theme


def painted() -> Theme:
    """What the widgets are painted in: some systems set dark colours without naming a scheme."""
    return "dark" if QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else "light"
