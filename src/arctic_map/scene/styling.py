"""Styles of opened files: adds their rows to the table of styles, and their classes to the legend."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from zlib import crc32

from arctic_map.model.catalog import Catalog, Layer, LayerDays
from arctic_map.model.layer_style import GRADUATED, PLAIN, SYMBOLS, LayerStyle, Method, class_style
from arctic_map.model.opened import MARKS
from arctic_map.model.symbology import Amount, Colour, StyleRow, Symbology, Themed
from arctic_map.model.tr import tr
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.opened_files import hue_of
from arctic_map.scene.raster_pictures import coloured, with_ramp, with_ramps
from arctic_map.scene.symbology.colours import EMPTY, OTHER, category_set, ramp
from arctic_map.scene.timeline import Range
from arctic_map.scene.words.figures import distinct_numbers, exact_numbers, printed

FILLED: Amount = Themed(0.75, 0.75)
"""Opacity of areas in class colours."""
LINE = 0.25
"""Line width relative to the size of points."""


def in_style(
    catalog: Catalog, styles: Mapping[str, LayerStyle], when: Range | None, drawings: Drawings
) -> tuple[Catalog, Drawings]:
    """The content and drawings with styles for those opened files whose classes are known."""
    shown, days = known_styles(catalog, styles, drawings)
    return styled(catalog, shown, days, when) if shown else catalog, drawings.in_style(styles, when)


def known_styles(
    catalog: Catalog, styles: Mapping[str, LayerStyle], drawings: Drawings
) -> tuple[dict[str, LayerStyle], dict[str, LayerDays]]:
    """The styles of opened files with known classes, and the days of those with dates."""
    files = {
        layer.id: styles.get(layer.id, PLAIN)
        for layer in catalog.layers
        if layer.file and (layer.id in styles or has_bands(layer))
    }
    known = {id: style for id, style in files.items() if drawings.files.layer(id).knows(style)}
    days = {id: drawings.files.days(id, style.date_field) for id, style in known.items()}
    return known, {id: each.span for id, each in days.items() if each}


def has_bands(layer: Layer) -> bool:
    """Whether it is a raster with several bands, of which the style and the period choose one."""
    return layer.raster is not None and bool(layer.raster.bands)


def styled(
    catalog: Catalog,
    styles: Mapping[str, LayerStyle],
    days: Mapping[str, LayerDays] | None = None,
    when: Range | None = None,
) -> Catalog:
    """The content with styles and periods of opened files, whose classes are known."""
    rows: dict[str, StyleRow] = {}
    layers, rasters = [], list[Layer]()
    for layer in catalog.layers:
        style = styles.get(layer.id)
        styled_layer = replace(layer, days=days[layer.id]) if days and layer.id in days else layer
        if style and layer.raster:
            styled_layer = coloured(layer, style, when)
            rasters.append(styled_layer)
        elif style and not style.plain:
            rows |= {row.id: row for row in _rows(layer, style, catalog.symbology)}
            styled_layer = _with_legend(styled_layer, style)
        layers.append(styled_layer)
    symbology = catalog.symbology
    if rows:
        digest = f"{symbology.digest}-{crc32(repr(sorted(styles.items())).encode()):08x}"
        symbology = replace(symbology, styles={**symbology.styles, **rows}, digest=digest)
    symbology = with_ramps(symbology, rasters)
    return _with_layers(catalog, layers, symbology)


def with_legends(catalog: Catalog, styles: Mapping[str, LayerStyle]) -> Catalog:
    """The content with the legends of opened files in the current language."""
    layers = [_with_legend_again(layer, styles.get(layer.id, PLAIN)) for layer in catalog.layers]
    changed = any(after.legend != before.legend for after, before in zip(layers, catalog.layers, strict=True))
    return _with_layers(catalog, layers, catalog.symbology) if changed else catalog


def _with_legend_again(layer: Layer, style: LayerStyle) -> Layer:
    if not layer.legend:
        return layer
    return with_ramp(layer) if layer.raster else _with_legend(layer, style)


def _with_layers(catalog: Catalog, layers: Sequence[Layer], symbology: Symbology) -> Catalog:
    """The content with these layers of the same features, for which cached properties remain true."""
    whole = replace(catalog, layers=tuple(layers), symbology=symbology)
    for name in ("features", "dated", "layer_of", "fact", "person", "source"):
        if name in vars(catalog):
            vars(whole)[name] = vars(catalog)[name]
    return whole


def _with_legend(layer: Layer, style: LayerStyle) -> Layer:
    kind, count = layer.file_style.rpartition("-")[2], style.size_count
    together = style.method in GRADUATED and style.size_edges == style.edges

    def line(colour: int, size: int, words: str) -> tuple[str, str]:
        return class_style(layer.id, colour * count + size, kind), words

    lines = [
        # Rows without a value have the smallest size.
        line(at, at if together and at < count else 0, words)
        for at, words in enumerate(colour_words(style, layer.name))
    ]
    if count > 1 and not together:
        sizes = [
            line(0, at, f"{style.size_title}: {words}")
            for at, words in enumerate(range_words(style.size_edges))
        ]
        # A single colour needs no line besides the sizes.
        lines = [*(lines if style.colours > 1 else []), *sizes]
    title = style.title if style.colours > 1 else ""
    return replace(layer, legend=tuple(lines), legend_title=title)


def colour_words(style: LayerStyle, single: str = "") -> Iterator[str]:
    """Yield the legend text of each colour class; `single` for a single symbol."""
    if style.method is Method.CATEGORY:
        for name in style.categories:
            yield printed(name.removesuffix(".0")) if style.numeric else name
        if style.others:
            yield tr("Other")
    elif style.method is Method.LIMITS:
        yield from limit_words(style.edges)
    elif style.method in GRADUATED:
        yield from range_words(style.edges)
    else:
        yield single
    if style.empty and style.method is not Method.SINGLE:
        yield tr("No value")


def range_words(edges: tuple[float, ...]) -> Iterator[str]:
    """Yield ranges such as `2 – 5.5`, with as few digits as distinguish the edges."""
    texts = distinct_numbers(edges, 3)
    for low, high in pairwise(texts):
        yield low if low == high else f"{low} – {high}"


def limit_words(edges: tuple[float, ...]) -> Iterator[str]:
    """Yield ranges between limits that were entered, as exact as these; a limit may be beyond all values."""
    for at, (low, high) in enumerate(pairwise(exact_numbers(edges))):
        if low != high:
            yield f"{low} – {high}"
        else:
            yield tr("over {value}", value=low) if at else tr("up to {value}", value=high)


def colours_of(style: LayerStyle) -> list[str]:
    """The colour of each class: `#rrggbb`, or "" for the default."""
    if style.method is Method.SINGLE:
        return [style.colour]
    empty = [EMPTY] if style.empty else []
    if style.method is Method.CATEGORY:
        colours = category_set(style.ramp, len(style.categories), reverse=style.reverse)
        return [*colours, *([OTHER] if style.others else []), *empty]
    return [*ramp(style.ramp, len(style.edges) - 1, reverse=style.reverse), *empty]


def _rows(layer: Layer, style: LayerStyle, symbology: Symbology) -> Iterator[StyleRow]:
    hue = hue_of(layer.file_style)
    sizes = [*_sizes(style)]
    for mark in MARKS:
        base = symbology.styles.get(f"file-{hue}-{mark}")
        if base is None:
            continue
        for at, colour in enumerate(colours_of(style)):
            for number, size in enumerate(sizes):
                row = replace(
                    base,
                    id=class_style(layer.id, at * len(sizes) + number, mark),
                    legend="",
                    fill=base.fill and _colour(colour, base.fill),
                    grey=None,
                )
                if mark == "point":
                    yield _outlined(_point(row, style, at, size, symbology), style)
                elif mark == "line":
                    stroke = base.stroke and _colour(colour, base.stroke)
                    width = max(size * LINE, 0.8) if size else base.width
                    room = 2.0 if style.outline is None else 2 * style.outline
                    casing = _colour(style.outline_colour, row.casing) if row.casing and room else None
                    yield replace(row, stroke=stroke, width=width, casing=casing, casing_width=width + room)
                else:
                    # Very small areas are drawn as dots in the colour of their stroke.
                    edge = base.stroke and _colour(colour, base.stroke)
                    filled = replace(row, fill_opacity=FILLED, stroke=edge, width=0.8, dash=())
                    yield _outlined(filled if colour or style.size_field else row, style)


def _outlined(row: StyleRow, style: LayerStyle) -> StyleRow:
    width = row.width if style.outline is None else style.outline
    return replace(row, width=width, stroke=row.stroke and _colour(style.outline_colour, row.stroke))


def _point(row: StyleRow, style: LayerStyle, at: int, size: float, symbology: Symbology) -> StyleRow:
    row = replace(row, size=size or row.size)
    if style.symbol:
        shape = symbology.symbols.get(style.symbol)
    elif style.method is Method.CATEGORY and at < len(style.categories):
        shape = symbology.symbols.get(SYMBOLS[at % len(SYMBOLS)])
    else:
        is_classed = style.method is not Method.SINGLE or style.size_field
        shape = symbology.symbols.get("disc") if is_classed else None
    return replace(row, symbol=shape or row.symbol)


def _sizes(style: LayerStyle) -> Iterable[float]:
    """Size of each class in px, 0 for the default; the areas of symbols grow linearly."""
    count = style.size_count
    if count < 2:
        return [style.size]
    small, large = (side**2 for side in style.sizes)
    return [(small + (large - small) * number / (count - 1)) ** 0.5 for number in range(count)]


def _colour(colour: str, usual: Colour) -> Colour:
    return Colour(Themed(colour, colour)) if colour else usual
