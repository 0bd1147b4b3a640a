"""The same map for QGIS: the atlas's own data as a project of layers in the same projection."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.built_in import read_drawing

from arctic_map import resources
from arctic_map.content import catalog
from arctic_map.geo.projections import DEFAULT
from arctic_map.model.drawing import Drawing
from arctic_map.model.projection import Box
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.storage import base_map
from arctic_map.storage.ground_files import Ground

LEVEL = 0
"""Of the base map, as the atlas's export takes it for the whole route."""
FILLS = (
    ("depth-200", "216,230,238,255"),
    ("depth-2000", "201,220,231,255"),
    ("land", "247,245,239,255"),
    ("lake", "230,239,244,255"),
)
LINES = (("coast", "143,163,176,255"), ("lakeshore", "143,163,176,255"), ("border", "194,188,174,255"))
SUBJECT = (("lanes", "0,114,178,255"), ("ports-other", "90,107,120,255"), ("ports", "29,43,54,255"))
"""Layers with their colours, bottom first."""


@dataclass(frozen=True, slots=True)
class Layer:
    id: str
    file: Path
    kind: str
    """Geometry type of the file."""
    colour: str
    """Red, green, blue, opacity: 0 to 255."""


def missing() -> list[str]:
    """Programs that are required and not installed."""
    return [program for program in ("qgis", "Xvfb") if shutil.which(program) is None]


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """A virtual screen, and the environment that leads to it: QGIS cannot do without."""
    reading_end, writing_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing_end), "-screen", "0", "1280x1024x24"]
    server = subprocess.Popen(command, pass_fds=[writing_end], stderr=subprocess.DEVNULL)
    os.close(writing_end)
    try:
        with os.fdopen(reading_end) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


def version() -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(["qgis", "--version"], capture_output=True, text=True, check=False, env=environment)
    return next((" ".join(text.split()[:2]) for text in done.stdout.splitlines() if "QGIS" in text), "QGIS")


def snapshot(folder: Path, project: Path, size: tuple[int, int]) -> list[str]:
    """The command that draws the project into `folder`/qgis.png, with a profile of its own."""
    box = seen(DEFAULT.home, size)
    return [
        "qgis",
        "--nologo",
        "--noversioncheck",
        "--noplugins",
        "--profiles-path",
        str(folder / "profile"),
        "--snapshot",
        str(folder / "qgis.png"),
        "--width",
        str(size[0]),
        "--height",
        str(size[1]),
        "--extent",
        ",".join(f"{value:.0f}" for value in box),
        "--project",
        str(project),
    ]


def seen(box: Box, size: tuple[int, int]) -> Box:
    """The box, widened to the shape of the picture."""
    x0, y0, x1, y1 = box
    resolution = max((x1 - x0) / size[0], (y1 - y0) / size[1])
    x, y, half_w, half_h = (x0 + x1) / 2, (y0 + y1) / 2, size[0] * resolution / 2, size[1] * resolution / 2
    return x - half_w, y - half_h, x + half_w, y + half_h


def project(folder: Path) -> Path:
    """Write the layers as GeoPackages in EPSG:5940 and a project of them; returns the project."""
    written: list[Layer] = []
    base = base_map.read_level(DEFAULT.family, LEVEL)
    for id, colour in (*FILLS, *LINES):
        shapes = tuple(polygons(base, id) if (id, colour) in FILLS else lines(base, id))
        written.append(write(folder, id, colour, shapes))
    drawings = drawings_for(catalog.load(resources.data()), read_drawing)
    for id, colour in SUBJECT:
        written.append(write(folder, id, colour, tuple(marks(drawings.get(id, DEFAULT.id)))))
    out = folder / "atlas.qgs"
    out.write_text(document(written), encoding="utf-8")
    return out


def write(folder: Path, id: str, colour: str, shapes: Sequence[Any]) -> Layer:
    """One GeoPackage of shapes of one kind."""
    import numpy as np
    import shapely
    from pyogrio.raw import write as write_file

    file = folder / f"{id}.gpkg"
    kind = shapes[0].geom_type
    write_file(
        file,
        geometry=np.array(shapely.to_wkb(list(shapes)), dtype=object),
        field_data=[],
        fields=[],
        geometry_type=kind,
        crs=DEFAULT.crs,
        driver="GPKG",
    )
    # QGIS gives ids of less than ten letters new names, and then finds nothing of the tree again.
    return Layer(f"layer_{id}_of_the_atlas", file, kind, colour)


