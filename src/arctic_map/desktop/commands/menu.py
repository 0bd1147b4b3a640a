"""The menus, by their captions."""

from enum import StrEnum


class Menu(StrEnum):
    """A bar leads into a submenu."""

    FILE = "&File"
    RECENT = "&File|Open &recent"
    EDIT = "&Edit"
    VIEW = "&View"
    PROJECTION = "&View|&Projection"
    THEME = "&View|&Colours"
    PANELS = "&View|P&anels"
    SHOW = "&View|&Show"
    LAYERS = "&Layers"
    TIME = "&Time"
    TOUR = "To&ur"
    SELECT = "&Select"
    HELP = "&Help"
