"""The window at every size: the map keeps its part, nothing is cut off, and all can be reached."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel
from tests.desktop.cut_off import cut_off
from tests.desktop.desk import all_cards_made
from tests.desktop.driver import Driver, until
from tests.desktop.layer_rows import layer_row, tree_of

from arctic_map.desktop.panels.facts.card_list import BATCH_SIZE
from arctic_map.desktop.window.panel import Panel
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
USUAL = QSize(1280, 800)
STARTED = """
from arctic_map import resources
from arctic_map.desktop.shell.startup import environment
environment.prepare()
from arctic_map.desktop.shell.app import begin
window = begin(resources.data(), remember=False).window
print(window.width(), window.height(), window.screen().availableSize().toTuple())
"""

WIDTHS = """
from tests.bench.window import Driven
from arctic_map.desktop.panels.facts.card_list import BATCH_SIZE
from arctic_map.desktop.window.panel import Panel
driven = Driven(1280, 800)
panels, found = driven.window.docks.panels, []
for panel in (Panel.FACTS, Panel.LEDGER, Panel.LEDGER):
    if panel is Panel.LEDGER:
        driven.window.toggle_panel(panel)
        driven.settle()
    seen = next(filter(panels.is_seen, (Panel.LEDGER, Panel.FACTS)))
    found.append(panels.of[seen].width())
print(*found)
driven.close()
"""


@pytest.fixture
def wide(driver: Driver) -> Iterator[Driver]:
    """The window as it comes, and given back as it was."""
    arranged_as_usual(driver)
    yield driver
    arranged_as_usual(driver)


def arranged_as_usual(driver: Driver) -> None:
    choices, docks = driver.atlas.choices, driver.atlas.window.docks
    choices.choose(replace(choices.settings, text_size=100))
    docks.show_map_only(False)
    for panel in Panel:
        docks.panels.of[panel].setFloating(False)
        docks.show(panel, panel in (Panel.LAYERS, Panel.FACTS, Panel.TIMELINE))
    docks.show(Panel.FACTS, True)
    sized(driver, USUAL.width(), USUAL.height())
    docks.arrange()
    driver.settle()


def sized(driver: Driver, width: int, height: int, text: int = 100) -> None:
    choices, window = driver.atlas.choices, driver.atlas.window
    if choices.settings.text_size != text:
        choices.choose(replace(choices.settings, text_size=text))
        QCoreApplication.sendPostedEvents()
    if window.size() != QSize(width, height):
        window.resize(width, height)
    driver.settle()


def share(driver: Driver) -> float:
    """Of the window, the map's."""
    size, window = driver.atlas.map_frame.size(), driver.atlas.window.size()
    return size.width() * size.height() / (window.width() * window.height())


def nothing_is_cut_off(driver: Driver) -> None:
    """Once all that is placed bit by bit has its place."""
    panel, window = driver.atlas.workspace.facts_panel, driver.atlas.window
    until(lambda: all_cards_made(panel), "the cards")
    with suppress(AssertionError):
        until(lambda: not cut_off(window), "room for all words")
    assert cut_off(window) == []


def seen(driver: Driver) -> set[str]:
    docks = driver.atlas.window.findChildren(QDockWidget)
    return {dock.objectName() for dock in docks if not dock.isHidden()}


def region(driver: Driver) -> str:
    """Where the keyboard is: a panel's name, or the map."""
    focused = QApplication.focusWidget()
    docks = driver.atlas.window.docks
    for panel in Panel:
        if focused and docks.panels.of[panel].isAncestorOf(focused):
            return panel
    return "map" if focused and driver.atlas.map_frame.isAncestorOf(focused) else ""


def test_the_map_has_three_fifths_of_the_window_at_first_sight(driver: Driver) -> None:
    assert driver.atlas.window.size() == USUAL
    assert seen(driver) == {Panel.LAYERS, Panel.FACTS, Panel.TIMELINE}
    assert share(driver) >= 0.6
    nothing_is_cut_off(driver)


def test_the_map_fills_its_part_of_the_window_to_the_edges(driver: Driver) -> None:
    box = "document.querySelector('#map_atlas').getBoundingClientRect()"
    assert driver.ask(f"(({{ left, top, width, height }}) => [left, top, width, height])({box})") == [
        0,
        0,
        *driver.ask("[innerWidth, innerHeight]"),
    ]
    status = {label.text() for label in driver.atlas.window.statusBar().findChildren(QLabel)}
    assert {driver.atlas.scene.title, "Not for navigation"} <= status


