"""Small panels on the map: they lie on its empty ground, and the world has the Arctic as one."""

import random
import re
from dataclasses import replace
from functools import cache

import pytest
from tests.built_in import built_in_atlas, read_drawing, read_labelled

from arctic_map.export.marks.field import Field
from arctic_map.export.page.frame import arrange
from arctic_map.export.page.free_place import free_place
from arctic_map.export.page.layout import PLAIN, Rect
from arctic_map.export.request import ALL, Part, Request
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.projection import Box
from arctic_map.model.view import Viewport
from arctic_map.render.snapshot import page
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session
from arctic_map.storage.shipped.base_map import land_on

FIELD = Field(Viewport(0.0, 0.0, 1.0, 800.0, 500.0), 40.0, 60.0)


def marks(*lines: tuple[float, ...]) -> Drawing:
    return Drawing(
        "lanes", "nsr", "", shapes=tuple(Shape("L", "line", "", (line,), (0, 0, 0, 0)) for line in lines)
    )


def meet(a: Rect, b: Box) -> bool:
    return a.x < b[2] and a.right > b[0] and a.y < b[3] and a.bottom > b[1]


def test_a_panel_stands_on_no_name_and_within_the_map() -> None:
    dice = random.Random(7)
    for _ in range(200):
        taken = [
            (x, y, x + dice.uniform(10, 120), y + dice.uniform(8, 60))
            for x, y in ((dice.uniform(40, 800), dice.uniform(60, 540)) for _ in range(dice.randrange(30)))
        ]
        room = free_place(180, 110, FIELD, (), taken)
        if room is not None:
            assert room.x > 40 and room.right < 840 and room.y > 60 and room.bottom < 560
            assert not any(meet(room, box) for box in taken)


def test_a_panel_never_crosses_a_lane() -> None:
    diagonal = marks((-400.0, 250.0, 400.0, -250.0))
    room = free_place(180, 110, FIELD, [diagonal], ())
    assert room is not None
    for step in range(801):
        x, y = 40 + step, 60 + step * 500 / 800
        assert not meet(room, (x, y, x, y))


def test_where_nothing_is_empty_there_is_no_panel() -> None:
    assert free_place(180, 110, FIELD, (), [(0, 0, 900, 900)]) is None
    assert free_place(900, 110, FIELD, (), ()) is None


@cache
def shown(projection: str) -> tuple[Scene, Drawings]:
    content = built_in_atlas()
    drawings = drawings_for(content, read_drawing, read_labelled, land_on)
    return compose(content, start(content, Session(projection=projection)), drawings), drawings


def drawn(projection: str, request: Request) -> str:
    scene, drawings = shown(projection)
    return page(scene, drawings, request).svg


def test_a_page_of_the_world_ends_at_60_south_with_the_arctic_beside_and_no_second_frame() -> None:
    scene, drawings = shown("world")
    made = page(scene, drawings, Request(box=scene.projection.home))
    assert made.field.view.box[1] == pytest.approx(scene.projection.printed[1], abs=2)
    assert 'id="arctic"' in made.svg and 'id="chart"' in made.svg
    frame = re.search(r'<g id="frame">(.*?)</g>', made.svg)
    assert frame is not None and frame[1].count("<rect") == 1
    assert ">70°S<" not in made.svg


def test_a_page_of_the_route_has_the_chart_and_a_page_of_a_strait_has_none() -> None:
    scene, _ = shown("nsr")
    route = Request(box=scene.projection.printed)
    assert 'id="chart"' in drawn("nsr", route) and 'id="arctic"' not in drawn("nsr", route)
    assert 'id="chart"' not in drawn("nsr", Request(box=(4.0e6, 2.0e6, 5.0e6, 2.6e6)))


def test_panels_can_be_left_out() -> None:
    scene, _ = shown("world")
    bare = drawn("world", Request(box=scene.projection.home, parts=ALL - {Part.CHART, Part.INSET}))
    assert 'id="chart"' not in bare and 'id="arctic"' not in bare


@pytest.mark.parametrize(("width", "height"), [(400, 300), (1500, 900), (1587, 2245), (3179, 4494)])
def test_tails_of_the_title_keep_clear_of_the_subtitle(width: float, height: float) -> None:
    scene, _ = shown("nsr")
    wanted = replace(PLAIN, title="Joint drills", subtitle="Joint drills", poster=width >= 1587)
    layout = arrange(width, height, scene.projection.printed, (), wanted)
    tails, capitals = 0.24 * layout.title.size, 0.7 * layout.subtitle.size
    assert layout.sizes.title_rise > tails + capitals


def test_a_poster_has_a_title_of_72_points_and_room_for_more() -> None:
    scene, drawings = shown("nsr")
    a3 = Request(width=420, height=297, unit="mm", box=scene.projection.printed)
    a2 = Request(width=594, height=420, unit="mm", box=scene.projection.printed)
    small, large = page(scene, drawings, a3), page(scene, drawings, a2)
    assert large.width > 1.1 * small.width
    size = max(float(size) for size in re.findall(r'font-size="([\d.]+)"', large.svg))
    assert size * large.scale == pytest.approx(96, rel=0.01)
    assert a2.is_poster and replace(a2, width=420, height=594).is_poster and not a3.is_poster
    assert arrange(2245, 1587, scene.projection.printed, ()).scale > large.scale
    assert not PLAIN.poster


def test_a_poster_shows_the_relief_and_says_whose_it_is_unless_that_is_left_out() -> None:
    scene, drawings = shown("nsr")
    a2 = Request(width=594, height=420, unit="mm", box=scene.projection.printed)
    requests = a2, replace(a2, parts=ALL - {Part.RELIEF}), replace(a2, width=420, height=297)
    for request, has_it in zip(requests, (True, False, False), strict=True):
        made = page(scene, drawings, request).svg
        told = " ".join(re.findall(r"<text[^>]*>([^<]*)<", made))
        found = ("<image" in made, "Tom Patterson" in told)
        assert found == (has_it, has_it)


def test_a_poster_shows_the_rivers_unless_these_or_the_lakes_are_left_out() -> None:
    scene, drawings = shown("nsr")
    a2 = Request(width=594, height=420, unit="mm", box=scene.projection.printed)
    without_lakes = replace(
        scene,
        layers=tuple(replace(each, shown=each.shown and each.id != "lakes") for each in scene.layers),
    )
    for drawn, request, has_them in (
        (scene, a2, True),
        (scene, replace(a2, parts=ALL - {Part.RIVERS}), False),
        (scene, replace(a2, width=420, height=297), False),
        (without_lakes, a2, False),
    ):
        made = page(drawn, drawings, request).svg
        assert ('id="ground-river"' in made) is has_them
        assert made.index('id="ground-land"') < made.find('id="ground-river"') or not has_them
