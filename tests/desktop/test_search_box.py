"""The search box in the real window: everything found by typing, chosen by key or by mouse."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from tests.desktop.driver import Driver, until

from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.shell.search_box import HINT, Finder
from arctic_map.desktop.window.panel import Panel
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop

Key = Qt.Key
LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def finder(driver: Driver, atlas: Atlas) -> Iterator[Finder]:
    assert atlas.workspace.finder is not None
    atlas.window.activateWindow()
    until(atlas.window.isActiveWindow, "the window in front")
    yield atlas.workspace.finder
    atlas.workspace.finder.results.hide()
    atlas.workspace.finder.box.clear()
    atlas.view.setFocus()


def popup(driver: Driver) -> str:
    """The heading of the popup, once the one before has faded."""
    until(lambda: driver.ask("document.querySelectorAll('.leaflet-popup').length") == 1, "one popup")
    return driver.text(".leaflet-popup h2")


def write(box: QLineEdit, text: str) -> None:
    """As keys of any layout: QTest knows only letters of ASCII."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(box, QKeyEvent(kind, 0, NO_KEYS, letter))


def search(driver: Driver, finder: Finder, text: str) -> None:
    driver.command(Key.Key_F, CTRL)
    until(finder.box.hasFocus, "the keyboard in the box")
    write(finder.box, text)


def test_a_layer_that_is_found_is_shown_with_its_whole_extent(
    driver: Driver, finder: Finder, atlas: Atlas
) -> None:
    search(driver, finder, "drills")
    lines = finder.results.found
    assert {"fact", "feature", "layer"} <= {line.kind for line in lines}
    [layer] = [line for line in lines if line.kind == "layer" and line.id == "drills"]
    atlas.store.apply(actions.show_layers(["drills"], False))
    finder.results.go_to(layer)
    QTest.keyClick(finder.box, Key.Key_Return)
    driver.settle()
    assert "drills" in {each.id for each in atlas.scene.layers if each.shown}


def test_a_shortcut_brings_the_keyboard_to_the_box(driver: Driver, finder: Finder) -> None:
    box = finder.box
    box.setText("old words")
    driver.press(Key.Key_F, CTRL)
    until(box.hasFocus, "the keyboard in the box")
    assert box.selectedText() == "old words"
    QTest.keyClick(box, Key.Key_K, CTRL)
    assert box.text() == "old words"


def test_results_come_while_typing_in_groups(driver: Driver, finder: Finder) -> None:
    search(driver, finder, "arkh")
    results = finder.results
    assert results.isVisible()
    assert list(results.headings) == ["On the map", "Facts"]
    assert results.current is not None
    assert results.current.id == "arkhangelsk"
    assert {"fact", "feature"} == {found.kind for found in results.found}
    finder.box.clear()
    write(finder.box, "qqqq")
    assert list(results.headings) == ["Nothing found for “qqqq”", HINT]
    assert results.found == ()
    finder.box.clear()
    assert not results.isVisible()


def test_a_place_is_chosen_by_keys(driver: Driver, finder: Finder, atlas: Atlas) -> None:
    driver.painted_after(actions.show_layers(["ports"], False))
    search(driver, finder, "Архангельск")
    QTest.keyClick(finder.box, Key.Key_Return)
    driver.settle()
    assert atlas.scene.selected is not None
    assert atlas.scene.selected.feature == "arkhangelsk"
    assert popup(driver) == "Arkhangelsk"
    assert not finder.results.isVisible()
    assert not finder.box.hasFocus()


def test_arrow_keys_pass_over_headings_and_round_the_end(driver: Driver, finder: Finder) -> None:
    search(driver, finder, "arkh")
    every = finder.results.found
    seen = [finder.results.current]
    for _ in range(len(every) - 1):
        QTest.keyClick(finder.box, Key.Key_Down)
        seen.append(finder.results.current)
    assert tuple(seen) == every
    QTest.keyClick(finder.box, Key.Key_Down)
    assert finder.results.current == every[0]
    QTest.keyClick(finder.box, Key.Key_Up)
    assert finder.results.current == every[-1]
    assert every[-1].title in finder.box.accessibleDescription()


def test_a_fact_is_chosen_by_mouse(driver: Driver, finder: Finder, atlas: Atlas) -> None:
    search(driver, finder, "18,709 km")
    results = finder.results
    row = next(at for at in range(results.count()) if results.item(at).text().startswith("T3 "))
    place = results.visualItemRect(results.item(row)).center()
    QTest.mouseClick(results.viewport(), LEFT, NO_KEYS, place)
    driver.settle()
    assert atlas.scene.selected is not None
    assert atlas.scene.selected.fact == "T3"
    assert atlas.scene.highlighted == atlas.scene.catalog.fact["T3"].features
    card = next(card for card in atlas.workspace.facts_panel.cards if card.fact.id == "T3")
    assert card.selected
    until(lambda: not card.visibleRegion().isEmpty(), "the card in view")


