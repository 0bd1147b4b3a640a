"""Files that were opened last come back from the settings, whatever they are called."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from arctic_map.desktop.files.open_dialog import Recent


@pytest.mark.parametrize("name", ["map.geojson", "d\udce4ta.geojson", "two\nlines.csv", "a, b;c.csv"])
def test_a_file_is_listed_by_the_next_window(tmp_path: Path, name: str) -> None:
    path, place = tmp_path / name, str(tmp_path / "settings.ini")
    path.touch()
    settings = QSettings(place, QSettings.Format.IniFormat)
    Recent(settings).add(path)
    settings.sync()
    assert Recent(QSettings(place, QSettings.Format.IniFormat)).paths == (path,)


def test_no_more_than_ten_files_are_remembered_the_last_one_first(tmp_path: Path) -> None:
    recent = Recent(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    paths = [tmp_path / f"{number}.geojson" for number in range(12)]
    for path in paths:
        path.touch()
        recent.add(path)
    assert recent.paths == tuple(reversed(paths[2:]))
    recent.add(paths[5])
    assert recent.paths[0] == paths[5]
    assert len(recent.paths) == 10
