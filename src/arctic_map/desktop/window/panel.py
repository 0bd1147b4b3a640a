"""The table of the panels around the map."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from arctic_map.model.tr import tr_later


class Panel(StrEnum):
    """Names of the panels, in the order of the Tab key. Those of one area are tabs, the first in front."""

    LAYERS = "layers"
    FACTS = "facts"
    LEDGER = "ledger"
    ARTICLE = "article"
    ROUTE = "route"
    ICE = "ice"
    TIMELINE = "timeline"
    PROBLEMS = "problems"
    TABLE = "table"


class Area(Enum):
    """The sides of the map."""

    LEFT = "left"
    RIGHT = "right"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A row of the table of panels."""

    title: str
    area: Area
    """Where it is at first."""
    shortcut: str
    """Shows or hides it."""
    icon: str
    """The name of one of our line icons."""
    in_toolbar: bool = False
    """Whether it has a button."""


PANELS = {
    Panel.LAYERS: PanelRow(tr_later("Layers"), Area.LEFT, "F7", "layers", in_toolbar=True),
    Panel.FACTS: PanelRow(tr_later("Facts"), Area.RIGHT, "F8", "facts", in_toolbar=True),
    Panel.PROBLEMS: PanelRow(tr_later("Problems"), Area.BOTTOM, "F9", "problems"),
    Panel.LEDGER: PanelRow(tr_later("Ledger"), Area.RIGHT, "F10", "ledger", in_toolbar=True),
    Panel.ARTICLE: PanelRow(tr_later("Article"), Area.RIGHT, "F4", "article", in_toolbar=True),
    Panel.ROUTE: PanelRow(tr_later("Route"), Area.RIGHT, "R", "ways", in_toolbar=True),
    Panel.ICE: PanelRow(tr_later("Ice"), Area.RIGHT, "F12", "ice"),
    Panel.TIMELINE: PanelRow(tr_later("Timeline"), Area.BOTTOM, "Ctrl+T", "timeline", in_toolbar=True),
    Panel.TABLE: PanelRow(tr_later("Table"), Area.BOTTOM, "F3", "table"),
}
"""In the order of the menu."""
BELOW = tuple(panel for panel in Panel if PANELS[panel].area is Area.BOTTOM)
SIDE_PANELS = tuple(panel for panel in Panel if panel not in BELOW)
ON_THE_RIGHT = tuple(panel for panel in Panel if PANELS[panel].area is Area.RIGHT)
