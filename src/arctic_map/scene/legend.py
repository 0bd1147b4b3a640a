"""The legend: one line for each kind of mark that is on the map, and only those."""

from collections.abc import Iterable

from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.scene.scene import LegendEntry

WORDS: dict[str, str] = {
    "lane-nsr": "Lane by the Northern Sea Route",
    "lane-suez": "Lane by Suez, for comparison",
    "lane-cape": "Lane by the Cape, for comparison",
    "nsr-stretch": "Northern Sea Route proper",
    "nsr-waters": "Its waters (schematic)",
    "rail": "Railway (generalised)",
    "corridor": "Proposed corridor",
    "port-named": "Port named in the article",
    "port-other": "Other port",
    "drill-schematic": "Drill, area as described (schematic)",
    "drill-undisclosed": "Drill, area undisclosed: somewhere here",
    "governance": "Governance",
    "diplomacy": "Diplomacy",
    "place": "Other place",
    "country": "Possible market (forecast)",
    "arctic-circle": "Arctic Circle",
    "disputed": "Disputed boundary",
}
"""In the order of the legend."""


def entries(shown: Iterable[Layer]) -> tuple[LegendEntry, ...]:
    """Legend lines for these layers, in the legend's own order."""
    used: set[str] = set()
    for layer in shown:
        if layer.kind is LayerKind.FEATURES:
            used |= {feature.style for feature in layer.features}
        elif layer.kind is LayerKind.GROUND:
            used |= set(layer.items)
        else:
            used.add(layer.id)
    return tuple(LegendEntry(style, text) for style, text in WORDS.items() if style in used)
