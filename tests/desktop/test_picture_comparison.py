"""Screen and export are painted by two hands from one scene: their pictures must be alike."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QImage
from tests.cases import first_quick
from tests.desktop.driver import Driver
from tests.similarity import alike

from arctic_map.export.marks.ground import base_map
from arctic_map.export.svg import map_only
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import DRAWN
from arctic_map.model.projection import Box
from arctic_map.model.style import Look
from arctic_map.page.to_page import encode
from arctic_map.page.updates import show_look
from arctic_map.render.raster import image
from arctic_map.scene.session import actions
from arctic_map.scene.session.layer_order import move_layer
from arctic_map.scene.symbology.looks import look_in_print

pytestmark = pytest.mark.desktop

ALIKE = 0.97
GRAINY = 0.93
"""A picture of relief is made smaller in two ways: the browser's is the smoother one."""


def exported(driver: Driver, look: Look | None = None) -> QImage:
    """The map of the window's viewport as the export draws it, in its look or another one."""
    scene = replace(driver.atlas.scene, look=look or driver.atlas.scene.look)
    drawings = driver.atlas.store.drawings
    drawn = {one.id: drawings.get(one.id, scene.projection.id) for one in scene.layers if one.kind in DRAWN}
    base = base_map(scene.projection.family, with_relief=True)
    svg = map_only(scene, drawn, base, driver.viewport)
    return image(svg, round(driver.viewport.width), round(driver.viewport.height))


MAPS = (("nsr", "light"), ("world", "dark"))
"""Both families of painting code: on a polar plane, and one that is cut at a meridian."""
PLACES: dict[str, Box] = {
    "kara": (500_000.0, -500_000.0, 1_700_000.0, 500_000.0),
    "shanghai": (3_500_000.0, -5_200_000.0, 5_500_000.0, -3_600_000.0),
}
SEA_OF_JAPAN: Box = (3_700_000.0, -3_700_000.0, 5_300_000.0, -2_300_000.0)
"""Where drills lie on lanes and ports."""


@pytest.mark.parametrize(("projection", "theme"), first_quick(MAPS))
def test_the_whole_map_is_alike(projection: str, theme: Any, driver: Driver) -> None:
    driver.atlas.choices.choose_theme(theme)
    driver.painted_after(actions.change_projection(projection_named(projection)))
    assert alike(driver.map_shot(), exported(driver)) >= ALIKE


@pytest.fixture
def grey(driver: Driver) -> Iterator[Look]:
    """The window in shades of grey, which only pictures and pages of their own have else."""
    scene = driver.atlas.scene
    look = look_in_print(scene.catalog.symbology, scene.preferences)
    paint(driver, look)
    yield look
    paint(driver, driver.atlas.scene.look)


def paint(driver: Driver, look: Look) -> None:
    message = json.loads(encode(show_look(look)))[0]
    driver.ask(f"arctic.atlas.ShowLook({json.dumps(message)})")


def test_the_whole_map_is_alike_in_shades_of_grey(driver: Driver, grey: Look) -> None:
    assert alike(driver.map_shot(), exported(driver, grey)) >= ALIKE


def every_mark(driver: Driver) -> actions.Action:
    """Selects every feature that has a place of its own."""
    layers = (layer for layer in driver.atlas.scene.catalog.layers if not layer.file)
    marks = [each.id for layer in layers for each in layer.features if each.geometry["type"] == "Point"]
    return actions.compare(marks, None)


def test_the_whole_map_is_alike_with_every_mark_selected(driver: Driver) -> None:
    driver.painted_after(every_mark(driver))
    assert len(driver.atlas.scene.highlighted) > 50
    assert alike(driver.map_shot(), exported(driver)) >= ALIKE


@pytest.mark.parametrize(("place", "theme"), first_quick([("kara", "light"), ("shanghai", "dark")]))
def test_a_part_of_the_map_is_alike(place: str, theme: Any, driver: Driver) -> None:
    driver.atlas.choices.choose_theme(theme)
    driver.painted_after(actions.go_to(PLACES[place], smooth=False))
    assert alike(driver.map_shot(), exported(driver)) >= ALIKE


def test_the_relief_is_alike(driver: Driver) -> None:
    driver.painted_after(actions.show_layers(["relief"], True))
    assert alike(driver.map_shot(), exported(driver)) >= GRAINY


ORDER = """(() => {
  const { draw } = arctic;
  const { shape, label } = draw;
  const painted = [];
  draw.shape = (ctx, frame, item, style, ...rest) => {
    painted.push(item.kind === "area" || style.below_names ? "below" : "marks");
    shape(ctx, frame, item, style, ...rest);
  };
  draw.label = (ctx, frame, item, style, piece, palette) => {
    painted.push(piece);
    return label(ctx, frame, item, style, piece, palette);
  };
  const { canvas, layers, look } = arctic.atlas;
  const sheet = Object.assign(document.createElement("canvas"), { width: 100, height: 100 });
  layers.paint(arctic.context(sheet), canvas.subject.frame(), look);
  Object.assign(draw, { shape, label });
  return painted.filter((each, i) => each !== painted[i - 1]);
})()"""


def test_the_screen_paints_halos_below_lanes_and_letters_above_and_the_tag_of_a_zone_last(
    driver: Driver,
) -> None:
    driver.painted_after(actions.select_feature("Z1"))
    assert driver.ask(ORDER) == ["below", "halo", "marks", "letters", "tag"]


@pytest.mark.parametrize("feature", first_quick(["arkhangelsk", "L1", "Z1", "nsr-waters"]))
def test_what_is_lit_up_is_alike(feature: str, driver: Driver) -> None:
    driver.painted_after(actions.select_feature(feature))
    assert alike(driver.map_shot(), exported(driver)) >= ALIKE


def test_faded_layers_are_alike(driver: Driver) -> None:
    driver.painted_after(*(actions.fade_layer(id, 0.5) for id in ("lanes", "land", "drills", "ports")))
    assert alike(driver.map_shot(), exported(driver)) >= ALIKE


@pytest.mark.slow
def test_layers_in_another_order_are_alike(driver: Driver) -> None:
    catalog = driver.atlas.store.catalog
    fade = [actions.fade_layer(id, 0.6) for id in ("nsr-waters", "countries")]
    driver.painted_after(actions.go_to(SEA_OF_JAPAN, smooth=False), *fade)
    usual = exported(driver)
    driver.painted_after(move_layer("drills", 99, catalog), move_layer("ports", 0, catalog))
    other = exported(driver)
    assert other != usual
    assert alike(driver.map_shot(), other) >= ALIKE
    # What is shown again, or in another projection, keeps to the order.
    driver.painted_after(actions.toggle_layer("ports"))
    driver.painted_after(actions.toggle_layer("ports"))
    assert alike(driver.map_shot(), other) >= ALIKE
    driver.painted_after(actions.change_projection(projection_named("epsg3576")))
    assert alike(driver.map_shot(), exported(driver)) >= ALIKE
    drawn = [layer.id for layer in driver.atlas.scene.layers if layer.kind in DRAWN and layer.shown]
    assert driver.ask("arctic.atlas.layers.order.map(({ id }) => id)") == drawn


def test_different_pictures_are_distinguished(driver: Driver) -> None:
    picture = exported(driver)
    for layer in ("land", "depth", "lanes"):
        driver.painted_after(actions.show_layers([layer], False))
    assert alike(driver.map_shot(), picture) < GRAINY
