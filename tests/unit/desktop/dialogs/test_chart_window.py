"""An open chart follows the units."""

from dataclasses import replace

from pytestqt.qtbot import QtBot
from tests.built_in import scene_after

from arctic_map.desktop.dialogs.chart_window import ChartPaper


def test_the_text_of_an_open_chart_follows_the_units(qtbot: QtBot) -> None:
    scene = scene_after()
    chart = next(chart for chart in scene.catalog.charts if any(item.drawn for item in chart.items))
    paper = ChartPaper(chart, scene)
    qtbot.addWidget(paper)
    assert " mi" not in paper.accessibleDescription()
    paper.show_scene(replace(scene, preferences=replace(scene.preferences, units="mi")))
    assert " mi" in paper.accessibleDescription()
