"""The chosen sea stays, and an extreme at which the slider stands already can be chosen."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
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


def test_september_can_be_chosen_while_both_extremes_are_shown(qtbot: QtBot) -> None:
    panel, requested = shown(qtbot), list[object]()
    panel.month_requested.connect(requested.append)
    panel.show()
    panel.slider.setFocus()
    qtbot.waitUntil(panel.slider.hasFocus)
    QTest.keyClick(panel.slider, Qt.Key.Key_Return)
    panel.slider.setSliderDown(True)
    panel.slider.setSliderDown(False)
    assert (panel.slider.value(), requested) == (9, [9, 9])
