"""Undo, redo, back and forward in the real window: the map follows, files come and go."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.desktop.driver import Driver, until

from arctic_map.geo.projections import projection_named
from arctic_map.scene.session import actions
from arctic_map.scene.session.history import History

pytestmark = pytest.mark.desktop

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
SHOWN = "[...arctic.atlas.layers.visible()].map(({ id }) => id)"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.geojson"
    point = {"type": "Point", "coordinates": [70, 75]}
    path.write_text(json.dumps({"type": "Feature", "properties": {"name": "Mine"}, "geometry": point}))
    return path


@pytest.fixture(autouse=True)
def nothing_to_undo(driver: Driver) -> Iterator[None]:
    """No file is open before and after, and nothing was done yet."""
    driver.atlas.store.keep_steps(History())
    yield
    until(lambda: not driver.atlas.workspace.files.reading.busy, "nothing is read any more")
    driver.atlas.workspace.files.close_all()
    driver.settle()


def test_the_keys_undo_and_redo_what_the_map_shows(driver: Driver) -> None:
    driver.check_layer("lanes", False)
    assert "lanes" not in driver.ask(SHOWN)
    driver.command(Qt.Key.Key_Z, CTRL)
    driver.settle()
    assert "lanes" in driver.ask(SHOWN)
    driver.command(Qt.Key.Key_Z, CTRL_SHIFT)
    driver.settle()
    assert "lanes" not in driver.ask(SHOWN)
    driver.command(Qt.Key.Key_Z, CTRL)
    driver.settle()


@pytest.mark.slow
def test_a_file_that_was_closed_comes_back_with_its_opacity(driver: Driver, file: Path) -> None:
    atlas = driver.atlas
    atlas.open_files([file])
    until(lambda: atlas.store.files, "the file is open")
    until(lambda: not atlas.workspace.files.reading.busy, "all of it is drawn")
    (layer,) = (opened.layer for opened in atlas.store.files)
    atlas.apply(actions.fade_layer(layer.id, 0.5))
    atlas.workspace.files.close_all()
    assert atlas.store.files == ()
    assert atlas.store.history.undo_name == "Close mine.geojson"
    driver.command(Qt.Key.Key_Z, CTRL)
    until(lambda: atlas.store.files, "the file is back")
    assert dict(atlas.store.session.opacity)[layer.id] == 0.5
    driver.settle()
    assert layer.id in driver.ask(SHOWN)
    assert atlas.store.history.redo_name == "Close mine.geojson"
    atlas.store.redo()
    assert atlas.store.files == ()


@pytest.mark.slow
def test_a_file_that_is_gone_meanwhile_is_listed_and_nothing_else_is_lost(driver: Driver, file: Path) -> None:
    atlas = driver.atlas
    atlas.open_files([file])
    until(lambda: atlas.store.files, "the file is open")
    atlas.workspace.files.close_all()
    file.unlink()
    atlas.store.undo()
    until(lambda: any(problem.file == "mine.geojson" for problem in atlas.scene.problems), "it is listed")
    assert atlas.store.files == () and atlas.store.session.files == (str(file),)


def arrive(driver: Driver) -> None:
    """Wait until the map is where it was to go, and stands still there."""
    until(lambda: driver.atlas.scene.goal is None and driver.atlas.scene.viewport, "the map arrives")
    driver.shot()


@pytest.mark.slow
def test_back_and_forward_lead_along_the_places_where_one_has_been(driver: Driver) -> None:
    atlas = driver.atlas
    atlas.workspace.navigator.go_home()
    arrive(driver)
    home = driver.viewport
    atlas.workspace.navigator.go_to_feature("arkhangelsk")
    arrive(driver)
    port = driver.viewport
    atlas.workspace.navigator.change_projection(projection_named("world"))
    arrive(driver)
    driver.command(Qt.Key.Key_Left, ALT)
    arrive(driver)
    assert atlas.scene.projection.id == "nsr"
    assert driver.viewport.box == pytest.approx(port.box, rel=1e-3)
    assert atlas.scene.selected is not None and atlas.scene.selected.feature == "arkhangelsk"
    driver.command(Qt.Key.Key_Left, ALT)
    arrive(driver)
    assert driver.viewport.box == pytest.approx(home.box, rel=1e-3)
    driver.command(Qt.Key.Key_Right, ALT)
    driver.command(Qt.Key.Key_Right, ALT)
    arrive(driver)
    assert atlas.scene.projection.id == "world"
    atlas.workspace.navigator.change_projection(projection_named("nsr"))
    arrive(driver)