def polygons(base: Ground, id: str) -> Iterator[Any]:
    """A multipolygon for each cell, in metres."""
    import shapely

    for cell in base.items[id].cells:
        parts = [shapely.Polygon(pairs(part, base.quantum)) for part in cell.parts if len(part) >= 6]
        # Outer rings turn left; what turns right is a hole.
        outer = shapely.union_all(shapely.make_valid([part for part in parts if part.exterior.is_ccw]))
        holes = shapely.union_all(shapely.make_valid([part for part in parts if not part.exterior.is_ccw]))
        pieces = [
            piece
            for piece in shapely.get_parts(outer.difference(holes))
            if piece.geom_type == "Polygon" and not piece.is_empty
        ]
        if pieces:
            yield shapely.MultiPolygon(pieces)


def lines(base: Ground, id: str) -> Iterator[Any]:
    """A multiline for each cell, in metres."""
    import shapely

    for cell in base.items[id].cells:
        if parts := [pairs(part, base.quantum) for part in cell.parts if len(part) >= 4]:
            yield shapely.MultiLineString(parts)


def marks(drawing: Drawing) -> Iterator[Any]:
    """The lines or points of a layer, as the atlas draws them."""
    import shapely

    for shape in drawing.shapes:
        if shape.kind == "line":
            yield shapely.MultiLineString([pairs(part, 1.0) for part in shape.parts])
        elif shape.kind == "point":
            yield from (shapely.Point(part[0], part[1]) for part in shape.parts)


def pairs(part: Sequence[float], quantum: float) -> list[tuple[float, float]]:
    return [(x * quantum, y * quantum) for x, y in zip(part[::2], part[1::2], strict=True)]


SYMBOLS = {
    # geometry type of the file: QGIS's word for the geometry, the symbol's type and class, its colours
    "MultiPolygon": ("Polygon", "fill", "SimpleFill", {"color": "{}", "outline_style": "no"}),
    "MultiLineString": ("Line", "line", "SimpleLine", {"line_color": "{}", "line_width": "0.4"}),
    "Point": ("Point", "marker", "SimpleMarker", {"name": "circle", "color": "{}", "size": "2"}),
}


def document(layers: Sequence[Layer]) -> str:
    """A QGIS project: one colour for each layer, no labels, the first layer at the bottom."""
    srs = f"<spatialrefsys><authid>{DEFAULT.crs}</authid></spatialrefsys>"
    tree = "".join(
        f'<layer-tree-layer id="{layer.id}" name="{layer.id}" providerKey="ogr" checked="Qt::Checked"/>'
        for layer in reversed(layers)
    )
    return (
        f'<!DOCTYPE qgis><qgis version="3.40"><projectCrs>{srs}</projectCrs>'
        f"<layer-tree-group>{tree}</layer-tree-group>"
        f"<projectlayers>{''.join(map_layer(layer, srs) for layer in layers)}</projectlayers>"
        '<properties><SpatialRefSys><ProjectionsEnabled type="int">1</ProjectionsEnabled></SpatialRefSys>'
        "</properties></qgis>"
    )


def map_layer(layer: Layer, srs: str) -> str:
    geometry, kind, name, look = SYMBOLS[layer.kind]
    options = "".join(
        f'<Option type="QString" name="{key}" value="{value.format(layer.colour)}"/>'
        for key, value in look.items()
    )
    return (
        f'<maplayer type="vector" geometry="{geometry}"><id>{layer.id}</id>'
        f"<datasource>{escape(str(layer.file))}</datasource><layername>{layer.id}</layername>"
        f'<srs>{srs}</srs><provider encoding="UTF-8">ogr</provider>'
        f'<renderer-v2 type="singleSymbol"><symbols><symbol type="{kind}" name="0" alpha="1">'
        f'<layer class="{name}" enabled="1"><Option type="Map">{options}</Option></layer>'
        f"</symbol></symbols></renderer-v2></maplayer>"
    )
