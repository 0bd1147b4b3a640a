"""Who starts for the first time gets a hint, which goes with the first thing done and never comes again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings
from PySide6.QtWidgets import QToolButton
from tests.desktop.driver import Driver, until

from arctic_map.desktop.shell.first_start import FirstHint, is_new
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_it_stands_below_the_map_in_one_line_and_goes_with_the_first_choice(
    driver: Driver, settings: QSettings
) -> None:
    assert is_new(settings)
    window, size = driver.atlas.window, driver.atlas.view.size()
    line = FirstHint(driver.atlas.workspace, settings).line
    driver.settle()
    below = driver.atlas.view.mapTo(window, QPoint(0, driver.atlas.view.height())).y()
    assert line.isVisible() and line.mapTo(window, QPoint(0, 0)).y() >= below
    assert line.height() < 2 * line.fontMetrics().height()
    assert driver.atlas.view.size() == size, "it takes nothing from the map"
    driver.painted_after(actions.select_fact("T1"))
    until(lambda: not is_new(settings), "the hint goes")


@pytest.mark.slow
def test_it_goes_when_the_map_is_moved_and_stays_when_the_window_is(
    driver: Driver, settings: QSettings
) -> None:
    FirstHint(driver.atlas.workspace, settings)
    window, before = driver.atlas.window, driver.atlas.window.size()
    window.resize(before.width() - 100, before.height() - 60)
    driver.settle()
    assert is_new(settings)
    driver.atlas.workspace.navigator.zoom(1)
    until(lambda: not is_new(settings), "the hint goes")
    window.resize(before)
    driver.settle()


@pytest.mark.slow
def test_it_leads_to_the_tour(driver: Driver, settings: QSettings) -> None:
    FirstHint(driver.atlas.workspace, settings).line.findChildren(QToolButton)[0].click()
    assert driver.atlas.workspace.tour.running and not is_new(settings)
    driver.atlas.workspace.tour.end()
    driver.settle()
