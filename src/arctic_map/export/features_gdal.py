"""The visible features of a scene in the formats of GDAL."""

from arctic_map.export.features import beside
from arctic_map.export.held import require_held
from arctic_map.scene.attributes import feature_tables, whole_table
from arctic_map.scene.scene import Scene
from arctic_map.tables.writers import gdal_tables


def geopackage(scene: Scene) -> bytes:
    """A layer for each visible layer, and tables of facts and sources. Raises ExportError."""
    require_held(scene)
    return gdal_tables.geopackage(feature_tables(scene), beside(scene))


def kml(scene: Scene) -> bytes:
    """A folder for each visible layer. Raises ExportError."""
    require_held(scene)
    return gdal_tables.kml(feature_tables(scene))


def flatgeobuf(scene: Scene) -> bytes:
    """All visible features in one layer. Raises ExportError."""
    require_held(scene)
    return gdal_tables.flatgeobuf(whole_table(scene))


FILES = {".gpkg": geopackage, ".kml": kml, ".fgb": flatgeobuf}
