"""Which insets a map has."""

from dataclasses import replace

import pytest

from arctic_map import resources
from arctic_map.export.frame import Rect
from arctic_map.export.inset import draw, insets
from arctic_map.files import catalog as files
from arctic_map.files.prepared import read_drawing
from arctic_map.geo.planes import plane_named
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings import Drawings
from arctic_map.scene.looks import LIGHT
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import Session


@pytest.fixture(scope="module")
def drawings() -> Drawings:
    return Drawings(files.load(resources.data()), read_drawing)


def scene(drawings: Drawings, plane: str, *hidden: str) -> Scene:
    catalog = files.load(resources.data())
    return compose(catalog, start(catalog, Session(plane=plane, hidden=frozenset(hidden))), drawings)


def planes(found: Scene, drawings: Drawings, box: tuple[float, float, float, float]) -> list[str]:
    return [inset.plane.id for inset in insets(found, box, drawings)]


def test_a_part_of_a_plane_is_marked_on_it_and_far_lanes_have_the_world(drawings: Drawings) -> None:
    shown = scene(drawings, "nsr")
    assert planes(shown, drawings, shown.plane.home) == ["nsr", "world"]


def test_without_far_lanes_there_is_no_world(drawings: Drawings) -> None:
    shown = scene(drawings, "nsr", "lanes")
    assert planes(shown, drawings, shown.plane.home) == ["nsr"]


def test_a_whole_plane_is_not_marked_on_itself(drawings: Drawings) -> None:
    assert planes(scene(drawings, "world"), drawings, plane_named("world").home) == []
    assert planes(scene(drawings, "nsr", "lanes"), drawings, plane_named("nsr").box) == []
    assert planes(scene(drawings, "world"), drawings, (0, 0, 1e6, 1e6)) == ["world"]


def test_lanes_that_are_filtered_away_are_not_in_it(drawings: Drawings) -> None:
    shown = scene(drawings, "nsr")
    held = {
        id
        for layer in shown.catalog.layers
        if layer.id == "lanes"
        for id in (one.id for one in layer.features)
    }
    left_out = replace(shown.left_out, features=frozenset(held))
    assert planes(replace(shown, left_out=left_out), drawings, shown.plane.home) == ["nsr"]


def test_the_small_map_is_small(drawings: Drawings) -> None:
    shown = scene(drawings, "nsr")
    for inset in insets(shown, shown.plane.home, drawings):
        drawn = draw(inset, LIGHT, Rect(10, 10, 84 * inset.shape, 84))
        assert 2000 < len(drawn) < 60_000
