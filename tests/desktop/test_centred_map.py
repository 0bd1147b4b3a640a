"""The map is centred on the middle of the view by a key, and files that were open before come along."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.desktop.driver import Driver, count_of, until

from arctic_map.geo.position import project, unproject
from arctic_map.geo.projections import centred_on, projection_named
from arctic_map.model.catalog import LayerKind
from arctic_map.scene.session import actions
from arctic_map.scene.session.history import History

pytestmark = [pytest.mark.desktop, pytest.mark.slow]
CTRL = Qt.KeyboardModifier.ControlModifier
HUE = "#6a3d9a"
HERE = centred_on(105.0, 15.0)


@pytest.fixture(autouse=True)
def back(driver: Driver) -> Iterator[None]:
    driver.atlas.store.keep_steps(History())
    yield
    driver.atlas.workspace.files.close_all()
    driver.atlas.workspace.navigator.change_projection(projection_named("nsr"))
    driver.settle()


@pytest.fixture
def southern(tmp_path: Path) -> Path:
    """Very many points from 20°S to 40°N."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"Station {n}"},
            "geometry": {"type": "Point", "coordinates": [95 + n % 20, -20 + (n // 20) * 0.4]},
        }
        for n in range(3000)
    ]
    path = tmp_path / "southern.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def on_centred_map(driver: Driver) -> None:
    until(lambda: driver.atlas.scene.projection.centre is not None, "the map is centred")
    until(lambda: not driver.atlas.workspace.files.reading.busy, "files are read again")
    driver.settle()
    assert driver.problems == []


def test_a_key_centres_the_map_on_the_middle_of_the_view_and_undo_leads_back(driver: Driver) -> None:
    driver.settle()
    before = driver.viewport
    place = unproject(driver.atlas.scene.projection, before.x, before.y)
    assert place
    driver.command(Qt.Key.Key_6, CTRL)
    on_centred_map(driver)
    scene = driver.atlas.scene
    assert scene.projection == centred_on(*place)
    there = unproject(scene.projection, driver.viewport.x, driver.viewport.y)
    assert there == pytest.approx(place, abs=0.2)
    assert driver.viewport.resolution == pytest.approx(before.resolution, rel=0.1)
    by_id = driver.atlas.workspace.menus.actions
    assert by_id["projection.centred"].isChecked() and not by_id["projection.nsr"].isChecked()
    assert not by_id["view.turn-clockwise"].isEnabled()
    shown = driver.ask("[...arctic.atlas.layers.visible()].map(({ id }) => id)")
    assert {"ports", "lanes", "sea-names"} <= set(shown)
    assert driver.ask("arctic.atlas.ground.levels[0].items.land.cells.length") > 5
    assert count_of(driver.map_shot(), scene.look.palette.items["land"].fill or "") > 1000
    driver.command(Qt.Key.Key_Z, CTRL)
    until(lambda: driver.atlas.scene.projection.id == "nsr", "undo leads back")
    driver.settle()


def test_a_file_opened_before_is_drawn_on_the_centred_map(driver: Driver, southern: Path) -> None:
    files, store = driver.atlas.workspace.files, driver.atlas.store
    driver.atlas.open_files([southern])
    until(lambda: not files.reading.busy and store.files, "the file is read")
    layer = store.files[-1].layer
    assert layer.kind is LayerKind.ROWS
    driver.painted_after(actions.change_projection(HERE))
    on_centred_map(driver)
    box = store.drawings.box(layer.id, HERE.id)
    south = project(HERE, 105.0, -20.0)
    assert box and south and box[1] == pytest.approx(south[1], abs=50_000.0)
    driver.painted_after(actions.go_to(box, smooth=False))
    driver.settle()
    assert count_of(driver.map_shot(), HUE) > 1000
