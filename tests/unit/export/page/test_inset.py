"""Which insets a map has."""

from dataclasses import replace

import pytest
from tests.looks import LIGHT

from arctic_map import resources
from arctic_map.export.page.frame import Rect
from arctic_map.export.page.inset import draw, insets
from arctic_map.files import catalog as files
from arctic_map.files.prepared import read_drawing
from arctic_map.geo.projections import projection_named
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session


@pytest.fixture(scope="module")
def drawings() -> Drawings:
    return Drawings(files.load(resources.data()), read_drawing)


def scene(drawings: Drawings, projection: str, *hidden: str) -> Scene:
    catalog = files.load(resources.data())
    return compose(
        catalog, start(catalog, Session(projection=projection, hidden=frozenset(hidden))), drawings
    )


def projections(found: Scene, drawings: Drawings, box: tuple[float, float, float, float]) -> list[str]:
    return [inset.projection.id for inset in insets(found, box, drawings)]


def test_a_part_of_a_projection_is_marked_on_it_and_far_lanes_have_the_world(drawings: Drawings) -> None:
    shown = scene(drawings, "nsr")
    assert projections(shown, drawings, shown.projection.home) == ["nsr", "world"]


def test_without_far_lanes_there_is_no_world(drawings: Drawings) -> None:
    shown = scene(drawings, "nsr", "lanes")
    assert projections(shown, drawings, shown.projection.home) == ["nsr"]


def test_a_whole_projection_is_not_marked_on_itself(drawings: Drawings) -> None:
    assert projections(scene(drawings, "world"), drawings, projection_named("world").home) == []
    assert projections(scene(drawings, "nsr", "lanes"), drawings, projection_named("nsr").box) == []
    assert projections(scene(drawings, "world"), drawings, (0, 0, 1e6, 1e6)) == ["world"]


def test_lanes_that_are_filtered_away_are_not_in_it(drawings: Drawings) -> None:
    shown = scene(drawings, "nsr")
    held = {
        id
        for layer in shown.catalog.layers
        if layer.id == "lanes"
        for id in (one.id for one in layer.features)
    }
    filtered_out = replace(shown.filtered_out, features=frozenset(held))
    assert projections(replace(shown, filtered_out=filtered_out), drawings, shown.projection.home) == ["nsr"]


def test_the_small_map_is_small(drawings: Drawings) -> None:
    shown = scene(drawings, "nsr")
    for inset in insets(shown, shown.projection.home, drawings):
        drawn = draw(inset, LIGHT, Rect(10, 10, 84 * inset.shape, 84))
        assert 2000 < len(drawn) < 60_000
