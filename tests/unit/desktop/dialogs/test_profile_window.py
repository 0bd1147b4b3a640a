"""An open window with values along a line follows the units."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.built_in import scene_after
from tests.unit.scene.test_profile import LINE, Latitudes
from tests.unit.scene.test_raster_pictures import VALUES, layer

from arctic_map.desktop.dialogs.profile_window import ProfileWindow
from arctic_map.scene.profile import profile_of


def test_an_open_profile_follows_the_units(qtbot: QtBot) -> None:
    profile, scene = profile_of(layer(VALUES), Latitudes(), LINE), scene_after()
    assert profile is not None
    parent = QWidget()
    qtbot.addWidget(parent)
    window = ProfileWindow(profile, "km", parent)
    assert "nmi" not in window.summary.text()
    window.follow(scene, replace(scene, preferences=replace(scene.preferences, units="nmi")))
    assert " nmi long" in window.summary.text()
    assert " nmi long" in window.chart.accessibleDescription()
