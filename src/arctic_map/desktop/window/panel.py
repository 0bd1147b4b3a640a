"""The panels around the map, by name."""

from enum import StrEnum

from arctic_map.model.tr import tr_later


class Panel(StrEnum):
    """Names of the panels."""

    LAYERS = "layers"
    FACTS = "facts"
    LEDGER = "ledger"
    ARTICLE = "article"
    ROUTE = "route"
    ICE = "ice"
    TIMELINE = "timeline"
    PROBLEMS = "problems"
    TABLE = "table"


TITLES = {
    Panel.LAYERS: tr_later("Layers"),
    Panel.FACTS: tr_later("Facts"),
    Panel.LEDGER: tr_later("Ledger"),
    Panel.ARTICLE: tr_later("Article"),
    Panel.ROUTE: tr_later("Route"),
    Panel.ICE: tr_later("Ice"),
    Panel.TIMELINE: tr_later("Timeline"),
    Panel.PROBLEMS: tr_later("Problems"),
    Panel.TABLE: tr_later("Table"),
}
