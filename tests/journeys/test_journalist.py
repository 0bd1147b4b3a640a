"""A journalist looks for a claim, tests its figure, and exports a titled page."""

from PySide6.QtWidgets import QApplication
from tests.end2end.desk import Desk
from tests.end2end.hands import Hands
from tests.journeys.person import half_hour

from arctic_map.desktop.window.panel import Panel

TITLE = "Two ways to Hamburg"


def test_a_journalist_tests_a_claim_and_exports_a_page(desk: Desk) -> None:
    desk.start(f"{__name__}:journalist")
    desk.ends_well()
    drawing = (desk.folder / "page.svg").read_text()
    assert TITLE in drawing and "Look here" in drawing


def journalist(hands: Hands) -> None:
    with half_hour(hands) as person:
        window, store = person.window, person.store

        # A claim, its card, and a citation of it.
        person.find("14,440 km")
        selected = person.atlas.scene.selected
        assert selected is not None and selected.fact == "T3"
        person.command("Copy citation")
        person.wait_until(lambda: "T3" in QApplication.clipboard().text(), "the citation is copied")
        person.look("claim")

        # The figure next to what the lanes measure.
        person.press("F10")
        person.map.settle()
        assert window.panel_shown(Panel.LEDGER)
        person.look("ledger")
        person.press("F10", "Esc")

        # The days of one year, and all of them again.
        person.go_round_to("Time axis")
        person.tab_back_to("First day shown")
        person.press(*["Shift+Right"] * 3)
        person.map.settle()
        assert person.atlas.scene.legend and store.session.when is not None
        person.look("days")
        person.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
        person.map.settle()
        assert person.store.session.when is None

        # The ice of September along with the route.
        person.press("F12")
        person.press("Ctrl+PgDown")
        person.map.settle()
        person.look("ice")
        assert window.panel_shown(Panel.ICE) and store.session.month is not None
        person.press("F12")

        # A note of one's own.
        person.press("Ctrl+0")
        person.map.settle()
        person.press("N")
        person.click((105.0, 72.0))
        person.dialog("Your note")
        person.write("Look here")
        person.press("Return")
        person.at_the_window()
        assert [note.text for note in store.session.notes] == ["Look here"]
        person.press("Esc")

        # A titled page.
        def with_title() -> None:
            person.tab_to("Title")
            person.write_over(TITLE)
            person.look("export")

        person.export("page.svg", "SVG", with_title)
