"""Where the data of opened files is stored, and that no reading outlives the window."""

import json
import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from arctic_map import resources
from arctic_map.desktop.files.file_reading import FileReading
from arctic_map.desktop.files.reading_job import FileJob, Place


@pytest.fixture
def reading(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileReading:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return FileReading(tmp_path, lambda job: Place())


def test_data_lies_in_the_cache_until_the_window_closes(reading: FileReading, tmp_path: Path) -> None:
    assert reading.readers.folder.is_relative_to(tmp_path)
    reading.close()
    assert not list((tmp_path / "arctic-map" / "opened").iterdir())


def test_a_folder_that_another_program_deletes_is_made_again(reading: FileReading) -> None:
    shutil.rmtree(reading.readers.folder)
    assert reading.readers.folder.is_dir()
    reading.close()


def test_no_reading_outlives_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [90, 81]}}
    file = tmp_path / "a.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [point] * 20_000}))
    reading = FileReading(resources.data(), lambda job: Place())
    reading.read(FileJob(file))
    qtbot.waitUntil(lambda: bool(reading.process_id))
    process, folder = reading.process_id, reading.readers.folder
    reading.close()
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
