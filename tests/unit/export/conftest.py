"""A small scene on made-up ground: a square island, a lane, a port, a zone, their labels."""

from dataclasses import replace
from typing import Any

import pytest
from tests.looks import LIGHT, SYMBOLOGY

from arctic_map.export.marks.ground import BaseMap
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import Catalog, LayerKind
from arctic_map.model.drawing import Chevrons, Drawing, Label, Shape
from arctic_map.model.projection import Box
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.storage.ground_files import Cell, Ground, GroundItem

KM = 1000.0


def scene_layer(id: str, kind: LayerKind, items: tuple[str, ...] = ()) -> SceneLayer:
    return SceneLayer(
        id=id,
        name=f"The {id}",
        topic="base",
        kind=kind,
        items=items,
        shown=True,
        opacity=1.0,
        count=1,
        style="",
        note="",
    )


@pytest.fixture
def scene() -> Scene:
    return Scene(
        title="A <small> page",
        subtitle="Island & lane",
        source_line="Sources: made up",
        warning="Not for navigation",
        projection=replace(projection_named("epsg3413"), home=(-500 * KM, -400 * KM, 500 * KM, 400 * KM)),
        look=LIGHT,
        layers=(
            scene_layer("land", LayerKind.GROUND, ("land", "coast")),
            scene_layer("graticule", LayerKind.GRATICULE),
            scene_layer("lanes", LayerKind.FEATURES),
            scene_layer("drills", LayerKind.FEATURES),
            scene_layer("ports", LayerKind.FEATURES),
        ),
        legend=(),
        facts=(),
        selected=None,
        highlighted=(),
        card=None,
        goal=None,
        viewport=None,
        furniture=None,
        problems=(),
        catalog=Catalog("1", "", "", "", (), (), (), symbology=SYMBOLOGY),
    )


@pytest.fixture
def base() -> BaseMap:
    # The family's projection has its pole at 2,000 km, and is turned by 150 degrees against the scene's.
    ring = (2050, 2000, 2350, 2000, 2350, 2200, 2050, 2200)
    coast = (*ring, *ring[:2])

    def level(level: int, box: Box) -> Ground:
        return Ground(
            level,
            KM,
            {
                "land": GroundItem("fill", (Cell((2050, 2000, 2350, 2200), (ring,)),)),
                "coast": GroundItem("line", (Cell((2050, 2000, 2350, 2200), (coast,)),)),
            },
        )

    far = 9000 * KM
    return BaseMap(level=level, outline=((-far, -far), (far, -far), (far, far), (-far, far)))


def drawing(layer: str, *shapes: Shape, **more: Any) -> Drawing:
    return Drawing(layer, "epsg3413", "", shapes=shapes, **more)


@pytest.fixture
def drawings() -> dict[str, Drawing]:
    zone = (100 * KM, 100 * KM, 300 * KM, 100 * KM, 300 * KM, 300 * KM, 100 * KM, 300 * KM)
    inner = (150 * KM, 150 * KM, 250 * KM, 150 * KM, 250 * KM, 250 * KM, 150 * KM, 250 * KM)
    lane = (-900 * KM, 0.0, 200 * KM, 50 * KM)
    meridian = (0.0, -900 * KM, 0.0, 900 * KM)
    port = (200 * KM, 50 * KM)
    found = (
        drawing(
            "graticule",
            Shape("meridian-m45", "line", "graticule", (meridian,), meridian),
            names={"meridian-m45": "45°W"},
        ),
        drawing(
            "lanes",
            Shape("L1", "line", "lane-nsr", (lane,), lane),
            chevrons=(Chevrons("L1", "lane-nsr", ((-100 * KM, 36 * KM, 3, -1.0), (0.0, 40 * KM, 3, 7.0))),),
            names={"L1": "Lane <one>"},
        ),
        drawing(
            "drills",
            Shape("Z1", "area", "drill-undisclosed", (zone,), (100 * KM, 100 * KM, 300 * KM, 300 * KM)),
            Shape("Z1", "area", "drill-undisclosed", (inner,), (150 * KM, 150 * KM, 250 * KM, 250 * KM)),
            names={"Z1": "Zone"},
        ),
        drawing(
            "ports",
            Shape("port", "point", "port-named", (port,), (*port, *port)),
            labels=(
                Label("Port & pier", *port, 8.0, 4.0, "start", "port-named", -1.0, "port", 60.0),
                Label("Later", *port, 8.0, 20.0, "start", "port-named", 6.5, "port", 30.0),
                Label("Kara Sea", 0.0, -250 * KM, 0.0, 0.0, "middle", "sea-name", -1.0, "", 52.0),
            ),
            names={"port": "Port"},
        ),
    )
    return {each.layer: each for each in found}
