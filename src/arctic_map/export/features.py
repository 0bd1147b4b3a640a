"""The visible features of a scene as files for other programs."""

from arctic_map.export.held import require_held
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

ONE_LAYER = (".fgb", ".csv")
"""Formats that hold one layer: all that is visible is put into it."""


def tables(scene: Scene, suffix: str) -> tuple[Table, ...]:
    """All that a file with this end of its name will hold; KML and formats of one layer have places only."""
    require_held(scene)
    if suffix in ONE_LAYER:
        return (whole_table(scene),)
    return (*feature_tables(scene), *(() if suffix == ".kml" else beside(scene)))


def geojson(scene: Scene) -> bytes:
    """One collection; facts and sources are members of it, beside the features."""
    require_held(scene)
    return geojson_tables.geojson(feature_tables(scene), beside(scene), title=title_of(scene))


def delimited(scene: Scene) -> bytes:
    """All visible features in one table of text."""
    require_held(scene)
    return table_text.delimited(whole_table(scene))


def beside(scene: Scene) -> tuple[Table, ...]:
    """Facts and sources; none where only files of the reader's own are shown, of which they say nothing."""
    return () if only_opened(scene) else (fact_table(scene), source_table(scene))
