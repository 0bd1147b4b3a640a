"""What a page is about decides its frame, whatever the window shows besides."""

from dataclasses import replace

import pytest
from tests.built_in import built_in, read_labelled, scene_after

from arctic_map.export.page.subject import framed, only_subject
from arctic_map.export.request import PRESETS, Preset, Request
from arctic_map.geo.turning import ALONG, rotation
from arctic_map.model.catalog import DRAWN
from arctic_map.model.projection import Viewport
from arctic_map.scene.compose import turned_scene
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene

WIDE, HIGH = Request(width=1920, height=1080), Request(width=1080, height=1920)


@pytest.fixture(scope="module")
def drawings() -> Drawings:
    return built_in()[1]


@pytest.fixture
def scene() -> Scene:
    return scene_after()


def shape(request: Request) -> float:
    assert request.box is not None
    x0, y0, x1, y1 = request.box
    return (x1 - x0) / (y1 - y0)


def test_a_map_is_turned_so_that_its_subject_lies_along_the_page(scene: Scene, drawings: Drawings) -> None:
    turned, usual = framed(scene, drawings, HIGH), framed(scene, drawings, replace(HIGH, may_turn=False))
    assert turned.meridian is not None and usual.meridian is None
    assert shape(turned) < 0.8 < shape(usual)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_names_of_a_usual_page_are_prepared(preset: Preset, scene: Scene, drawings: Drawings) -> None:
    down = framed(scene, drawings, preset.applied(Request())).meridian
    assert down in (None, *ALONG)
    if down is not None:
        turned = turned_scene(scene, drawings, down)
        for layer in scene.catalog.layers:
            if layer.kind in DRAWN:
                assert read_labelled("", turned.projection.id, layer.id, layer.digest) is not None


def test_a_chosen_meridian_a_world_file_and_another_projection_are_not_turned(
    scene: Scene, drawings: Drawings
) -> None:
    for request in (
        replace(HIGH, meridian=105),
        replace(HIGH, world_file=True),
        replace(HIGH, may_turn=False),
    ):
        assert framed(scene, drawings, request).meridian == request.meridian


def test_nothing_of_the_window_changes_a_page(scene: Scene, drawings: Drawings) -> None:
    plain = framed(scene, drawings, WIDE)
    x0, y0, x1, y1 = scene.projection.home
    middle = (x0 + x1) / 2, (y0 + y1) / 2
    for width, legend in ((1000.0, 0.0), (1000.0, 300.0), (700.0, 250.0), (1600.0, 0.0)):
        resolution = (x1 - x0) / (width - legend) * 1.05
        view = Viewport(*middle, resolution, width, width * 0.95, right=legend)
        assert framed(replace(scene, viewport=view), drawings, WIDE) == plain


def test_a_view_of_a_part_of_the_subject_stays(scene: Scene, drawings: Drawings) -> None:
    view = Viewport(2e6, 1e6, 2000.0, 800.0, 600.0, right=200.0)
    assert framed(replace(scene, viewport=view), drawings, WIDE).box == view.box


def test_a_page_of_facts_shows_their_places_and_the_base_map(scene: Scene, drawings: Drawings) -> None:
    request = replace(WIDE, facts=("S3",))
    about = {id for id in scene.catalog.fact["S3"].features if not id.startswith("name-")}
    only = only_subject(scene, drawings, request)
    shown = {
        feature.id: layer.topic
        for layer in only.catalog.layers
        if next(each for each in only.layers if each.id == layer.id).shown
        for feature in layer.features
        if feature.id not in only.filtered_out.features
    }
    assert {id for id, topic in shown.items() if topic not in ("base", "ice")} == about
    assert "base" in shown.values()
    assert only_subject(scene, drawings, replace(request, everything=True)) == scene
    assert only_subject(scene, drawings, WIDE) == scene


def test_all_of_the_subject_is_in_the_frame_with_six_hundredths_around_it(
    scene: Scene, drawings: Drawings
) -> None:
    request = framed(scene, drawings, HIGH)
    assert request.box is not None and request.meridian is not None
    turn = rotation(scene.projection, request.meridian)
    points = [
        turn(x, y)
        for shape in drawings.get("drills", scene.projection.id).shapes
        for part in shape.parts
        for x, y in zip(part[::2], part[1::2], strict=True)
    ]
    x0, y0, x1, y1 = request.box
    assert all(x0 < x < x1 and y0 < y < y1 for x, y in points)