def test_with_text_of_twice_the_size_the_map_has_half_of_the_window_and_afterwards_all_is_as_before(
    wide: Driver,
) -> None:
    def state() -> list[object]:
        panels = wide.atlas.window.docks.panels
        sizes = [(panel, panels.of[panel].size(), panels.is_seen(panel)) for panel in Panel]
        view = wide.viewport
        # To a micrometre: the page adds numbers up in another order.
        numbers = [round(each, 6) for each in (*view.box, view.resolution, view.left, view.right, view.foot)]
        return [*sizes, wide.atlas.view.size(), numbers, wide.text(".legend")]

    before = state()
    sized(wide, 1280, 800, text=200)
    until(lambda: share(wide) >= 0.5, "the timeline gives way")
    assert seen(wide) == {Panel.LAYERS, Panel.FACTS}
    sized(wide, 1280, 800)
    assert state() == before


def test_a_small_window_keeps_the_names_of_all_drills(wide: Driver) -> None:
    sized(wide, 900, 600)
    wide.atlas.workspace.navigator.go_home()
    wide.settle()
    drills = next(layer for layer in wide.atlas.store.catalog.layers if layer.id == "drills")
    named = set(wide.ask("arctic.atlas.layers.paintedLabels.map(({ feature }) => feature)"))
    assert {feature.id for feature in drills.features} <= named


def test_three_facts_are_whole_at_first_sight(driver: Driver) -> None:
    panel = driver.atlas.workspace.facts_panel

    def squeezed() -> list[str]:
        return [card.fact.id for card in panel.cards if card.height() < card.heightForWidth(card.width())]

    # Not even while the others come.
    until(lambda: len(panel.cards) > BATCH_SIZE or bool(squeezed()), "the cards")
    assert squeezed() == []
    whole = [card.fact.id for card in panel.cards if card.visibleRegion().boundingRect() == card.rect()]
    assert whole == ["T1", "T2", "T3"]


@pytest.mark.slow
@pytest.mark.parametrize(("size", "text"), [((900, 600), 200), ((1024, 768), 100)])
def test_whatever_is_open_the_map_keeps_its_part_and_nothing_is_cut_off(
    wide: Driver, size: tuple[int, int], text: int
) -> None:
    window = wide.atlas.window
    sized(wide, *size, text)
    assert window.size() == QSize(*size), "the window is as small as requested"
    assert share(wide) >= 0.4
    nothing_is_cut_off(wide)
    for panel in Panel:
        window.show_panel(panel, True)
        until(lambda panel=panel: window.docks.panels.is_seen(panel), panel)  # type: ignore[misc]
        wide.settle()
        assert window.size() == QSize(*size)
        assert share(wide) >= 0.4, panel
        nothing_is_cut_off(wide)


