"""The legend lists what a view holds, all of it and nothing else, in a few lines."""

from functools import cache
from random import Random

import pytest
import shapely
from shapely import LineString, MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry
from tests.built_in import built_in, built_in_atlas
from tests.looks import WORDS

from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.drawing import Shape
from arctic_map.model.projection import Box, Projection
from arctic_map.model.view import COARSEST, Viewport
from arctic_map.scene.compose import compose, start
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.actions import view_moved
from arctic_map.scene.session.session import Session
from arctic_map.scene.symbology.legend import MAX_ROWS, SIGNS, SURE


def scene_in(projection: Projection, view: Viewport) -> Scene:
    catalog = built_in_atlas()
    session = start(catalog, Session(projection=projection.id))
    return compose(catalog, view_moved(view)(session), built_in()[1])


@cache
def marks(projection_id: str) -> list[tuple[str, str, BaseGeometry]]:
    """Style, feature and shape of each mark that is shown at the start and explained."""
    catalog = built_in_atlas()
    return [
        (style, shape.feature, geometry(shape))
        for layer in catalog.layers
        if layer.shown
        for shape in built_in()[1].get(layer.id, projection_id).shapes
        if (style := catalog.symbology.whole(shape.style)) in WORDS
    ]


def geometry(shape: Shape) -> BaseGeometry:
    parts = [[*zip(part[::2], part[1::2], strict=True)] for part in shape.parts]
    if shape.kind == "point":
        return MultiPoint([place for part in parts for place in part])
    if shape.kind == "line":
        return shapely.union_all([LineString(part) for part in parts])
    return shapely.union_all([Polygon(part).buffer(0) for part in parts])


def views(count: int) -> list[tuple[Projection, Viewport]]:
    """Anywhere on any projection, from the whole of it to a bay."""
    random = Random(7)
    found = []
    for number in range(count):
        projection = PROJECTIONS[number % len(PROJECTIONS)]
        x0, y0, x1, y1 = projection.home
        zoom = random.uniform(-2.0, 6.0)
        view = Viewport(
            random.uniform(x0, x1),
            random.uniform(y0, y1),
            COARSEST / 2**zoom,
            random.choice([400.0, 900.0, 1900.0]),
            random.choice([300.0, 600.0, 1000.0]),
        )
        found.append((projection, view))
    return found


@pytest.mark.parametrize(("projection", "view"), views(10))
def test_a_view_has_its_legend(projection: Projection, view: Viewport) -> None:
    scene = scene_in(projection, view)
    box: Box = view.box
    area = shapely.box(*box)
    seen = [(style, feature) for style, feature, shape in marks(projection.id) if shape.intersects(area)]
    lines = [entry for entry in scene.legend if not entry.at_foot]
    listed = {style for entry in lines for style, _ in entry.symbols}
    assert len(lines) <= MAX_ROWS
    assert listed == {style for style, _ in seen}
    foot = {(entry.group, entry.style) for entry in scene.legend if entry.at_foot}
    signs = {
        (SIGNS, sign.style)
        for sign in scene.signs
        if box[0] <= sign.x <= box[2] and box[1] <= sign.y <= box[3]
    }
    catalog = built_in_atlas()
    sure = {
        (SURE, catalog.symbology.roles[catalog.features[feature].precision])
        for _, feature in seen
        if feature in catalog.features
    }
    assert foot == signs | sure


def test_before_the_map_has_a_view_the_first_one_is_explained() -> None:
    catalog = built_in_atlas()
    first = compose(catalog, start(catalog, Session()), built_in()[1])
    home = PROJECTIONS[0].home
    width = (home[2] - home[0]) / 1000
    view = Viewport(
        (home[0] + home[2]) / 2, (home[1] + home[3]) / 2, 1000.0, width, (home[3] - home[1]) / 1000
    )
    assert first.legend == scene_in(PROJECTIONS[0], view).legend != ()
