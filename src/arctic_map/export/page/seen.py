"""What a page shows: the rows of its legend, and marks that it leaves out."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import batched, groupby

from arctic_map.export.marks import ground
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.marks.lettering import spot_of
from arctic_map.export.marks.path import Field
from arctic_map.export.marks.rasters import RasterDrawing
from arctic_map.export.marks.rows import RowsDrawing, is_picture
from arctic_map.export.marks.typeface import width
from arctic_map.geo.position import meet
from arctic_map.model.catalog import Layer
from arctic_map.model.decorations import LegendEntry
from arctic_map.model.drawing import Drawing
from arctic_map.model.feature import Precision
from arctic_map.model.projection import Box
from arctic_map.model.symbology import Symbology
from arctic_map.scene.drawings.in_view import Pieces, in_view, pieces
from arctic_map.scene.legend_in_view import styles_of_signs
from arctic_map.scene.scene import Scene
from arctic_map.scene.symbology import legend

PER_ROW = 2
"""Symbols side by side at the foot."""
NARROWEST, SYMBOL = 19.0, 4.0
"""Width of a column, and of a symbol with its gap, in multiples of the font size."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the legend."""

    symbols: tuple[tuple[str, str], ...]
    """Styles with their texts. A heading has none."""
    heading: str = ""
    at_foot: bool = False

    @property
    def text(self) -> str:
        """The text of the row. A heading ends with a colon and is kept with the following row."""
        return f"{self.heading}:" if self.heading else ", ".join(words for _, words in self.symbols)


def rows(entries: Sequence[LegendEntry]) -> tuple[Row, ...]:
    """The rows of legend entries."""
    return tuple(_rows(entries))


def _rows(entries: Iterable[LegendEntry]) -> Iterator[Row]:
    for (heading, at_foot), group in groupby(entries, key=lambda entry: (entry.group, entry.at_foot)):
        if heading:
            yield Row((), heading)
        if at_foot:
            symbols = (symbol for entry in group for symbol in entry.symbols)
            yield from (Row(side_by_side, at_foot=True) for side_by_side in batched(symbols, PER_ROW))
        else:
            yield from (Row(part) for entry in group for part in _fitting(entry.symbols))


