"""Files of any format open in the window; what they do not say is asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests import format_samples as samples
from tests.desktop.driver import Driver, until

from arctic_map.desktop.files.choices import KEY
from arctic_map.desktop.files.layer_picker import LayerPicker
from arctic_map.desktop.files.opening import Opening
from arctic_map.desktop.files.questions import CrsPicker

pytestmark = [pytest.mark.desktop, pytest.mark.slow]


@pytest.fixture
def opening(driver: Driver) -> Iterator[Opening]:
    opening = driver.atlas.workspace.files
    assert opening
    yield opening
    until(lambda: not opening.reading.busy, "nothing is read any more")
    opening.close_all()
    opening._settings.remove(KEY)
    driver.settle()


def container(folder: Path) -> Path:
    file = samples.write(folder, ".gpkg", "Point", "EPSG:3413", layer="ports")
    samples.write(folder, ".gpkg", "LineString", "EPSG:32637", layer="lanes", append=True)
    return file


def read(driver: Driver, opening: Opening) -> list[int]:
    """How many features each open file has, when all is read."""
    until(lambda: not opening.reading.busy, "the files are read")
    driver.settle()
    return [len(file.layer.features) for file in driver.atlas.store.files]


def test_layers_of_a_container_are_chosen_by_keyboard(
    driver: Driver, opening: Opening, tmp_path: Path
) -> None:
    file = container(tmp_path)
    driver.atlas.open_files([file])
    until(lambda: opening.questions.dialog is not None, "the layers are asked for")
    dialog = opening.questions.dialog
    assert isinstance(dialog, LayerPicker)
    words = [dialog.list.item(number).text() for number in range(dialog.list.count())]
    assert words == ["ports: points, 3 features", "lanes: lines, 2 features"]
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.names == ("lanes",)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert read(driver, opening) == [2]
    # The file as it is known at the next start: without asking.
    driver.atlas.store.opened.close(driver.atlas.store.files[0].layer.id)
    opening.open_again([str(file)])
    assert read(driver, opening) == [2]


def test_a_file_of_an_unknown_place_is_asked_about(driver: Driver, opening: Opening, tmp_path: Path) -> None:
    file = samples.write(tmp_path, ".dxf", "Point", "EPSG:3413")
    driver.atlas.open_files([file])
    until(lambda: opening.questions.dialog is not None, "the reference system is asked for")
    dialog = opening.questions.dialog
    assert isinstance(dialog, CrsPicker)
    dialog.box.setEditText("3413")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert read(driver, opening) == [3]


def test_who_does_not_want_to_say_gets_a_sentence(driver: Driver, opening: Opening, tmp_path: Path) -> None:
    driver.atlas.open_files([samples.write(tmp_path, ".dxf", "Point", "EPSG:3413"), container(tmp_path)])
    until(lambda: isinstance(opening.questions.dialog, CrsPicker), "the reference system is asked for")
    assert opening.questions.dialog
    QTest.keyClick(opening.questions.dialog, Qt.Key.Key_Escape)
    until(lambda: isinstance(opening.questions.dialog, LayerPicker), "the layers are asked for")
    assert opening._refusals.text.endswith("; open it again to name it")
    QTest.keyClick(opening.questions.dialog, Qt.Key.Key_Escape)
    assert read(driver, opening) == []