def test_a_fact_comes_up_in_a_closed_panel(driver: Driver, finder: Finder, atlas: Atlas) -> None:
    atlas.window.show_panel(Panel.FACTS, False)
    search(driver, finder, "submarines")
    QTest.keyClick(finder.box, Key.Key_Return)
    driver.settle()
    assert atlas.window.panel_shown(Panel.FACTS)
    assert atlas.scene.selected is not None
    assert atlas.scene.selected.fact == "S9"


def test_a_person_brings_up_their_facts(driver: Driver, finder: Finder, atlas: Atlas) -> None:
    search(driver, finder, "习近平")
    QTest.keyClick(finder.box, Key.Key_Return)
    driver.settle()
    person = atlas.scene.catalog.person["xi-jinping"]
    panel = atlas.workspace.facts_panel
    assert person.name in [label.text() for label in panel.findChildren(QLabel)]
    until(lambda: {card.fact.id for card in panel.cards} == set(person.facts), "the person's facts")
    driver.painted_after(actions.select_fact(person.facts[-1]))
    assert {card.fact.id for card in panel.cards} == set(person.facts)
    driver.painted_after(actions.select_nothing)
    until(lambda: panel.cards[0].fact.id == "T1", "all facts")


def test_a_position_is_pointed_at(driver: Driver, finder: Finder, atlas: Atlas) -> None:
    search(driver, finder, "64°30′N 40°30′E")
    assert finder.results.headings[0] == "Position"
    QTest.keyClick(finder.box, Key.Key_Return)
    driver.settle()
    assert popup(driver) == "64°30.0′N 40°30.0′E"
    card = atlas.scene.card
    assert card is not None
    px, py = driver.viewport.pixel(card.x, card.y)
    assert 0 < px < driver.viewport.width
    assert 0 < py < driver.viewport.height


def test_escape_closes_the_list_then_leaves_the_box(driver: Driver, finder: Finder, atlas: Atlas) -> None:
    driver.painted_after(actions.select_feature("murmansk"))
    search(driver, finder, "arkh")
    QTest.keyClick(finder.box, Key.Key_Escape)
    assert not finder.results.isVisible()
    assert finder.box.text() == "arkh"
    assert atlas.scene.selected is not None
    QTest.keyClick(finder.box, Key.Key_Down)
    assert finder.results.isVisible()
    QTest.keyClick(finder.box, Key.Key_Escape)
    QTest.keyClick(finder.box, Key.Key_Escape)
    assert finder.box.text() == ""
    until(lambda: not finder.box.hasFocus(), "the keyboard back at the map")
    assert atlas.scene.selected is not None


def test_a_click_outside_the_list_closes_it(driver: Driver, finder: Finder, atlas: Atlas) -> None:
    search(driver, finder, "arkh")
    atlas.view.setFocus()
    until(lambda: not finder.results.isVisible(), "the list closed")


def test_commands_are_found_and_run(driver: Driver, finder: Finder, atlas: Atlas) -> None:
    search(driver, finder, ">dark")
    assert finder.results.headings == ("Commands",)
    assert finder.results.current is not None
    assert finder.results.current.id == "theme.dark"
    QTest.keyClick(finder.box, Key.Key_Return)
    driver.settle()
    assert atlas.scene.look.name == "dark"
    assert finder.box.text() == ""


def test_commands_have_a_shortcut_of_their_own(driver: Driver, finder: Finder) -> None:
    driver.command(Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    until(finder.box.hasFocus, "the keyboard in the box")
    assert finder.box.text() == ">"
    ids = {found.id for found in finder.results.found}
    assert "view.home" in ids
    assert "edit.copy-link" not in ids, "no fact is selected"
    assert "edit.find" not in ids
    driver.command(Key.Key_F, CTRL)
    assert finder.box.text() == ""


def test_the_list_stays_within_the_window(driver: Driver, finder: Finder, atlas: Atlas) -> None:
    search(driver, finder, "the")
    assert atlas.window.rect().contains(finder.results.geometry())
    size = atlas.window.size()
    atlas.window.resize(800, 500)
    until(lambda: atlas.window.rect().contains(finder.results.geometry()), "the list follows the window")
    atlas.window.resize(size)
