"""The legend: one line for each kind of mark that is on the map, and only those."""

from collections.abc import Collection, Iterable

from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.feature import Precision
from arctic_map.scene.scene import LegendEntry

WORDS: dict[str, str] = {
    "lane-nsr": "Lane by the Arctic",
    "lane-suez": "Lane by Suez",
    "lane-cape": "Lane by the Cape",
    "nsr-stretch": "Northern Sea Route",
    "nsr-waters": "Its waters",
    "rail": "Railway",
    "corridor": "Proposed corridor",
    "port-named": "Port in the article",
    "port-other": "Other port",
    "drill-schematic": "Drill, as described",
    "drill-undisclosed": "Drill, somewhere here",
    "governance": "Governance",
    "diplomacy": "Diplomacy",
    "place": "Other place",
    "country": "Possible market",
    "arctic-circle": "Arctic Circle",
    "disputed": "Disputed boundary",
}
"""In the order of the legend."""


def entries(shown: Iterable[Layer], left_out: Collection[str] = ()) -> tuple[LegendEntry, ...]:
    """Legend lines for what these layers show, in the legend's order, each with how sure its marks are."""
    used: dict[str, set[Precision]] = {}
    for layer in shown:
        for feature in layer.features:
            if feature.id not in left_out:
                used.setdefault(feature.style, set()).add(feature.precision)
        if layer.kind is not LayerKind.FEATURES:
            for item in layer.items or (layer.id,):
                used.setdefault(item, set())
    return tuple(
        LegendEntry(style, " · ".join((text, *_classes(used[style]))))
        for style, text in WORDS.items()
        if style in used
    )


def _classes(precisions: Collection[Precision]) -> tuple[str, ...]:
    """How sure the marks of a style are: `surveyed`, or `surveyed or generalised`."""
    found = " or ".join(precision for precision in Precision if precision in precisions)
    return (found,) if found else ()
