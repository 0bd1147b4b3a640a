"""Somebody without a mouse goes round the panels, chooses, searches and exports."""

from PySide6.QtCore import Qt
from tests.end2end.desk import Desk
from tests.end2end.hands import Hands
from tests.journeys.person import half_hour

from arctic_map.desktop.window.panel import Panel

Key = Qt.Key


def test_everything_is_reached_by_the_keyboard_alone(desk: Desk) -> None:
    desk.start(f"{__name__}:keyboard_only")
    desk.ends_well()


def keyboard_only(hands: Hands) -> None:
    with half_hour(hands) as person:
        window, store = person.window, person.store

        # The banner is dismissed, the help read.
        person.press("F1")
        person.dialog("Help")
        person.press("Ctrl+PgDown", "Esc")
        person.at_the_window()

        # A topic of layers hidden and shown again.
        person.press("F7")
        person.press("Home", "Space")
        person.map.settle()
        assert "lanes" not in person.shown_layers
        person.press("Space")
        person.map.settle()
        assert "lanes" in person.shown_layers

        # A feature of a layer.
        person.press("Down", "Right", "Down", "Return")
        person.map.settle()
        assert person.atlas.scene.selected is not None
        person.look("feature")

        # A card, and its first place.
        person.press("F8")
        assert window.panel_shown(Panel.FACTS)
        person.go_round_to("Fact T1, Trade")
        person.press("Down", "Return")
        person.map.settle()
        person.press("Right", "Right", "Return")
        person.map.settle()
        assert person.atlas.scene.selected is not None

        # The map itself: moved, zoomed, measured, and home again.
        person.press("Ctrl+0")
        person.map.settle()
        person.command("Measure distance")
        for key in (Key.Key_Space, *[Key.Key_Right] * 3, Key.Key_Space, Key.Key_Return):
            person.map.press(key)
            person.map.settle()
        sketch = person.workspace.tools.sketching.sketch
        assert sketch is not None and sketch.ended and len(sketch.places) == 2
        person.look("measured")
        person.press("Esc", "Esc")

        # A route, by names.
        person.press("R")
        person.tab_to("From")
        person.write("Murmansk")
        person.press("Return")
        person.tab_to("To")
        person.write("Yokohama")
        person.press("Return")
        routing = person.workspace.routing
        person.wait_until(lambda: store.session.route.stops, "both ends are known")
        person.wait_until(lambda: not routing.planning.busy and not routing.names.busy, "the ways are found")
        person.map.settle()
        person.look("route")
        person.export("routes.png", "PNG")
