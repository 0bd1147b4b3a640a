"""Links and citations in the real window: copied by menu and key, followed from outside."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from tests.desktop.driver import Driver, until

from arctic_map.desktop.panels.facts.fact_card import FactCard
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.scene.session import actions
from arctic_map.scene.timeline import Range
from arctic_map.scene.words.links import parse
from arctic_map.scene.words.sources import bibtex, plain

pytestmark = pytest.mark.desktop

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _nothing_copied(driver: Driver) -> None:
    QGuiApplication.clipboard().clear()


def popup(driver: Driver) -> str:
    """The heading of the popup, once the one before has faded."""
    until(lambda: driver.ask("document.querySelectorAll('.leaflet-popup').length") == 1, "one popup")
    return driver.text(".leaflet-popup h2")


def copied() -> str:
    return QGuiApplication.clipboard().text()


def card(atlas: Atlas, fact: str) -> FactCard:
    atlas.workspace.facts_panel.focus_card(fact)
    return next(card for card in atlas.workspace.facts_panel.cards if card.fact.id == fact)


def act(card: FactCard, text: str) -> None:
    next(action for action in card.actions() if action.text() == text).trigger()


def test_a_key_copies_the_link_to_the_selected_fact(driver: Driver, atlas: Atlas) -> None:
    driver.command(Qt.Key.Key_L, CTRL | SHIFT)
    assert copied() == "", "no fact is selected"
    driver.painted_after(actions.select_fact("T3"))
    driver.command(Qt.Key.Key_L, CTRL | SHIFT)
    assert copied() == "arctic-map://fact/T3"
    assert atlas.window.statusBar().currentMessage() == "The link to T3 was copied"


def test_the_menu_copies_citations_of_the_fact_or_the_atlas(driver: Driver, atlas: Atlas) -> None:
    catalog = atlas.scene.catalog
    atlas.workspace.menus.actions["edit.copy-citation"].trigger()
    assert copied() == plain(catalog)
    atlas.workspace.menus.actions["edit.copy-bibtex"].trigger()
    assert copied() == bibtex(catalog)
    driver.painted_after(actions.select_fact("G4"))
    atlas.workspace.menus.actions["edit.copy-citation"].trigger()
    assert copied() == plain(catalog, catalog.fact["G4"])
    assert "G4" in atlas.window.statusBar().currentMessage()
    atlas.workspace.menus.actions["edit.copy-bibtex"].trigger()
    assert copied() == bibtex(catalog, catalog.fact["G4"])


def test_a_card_copies_itself_its_link_and_its_citation(driver: Driver, atlas: Atlas) -> None:
    catalog, fact_card = atlas.scene.catalog, card(atlas, "S1")
    act(fact_card, "Copy link")
    assert copied() == "arctic-map://fact/S1"
    act(fact_card, "Copy citation")
    assert copied() == plain(catalog, catalog.fact["S1"])
    act(fact_card, "Copy citation for BibTeX")
    assert copied() == bibtex(catalog, catalog.fact["S1"])
    QTest.keyClick(fact_card, Qt.Key.Key_C, CTRL)
    assert copied().startswith("S1 · ") and fact_card.fact.text in copied()
    assert fact_card.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu, (
        "a right click offers it too"
    )


def open_menu(press: Callable[[], None]) -> list[str]:
    """The entries of the menu that comes up, which is closed again."""
    seen: list[str] = []

    def look() -> bool:
        menu = QGuiApplication.instance().activePopupWidget()  # type: ignore[union-attr]
        if isinstance(menu, QMenu):
            seen.extend(action.text() for action in menu.actions() if action.isVisible())
            menu.close()
        return bool(seen)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    press()
    until(lambda: seen, "the menu")
    timer.stop()
    return seen


def test_the_card_has_a_button_for_it(driver: Driver, atlas: Atlas) -> None:
    more = card(atlas, "S1").more
    entries = ["Show in the article", "Copy fact", "Copy link", "Copy citation", "Copy citation for BibTeX"]
    assert open_menu(lambda: QTest.mouseClick(more, Qt.MouseButton.LeftButton)) == entries
    more.setFocus()
    assert open_menu(lambda: QTest.keyClick(more, Qt.Key.Key_Space)) == entries


def test_links_to_facts_features_and_places_lead_there(driver: Driver, atlas: Atlas) -> None:
    atlas.follow(parse("arctic-map://fact/T4"))
    driver.settle()
    assert atlas.scene.selected is not None
    assert atlas.scene.selected.fact == "T4"
    assert driver.ask("arctic.atlas.layers.highlighted.size") == len(atlas.scene.catalog.fact["T4"].features)
    atlas.follow(parse("arctic-map://feature/murmansk"))
    driver.settle()
    assert popup(driver) == "Murmansk"
    atlas.follow(parse("arctic-map://place/64.5,40.5"))
    driver.settle()
    assert popup(driver) == "64°30.0′N 40°30.0′E"


def test_a_link_to_a_place_brings_its_days_and_one_undo_takes_all_back(driver: Driver, atlas: Atlas) -> None:
    before = atlas.scene.when
    atlas.follow(parse("arctic-map://place/64.5,40.5~2022-01-01..2022-12-31"))
    driver.settle()
    assert atlas.scene.when == Range(date(2022, 1, 1), date(2022, 12, 31)) != before
    assert driver.ask("document.querySelector('.period')?.textContent ?? ''") == atlas.scene.period != ""
    atlas.store.undo()
    driver.settle()
    assert atlas.scene.when == before


def test_a_link_that_leads_nowhere_changes_nothing_and_says_so(driver: Driver, atlas: Atlas) -> None:
    driver.painted_after(actions.select_fact("T3"))
    atlas.follow(parse("arctic-map://fact/T99"))
    assert "there is no fact 'T99'" in driver.message
    assert atlas.scene.selected is not None
    assert atlas.scene.selected.fact == "T3"
