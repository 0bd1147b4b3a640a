"""Contents to be edited, and whether what came of it is sound."""

from pathlib import Path
from tempfile import TemporaryDirectory

from arctic_map.content.catalog import load
from arctic_map.content.edits import Content
from arctic_map.content.layers import put_layer
from arctic_map.content.package.making import About, made
from arctic_map.model.catalog import Catalog

TEXT = """Ships in ice

The icebreaker left Tromsø in May 2024 and reached Murmansk after nine days, most of them in heavy ice.
"""
NEW: Content = made(TEXT, About("Ships in ice"))
WITH_LAYER = put_layer(NEW, {"id": "ships", "name": "Ships", "topic": "trade"})
PORT = {
    "type": "Feature",
    "id": "tromso",
    "properties": {
        "name": "Tromsø",
        "precision": "schematic",
        "source": "atlas",
        "style": "port-named",
        "inferred": "Read off a map.",
    },
    "geometry": {"type": "Point", "coordinates": [18.96, 69.65]},
}


def read(content: Content) -> Catalog:
    """The content as the atlas reads it."""
    with TemporaryDirectory() as folder:
        for name, body in content.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        return load(Path(folder))
