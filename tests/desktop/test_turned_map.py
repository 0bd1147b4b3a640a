"""The polar map is turned by keys, undone, and keeps what is in its middle; the world does not turn."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.desktop.driver import Driver, until

from arctic_map.geo.position import unproject
from arctic_map.geo.projections import projection_named
from arctic_map.scene.session import actions
from arctic_map.scene.session.history import History

pytestmark = pytest.mark.desktop
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def turned_back(driver: Driver) -> Iterator[None]:
    driver.atlas.store.keep_steps(History())
    yield
    driver.atlas.workspace.navigator.change_projection(projection_named("nsr"))
    driver.settle()


def middle(driver: Driver) -> tuple[float, float]:
    """Degrees."""
    found = unproject(driver.atlas.scene.projection, driver.viewport.x, driver.viewport.y)
    assert found
    return found


def turned(driver: Driver, id: str) -> None:
    until(lambda: driver.atlas.scene.projection.id == id, f"the map is {id}")
    driver.settle()
    assert driver.problems == []


@pytest.mark.slow
def test_the_keys_turn_the_map_about_the_pole_and_undo_turns_it_back(driver: Driver) -> None:
    driver.settle()
    before, resolution = middle(driver), driver.viewport.resolution
    first = driver.map_shot()
    driver.command(Qt.Key.Key_Right, SHIFT)
    turned(driver, "nsr@120")
    assert middle(driver) == pytest.approx(before, abs=0.2)
    assert driver.viewport.resolution == pytest.approx(resolution, rel=0.01)
    assert driver.map_shot() != first
    names = driver.ask("[...arctic.atlas.layers.visible()].map(({ id }) => id)")
    assert {"ports", "lanes", "sea-names"} <= set(names)
    # The box of projections keeps its name, and the turn is undone.
    by_id = driver.atlas.workspace.menus.actions
    assert by_id["projection.nsr"].isChecked() and by_id["view.turn-back"].isEnabled()
    driver.command(Qt.Key.Key_Z, CTRL)
    turned(driver, "nsr")
    assert not by_id["view.turn-back"].isEnabled()
    driver.command(Qt.Key.Key_Left, SHIFT)
    turned(driver, "nsr@90")
    driver.command(Qt.Key.Key_Home, SHIFT)
    turned(driver, "nsr")
    assert middle(driver) == pytest.approx(before, abs=0.5)


@pytest.mark.slow
def test_keys_add_up_while_the_map_is_drawn_and_another_projection_ends_that(driver: Driver) -> None:
    for _ in range(3):
        driver.command(Qt.Key.Key_Right, SHIFT)
    turned(driver, "nsr@150")
    driver.command(Qt.Key.Key_Right, SHIFT)
    driver.atlas.workspace.navigator.change_projection(projection_named("epsg3576"))
    turned(driver, "epsg3576")
    driver.command(Qt.Key.Key_Right, SHIFT)
    turned(driver, "epsg3576@105")
    driver.command(Qt.Key.Key_Right, SHIFT)
    driver.atlas.store.apply(actions.change_projection(projection_named("world")))
    driver.settle()
    driver.atlas.workspace.navigator._tasks.wait()
    turned(driver, "world")


@pytest.mark.slow
def test_the_world_does_not_turn(driver: Driver) -> None:
    driver.painted_after(actions.change_projection(projection_named("world")))
    assert not driver.atlas.workspace.menus.actions["view.turn-clockwise"].isEnabled()
    driver.command(Qt.Key.Key_Right, SHIFT)
    driver.settle()
    assert driver.atlas.scene.projection.id == "world"


@pytest.mark.slow
def test_shift_and_arrows_still_move_a_handle_of_the_timeline(driver: Driver) -> None:
    handle = driver.atlas.workspace.timeline_panel.first
    handle.setFocus()
    edge = handle.edge
    QTest.keyClick(handle, Qt.Key.Key_Right, SHIFT)
    driver.settle()
    assert driver.atlas.scene.projection.id == "nsr"
    assert handle.edge.year == edge.year + 1
    driver.painted_after(actions.choose_range(None))
