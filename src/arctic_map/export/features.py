"""The visible features of a scene as files for other programs."""

from arctic_map.files import features_out
from arctic_map.model.table import Table
from arctic_map.scene.attributes import fact_table, feature_tables, source_table
from arctic_map.scene.scene import Scene


def tables(scene: Scene, suffix: str) -> tuple[Table, ...]:
    """All that a file with this end of its name will hold; KML has places only."""
    facts = () if suffix == ".kml" else (fact_table(scene), source_table(scene))
    return (*feature_tables(scene), *facts)


def geojson(scene: Scene) -> bytes:
    """One collection; facts and sources are members of it, beside the features."""
    return features_out.geojson(
        feature_tables(scene), (fact_table(scene), source_table(scene)), title=scene.title
    )


def geopackage(scene: Scene) -> bytes:
    """A layer for each visible layer, and tables of facts and sources. Raises ExportError."""
    return features_out.geopackage(feature_tables(scene), (fact_table(scene), source_table(scene)))


def kml(scene: Scene) -> bytes:
    """A folder for each visible layer. Raises ExportError."""
    return features_out.kml(feature_tables(scene))
