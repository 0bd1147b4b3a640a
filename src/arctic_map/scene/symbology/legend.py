"""The legend: one line for each kind of mark and of fact that is on the map, and only those."""

from collections.abc import Collection, Iterable, Iterator

from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.feature import Precision
from arctic_map.model.legend_entry import LegendEntry
from arctic_map.model.symbology import Symbology
from arctic_map.scene.opened import short

UNCHECKED = "opened file, not checked by the atlas"
HEADING = LegendEntry("", "Facts told of the marks:", of_facts=True)


def entries(
    symbology: Symbology,
    shown: Iterable[Layer],
    filtered_out: Collection[str] = (),
    facts: Iterable[Fact] = (),
) -> tuple[LegendEntry, ...]:
    """Legend lines for what these layers show, in the legend's order, each with how sure its marks are.

    Then a line for each kind of those facts that are told of a mark on the map.
    """
    used: dict[str, set[Precision]] = {}
    marks: set[str] = set()
    files: list[LegendEntry] = []
    for layer in shown:
        if layer.file:
            files.append(of_file(layer))
            continue
        for feature in layer.features:
            if feature.id not in filtered_out:
                used.setdefault(feature.style, set()).add(feature.precision)
                marks.add(feature.id)
        for item in items_of(layer):
            used.setdefault(item, set())
    return (
        *(
            LegendEntry(style, in_words(text, used[style]))
            for style, text in words(symbology).items()
            if style in used
        ),
        *files,
        *_kinds(symbology, marks, facts),
    )


def words(symbology: Symbology) -> dict[str, str]:
    """What the legend says of each style of marks, in its order."""
    kinds = {symbology.roles.get(kind) for kind in Kind}
    rows = (*symbology.styles.values(), *symbology.ground.values())
    return {row.id: row.legend for row in rows if row.legend and row.id not in kinds}


def of_kinds(symbology: Symbology) -> dict[Kind, LegendEntry]:
    """The lines of the facts told of the marks; they come last."""
    rows = {kind: symbology.styles[symbology.roles[kind]] for kind in Kind if kind in symbology.roles}
    return {kind: LegendEntry(row.id, row.legend, of_facts=True) for kind, row in rows.items()}


def of_file(layer: Layer) -> LegendEntry:
    return LegendEntry(layer.features[0].style, f"{short(layer.name)} · {UNCHECKED}")


def items_of(layer: Layer) -> tuple[str, ...]:
    """The styles of a layer that has no features of its own to ask."""
    return () if layer.kind is LayerKind.FEATURES else layer.items or (layer.id,)


def in_words(text: str, precisions: Collection[Precision]) -> str:
    """With how sure the marks are: `Port · surveyed`, `Port · surveyed or generalised`."""
    sure = " or ".join(precision for precision in Precision if precision in precisions)
    return f"{text} · {sure}" if sure else text


def kind_style(symbology: Symbology, kind: Kind) -> str:
    """The style of a kind's symbol: the same in the legend, on the map, on cards and on the timeline."""
    return symbology.roles.get(kind, "")


def _kinds(symbology: Symbology, marks: Collection[str], facts: Iterable[Fact]) -> Iterator[LegendEntry]:
    told = {fact.kind for fact in facts if any(feature in marks for feature in fact.features)}
    if told:
        yield HEADING
    for kind, entry in of_kinds(symbology).items():
        if kind in told:
            yield entry
