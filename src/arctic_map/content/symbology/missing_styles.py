"""What the rows of a table of styles lack for the content that asks for them."""

from collections.abc import Iterator

from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Kind
from arctic_map.model.feature import CLASSES, Feature
from arctic_map.model.opened import HUES, style_id
from arctic_map.model.problem import FileProblem
from arctic_map.model.symbology import StyleRow, Symbology

IN_LEGEND = (*Kind, *CLASSES)
"""Roles of what the program itself paints that the legend explains."""
POINTS = ("Point", "MultiPoint")


def lacking(catalog: Catalog) -> Iterator[FileProblem]:
    """By the row's id and key. A style that is not in the table is told where a feature asks for it."""
    symbology = catalog.symbology
    used: dict[str, list[Feature]] = {}
    for feature in (feature for layer in catalog.layers for feature in layer.features):
        used.setdefault(feature.style, []).append(feature)
    for id, features in used.items():
        if id in symbology.styles:
            yield from _lacking(symbology.styles[id], features)
    for role in IN_LEGEND:
        row = symbology.styles.get(symbology.roles.get(role, ""))
        if row is not None and not row.legend:
            yield f"{row.id}.legend", "the row has no words for the legend, where its marks are explained"
    for id in own_marks(symbology):
        if id in symbology.styles and symbology.styles[id].symbol is None:
            yield f"{id}.symbol", "points are drawn in this style, and it has no symbol"
    yield from _colourless(symbology)


def own_marks(symbology: Symbology) -> tuple[str, ...]:
    """The styles of the points that the program itself paints."""
    kinds = (symbology.roles.get(kind, "") for kind in Kind)
    return (*kinds, *(style_id(hue, "point") for hue in range(1, HUES + 1)))


def _lacking(row: StyleRow, features: list[Feature]) -> Iterator[FileProblem]:
    """Of a style that features are drawn in."""
    if row.label is None and (row.named or row.letters_only):
        yield (
            f"{row.id}.label",
            f"{_counted(len(features))} of this style have a name but it has no rank among the labels; "
            "give it a label, or say named = false",
        )
    if row.letters_only:
        return
    if not row.legend:
        yield f"{row.id}.legend", "the row has no words for the legend, where its marks are explained"
    if row.stroke is None and row.fill is None:
        yield row.id, "nothing is painted in this style: it has no stroke, fill or symbol"
    elif row.symbol is None and any(feature.geometry["type"] in POINTS for feature in features):
        yield f"{row.id}.symbol", "points are drawn in this style, and it has no symbol"


def _colourless(symbology: Symbology) -> Iterator[FileProblem]:
    for row in symbology.styles.values():
        if row.grey is None:
            yield (
                f"{row.id}.grey",
                'the row says nothing of shades of grey; write "tone" for greys as light as its colours',
            )


def _counted(count: int) -> str:
    return "1 feature" if count == 1 else f"{count} features"
