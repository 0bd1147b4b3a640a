"""A turned map: prepared shapes turned, labels decided again, all else as on the map that is not turned."""

from dataclasses import replace
from functools import cache

import pytest
from tests.built_in import built_in_atlas, read_drawing, read_labelled

from arctic_map.export.request import Request
from arctic_map.geo.position import project
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import Catalog
from arctic_map.model.view import Viewport
from arctic_map.page import addresses
from arctic_map.page.assets import asset_for
from arctic_map.render.snapshot import page
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.scene.variants import turned_scene
from arctic_map.storage import embedded_view

TURNED = projection_named("nsr@30")


@cache
def content() -> tuple[Catalog, Drawings]:
    """Of the atlas as much as is looked at here, for each turn places all names again."""
    whole = built_in_atlas()
    catalog = replace(whole, layers=tuple(each for each in whole.layers if each.id in ("ports", "lanes")))
    return catalog, drawings_for(catalog, read_drawing, read_labelled)


def session_of(projection: str = "nsr@30") -> Session:
    return start(content()[0], Session(projection=projection))


def scene_of(projection: str = "nsr@30") -> Scene:
    return compose(content()[0], session_of(projection), content()[1])


def test_places_and_their_names_stand_where_the_turned_projection_has_them() -> None:
    catalog, drawings = content()
    ports = drawings.get("ports", TURNED.id)
    for shape in ports.shapes:
        lon, lat = catalog.features[shape.feature].geometry["coordinates"]
        assert shape.parts[0][:2] == pytest.approx(project(TURNED, lon, lat), abs=2)
    shanghai = next(label for label in ports.labels if label.text == "Shanghai")
    spot = next(shape for shape in ports.shapes if shape.feature == "shanghai").parts[0]
    assert (shanghai.x, shanghai.y) == pytest.approx(spot[:2])


def test_direction_marks_turn_with_their_lanes() -> None:
    drawings = content()[1]
    before = drawings.get("lanes", "nsr").chevrons[0].marks[0]
    after = drawings.get("lanes", TURNED.id).chevrons[0].marks[0]
    assert after[2] - before[2] == pytest.approx(105 - 30)
    assert after[3] == before[3]


def test_the_page_finds_the_drawings_for_a_turned_map() -> None:
    drawings = content()[1]
    path = addresses.drawing(TURNED.id, "ports", "ru")
    assert addresses.drawing_in(path) == ("nsr@30~ru", "ports")
    asset = asset_for(path, scene_of(), drawings)
    assert "Шанхай" in asset.body.decode()


def test_a_page_can_turn_what_the_window_shows() -> None:
    drawings = content()[1]
    turned = page(scene_of("nsr"), drawings, Request(meridian=30))
    svg = turned.svg
    assert "30°E down (EPSG:5940, turned)" in svg
    assert embedded_view.decode(turned.metadata.view).projection == "nsr@30"
    same = page(scene_of("nsr"), drawings, Request(meridian=105)).svg
    assert same == page(scene_of("nsr"), drawings, Request(may_turn=False)).svg
    world = page(scene_of("world"), drawings, Request(meridian=30)).svg
    assert world == page(scene_of("world"), drawings, Request()).svg


def test_what_is_in_the_middle_stays_there() -> None:
    x, y = project(projection_named("nsr"), 60.0, 75.0) or (0.0, 0.0)
    view = actions.view_moved(Viewport(x, y, 1000.0, 800, 600))
    scene = compose(content()[0], view(session_of("nsr")), content()[1])
    turned = turned_scene(scene, content()[1], -90)
    assert turned.goal
    x0, y0, x1, y1 = turned.goal.box
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx(
        project(projection_named("nsr@-90"), 60.0, 75.0), abs=1
    )
    assert x1 - x0 == pytest.approx(800_000)
