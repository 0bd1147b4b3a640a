"""The menus, by caption."""

from enum import StrEnum

from arctic_map.model.tr import tr_later


class Menu(StrEnum):
    """Paths of menus; a vertical bar separates a menu from its submenu."""

    FILE = tr_later("&File")
    RECENT = FILE + "|" + tr_later("Open &recent")
    EDIT = tr_later("&Edit")
    VIEW = tr_later("&View")
    PROJECTION = VIEW + "|" + tr_later("&Projection")
    THEME = VIEW + "|" + tr_later("&Colours")
    PANELS = VIEW + "|" + tr_later("P&anels")
    VIEWS = VIEW + "|" + tr_later("Saved &views")
    SHOW = VIEW + "|" + tr_later("&Show")
    LAYERS = tr_later("&Layers")
    TIME = tr_later("&Time")
    ATLAS = tr_later("&Atlas")
    TOOLS = tr_later("T&ools")
    TOUR = tr_later("To&ur")
    SELECT = tr_later("&Select")
    HELP = tr_later("&Help")
