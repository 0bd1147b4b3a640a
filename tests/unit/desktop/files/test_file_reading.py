"""Where the data of opened files is kept."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from arctic_map.desktop.files.file_reading import FileReading
from arctic_map.desktop.files.reading_job import Place


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
