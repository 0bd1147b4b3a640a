"""The visible features of a scene as files for other programs."""

from arctic_map.export.held import require_held
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
    """All that a file with this suffix will hold."""
    features, beside = _tables(scene, suffix)
    return (*features, *beside)


def encoded(scene: Scene, suffix: str) -> bytes:
    """The content of a file with this suffix. Raises ExportError."""
    features, beside = _tables(scene, suffix)
    if suffix == ".geojson":
        return geojson_tables.geojson(features, beside, title=title_of(scene))
    if suffix == ".csv":
        return table_text.delimited(features[0])
    # GDAL, which texts do without.
    from arctic_map.tables.writers.gdal_tables import WRITERS

    return WRITERS[suffix](features, beside)


def _tables(scene: Scene, suffix: str) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
    """Of features, and of facts and sources: these are not there where only opened files are shown."""
    require_held(scene)
    format = EXPORT_FORMATS[suffix]
    features = (whole_table(scene),) if format.one_layer else feature_tables(scene)
    beside = format.has_tables and not only_opened(scene)
    return features, (fact_table(scene), source_table(scene)) if beside else ()
