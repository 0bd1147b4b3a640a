"""Our own light and dark palettes, for systems whose colour scheme Qt cannot query."""

from PySide6.QtGui import QColor, QPalette

from arctic_map.model.style import PANELS, Theme

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
