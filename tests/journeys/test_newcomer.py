"""A newcomer takes the tour that is offered, leaves it, clicks about, and exports a picture."""

from tests.end2end.desk import Desk
from tests.end2end.hands import Hands
from tests.journeys.person import half_hour

from arctic_map.desktop.window.panel import Panel


def test_a_newcomer_takes_the_tour_leaves_it_and_exports_a_picture(desk: Desk) -> None:
    desk.start(f"{__name__}:newcomer")
    desk.ends_well()


def newcomer(hands: Hands) -> None:
    with half_hour(hands) as person:
        workspace, window, store = person.workspace, person.window, person.store
        first_view = store.session.viewport
        person.look("first-view")

        # The first thing that is offered, left at once.
        person.press_button("Start the tour")
        person.wait_until(lambda: workspace.tour.running, "the tour runs")
        person.look("tour")
        person.press("Esc")
        person.wait_until(lambda: not workspace.tour.running, "the tour has ended")
        person.map.settle()
        assert window.panel_shown(Panel.FACTS) and window.menuBar().isVisible()

        # Again, some steps on, with the map alone in between.
        person.press("F5", "Right", "Right", "F11", "F11", "Esc")
        person.map.settle()
        assert window.panel_shown(Panel.LAYERS)
        person.press("F11")
        person.map.settle()
        assert not window.panel_shown(Panel.FACTS)
        person.press("F11")
        person.map.settle()
        assert window.panel_shown(Panel.FACTS)
        person.look("after-tour")

        # A port: its facts, its popup, and back.
        person.find("Arkhangelsk")
        assert person.map.text(".leaflet-popup-content")
        person.look("port")
        person.press("Esc")
        person.click((40.5, 64.6))
        selected = person.atlas.scene.selected
        assert selected is not None and selected.feature == "arkhangelsk"

        # Layers off and on, undone and redone.
        person.map.check_layer("drills", False)
        assert "drills" not in person.shown_layers
        person.press("Ctrl+Z")
        person.map.settle()
        assert "drills" in person.shown_layers
        person.press("Ctrl+0")
        person.map.settle()

        # Other projections, and home again.
        for number in (2, 5, 1):
            person.press(f"Ctrl+{number}")
            person.map.settle()
        person.press("Ctrl+0")
        person.map.settle()
        assert first_view is not None

        # The help, and a picture.
        person.press("F1")
        person.dialog("Help")
        person.look("help")
        person.press("Esc")
        person.at_the_window()
        assert person.export("map.png", "PNG").stat().st_size > 100_000
