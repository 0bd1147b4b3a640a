"""The visible features of a scene as files for other programs: tables with facts and sources, and CSV."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

from shapely.geometry import shape

from arctic_map.errors import ExportError
from arctic_map.model.attributes import Row, Table, Value
from arctic_map.model.catalog import BASE, Catalog, Layer, LayerKind
from arctic_map.model.export_formats import EXPORT_FORMATS
from arctic_map.model.fact import Fact
from arctic_map.model.feature import Feature, Geometry
from arctic_map.model.opened import UNNAMED_RANK, plain_name
from arctic_map.model.tr import speaking, tr, tr_content
from arctic_map.scene.scene import Scene
from arctic_map.scene.timeline import span
from arctic_map.scene.words.fact_texts import source_of
from arctic_map.scene.words.words import figure_in_words, kind_in_words, layer_name, when_in_words
from arctic_map.tables.writers import geojson_tables


def tables(scene: Scene, suffix: str) -> tuple[Table, ...]:
    """All tables of a file with this suffix."""
    features, extra = _tables(scene, suffix)
    return (*features, *extra)


def encoded(scene: Scene, suffix: str) -> bytes:
    """The content of a file with this suffix. Raises ExportError."""
    features, extra = _tables(scene, suffix)
    if suffix == ".geojson":
        return geojson_tables.geojson(features, extra, title=title_of(scene))
    if suffix == ".csv":
        return delimited(features[0])
    # Late import: text formats do not need GDAL.
    from arctic_map.tables.writers.gdal_tables import WRITERS

    return WRITERS[suffix](features, extra)


def _tables(scene: Scene, suffix: str) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
    """Tables of features, and of facts and sources unless only opened files are shown.

    Their texts are in the language of the scene.
    """
    require_layers(scene)
    format = EXPORT_FORMATS[suffix]
    with speaking(scene.wording):
        features = (whole_table(scene),) if format.one_layer else feature_tables(scene)
        with_extra = format.has_tables and not only_opened(scene)
        return features, (fact_table(scene), source_table(scene)) if with_extra else ()


def require_layers(scene: Scene) -> None:
    """Raise ExportError if a visible layer is stored on disk as rows."""
    for layer in scene.layers:
        if layer.shown and layer.kind is LayerKind.ROWS:
            raise ExportError(
                f"{layer.name} has {layer.count:,} features, more than this format is made for",
                why="hide it first, export a picture, PDF or SVG, or export its features alone: by Layers, "
                "Export features of a file, or arctic-map export OUT --with FILE --layers FILE",
            )


_FEATURE_COLUMNS: dict[str, type[str] | type[date]] = {
    **dict.fromkeys(("feature", "name", "name_ru", "name_zh", "aliases", "layer", "topic"), str),
    **dict.fromkeys(("precision", "inferred", "dates"), str),
    **dict.fromkeys(("first_day", "last_day"), date),
    **dict.fromkeys(("note", "facts", "fact_texts", "source", "source_licence"), str),
}
_FACT_COLUMNS: dict[str, type[str] | type[date]] = {
    **dict.fromkeys(("fact", "topic", "text", "kind", "attributed_to", "place", "dates"), str),
    **dict.fromkeys(("first_day", "last_day"), date),
    **dict.fromkeys(("figures", "features", "inferred", "date_inferred", "question", "note", "passage"), str),
}
_SOURCE_COLUMNS: dict[str, type[str] | type[date]] = dict.fromkeys(("source", "name", "licence", "note"), str)


_RESERVED = frozenset({"name", "fid", "geom", "lon", "lat", "wkt"})
"""Column names reserved by a format or the atlas."""


def feature_tables(scene: Scene) -> tuple[Table, ...]:
    """A table for each visible layer in draw order, without filtered features and empty layers."""
    tables: dict[str, Table] = {}
    for layer in _visible(scene):
        table = _table_of_file(layer, scene) if layer.file else _table(layer, scene)
        while table.id in tables:
            table = replace(table, id=f"{table.id}_")
        if table.rows:
            tables[table.id] = table
    return tuple(tables.values())


def whole_table(scene: Scene) -> Table:
    """All visible features in one table, with all columns."""
    tables = feature_tables(scene)
    if len(tables) == 1:
        return tables[0]
    columns = {column: kind for table in tables for column, kind in table.columns.items()}
    rows = tuple(
        replace(row, values=tuple(record.get(column) for column in columns))
        for table in tables
        for row, record in zip(table.rows, table.records(), strict=True)
    )
    return Table(id="features", name=scene.title, note=scene.warning, columns=columns, rows=rows)


def title_of(scene: Scene) -> str:
    """The title of a file of features; an opened file keeps its own name."""
    return _visible(scene)[0].name if only_opened(scene) else scene.title


def only_opened(scene: Scene) -> bool:
    """Whether opened files are visible, but no layer of the atlas."""
    layers = _visible(scene)
    return bool(layers) and all(layer.file for layer in layers)


def _visible(scene: Scene) -> list[Layer]:
    by_id = {layer.id: layer for layer in scene.catalog.layers}
    layers = (by_id[layer.id] for layer in scene.layers if layer.shown)
    feature_layers = [layer for layer in layers if layer.kind is LayerKind.FEATURES]
    # Names of the base map are of interest only by themselves.
    return [layer for layer in feature_layers if layer.topic != BASE] or feature_layers


def fact_table(scene: Scene) -> Table:
    """All visible facts, including those without a place."""
    return Table(
        id="facts",
        name=tr("Facts"),
        note=tr("All facts of the atlas; those without a place are only here."),
        columns=_FACT_COLUMNS,
        rows=tuple(Row(fact.id, None, _fact_values(fact)) for fact in scene.facts),
    )


def source_table(scene: Scene) -> Table:
    """The sources of the atlas with their licences."""
    catalog = scene.catalog
    version = tr("{publisher} data {version}", publisher=catalog.publisher, version=catalog.version)
    notes = (scene.warning, version if catalog.publisher else "")
    return Table(
        id="sources",
        name=tr("Sources"),
        note=" ".join(f"{note}." for note in notes if note),
        columns=_SOURCE_COLUMNS,
        rows=tuple(
            Row(each.id, None, (each.id, *map(tr_content, (each.name, each.licence, each.note))))
            for each in catalog.sources
        ),
    )


def _table(layer: Layer, scene: Scene) -> Table:
    visible = {fact.id: fact for fact in scene.facts}
    return Table(
        id=layer.id,
        name=layer_name(layer),
        note=tr_content(layer.note),
        columns=_FEATURE_COLUMNS,
        rows=tuple(
            Row(feature.id, feature.place(), _values(feature, layer, scene.catalog, visible))
            for feature in layer.features
            if feature.id not in scene.filtered_out.features
        ),
    )


def _table_of_file(layer: Layer, scene: Scene) -> Table:
    """The attributes of an opened file, as its own columns."""
    features = [each for each in layer.features if each.id not in scene.filtered_out.features]
    names = dict.fromkeys(name for feature in features for name, _ in feature.details)
    columns: dict[str, str] = {}
    used = set(_RESERVED)
    for name in names:
        column = name
        while column.lower() in used:
            column += "_"
        used.add(column.lower())
        columns[name] = column
    return Table(
        id=plain_name(layer.name, layer.file),
        name=layer.name,
        note=layer.note,
        columns=dict.fromkeys(("name", *columns.values()), str),
        rows=tuple(
            Row(feature.id, feature.place(), (_name(feature), *map(dict(feature.details).get, columns)))
            for feature in features
        ),
    )


def _name(feature: Feature) -> str | None:
    # Names that the atlas made up are not exported.
    return feature.name if feature.rank < UNNAMED_RANK else None


def _values(feature: Feature, layer: Layer, catalog: Catalog, visible: dict[str, Fact]) -> tuple[Value, ...]:
    facts = [visible[id] for id in feature.facts if id in visible]
    source = catalog.source.get(feature.source)
    return (
        feature.id,
        feature.name,
        feature.names.get("ru"),
        feature.names.get("zh"),
        "; ".join(feature.aliases) or None,
        layer.id,
        layer.topic,
        feature.precision.value,
        _translated(feature.inferred),
        *_dates(feature.when),
        tr_content(feature.note) or "\n".join(f"{name}: {value}" for name, value in feature.details) or None,
        ", ".join(fact.id for fact in facts) or None,
        "\n".join(f"{fact.id}: {tr_content(fact.text)}" for fact in facts) or None,
        tr_content(source.name) if source else feature.source,
        _translated(source.licence) if source else None,
    )


def _fact_values(fact: Fact) -> tuple[Value, ...]:
    figures = [
        " ".join((*figure_in_words(figure), f"({tr_content(figure.what)})")) for figure in fact.figures
    ]
    return (
        fact.id,
        fact.topic,
        tr_content(fact.text),
        kind_in_words(fact),
        _translated(fact.attributed_to),
        _translated(fact.where),
        *_dates(fact.when),
        "; ".join(" ".join(figure.split()) for figure in figures) or None,
        ", ".join(fact.features) or None,
        *map(_translated, (fact.inferred, fact.inferred_when, fact.question, fact.note)),
        source_of(fact) or None,
    )


def _translated(text: str | None) -> str | None:
    """A text of the atlas in the language of the table, None for an empty one."""
    return tr_content(text) if text else None


def _dates(when: str | None) -> tuple[str | None, date | None, date | None]:
    """The date as text, and the first and last day that it may mean; None if an end is open."""
    days = span(when)
    return (when_in_words(when) if when else None, days.first if days else None, days.last if days else None)


FORMULAS = ("=", "@", "\t", "\r")
"""Text that starts with one of these is a formula to spreadsheets and gets an apostrophe."""


def delimited(table: Table) -> bytes:
    """A CSV with lon and lat in degrees if all features are points, else with well-known text."""
    points = all(row.geometry is None or row.geometry["type"] == "Point" for row in table.rows)
    place = ("lon", "lat") if points else ("wkt",)
    columns = [column if column not in place else f"{column}_" for column in table.columns]
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*place, *map(_cell, columns)])
    for row in table.rows:
        cells = _position(row.geometry) if points else (_wkt(row.geometry),)
        writer.writerow([*cells, *map(_cell, row.values)])
    return text.getvalue().encode()


def _position(geometry: Geometry | None) -> tuple[Any, ...]:
    return tuple(geometry["coordinates"][:2]) if geometry else ("", "")


def _wkt(geometry: Geometry | None) -> str:
    return str(shape(geometry).wkt) if geometry else ""


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case _:
            return f"'{value}" if value.startswith(FORMULAS) else value
