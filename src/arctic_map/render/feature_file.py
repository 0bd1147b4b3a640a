"""The features of the map as a file for other programs."""

from collections.abc import Callable
from pathlib import Path

from arctic_map.export import features
from arctic_map.export.html.asked import asked
from arctic_map.export.request import Request
from arctic_map.render import snapshot
from arctic_map.scene.scene import Scene

TEXTS = {".geojson": features.geojson, ".csv": features.delimited}


def write(scene: Scene, request: Request, out: Path) -> None:
    """In the format that the end of its name says. Raises ArcticMapError."""
    suffix = out.suffix.lower()
    make = TEXTS[suffix] if suffix in TEXTS else _by_gdal(suffix)
    snapshot.write({out: make(asked(scene, request))})


def _by_gdal(suffix: str) -> Callable[[Scene], bytes]:
    # GDAL, which texts do without.
    from arctic_map.export.features_gdal import FILES

    return FILES[suffix]
