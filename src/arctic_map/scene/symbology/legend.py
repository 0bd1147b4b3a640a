"""The legend: one line for each kind of mark and of fact that is on the map, and only those."""

from collections.abc import Collection, Iterable, Iterator

from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.feature import Precision
from arctic_map.model.legend_entry import LegendEntry
from arctic_map.scene.opened import short

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
KINDS: dict[Kind, str] = {
    Kind.REPORTED: "Reported (no sign)",
    Kind.ATTRIBUTED: "Attributed",
    Kind.FORECAST: "Forecast",
    Kind.JUDGEMENT: "Judgement",
}
"""Of the facts told of the marks; they come last. A mark of which something is reported bears no sign."""
UNCHECKED = "opened file, not checked by the atlas"
HEADING = LegendEntry("", "Facts told of the marks:")


def entries(
    shown: Iterable[Layer], filtered_out: Collection[str] = (), facts: Iterable[Fact] = ()
) -> tuple[LegendEntry, ...]:
    """Legend lines for what these layers show, in the legend's order, each with how sure its marks are.

    Then a line for each kind of those facts that are told of a mark on the map.
    """
    used: dict[str, set[Precision]] = {}
    marks: set[str] = set()
    files: list[LegendEntry] = []
    for layer in shown:
        if layer.file:
            files.append(LegendEntry(layer.features[0].style, f"{short(layer.name)} · {UNCHECKED}"))
            continue
        for feature in layer.features:
            if feature.id not in filtered_out:
                used.setdefault(feature.style, set()).add(feature.precision)
                marks.add(feature.id)
        if layer.kind is not LayerKind.FEATURES:
            for item in layer.items or (layer.id,):
                used.setdefault(item, set())
    return (
        *(
            LegendEntry(style, " · ".join((text, *_classes(used[style]))))
            for style, text in WORDS.items()
            if style in used
        ),
        *files,
        *_kinds(marks, facts),
    )


def kind_style(kind: Kind) -> str:
    """The style of a kind's symbol: the same in the legend, on the map, on cards and on the timeline."""
    return f"kind-{kind}"


def _classes(precisions: Collection[Precision]) -> tuple[str, ...]:
    """How sure the marks of a style are: `surveyed`, or `surveyed or generalised`."""
    found = " or ".join(precision for precision in Precision if precision in precisions)
    return (found,) if found else ()


def _kinds(marks: Collection[str], facts: Iterable[Fact]) -> Iterator[LegendEntry]:
    told = {fact.kind for fact in facts if any(feature in marks for feature in fact.features)}
    if told:
        yield HEADING
    for kind, text in KINDS.items():
        if kind in told:
            yield LegendEntry(kind_style(kind), text)
