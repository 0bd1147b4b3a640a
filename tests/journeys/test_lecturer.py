"""A lecturer prepares a dark screen with large text, gives the whole tour, and plays the years."""

from tests.end2end.desk import Desk
from tests.end2end.hands import Hands
from tests.journeys.person import half_hour

from arctic_map.desktop.window.panel import Panel


def test_a_lecturer_gives_the_whole_tour_on_a_dark_screen(desk: Desk) -> None:
    desk.start(f"{__name__}:lecturer")
    desk.ends_well()


def lecturer(hands: Hands) -> None:
    with half_hour(hands) as person:
        workspace, window, store = person.workspace, person.window, person.store

        # Large text and dark colours.
        person.press("Ctrl+,")
        person.dialog("Settings")
        person.tab_to("Text size")
        person.choose("150")
        person.look("settings")
        person.press("Esc")
        person.at_the_window()
        person.command("Dark")
        person.map.settle()
        assert person.atlas.choices.theme == "dark" and store.session.preferences.text_size == 150
        person.look("dark")

        # The whole tour, on by the key of a clicker, once back, and out at its end.
        steps = store.catalog.tour
        person.press("F5")
        person.wait_until(lambda: workspace.tour.running, "the tour runs")
        for number in range(1, len(steps)):
            person.press("Space")
            person.map.settle()
            person.look(f"step-{number:02}")
        person.press("Left")
        person.map.settle()
        person.press("Esc")
        person.map.settle()
        assert not workspace.tour.running and window.panel_shown(Panel.FACTS)
        assert person.atlas.choices.theme == "dark"

        # The story of the years, played and stopped.
        person.press("Ctrl+Space")
        person.wait_until(lambda: store.session.when is not None, "the years are played")
        person.press("Ctrl+Space")
        person.map.settle()

        # The map alone on the whole screen, and back.
        person.press("Shift+F11", "F11")
        person.map.settle()
        assert not window.panel_shown(Panel.FACTS) and window.isFullScreen()
        person.look("full-screen")
        person.press("F11", "Shift+F11")
        person.map.settle()
        assert window.panel_shown(Panel.FACTS) and not window.isFullScreen()

        # A slide.
        assert person.export("slide.png", "PNG").stat().st_size > 100_000
