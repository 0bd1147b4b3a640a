"""The visible features of a scene as files for other programs."""

from arctic_map.errors import ExportError
from arctic_map.model.catalog import LayerKind
from arctic_map.model.export_formats import EXPORT_FORMATS
from arctic_map.model.table import Table
from arctic_map.scene.attributes import (
    fact_table,
    feature_tables,
    only_opened,
    source_table,
    title_of,
    whole_table,
)
from arctic_map.scene.scene import Scene
from arctic_map.tables.writers import geojson_tables, table_text


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
        return table_text.delimited(features[0])
    # Late import: text formats do not need GDAL.
    from arctic_map.tables.writers.gdal_tables import WRITERS

    return WRITERS[suffix](features, extra)


def _tables(scene: Scene, suffix: str) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
    """Tables of features, and of facts and sources unless only opened files are shown."""
    require_layers(scene)
    format = EXPORT_FORMATS[suffix]
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
