"""The panels round the map, by their names."""

from enum import StrEnum


class Panel(StrEnum):
    LAYERS = "layers"
    FACTS = "facts"
    LEDGER = "ledger"
    ARTICLE = "article"
    TIMELINE = "timeline"
    PROBLEMS = "problems"
