"""Panels behind others, and icons of menus, are made when they are first seen, whatever brings them up."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTabBar
from tests.desktop.driver import Driver, until

from arctic_map import resources
from arctic_map.desktop.shell.commands import keyboard
from arctic_map.desktop.window.panel import Panel
from arctic_map.scene.session import actions

LATE = (Panel.LEDGER, Panel.ARTICLE, Panel.ROUTE, Panel.ICE, Panel.PROBLEMS, Panel.TABLE)


def has_contents(driver: Driver, panel: Panel) -> bool:
    return bool(keyboard.tab_stops(driver.atlas.window.docks.panels.of[panel].widget()))


@pytest.fixture
def fresh_window(
    open_atlas: Callable[[Path], AbstractContextManager[Driver]],
) -> AbstractContextManager[Driver]:
    return open_atlas(resources.data())


def test_a_panel_has_contents_once_it_is_seen_and_a_menu_icons_once_it_is_opened(
    fresh_window: AbstractContextManager[Driver],
) -> None:
    with fresh_window as driver:
        window = driver.atlas.window
        assert not [panel for panel in LATE if has_contents(driver, panel)]
        # No file is open, so nothing of opened files is loaded.
        assert "file_layers" not in vars(driver.atlas.workspace)
        menus = driver.atlas.workspace.menus
        assert menus.actions["file.export"].icon().isNull()
        menus.menus[0].aboutToShow.emit()
        assert not menus.actions["file.export"].icon().isNull()
        for number, panel in enumerate(LATE):
            window.show_panel(panel, True)
            until(lambda panel=panel: window.panel_in_front(panel), "the panel")  # type: ignore[misc]
            assert has_contents(driver, panel)
            assert window.docks.panels.of[panel].widget().isVisible()
            assert [each for each in LATE if has_contents(driver, each)] == [*LATE[: number + 1]]
        assert driver.problems == []


@pytest.mark.slow
def test_a_tab_that_is_chosen_and_a_sea_that_is_clicked_bring_contents_too(
    fresh_window: AbstractContextManager[Driver],
) -> None:
    with fresh_window as driver:
        window = driver.atlas.window
        window.docks.panels.of[Panel.LEDGER].setVisible(True)
        driver.settle()
        bars = window.findChildren(QTabBar)
        bar, place = next(
            (bar, place) for bar in bars for place in range(bar.count()) if bar.tabText(place) == "Ledger"
        )
        bar.setCurrentIndex(place)
        until(lambda: has_contents(driver, Panel.LEDGER), "the ledger")
        assert driver.atlas.workspace.ledger_panel.isVisible()
        sea = next(each for each in driver.atlas.scene.catalog.features.values() if each.ice)
        driver.atlas.apply(actions.select_feature(sea.id))
        until(lambda: window.panel_in_front(Panel.ICE), "the panel of ice")
        assert driver.atlas.workspace.ice_panel.sea.currentData()[1] == sea.ice


@pytest.mark.slow
def test_commands_on_a_panel_that_nobody_has_seen_act_all_the_same(
    fresh_window: AbstractContextManager[Driver],
) -> None:
    with fresh_window as driver:
        assert not driver.atlas.workspace.plays_ice
        driver.atlas.workspace.menus.actions["ice.next"].trigger()
        assert driver.atlas.scene.month == 1
        driver.atlas.workspace.menus.actions["ice.play"].trigger()
        assert driver.atlas.workspace.menus.actions["ice.play"].isChecked()
        driver.atlas.workspace.tour.start()
        assert not driver.atlas.workspace.plays_ice
