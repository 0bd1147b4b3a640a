"""Contents to be edited, and whether the result is sound."""

from pathlib import Path
from tempfile import TemporaryDirectory

from arctic_map.content import places
from arctic_map.content.catalog import load
from arctic_map.content.edits import Content
from arctic_map.content.facts import put_fact
from arctic_map.content.layers import put_layer
from arctic_map.content.package.packing import About, made
from arctic_map.content.places import DrawnPlace
from arctic_map.geo.measure import legs
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import FigureRef

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
FIRST, SECOND = FigureRef("F1", 1), FigureRef("F1", 2)
LINE = {"type": "LineString", "coordinates": [[30.0, 70.0], [60.0, 75.0]]}
KM = legs([(30.0, 70.0), (60.0, 75.0)])[0].metres / 1000.0
BOX = (-1e6, -2e6, 3e6, 2e6)


def read(content: Content) -> Catalog:
    """The content as the atlas reads it."""
    with TemporaryDirectory() as folder:
        for name, body in content.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        return load(Path(folder))


def _with_figures() -> Content:
    """With a fact that has two figures, and a line."""
    figures = (
        {"value": 1000, "unit": "km", "what": "of the way"},
        {"value": 1500, "unit": "km", "what": "of the other"},
    )
    with_fact = put_fact(
        NEW, "trade", {"id": "F1", "text": "The way is long.", "kind": "reported", "figures": figures}
    )
    way = DrawnPlace(
        name="Way",
        geometry=LINE,
        new_layer="Ways",
        topic="trade",
        style="lane-nsr",
        precision="surveyed",
        source="atlas",
    )
    return places.keep(way)(with_fact)


WITH_FIGURES = _with_figures()


def problems_with(data: Path, name: str, content: str | bytes) -> list[str]:
    """What loading says when one file holds this; the rest of the content must be there all the same."""
    (data / name).write_bytes(content.encode() if isinstance(content, str) else content)
    catalog = load(data)
    assert "moscow" in catalog.features
    assert "D1" in catalog.fact
    assert [layer.id for layer in catalog.layers] == ["capitals", "ports", "land"]
    return [str(problem) for problem in catalog.problems]
