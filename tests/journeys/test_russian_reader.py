"""A reader of Russian has the places named in Russian, searches in Cyrillic and exports a Russian page."""

from tests.end2end.desk import Desk
from tests.end2end.hands import Hands
from tests.journeys.person import half_hour


def test_a_reader_of_russian_finds_and_exports_in_russian(desk: Desk) -> None:
    desk.start(f"{__name__}:russian_reader")
    desk.ends_well()
    drawing = (desk.folder / "page.svg").read_text()
    assert "Архангельск" in drawing and "Не для навигации" in drawing


def russian_reader(hands: Hands) -> None:
    with half_hour(hands) as person:
        person.press("Ctrl+,")
        person.dialog("Settings")
        person.tab_to("Place names")
        person.press("End", "Up")
        person.look("settings")
        person.press("Esc")
        person.at_the_window()
        person.map.settle()
        assert person.store.session.preferences.names == "ru"
        person.look("window")
        person.find("Архангельск")
        selected = person.atlas.scene.selected
        assert selected is not None and selected.feature == "arkhangelsk"
        person.look("found")
        person.press("Esc", "Ctrl+0")
        person.map.settle()

        def in_russian() -> None:
            person.tab_to("Language")
            person.press("Home", "Down", "Down")
            person.look("export")

        person.export("page.svg", "SVG", in_russian)
