"""Ice in the real window: a month by mouse and keyboard moves edge, legend, popup and chart together."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from tests.desktop.driver import Driver, until

from arctic_map.desktop.panels.ice_panel import IcePanel
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.window.panel import Panel
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop
IN_THE_KARA_SEA = (70.0, 74.5)
"""Degrees, far from an edge."""
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def panel(driver: Driver, atlas: Atlas) -> Iterator[IcePanel]:
    driver.command(Qt.Key.Key_F12)
    until(lambda: atlas.window.panel_in_front(Panel.ICE), "the panel of ice")
    yield atlas.workspace.ice_panel
    atlas.workspace.ice_panel.pause()
    atlas.window.show_panel(Panel.ICE, False)


def legend(atlas: Atlas) -> list[str]:
    return [entry.text for entry in atlas.store.scene.legend if "ice edge" in entry.text]


def test_a_month_moves_edge_legend_and_chart_and_is_undone(
    driver: Driver, atlas: Atlas, panel: IcePanel
) -> None:
    assert legend(atlas) == []
    panel.slider.setFocus()
    QTest.keyClick(panel.slider, Qt.Key.Key_Left)
    until(lambda: legend(atlas) == ["Median ice edge, August"], "August in the legend")
    driver.command(Qt.Key.Key_PageDown, CONTROL)
    until(lambda: legend(atlas) == ["Median ice edge, September"], "the month after")
    assert panel.chart.chart is not None and panel.chart.chart.chosen == (9,)
    assert "Sea Ice Index" in atlas.store.scene.source_line
    driver.command(Qt.Key.Key_Backspace, CONTROL | SHIFT)
    until(lambda: len(legend(atlas)) == 2, "September and March next to each other")
    for _ in range(3):
        atlas.store.undo()
    assert atlas.store.session.month is None and legend(atlas) == []
    # The slider stands right below the buttons, whatever the month.
    driver.painted_after(actions.choose_month(6))
    until(lambda: panel.slider.y() - panel.back.geometry().bottom() < panel.back.height() / 2, "no gap")


def test_a_click_on_a_sea_brings_its_year(driver: Driver, atlas: Atlas, panel: IcePanel) -> None:
    atlas.window.show_panel(Panel.FACTS, True)
    others = {layer.id for layer in atlas.store.scene.layers if layer.topic != "ice"}
    driver.painted_after(
        actions.show_layers(others - {"land", "depth"}, False),
        actions.show_layers(["ice-seas", "ice-edge"], True),
        actions.choose_month(9),
    )
    driver.click(driver.place_of(*IN_THE_KARA_SEA))
    until(lambda: atlas.window.panel_in_front(Panel.ICE), "the panel in front")
    assert panel.chart.chart is not None and panel.chart.chart.title.startswith("Kara Sea")
    card = atlas.store.scene.card
    assert (
        card is not None
        and ("Ice in September", "26 % of its largest extent in 1981-2010, 8 % in 2015-2024, 8 % in 2024")
        in card.lines
    )
    panel.year.setValue(2012)
    assert panel.chart.chart.lines[2].label == "2012"


@pytest.mark.slow
def test_the_year_is_played_until_somebody_chooses(driver: Driver, atlas: Atlas, panel: IcePanel) -> None:
    driver.command(Qt.Key.Key_Space, CONTROL | SHIFT)
    until(lambda: panel.playing and (atlas.store.session.month or 0) >= 2, "the second month")
    atlas.store.apply(actions.choose_month(7))
    assert not panel.playing


def test_the_chart_of_a_sea_is_written_into_a_file(
    driver: Driver, atlas: Atlas, panel: IcePanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    atlas.workspace.navigator.go_to_feature("ice-laptev")
    out = tmp_path / "laptev"

    def chosen(*_: object) -> tuple[str, str]:
        return str(out), "Comma-separated values (*.csv)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    QTest.mouseClick(panel.export, Qt.MouseButton.LeftButton)
    rows = out.with_suffix(".csv").read_text().splitlines()
    assert len(rows) == 13 and "Laptev Sea" in rows[1]


def test_a_fact_about_ice_brings_its_seas_and_their_chart(
    driver: Driver, atlas: Atlas, panel: IcePanel
) -> None:
    atlas.workspace.navigator.go_to_feature("ice-barents")
    until(lambda: panel.sea.currentData()[1] == "Barents", "the Barents Sea")
    atlas.workspace.navigator.go_to_fact("T8")
    scene = atlas.store.scene
    assert next(layer.shown for layer in scene.layers if layer.id == "ice-seas")
    assert panel.sea.currentData()[1] == "Kara"
    atlas.workspace.navigator.go_to_feature("ice-chukchi")
    card = atlas.store.scene.card
    assert card is not None and {"T7", "T8", "T11"} <= {*card.facts}
