"""A zone whose edge nobody has published shows none: plain or selected, far or near, on screen and paper."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from tests.desktop.driver import Driver
from tests.desktop.test_picture_comparison import ALIKE, paint
from tests.similarity import alike, pixels

from arctic_map.export.marks.ground import base_map
from arctic_map.export.svg import map_only
from arctic_map.model.drawing import Drawing
from arctic_map.model.projection import Box
from arctic_map.model.style import Look
from arctic_map.render.raster import image
from arctic_map.scene.session import actions
from arctic_map.scene.symbology.looks import look_in_print

pytestmark = pytest.mark.desktop

ZONE = "Z5"
OPEN_SEA: Box = 6_050_000.0, -1_400_000.0, 6_750_000.0, -500_000.0
"""Its eastern half, with no island in it, and water round it."""
VIEWS: dict[str, Box] = {
    "far": (2_000_000.0, -5_000_000.0, 10_000_000.0, 3_000_000.0),
    "whole": (5_900_000.0, -1_500_000.0, 6_900_000.0, -400_000.0),
    "near": (6_500_000.0, -1_000_000.0, 6_700_000.0, -800_000.0),
}
STEP = 20
"""Of 255: neighbours differ by no more; from afar two nested areas of twice the tint end in one pixel."""
SEEN = 40
"""Of 255: by so much its middle differs from the water round it."""
NAMELESS = """(() => {
  const { layers } = arctic.atlas;
  layers.labels = () => {};
})()"""
NAMED = "delete arctic.atlas.layers.labels"


@pytest.fixture
def alone(driver: Driver) -> Iterator[Driver]:
    """Nothing on the map but drills without names, whose letters have edges."""
    driver.ask(NAMELESS)
    driver.painted_after(
        actions.show_layers([layer.id for layer in driver.atlas.scene.layers if layer.id != "drills"], False)
    )
    yield driver
    driver.ask(NAMED)


def drawn(driver: Driver) -> Drawing:
    return replace(driver.atlas.store.drawings.get("drills", driver.atlas.scene.projection.id), labels=())


def on_paper(driver: Driver, look: Look | None = None) -> QImage:
    scene = replace(driver.atlas.scene, look=look or driver.atlas.scene.look, signs=())
    base = base_map(scene.projection.family)
    svg = map_only(scene, {"drills": drawn(driver)}, base, driver.viewport)
    return image(svg, round(driver.viewport.width), round(driver.viewport.height))


def of_open_sea(driver: Driver, picture: QImage) -> NDArray[np.int64]:
    """The part of a picture of the map where nothing but the zone and water is."""
    x0, y1 = driver.viewport.pixel(OPEN_SEA[0], OPEN_SEA[1])
    x1, y0 = driver.viewport.pixel(OPEN_SEA[2], OPEN_SEA[3])
    left, top = max(0, round(x0)), max(0, round(y0))
    return pixels(picture)[top : max(top, round(y1)), left : max(left, round(x1))].astype(np.int64)


def largest_step(picture: NDArray[np.int64]) -> int:
    """Between neighbours, in any channel."""
    return max(int(np.abs(np.diff(picture, axis=axis)).max()) for axis in (0, 1))


def spread(picture: NDArray[np.int64]) -> int:
    return int(np.ptp(picture.reshape(-1, 3), axis=0).max())


def has_no_edge(driver: Driver, picture: QImage, *, near: bool) -> None:
    water = of_open_sea(driver, picture)
    assert largest_step(water) <= STEP
    # It is there all the same: near its rim only a little.
    assert spread(water) >= (1 if near else SEEN)


@pytest.mark.slow
def test_a_zone_has_no_edge_even_when_selected(alone: Driver) -> None:
    for step in (actions.select_nothing, actions.select_feature(ZONE)):
        alone.painted_after(step, actions.go_to(VIEWS["whole"], smooth=False, exact=True))
        screen, paper = alone.map_shot(), on_paper(alone)
        has_no_edge(alone, screen, near=False)
        has_no_edge(alone, paper, near=False)
        assert alike(screen, paper) >= ALIKE
    plain, selected = drawn(alone).shapes[0], alone.atlas.scene.highlighted
    assert plain.kind == "area" and selected == (ZONE,)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("theme", "view", "selected"), [("light", "far", False), ("dark", "whole", True), ("dark", "near", False)]
)
def test_a_zone_has_no_edge_at_any_zoom(theme: Any, view: str, selected: bool, alone: Driver) -> None:
    alone.atlas.choices.choose_theme(theme)
    alone.painted_after(
        actions.select_feature(ZONE) if selected else actions.select_nothing,
        actions.go_to(VIEWS[view], smooth=False, exact=True),
    )
    for picture in (alone.map_shot(), on_paper(alone)):
        has_no_edge(alone, picture, near=view == "near")


@pytest.mark.slow
def test_a_zone_has_no_edge_in_shades_of_grey(alone: Driver) -> None:
    scene = alone.atlas.scene
    look = look_in_print(scene.catalog.symbology, scene.preferences)
    alone.painted_after(actions.go_to(VIEWS["whole"], smooth=False, exact=True))
    paint(alone, look)
    for picture in (alone.map_shot(), on_paper(alone, look)):
        has_no_edge(alone, picture, near=False)
    paint(alone, scene.look)


def test_an_edge_would_be_found(alone: Driver) -> None:
    alone.painted_after(actions.go_to(VIEWS["whole"], smooth=False, exact=True))
    styles = alone.atlas.scene.look.styles
    edged = replace(styles["drill-undisclosed"], stroke="#D55E00", width=1.0, fade=0)
    look = replace(alone.atlas.scene.look, styles={**styles, "drill-undisclosed": edged})
    assert largest_step(of_open_sea(alone, on_paper(alone, look))) > 4 * STEP
