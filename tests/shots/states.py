"""The states of the window worth looking at, and how to come to each from the first view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from tests.bench.window import Driven

from arctic_map.desktop.commands import Panel
from arctic_map.geo.planes import PLANES
from arctic_map.model.plane import Box
from arctic_map.scene import actions
from arctic_map.scene.reading import subject
from arctic_map.scene.timeline import Range

PLACES = {
    # lon/lat, and kilometres of the plane across the view
    "arkhangelsk": (40.5, 64.6, 900),
    "bering-strait": (-169.5, 66.0, 1400),
    "peter-the-great-bay": (132.0, 42.8, 700),
}

DAYS = Range(date(2022, 1, 1), date(2024, 12, 31))


@dataclass(frozen=True, slots=True)
class State:
    name: str
    enter: Callable[[Driven], None]


def states() -> Iterator[State]:
    yield State("home", lambda driven: None)
    yield State("feature", lambda driven: driven.atlas.go_to_feature("arkhangelsk"))
    yield State("zone", lambda driven: driven.atlas.go_to_feature("Z4"))
    yield State("fact", lambda driven: driven.apply(actions.select_fact("T1")))
    for plane in PLANES[1:]:
        yield State(f"plane-{plane.id}", showing_plane(plane.id))
    for name, place in PLACES.items():
        yield State(f"at-{name}", showing_place(*place))
    yield State("relief", lambda driven: driven.apply(actions.show_layers(["relief"], True)))
    yield State("only-drills", only_drills)
    yield State("charts", lambda driven: driven.apply(actions.select_fact("T3")))
    yield State("days", lambda driven: driven.apply(actions.choose_range(DAYS)))
    yield State("ledger", comparing_lanes)
    yield State("search", searching)
    yield State("tour", touring)


def leave(driven: Driven) -> None:
    """Back to the first view, from whatever state."""
    atlas = driven.atlas
    if atlas.touring():
        atlas.end_tour()
        driven.settle()
    if atlas.panel_shown(Panel.LEDGER):
        atlas.toggle_panel(Panel.LEDGER)
    atlas.menus.search.clear()
    driven.apply(actions.filter_nothing)
    layers = atlas.scene.catalog.layers
    driven.apply(actions.select_nothing)
    driven.apply(actions.show_layers([layer.id for layer in layers if layer.shown], True))
    driven.apply(actions.show_layers([layer.id for layer in layers if not layer.shown], False))
    if driven.atlas.scene.plane != PLANES[0]:
        driven.apply(actions.change_plane(PLANES[0]))
    driven.apply(actions.go_to(PLANES[0].home, smooth=False))
    driven.settle()


def showing_plane(plane_id: str) -> Callable[[Driven], None]:
    plane = next(plane for plane in PLANES if plane.id == plane_id)
    return lambda driven: driven.apply(actions.change_plane(plane))


def showing_place(lon: float, lat: float, across_km: float) -> Callable[[Driven], None]:
    return lambda driven: driven.apply(actions.go_to(round_place(lon, lat, across_km), smooth=False))


def round_place(lon: float, lat: float, across_km: float) -> Box:
    from pyproj import Transformer

    x, y = Transformer.from_crs("EPSG:4326", PLANES[0].crs, always_xy=True).transform(lon, lat)
    half = across_km * 500.0
    return x - half, y - half / 2, x + half, y + half / 2


def comparing_lanes(driven: Driven) -> None:
    driven.atlas.toggle_panel(Panel.LEDGER)
    driven.atlas.compare(("L5", "L6", "L7"), "T3")


def searching(driven: Driven) -> None:
    driven.atlas.find("архангельск")


def touring(driven: Driven) -> None:
    driven.atlas.start_tour()
    driven.settle()
    driven.atlas.step_tour(7)


def only_drills(driven: Driven) -> None:
    others = [id for id in subject(driven.atlas.scene.layers) if id != "drills"]
    driven.apply(actions.show_layers(others, False))
