"""What can be done at a place of the map stands in its menu, for mouse and keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.desktop.driver import NO_KEYS, Driver, until

from arctic_map.desktop.window.panel import Panel
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop


@pytest.fixture(autouse=True)
def closed(driver: Driver) -> Iterator[None]:
    yield
    if popup := QApplication.activePopupWidget():
        popup.close()


def entries(driver: Driver) -> dict[str, object]:
    until(QApplication.activePopupWidget, "the menu")
    menu = driver.atlas.workspace.map_menu.menu
    assert menu is not None
    return {each.text(): each for each in menu.actions() if each.text()}


def choose(driver: Driver, text: str) -> None:
    found = next(each for words, each in entries(driver).items() if words.startswith(text))
    found.trigger()  # type: ignore[attr-defined]
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_a_right_click_on_a_port_offers_what_can_be_done_there(driver: Driver) -> None:
    place = driver.point_of("arkhangelsk")
    QTest.mouseClick(driver.glass, Qt.MouseButton.RightButton, NO_KEYS, place)
    words = list(entries(driver))
    assert words[0] == "Go to Arkhangelsk"
    assert any(each.startswith("Copy coordinates 64°3") for each in words)
    choose(driver, "Show its")
    assert driver.atlas.scene.highlighted == ("arkhangelsk",)
    assert driver.atlas.window.panel_shown(Panel.FACTS)
    driver.settle()


def test_the_menu_and_the_popup_lead_to_the_article(driver: Driver) -> None:
    menu, window = driver.atlas.workspace.map_menu, driver.atlas.window
    menu.open("arkhangelsk", 0.0, 0.0, QPoint(200, 200))
    choose(driver, "Show in the article")
    assert window.panel_shown(Panel.ARTICLE)
    assert driver.atlas.scene.highlighted == ("arkhangelsk",)
    driver.settle()
    window.show_panel(Panel.ARTICLE, False)
    driver.settle()
    driver.ask("[...document.querySelectorAll('.card .facts button')].at(-1).click()")
    until(lambda: window.panel_shown(Panel.ARTICLE), "the article")
    window.show_panel(Panel.ARTICLE, False)
    driver.settle()


@pytest.mark.slow
def test_the_layer_is_hidden_and_undo_brings_it_back(driver: Driver) -> None:
    menu = driver.atlas.workspace.map_menu
    menu.open("arkhangelsk", 0.0, 0.0, QPoint(200, 200))
    choose(driver, "Hide ")
    assert driver.atlas.scene.catalog.layer_of["arkhangelsk"] in driver.atlas.store.session.hidden
    driver.atlas.store.undo()
    assert driver.atlas.scene.catalog.layer_of["arkhangelsk"] not in driver.atlas.store.session.hidden
    driver.settle()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "keys"), [(Qt.Key.Key_Menu, NO_KEYS), (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)]
)
def test_keys_open_it_at_what_is_selected(driver: Driver, key: Qt.Key, keys: Qt.KeyboardModifier) -> None:
    driver.painted_after(actions.select_feature("murmansk"))
    driver.take_keyboard()
    driver.glass.setFocus()
    driver.press(key, keys)
    assert next(iter(entries(driver))) == "Go to Murmansk"
    choose(driver, "Copy link")
    assert QApplication.clipboard().text() == "arctic-map://feature/murmansk"
