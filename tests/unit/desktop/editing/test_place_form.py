"""The place that is drawn on the map is checked before it is in the atlas."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot
from tests.unit.desktop.editing.test_draft import Desk
from tests.unit.desktop.map.conftest import PagelessView

from arctic_map.desktop.editing.place_form import PlaceEditing
from arctic_map.desktop.map.digitising import Digitising
from arctic_map.desktop.window.main_window import Window
from arctic_map.model.outline import OutlineKind

CROSSED = ((40.0, 70.0), (50.0, 75.0), (50.0, 70.0), (40.0, 75.0))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    desk = Desk(tmp_path)
    yield desk
    desk.kill()


def test_an_area_that_crosses_itself_is_refused_until_it_is_mended(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    draft, window = desk.open(), Window(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    view: Any = PagelessView(window)
    tool = Digitising(view, desk.store, window)
    editing = PlaceEditing(desk.store, tool, draft, window)
    editing.begin(OutlineKind.AREA)
    for place in CROSSED:
        tool.type_place(*place)
    tool.finish()
    assert editing.form is not None
    editing.keep()
    assert editing.form.problem.text() == "The outline crosses itself"
    tool.vertices.choose(-1)
    tool.type_place(45.0, 68.0)
    editing.keep()
    assert editing.form is not None and editing.form.problem.text() != "The outline crosses itself"
