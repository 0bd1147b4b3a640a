"""Somebody with weak eyes and a small screen: text at 200 %, and every dialog still fits."""

import pytest
from PySide6.QtWidgets import QApplication
from tests.end2end import desk as desks
from tests.end2end.desk import Desk
from tests.end2end.hands import Hands
from tests.journeys.person import Person, half_hour

DIALOGS = {
    "F1": "Help",
    "Ctrl+E": "Export map",
    "Ctrl+Alt+E": "Make a film",
    "Ctrl+Alt+O": "Open from a server or database",
    "Ctrl+F1": "Help",
    "Ctrl+,": "Settings",
}


def test_every_dialog_fits_on_a_small_screen_at_200_percent(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "SCREEN", desks.SCREEN | {"width": 1366, "height": 768})
    desk.start(f"{__name__}:small_screen")
    desk.ends_well()


def small_screen(hands: Hands) -> None:
    with half_hour(hands) as person:
        person.press("Ctrl+,")
        person.dialog("Settings")
        person.tab_to("Text size")
        person.choose("200")
        person.look("settings")
        fits(person)
        person.press("Esc")
        person.at_the_window()
        person.map.settle()
        person.look("window")
        for key, title in DIALOGS.items():
            person.press(key)
            person.dialog(title)
            person.look(title.lower().replace(" ", "-") + key[-1])
            fits(person)
            person.press("Esc")
            person.at_the_window()
        person.press("F5")
        person.map.settle()
        person.look("tour")
        person.press("Space", "Space", "Esc")
        person.map.settle()
        person.find("Shanghai")
        person.look("found")
        fits(person)
        person.press("F10")
        person.look("ledger")
        person.press("F10", "R")
        person.look("route")
        fits(person)


def fits(person: Person) -> None:
    """What is in front stands within the screen."""
    screen = QApplication.primaryScreen().availableGeometry()
    front = QApplication.activeWindow()
    assert front is not None
    assert front.width() <= screen.width() and front.height() <= screen.height(), front.size()
