"""A page shows no ring that it does not name, unless a fact is about it."""

from dataclasses import replace

import pytest
from tests.built_in import built_in_atlas, read_drawing

from arctic_map.export.marks.path import Field
from arctic_map.export.page.seen import nameless
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.drawing import Drawing
from arctic_map.model.projection import COARSEST, Viewport
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session

HOME = PROJECTIONS[0].home


@pytest.fixture(scope="module")
def scene() -> Scene:
    catalog = built_in_atlas()
    return compose(catalog, start(catalog, Session()), drawings_for(catalog, read_drawing))


@pytest.fixture(scope="module")
def ports(scene: Scene) -> Drawing:
    layer = next(layer for layer in scene.catalog.layers if layer.id == "ports-other")
    drawing = read_drawing(PROJECTIONS[0].id, layer.id, layer.digest)
    assert drawing is not None
    return drawing


def at(zoom: float) -> Field:
    middle = (HOME[0] + HOME[2]) / 2, (HOME[1] + HOME[3]) / 2
    return Field(Viewport(*middle, COARSEST / 2.0**zoom, 1000.0, 700.0))


def test_a_page_of_the_whole_route_leaves_out_rings_without_names(scene: Scene, ports: Drawing) -> None:
    field = at(0.25)
    left_out = nameless(scene, [ports], field)
    assert {"dikson", "tiksi", "pevek"} <= left_out
    assert "murmansk" not in left_out, "a fact tells of it"
    named = {label.feature for label in ports.labels if label.zoom <= field.zoom < label.until}
    assert not named & left_out


def test_a_page_that_names_them_shows_them(scene: Scene, ports: Drawing) -> None:
    # Nearer by, names of drills and of the strait leave room for Provideniya.
    near = at(5.0)
    assert {label.feature for label in ports.labels if label.zoom <= near.zoom < label.until} >= {
        "provideniya"
    }
    assert nameless(scene, [ports], near) == frozenset()


def test_what_is_selected_is_shown_without_a_name(scene: Scene, ports: Drawing) -> None:
    assert "tiksi" not in nameless(replace(scene, highlighted=("tiksi",)), [ports], at(0.25))
