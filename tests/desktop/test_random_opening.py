"""Files that are opened and closed at random moments leave the page with what is open, and no more."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication
from tests.desktop.driver import Driver, count_of, until
from tests.looks import LOOKS

from arctic_map.desktop.files.opening import Opening
from arctic_map.desktop.files.reading_job import FileJob
from arctic_map.model.catalog import LayerKind
from arctic_map.model.opened import layer_id
from arctic_map.page.to_page import HideLayer, encode
from arctic_map.page.updates import show_layer

pytestmark = pytest.mark.desktop

FILES = 4
PAINTED = """[...arctic.atlas.layers.visible()].map((layer) => ({
  id: layer.id, opacity: layer.opacity,
  shapes: layer.drawing.shapes.length, labels: layer.drawing.labels.length,
}))"""
DRAWN = (LayerKind.FEATURES, LayerKind.GRATICULE)


def written(path: Path, number: int) -> Path:
    """So many points more than one that each file is known by the count of its shapes."""
    points = [
        {
            "type": "Feature",
            "properties": {"name": f"Point {number}.{each}"},
            "geometry": {"type": "Point", "coordinates": [80 + 4 * each, 78 + number]},
        }
        for each in range(number + 1)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": points}), encoding="utf-8")
    return path


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    return [written(tmp_path / f"{number}.geojson", number) for number in range(FILES)]


@pytest.fixture
def opening(driver: Driver) -> Iterator[Opening]:
    opening = driver.atlas.workspace.files
    assert opening
    yield opening
    opening.close_all()
    driver.settle()


def decided(driver: Driver) -> list[dict[str, Any]]:
    """The layers that the page is to paint, as PAINTED has them."""
    scene, drawings = driver.atlas.scene, driver.atlas.store.drawings
    found = [
        (layer, drawings.get(layer.id, scene.projection.id))
        for layer in scene.layers
        if layer.shown and layer.kind in DRAWN
    ]
    return [
        {
            "id": layer.id,
            "opacity": layer.opacity,
            "shapes": len(drawing.shapes),
            "labels": len(drawing.labels),
        }
        for layer, drawing in found
    ]


def some_time(random: Random) -> None:
    """A moment that no other step need have: after none, a few or many events."""
    for _ in range(random.choice((0, 0, 1, 2, 5, 20))):
        QCoreApplication.processEvents()


@pytest.mark.slow
def test_the_page_shows_what_is_open_after_files_are_opened_and_closed_at_random_moments(
    driver: Driver, opening: Opening, paths: list[Path]
) -> None:
    random, store = Random(2), driver.atlas.store
    received: list[FileJob] = []

    def count(job: FileJob, *_: object) -> None:
        received.append(job)

    connection = opening.reading.loaded.connect(count)
    for _ in range(24):
        step = random.random()
        if step < 0.5:
            opening.open([random.choice(paths)])
        elif step < 0.9:
            opening.close_file(layer_id(str(random.choice(paths))))
        else:
            opening.close_all()
            assert not opening.reading.busy
            assert store.files == ()
        if random.random() < 0.3:
            received.clear()
            until(lambda: received or not opening.reading.busy, "the next file")
        some_time(random)
    opening.reading.loaded.disconnect(connection)
    until(lambda: not opening.reading.busy, "all files are read", patience_ms=60_000)
    driver.settle()
    assert driver.problems == []
    assert driver.ask(PAINTED) == decided(driver)
    opening.close_all()
    driver.settle()
    assert not [each for each in opening.reading.readers.folder.iterdir() if each.is_dir()]
    opening.open(paths[:1])
    until(lambda: store.files and not opening.reading.busy, "the file is open")
    driver.settle()
    assert driver.ask(PAINTED) == decided(driver)
    assert count_of(driver.map_shot(), LOOKS["light"].styles["file-1-point"].fill) > 10


def test_closing_all_ends_what_waits_to_be_read(driver: Driver, opening: Opening, paths: list[Path]) -> None:
    opening.open(paths)
    assert driver.atlas.workspace.menus.actions["file.close"].isEnabled()
    process = opening.reading.process_id
    opening.close_all()
    assert not opening.reading.busy
    assert not driver.atlas.workspace.menus.actions["file.close"].isEnabled()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert not [each for each in opening.reading.readers.folder.iterdir() if each.is_dir()]
    assert driver.atlas.window.statusBar().currentMessage() == "3.geojson was closed before it was read"
    assert driver.atlas.store.session.files == ()


@pytest.mark.slow
def test_closing_a_file_ends_its_reading_and_no_other(
    driver: Driver, opening: Opening, paths: list[Path]
) -> None:
    opening.open(paths[:3])
    for path in paths[:2]:
        opening.close_file(layer_id(str(path)))
    until(lambda: not opening.reading.busy, "the last file is read", patience_ms=60_000)
    assert [file.layer.file for file in driver.atlas.store.files] == [str(paths[2])]


def test_a_batch_that_fails_is_reported_and_the_next_one_runs(driver: Driver) -> None:
    """Nor does a message that fails keep the others of its batch from being acted on."""
    scene, bridge = driver.atlas.scene, driver.atlas.view.bridge
    order = next(i for i, layer in enumerate(scene.layers) if layer.id == "ports")
    ports = show_layer(scene.layers[order], order, scene.projection)
    missing = replace(ports, id="nothing", url="/drawing/nsr/nothing.json")
    number = bridge.send(encode(missing, HideLayer("ports")))
    until(lambda: driver.painted >= number, "the batch is acknowledged")
    assert driver.problems == ["ShowLayer: /drawing/nsr/nothing.json could not be read"]
    assert "ports" not in [layer["id"] for layer in driver.ask(PAINTED)]
    number = bridge.send(encode(ports, HideLayer("nothing")))
    until(lambda: driver.painted >= number, "the next batch is painted")
    assert driver.ask(PAINTED) == decided(driver)
    driver.problems.clear()