@pytest.mark.slow
def test_a_panel_that_took_more_room_gives_it_back() -> None:
    """From the first one on that is opened in a new window."""
    done = subprocess.run(
        [sys.executable, "-c", WIDTHS],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    before, wider, after = (int(word) for word in done.stdout.split()[-3:])
    assert before == after < wider


@pytest.mark.slow
def test_layers_stand_behind_facts_in_a_narrow_window_and_next_to_the_map_in_a_wide_one(wide: Driver) -> None:
    docks = wide.atlas.window.docks
    sized(wide, 1024, 768)
    assert not docks.panels.is_seen(Panel.LAYERS) and docks.panels.is_seen(Panel.FACTS)
    wide.command(Qt.Key.Key_F7)
    until(lambda: docks.panels.is_seen(Panel.LAYERS), "layers come to the front")
    assert not docks.panels.is_seen(Panel.FACTS)
    sized(wide, 1700, 900)
    assert docks.panels.is_seen(Panel.LAYERS) and docks.panels.is_seen(Panel.FACTS)
    assert share(wide) >= 0.4


@pytest.mark.slow
def test_what_gave_way_comes_back_with_the_room(wide: Driver) -> None:
    docks = wide.atlas.window.docks
    sized(wide, 900, 600, 200)
    assert not docks.panels.is_shown(Panel.TIMELINE)
    sized(wide, *USUAL.toTuple(), 100)
    assert docks.panels.is_seen(Panel.TIMELINE) and docks.timeline_folded


@pytest.mark.slow
def test_the_toolbar_becomes_as_low_again_as_it_was(wide: Driver) -> None:
    bar, choices = wide.atlas.bars.toolbar, wide.atlas.choices
    before, usual = bar.height(), choices.settings
    for text, theme in ((200, "light"), (200, "dark"), (100, "light")):
        choices.choose(replace(usual, text_size=text, theme=theme))  # type: ignore[arg-type]
        wide.settle()
    until(lambda: bar.height() == before, "the toolbar")
    choices.choose(usual)
    wide.settle()


@pytest.mark.slow
def test_the_map_alone_is_shown_and_a_key_or_a_click_brings_the_panels_back(wide: Driver) -> None:
    before, part = seen(wide), share(wide)
    wide.command(Qt.Key.Key_F11)
    until(lambda: share(wide) > 0.8, "the map has the window")
    assert not seen(wide) and not wide.atlas.window.isFullScreen()
    QTest.mouseClick(wide.atlas.workspace.menus.tools["view.map-only"], LEFT)
    until(lambda: seen(wide) == before, "the panels are back")
    wide.settle()
    assert share(wide) == pytest.approx(part)
    wide.command(Qt.Key.Key_F11)
    wide.command(Qt.Key.Key_F8)
    until(lambda: Panel.FACTS in seen(wide), "a panel that is requested opens, and all with it")
    assert not wide.atlas.window.docks.map_only


@pytest.mark.slow
def test_the_full_screen_keeps_a_key(wide: Driver) -> None:
    wide.command(Qt.Key.Key_F11, SHIFT)
    until(wide.atlas.window.isFullScreen, "the full screen")
    wide.command(Qt.Key.Key_F11, SHIFT)
    until(lambda: not wide.atlas.window.isFullScreen(), "the window again")
    sized(wide, *USUAL.toTuple())


@pytest.mark.slow
def test_f6_goes_round_the_panels_and_the_map_and_back(wide: Driver) -> None:
    comes_forward(wide)
    wide.atlas.view.setFocus()
    for step, order in (
        (Qt.KeyboardModifier.NoModifier, [Panel.FACTS, Panel.TIMELINE, "map"]),
        (SHIFT, [Panel.TIMELINE, Panel.FACTS, "map"]),
    ):
        for expected in order:
            QTest.keyClick(QApplication.focusWidget() or wide.glass, Qt.Key.Key_F6, step)
            until(lambda expected=expected: region(wide) == expected, str(expected))  # type: ignore[misc]


def comes_forward(driver: Driver) -> None:
    driver.atlas.window.activateWindow()
    until(lambda: driver.atlas.window.isActiveWindow(), "the window in front")


@pytest.mark.slow
def test_a_floating_panel_comes_to_the_front_when_it_is_requested(wide: Driver) -> None:
    comes_forward(wide)
    dock = wide.atlas.window.docks.panels.of[Panel.FACTS]
    dock.setFloating(True)
    comes_forward(wide)
    wide.command(Qt.Key.Key_F8)
    until(dock.isActiveWindow, "the panel in front")
    assert dock.isVisible()
    QTest.keyClick(dock, Qt.Key.Key_F8)
    until(lambda: not dock.isVisible(), "requested once more it closes")


@pytest.mark.slow
def test_the_tree_of_layers_follows_the_selection_of_the_map(wide: Driver) -> None:
    tree = tree_of(wide.atlas.workspace.layers_panel)
    ports = layer_row(tree, "ports")
    for expanded in (True, False):
        tree.setExpanded(ports, expanded)
        wide.painted_after(actions.select_feature("shanghai"))
        current = tree.currentIndex()
        assert (current.parent() if expanded else current) == ports
        wide.painted_after(actions.select_nothing)
        assert not tree.currentIndex().isValid()


@pytest.mark.slow
def test_facts_that_filters_leave_out_come_back_by_a_button(wide: Driver) -> None:
    panel = wide.atlas.workspace.facts_panel
    for kind in ("reported", "attributed", "forecast", "judgement"):
        wide.painted_after(actions.toggle_kind(kind))
    assert panel.cards == ()
    lines = [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]
    assert any("hidden by dates or filters" in words for words in lines)
    button = panel.unhide
    assert button.isVisible()
    QTest.mouseClick(button, LEFT)
    until(lambda: panel.cards, "the facts")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the offscreen platform reads its screens there")
def test_the_first_window_fits_a_small_screen(tmp_path: Path) -> None:
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": [{"name": "one", "width": 1024, "height": 768, "dpr": 1}]}))
    done = subprocess.run(
        [sys.executable, "-c", STARTED],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.split()[:2] == ["1008", "720"]
