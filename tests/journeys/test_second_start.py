"""Somebody arranges the window, closes it, and finds it again as it was."""

from tests.end2end.desk import Desk
from tests.end2end.hands import Hands
from tests.journeys.person import Person, half_hour

from arctic_map.desktop.window.panel import Panel


def test_the_window_comes_back_as_it_was_left(desk: Desk) -> None:
    desk.start(f"{__name__}:first_start")
    desk.ends_well()
    desk.start(f"{__name__}:second_start")
    desk.ends_well()
    left, found = desk.reported("standing")
    assert found == left
    assert left["route"] == ["Murmansk", "Yokohama"]


def standing(person: Person) -> dict[str, object]:
    session, window = person.store.session, person.window
    assert session.viewport is not None
    return {
        "projection": session.projection,
        "hidden": sorted(session.hidden),
        "route": [stop.name for stop in session.route.stops],
        "ways": len(person.atlas.scene.routes),
        "selected": session.selected.feature if session.selected else None,
        "theme": person.atlas.choices.theme,
        "panels": [panel for panel in Panel if window.panel_shown(panel)],
        "scale": round(session.viewport.resolution, 3),
    }


def first_start(hands: Hands) -> None:
    with half_hour(hands) as person:
        person.press("Esc", "F8", "R")
        for end, name in (("From", "Murmansk"), ("To", "Yokohama")):
            person.tab_to(end)
            person.write(name)
            person.press("Return")
        routing = person.workspace.routing
        person.wait_until(lambda: not routing.planning.busy and person.store.session.route.stops, "the ways")
        person.map.check_layer("drills", False)
        person.command("Dark")
        person.press("Ctrl+4")
        person.map.settle()
        person.look("left")
        person.say(standing=standing(person))


def second_start(hands: Hands) -> None:
    with half_hour(hands) as person:
        routing = person.workspace.routing
        person.wait_until(lambda: not routing.planning.busy and person.atlas.scene.routes, "the ways")
        person.map.settle()
        person.look("found")
        person.say(standing=standing(person))
