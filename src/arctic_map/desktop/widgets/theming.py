"""Theme, contrast and text size of the widgets: the system's where Qt knows it, else our own palettes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from arctic_map.model.style import PANELS, THEMES, Theme

SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, None: Qt.ColorScheme.Unknown}
FRAMED = ("QLineEdit", "QComboBox", "QPushButton", "QAbstractSpinBox", "QGroupBox", "QScrollBar", "QSlider")
"""Widgets whose frames must be visible in high contrast."""
CHECKED = ("QCheckBox", "QRadioButton", "QListWidget", "QTableWidget")
"""Widgets with check boxes."""
WRITTEN = ("QPlainTextEdit",)
"""Multi-line fields, whose frames must be visible too."""
BOX_FRAME = QColor("#8c8c8c")
"""The style draws boxes in a shade of the role Window, which is invisible on a dark background."""
_usual_fonts: list[QFont] = []
"""The system's font, once the text was enlarged."""


def use_theme(request: Theme | None, *, high_contrast: bool = False) -> Theme:
    """Apply a theme, or the system's for None, and again on colorSchemeChanged; return the one in use."""
    QApplication.setPalette(QPalette())
    QApplication.styleHints().setColorScheme(SCHEMES[request])
    theme = request or painted()
    # A system in high contrast has its own colours.
    strong = high_contrast and not system_contrast()
    if strong or painted() != theme:
        QApplication.setPalette(palette(theme, high_contrast=strong))
        if strong:
            for widgets in (*FRAMED, *CHECKED, *WRITTEN):
                # Qt expects a class name as text, unlike its type stubs.
                QApplication.setPalette(framed(theme), widgets)  # type: ignore[arg-type]
    if theme == "dark" and not strong:
        boxes = QApplication.palette()
        boxes.setColor(QPalette.ColorRole.Window, BOX_FRAME)
        for widgets in CHECKED:
            QApplication.setPalette(boxes, widgets)  # type: ignore[arg-type]
    return theme


def painted() -> Theme:
    """Return the theme of the widgets: some systems set dark colours without reporting a colour scheme."""
    return "dark" if QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128 else "light"


def system_contrast() -> bool:
    """Return whether the system requests high contrast."""
    # A variable, because the hints on accessibility are deleted with it.
    hints = QApplication.styleHints()
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def use_text_size(per_cent: int) -> None:
    """Set the text size of all widgets, in per cent of the system's size."""
    if not _usual_fonts:
        if per_cent == 100:
            return
        _usual_fonts.append(QApplication.font())
    font = QFont(_usual_fonts[0])
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * per_cent / 100)
    else:
        font.setPixelSize(round(font.pixelSize() * per_cent / 100))
    QApplication.setFont(font)
    # Late import: a class of a style has Qt make all enums of QStyle, 20 ms that only enlarged text needs.
    from arctic_map.desktop.widgets.grown_style import grow_style

    grow_style(per_cent / 100)


Role, Group = QPalette.ColorRole, QPalette.ColorGroup
(LIGHT, LIGHT_FRAME), (DARK, DARK_FRAME) = PANELS["light"], PANELS["dark"]
COLOURS: dict[Theme, dict[str, tuple[QPalette.ColorRole, ...]]] = {
    "light": {
        LIGHT_FRAME: (Role.Window, Role.Button),
        LIGHT: (Role.Base, Role.Light, Role.BrightText, Role.HighlightedText),
        "#f7f7f7": (Role.AlternateBase, Role.Midlight),
        "#b8b8b8": (Role.Mid,),
        "#9f9f9f": (Role.Dark,),
        "#767676": (Role.Shadow,),
        "#696969": (Role.PlaceholderText,),
        "#000000": (Role.WindowText, Role.Text, Role.ButtonText, Role.ToolTipText),
        "#ffffdc": (Role.ToolTipBase,),
        "#308cc6": (Role.Highlight, Role.Accent),
        "#0057ae": (Role.Link,),
    },
    "dark": {
        DARK_FRAME: (Role.Window, Role.Button),
        DARK: (Role.Base, Role.Dark),
        "#2b2b2b": (Role.AlternateBase, Role.Mid),
        "#484848": (Role.Light, Role.ToolTipBase),
        "#3c3c3c": (Role.Midlight,),
        "#141414": (Role.Shadow,),
        "#a0a0a0": (Role.PlaceholderText,),
        "#f0f0f0": (Role.WindowText, Role.Text, Role.ButtonText, Role.ToolTipText),
        "#ffffff": (Role.BrightText, Role.HighlightedText),
        "#308cc6": (Role.Highlight, Role.Accent),
        "#8ab4f8": (Role.Link,),
    },
}
WORDS = (Role.WindowText, Role.Text, Role.ButtonText)


HIGH: dict[Theme, dict[str, tuple[QPalette.ColorRole, ...]]] = {
    "light": {
        "#ffffff": (Role.Window, Role.Base, Role.Button, Role.Light, Role.Midlight, Role.AlternateBase),
        "#fffffe": (Role.ToolTipBase, Role.HighlightedText, Role.BrightText),
        "#000000": (Role.WindowText, Role.Text, Role.ButtonText, Role.ToolTipText, Role.Dark, Role.Shadow),
        "#404040": (Role.Mid, Role.PlaceholderText),
        "#003f8a": (Role.Highlight, Role.Accent, Role.Link),
    },
    "dark": {
        "#000000": (Role.Window, Role.Base, Role.Button, Role.Dark, Role.AlternateBase),
        "#010101": (Role.ToolTipBase, Role.HighlightedText),
        "#ffffff": (Role.WindowText, Role.Text, Role.ButtonText, Role.ToolTipText, Role.BrightText),
        "#c8c8c8": (Role.Mid, Role.Midlight, Role.Light, Role.Shadow, Role.PlaceholderText),
        "#ffd54a": (Role.Highlight, Role.Accent, Role.Link),
    },
}
"""Colours for high contrast where the system has none."""


def palette(theme: Theme, *, high_contrast: bool = False) -> QPalette:
    """Return the palette of a theme."""
    made = QPalette()
    for colour, roles in (HIGH if high_contrast else COLOURS)[theme].items():
        for role in roles:
            made.setColor(role, QColor(colour))
    for role in WORDS:
        made.setColor(Group.Disabled, role, QColor("#767676" if high_contrast else "#8c8c8c"))
    made.setColor(Group.Disabled, Role.Highlight, QColor("#919191"))
    return made


def framed(theme: Theme) -> QPalette:
    """Return a high-contrast palette for fields and buttons, which are framed in a shade of Window."""
    made = palette(theme, high_contrast=True)
    made.setColor(Role.Window, QColor("#707070" if theme == "light" else "#ffffff"))
    return made


THEME = "theme"
"""Stored separately, because the first paint needs it."""
SHARED = "settings"
"""All other settings in one text, which exists only while one of them differs from its default."""


def theme_in(stored: object) -> Theme | None:
    """Return the stored theme; None, which follows the system, for any other value."""
    return next((theme for theme in THEMES if theme == stored), None)
