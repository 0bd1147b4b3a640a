"""The legend stands open where it covers little, lists what the view shows, and is opened by hand."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRect
from shapely import LineString, box
from tests.cases import first_quick
from tests.desktop.conftest import SIZE
from tests.desktop.driver import Driver, until

from arctic_map.export.page_view import shown_box
from arctic_map.geo.projections import projection_named
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop

WIDE = (1600, 900)


@pytest.fixture
def wide(driver: Driver) -> Iterator[Driver]:
    """The window so wide that the legend is open; in a narrow one it waits closed."""
    assert not is_open(driver)
    driver.atlas.window.resize(*WIDE)
    until(lambda: is_open(driver), "the legend is open")
    driver.painted_after(actions.go_to(driver.atlas.scene.projection.home, smooth=False, exact=True))
    driver.settle()
    yield driver
    driver.atlas.window.resize(*SIZE)
    until(lambda: not is_open(driver), "the legend is folded")


def rect(driver: Driver, selector: str) -> QRect:
    """Where an element stands in the web view, px."""
    found: Any = driver.ask(f"document.querySelector({selector!r}).getBoundingClientRect().toJSON()")
    return QRect(*(round(found[key]) for key in ("x", "y", "width", "height")))


def is_open(driver: Driver) -> bool:
    return bool(driver.ask("document.querySelector('.legend').open"))


@pytest.mark.parametrize("projection", ["nsr", pytest.param("world", marks=pytest.mark.slow)])
def test_it_is_open_and_covers_no_port_and_none_of_the_arctic_lanes(projection: str, wide: Driver) -> None:
    driver = wide
    driver.painted_after(actions.change_projection(projection_named(projection)))
    assert is_open(driver)
    legend = rect(driver, ".legend")
    assert driver.map_rect.contains(legend)
    planned: Any = driver.ask("arctic.atlas.furniture.size")
    assert abs(legend.width() - planned["width"]) <= 1
    assert abs(legend.height() - planned["height"]) <= 8
    for port in ("hamburg", "arkhangelsk", "st-petersburg", "shanghai", "ningbo"):
        assert not legend.contains(driver.point_of(port))
    drawing = driver.atlas.store.drawings.get("lanes", projection)
    covered = legend.translated(-driver.map_rect.topLeft())
    area = box(covered.left(), covered.top(), covered.right(), covered.bottom())
    for shape in drawing.shapes:
        if shape.feature == "L5":
            for part in shape.parts:
                pixels = [driver.viewport.pixel(x, y) for x, y in zip(part[::2], part[1::2], strict=True)]
                assert not LineString(pixels).intersects(area)


@pytest.mark.slow
def test_a_page_shows_what_it_leaves_clear(wide: Driver) -> None:
    driver = wide
    x0, y0, x1, y1 = driver.viewport.box
    nearby = driver.map_rect.right() + 1 - rect(driver, ".legend").left()
    *others, right = (shown_box(driver.atlas.scene)[side] for side in (0, 1, 3, 2))
    assert others == [x0, y0, y1]
    assert x1 - right == pytest.approx(nearby * driver.viewport.resolution, rel=0.1)


def test_it_lists_what_the_view_shows_and_follows_it(wide: Driver) -> None:
    driver = wide
    words = driver.text(".legend")
    assert all(word in words for word in ("Drills 2024", "Attributed", "Undisclosed", "Lane by Suez"))
    driver.painted_after(actions.toggle_precision("undisclosed"))
    assert "Undisclosed" not in driver.text(".legend")
    driver.painted_after(actions.toggle_precision("undisclosed"))
    bay = (2.9e6, 0.4e6, 3.1e6, 0.6e6)
    driver.painted_after(actions.go_to(bay, smooth=False))
    until(lambda: "Lane by Suez" not in driver.text(".legend"), "the legend of a bay")


def test_the_reader_opens_and_closes_it(wide: Driver) -> None:
    driver = wide
    driver.ask("document.querySelector('.legend summary').click()")
    until(lambda: not is_open(driver), "it is closed")
    until(lambda: shown_box(driver.atlas.scene) == driver.viewport.box, "a page shows all of the view")
    driver.painted_after(actions.change_projection(projection_named("world")))
    assert not is_open(driver)
    driver.ask("document.querySelector('.legend summary').click()")
    driver.ask("(arctic.atlas.furniture.chosen = false)")
    assert is_open(driver)


@pytest.mark.parametrize("feature", first_quick(["Z6", "L5", "shanghai"]))
def test_no_popup_is_under_it_or_off_the_map(feature: str, driver: Driver) -> None:
    window = driver.atlas.window
    window.resize(900, 600)
    driver.settle()
    driver.ask("document.querySelector('.legend summary').click()")
    until(lambda: is_open(driver), "the legend is open")
    driver.painted_after(actions.select_feature(feature))
    popup, legend = rect(driver, ".leaflet-popup-content-wrapper"), rect(driver, ".legend")
    assert driver.map_rect.contains(popup) and not popup.intersects(legend)
    driver.painted_after(actions.select_nothing)
    until(lambda: is_open(driver), "the legend is open again")
    driver.ask("(arctic.atlas.furniture.chosen = false)")
    window.resize(*SIZE)
    until(lambda: not is_open(driver), "the legend is folded")


def test_no_scale_stands_where_the_middle_of_the_map_is_off_the_earth(driver: Driver) -> None:
    world = projection_named("world")
    x0, _, _, y1 = world.home
    driver.painted_after(actions.change_projection(world))
    driver.settle()
    assert not rect(driver, ".scale").isEmpty()
    reach = (world.home[2] - x0) / 8
    corner = (x0 - reach / 2, y1 - reach / 2, x0 + reach / 2, y1 + reach / 2)
    driver.painted_after(actions.go_to(corner, smooth=False, exact=True))
    until(lambda: rect(driver, ".scale").isEmpty(), "the scale is gone")
    driver.painted_after(actions.change_projection(projection_named("nsr")))
