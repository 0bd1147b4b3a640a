"""An opened file that changes on the disk, or goes from it, is noticed, and read again when it is wished."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from tests.desktop.driver import Driver, until

from arctic_map.desktop.files.opening import Opening
from arctic_map.geo.projections import projection_named
from arctic_map.scene.session import actions

pytestmark = [pytest.mark.desktop, pytest.mark.slow]


def written(path: Path, *names: str) -> Path:
    """A file with a point for each name."""
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {"type": "Point", "coordinates": [80 + 5 * number, 78]},
        }
        for number, name in enumerate(names)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


@pytest.fixture
def opening(driver: Driver) -> Iterator[Opening]:
    opening = driver.atlas.workspace.files
    assert opening
    yield opening
    until(lambda: not opening.reading.busy, "nothing is read any more")
    opening.close_all()
    driver.settle()


@pytest.fixture
def file(driver: Driver, opening: Opening, tmp_path: Path) -> Path:
    """It is open, and shows one point."""
    path = written(tmp_path / "mine.geojson", "One")
    opened(driver, path)
    return path


def opened(driver: Driver, *paths: Path) -> None:
    opening = driver.atlas.workspace.files
    assert opening
    driver.atlas.open_files(paths)
    until(lambda: not opening.reading.busy, "the files are read")
    driver.settle()


def read_again(driver: Driver, opening: Opening) -> None:
    driver.atlas.workspace.menus.actions["file.reload"].trigger()
    until(lambda: not opening.reading.busy, "the files are read again")
    driver.settle()


def problems(driver: Driver) -> list[str]:
    return [str(problem) for problem in driver.atlas.scene.problems]


def names(driver: Driver) -> list[list[str]]:
    return [[feature.name for feature in file.layer.features] for file in driver.atlas.store.files]


CHANGED = "mine.geojson: it has changed since it was read; press Ctrl+R to read it again"
GONE = "mine.geojson: it no longer exists and is shown as it was read"
LOST = "mine.geojson: another program deleted its data in the cache; the file is read again"


def test_a_file_that_was_rewritten_is_listed_and_read_again(
    driver: Driver, opening: Opening, file: Path
) -> None:
    written(file, "One", "Two")
    until(lambda: problems(driver) == [CHANGED], "the change is noticed")
    assert driver.message == CHANGED
    assert names(driver) == [["One"]]
    before = driver.viewport
    read_again(driver, opening)
    assert names(driver) == [["One", "Two"]]
    assert problems(driver) == []
    now = driver.viewport
    # Fitted to the map's size, which the list of problems has changed meanwhile.
    assert now.resolution == pytest.approx(before.resolution, rel=0.01)
    room = (1 + 2 * abs(now.height - before.height)) * before.resolution
    assert abs(now.x - before.x) < room and abs(now.y - before.y) < room
    # And from then on again; most programs put another file in its place.
    for name in ("Three", "Four"):
        written(file.with_suffix(".new"), name).replace(file)
        until(lambda: problems(driver) == [CHANGED], "the next change is noticed")
        read_again(driver, opening)
        assert names(driver) == [[name]]


def test_one_that_is_deleted_stays_as_it_was_read(driver: Driver, opening: Opening, file: Path) -> None:
    file.rename(file.with_suffix(".away"))
    until(lambda: problems(driver) == [GONE], "it is missed")
    assert driver.message == GONE
    file.with_suffix(".away").rename(file)
    until(lambda: problems(driver) == [], "it is there again, as it was")
    file.unlink()
    until(lambda: problems(driver) == [GONE], "it is missed again")
    read_again(driver, opening)
    status = driver.atlas.window.statusBar()
    assert status is not None and status.currentMessage() == "No longer found: mine.geojson"
    assert names(driver) == [["One"]]
    written(file, "Two")
    until(lambda: problems(driver) == [CHANGED], "it is there again")


def test_what_the_system_does_not_tell_is_seen_when_the_reader_comes_back(
    driver: Driver, opening: Opening, file: Path
) -> None:
    """From a disk far away no system hears."""
    opening.changes.watch.blockSignals(True)
    os.utime(file, ns=(1, 1))
    opening.changes.watch.blockSignals(False)
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert problems(driver) == [CHANGED]


def test_only_what_has_changed_is_read_again(driver: Driver, opening: Opening, file: Path) -> None:
    other = written(file.with_name("other.geojson"), "Other")
    opened(driver, other)
    read_again(driver, opening)
    assert driver.message == "No opened file has changed since it was read"
    colours = [each.layer.features[0].style for each in driver.atlas.store.files]
    written(file, "Two")
    until(lambda: problems(driver) == [CHANGED], "the change is noticed")
    read_again(driver, opening)
    assert names(driver) == [["Two"], ["Other"]]
    assert [each.layer.features[0].style for each in driver.atlas.store.files] == colours


def test_one_that_is_no_good_any_more_stays_as_it_was(driver: Driver, opening: Opening, file: Path) -> None:
    file.write_text("{")
    until(lambda: problems(driver) == [CHANGED], "the change is noticed")
    read_again(driver, opening)
    assert names(driver) == [["One"]]
    (problem,) = problems(driver)
    assert problem.startswith("mine.geojson: it could not be read again and is shown as it was: ")
    written(file, "Two")
    read_again(driver, opening)
    assert (names(driver), problems(driver)) == ([["Two"]], [])


def test_a_chosen_feature_that_the_file_holds_no_more_is_let_go(
    driver: Driver, opening: Opening, tmp_path: Path
) -> None:
    path = written(tmp_path / "mine.geojson", "One", "Two")
    opened(driver, path)
    driver.painted_after(actions.select_feature(driver.atlas.store.files[0].layer.features[1].id))
    written(path, "One")
    read_again(driver, opening)
    assert driver.atlas.scene.selected is None


def test_a_closed_file_is_watched_no_more(driver: Driver, opening: Opening, file: Path) -> None:
    opening.close_all()
    written(file, "Two")
    opening.changes.watch.look()
    assert problems(driver) == []
    assert not driver.atlas.workspace.menus.actions["file.reload"].isEnabled()


def test_data_that_another_program_deletes_is_read_again(
    driver: Driver, opening: Opening, file: Path, tmp_path: Path
) -> None:
    layer = driver.atlas.store.files[0].layer.id
    shutil.rmtree(opening.reading.readers.folder)
    driver.painted_after(actions.change_projection(projection_named("world")))
    until(lambda: driver.message == LOST, "the loss is reported")
    until(lambda: not opening.reading.busy and opening.table_of(layer), "it is read again")
    driver.settle()
    assert driver.ask(f"arctic.atlas.layers.shown.get('{layer}').drawing.shapes.length") == 1
    opened(driver, written(tmp_path / "other.geojson", "Two"))
    assert names(driver) == [["One"], ["Two"]]
    assert problems(driver) == []