def _fitting(symbols: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield the symbols of a line in as many rows as needed."""
    row: list[tuple[str, str]] = []
    used = 0.0
    for style, words in symbols:
        wide = SYMBOL + width(words, 1.0)
        if row and used + wide > NARROWEST:
            yield tuple(row)
            row, used = [], 0.0
        row.append((style, words))
        used += wide
    yield tuple(row)


def one_by_one(entries: Sequence[LegendEntry], wide: Collection[str]) -> tuple[LegendEntry, ...]:
    """The entries with each symbol of the lines that have a text of `wide` on a line of its own."""
    groups = {entry.group for entry in entries if entry.at_foot and _texts(entry) & {*wide}}

    def split(entry: LegendEntry) -> Iterator[LegendEntry]:
        # A group at the foot has one heading.
        if entry.group in groups if entry.at_foot else _texts(entry) & {*wide}:
            for style, words in entry.symbols:
                yield replace(entry, style=style, text=words, more=(), at_foot=False)
        else:
            yield entry

    return tuple(line for entry in entries for line in split(entry))


def alone(entries: Iterable[LegendEntry]) -> set[str]:
    """The texts that have a line of their own."""
    single = (entry for entry in entries if not entry.at_foot and len(entry.symbols) == 1)
    return {text for entry in single for text in _texts(entry)}


def _texts(entry: LegendEntry) -> set[str]:
    return {words for _, words in entry.symbols}


FEW = 6
"""Lines of a legend above which those of the base map are left out."""


def seen(
    scene: Scene,
    drawings: Iterable[Drawing],
    elsewhere: Iterable[Drawing],
    base: BaseMap,
    field: Field,
    charted: Collection[str] = (),
    always: Collection[str] = (),
) -> tuple[LegendEntry, ...]:
    """The legend lines for marks on the map, or on an inset with the drawings of `elsewhere`.

    Lines for what is named on the map are left out, and those for styles that a chart explains (`charted`),
    but not those for `always` styles.
    """
    box, drawings = field.view.box, tuple(drawings)
    catalog = scene.catalog
    symbology = catalog.symbology
    files = {layer.id: layer for layer in catalog.layers if layer.file}
    pieced = [
        pieces(drawing, symbology, catalog.features) for drawing in drawings if drawing.layer not in files
    ]
    visible = in_view(pieced, box)
    styles = {
        *visible.styles,
        *(symbology.whole(shape.style) for drawing in elsewhere for shape in drawing.shapes),
    }
    named = named_styles(scene, [each for each in drawings if each.layer not in files], field)
    in_box = [
        _named(files[drawing.layer], drawing, scene, field)
        for drawing in drawings
        if drawing.layer in files and any(meet(each, box) for each in _boxes(drawing))
    ]
    styles -= {*named, *charted} - {*always}
    key = visible.precisions if _needs_key(pieced, box, symbology) else frozenset[Precision]()
    signs = styles_of_signs(scene.signs, box)

    def listed(styles: Collection[str]) -> tuple[LegendEntry, ...]:
        return legend.entries(symbology, styles, key, in_box, signs, scene.wording, brief=True)

    lines = _items(scene, base, field)
    entries = listed(styles | lines)
    # Lines of the base map are the first to be left out.
    return without_lone_headings(
        entries if len(entries) <= FEW else listed(styles | lines & {*always}), symbology
    )


def named_styles(scene: Scene, drawings: Iterable[Drawing], field: Field) -> frozenset[str]:
    """Styles that names on the map explain: of a named line, of the area around it, and of plain places."""
    symbology = scene.catalog.symbology
    lines, areas, places = set[str](), set[str](), set[str]()
    for drawing in drawings:
        names = {label.feature for label in drawing.labels if spot_of(label, scene.look, field)}
        for shape in drawing.shapes:
            style = symbology.whole(shape.style)
            row = symbology.styles.get(style)
            if shape.kind == "area":
                areas.add(style)
            elif shape.kind == "line" and shape.feature in names:
                lines.add(style)
            elif row and row.explained_by_name:
                places.add(style)
    groups = {symbology.styles[style].legend_group for style in lines if style in symbology.styles} - {""}
    around = {style for style in areas if (row := symbology.styles.get(style)) and row.legend_group in groups}
    return frozenset(lines | places | around)


def nameless(scene: Scene, drawings: Iterable[Drawing], field: Field) -> frozenset[str]:
    """Ids of features that only the pointer could identify, which does not exist on paper."""
    return frozenset(id for drawing in drawings for id in _nameless_in(scene, drawing, field))


def _nameless_in(scene: Scene, drawing: Drawing, field: Field) -> Iterator[str]:
    features, styles = scene.catalog.features, scene.catalog.symbology.styles
    named = {label.feature for label in drawing.labels if label.zoom <= field.zoom < label.until}
    for shape in drawing.shapes:
        feature, row = features.get(shape.feature), styles.get(shape.style)
        if shape.kind != "point" or feature is None or row is None or row.label is None:
            continue
        if feature.precision is Precision.UNCHECKED or not row.label.zooms:
            # Keep the user's own marks, and those whose labels do not depend on the scale.
            continue
        if not (feature.facts or shape.feature in named or shape.feature in scene.highlighted):
            yield shape.feature


def without_lone_headings(entries: Iterable[LegendEntry], symbology: Symbology) -> tuple[LegendEntry, ...]:
    """The entries, without the heading of a style's group that has one line."""
    entries = tuple(entries)
    count = Counter((entry.group, entry.at_foot) for entry in entries)
    styles = {**symbology.styles, **symbology.ground}
    return tuple(
        replace(entry, group="")
        if count[entry.group, entry.at_foot] == 1
        and not entry.at_foot
        and (row := styles.get(entry.style))
        and row.legend_group
        else entry
        for entry in entries
    )


def _needs_key(drawings: Iterable[Pieces], box: Box, symbology: Symbology) -> bool:
    """Whether two classes of certainty are on the map, one uncertain and not shown by a hatch or fade."""
    pairs = {
        (style, precision)
        for drawing in drawings
        for (style, precision), marks in drawing.items()
        if precision and any(mark.is_in(box) for mark in marks)
    }
    untold = {
        precision
        for style, precision in pairs
        if (row := symbology.styles.get(style)) and (row.fill or row.symbol) and not (row.fade or row.hatch)
    }
    return len({precision for _, precision in pairs}) > 1 and not untold <= {
        Precision.SURVEYED,
        Precision.GENERALISED,
    }


def _boxes(drawing: Drawing) -> Iterable[Box]:
    if isinstance(drawing, (RowsDrawing, RasterDrawing)):
        return (drawing.box,) if drawing.box else ()
    return (shape.box for shape in drawing.shapes)


def _named(layer: Layer, drawing: Drawing, scene: Scene, field: Field) -> Layer:
    """The layer, with a name that says so if its marks are drawn as an image."""
    if not isinstance(drawing, RowsDrawing) or not is_picture(drawing, field):
        return layer
    return replace(layer, name=scene.wording("{name} (as a picture)", name=layer.name))


def _items(scene: Scene, base: BaseMap, field: Field) -> set[str]:
    """The base map lines on the map that the legend explains."""
    level = ground.level(scene, base, field)
    words = legend.words(scene.catalog.symbology)
    shown = {item for layer in scene.layers if layer.shown for item in layer.items}
    candidates = shown & {*ground.line_items(scene)} & words.keys()
    return {name for name in candidates if ground.shows(scene, level, field, name)}
