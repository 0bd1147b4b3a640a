"""The chosen sea stays, and an extreme at which the slider stands already can be chosen."""

from dataclasses import replace

from pytestqt.qtbot import QtBot
from tests.built_in import scene_after

from arctic_map.desktop.panels.ice_panel import IcePanel


def shown(qtbot: QtBot) -> IcePanel:
    panel = IcePanel()
    qtbot.addWidget(panel)
    panel.show_scene(scene_after())
    return panel


def test_the_sea_stays_when_the_catalogue_changes(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    panel.sea.setCurrentIndex(3)
    sea = panel.sea.currentText()
    scene = scene_after()
    panel.show_scene(replace(scene, catalog=replace(scene.catalog)))
    assert sea == panel.sea.currentText() == "East Siberian Sea"
