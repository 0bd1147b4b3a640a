"""Headline and distances for the ways on an exported page."""

from arctic_map.model.distances import Distances, Length
from arctic_map.model.port import Port
from arctic_map.model.route_layer import LAYER, feature_id, style_of
from arctic_map.model.strait import WAYS
from arctic_map.scene.routing.ends import OWN_LAYERS
from arctic_map.scene.routing.routes import Route
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.naming import name_of
from arctic_map.scene.words.units import length_in_words


def shown_routes(scene: Scene) -> tuple[Route, ...]:
    """The visible ways, shortest first; empty if their layer is hidden."""
    if not any(layer.id == LAYER and layer.shown for layer in scene.layers):
        return ()
    hidden = scene.filtered_out.features
    return tuple(each for each in scene.routes if feature_id(each.by) not in hidden)


def headline(scene: Scene) -> str:
    """The headline of a map with ways; empty without any."""
    routes = shown_routes(scene)
    if not routes:
        return ""
    length = length_in_words(routes[0].km * 1000.0, scene.preferences.units, scene.wording)
    start, finish = _ends(routes[0], scene)
    if len(routes) == 1:
        return scene.wording(
            "{start} to {finish} by sea: {length}", start=start, finish=finish, length=length
        )
    return scene.wording(
        "{start} to {finish} by sea: {length} the shortest way", start=start, finish=finish, length=length
    )


def distances(scene: Scene) -> Distances | None:
    """The visible ways with lengths and days; None without any."""
    routes, wording = shown_routes(scene), scene.wording
    if not routes:
        return None
    start, finish = _ends(routes[0], scene)
    rows = tuple(
        Length(
            label=wording(WAYS[each.by]),
            words=wording(
                "{length}, {days} days",
                length=length_in_words(each.km * 1000.0, scene.preferences.units, wording),
                days=wording.number(each.days, 1),
            ),
            value=each.km,
            style=style_of(each.by),
            icy=each.ice_km or 0.0,
        )
        for each in routes
    )
    heading = wording("{start} to {finish}", start=start, finish=finish)
    return Distances(heading, rows, tuple(_notes(scene, routes)))


def _notes(scene: Scene, routes: tuple[Route, ...]) -> list[str]:
    wording, speeds = scene.wording, scene.speeds
    month = scene.plan.month if scene.plan else None
    if month is None:
        return [wording("At {knots} knots", knots=wording.digits(f"{speeds.open:g}"))]
    knots = {"knots": wording.digits(f"{speeds.open:g}"), "icy": wording.digits(f"{speeds.ice:g}")}
    notes = [wording("At {knots} knots, in ice at {icy}", **knots)]
    if any(each.ice_km for each in routes):
        notes.append(
            wording("Pale: in the median ice of {month}, 1981-2010", month=wording.months[month - 1])
        )
    return notes


def _ends(route: Route, scene: Scene) -> tuple[str, str]:
    return _called(route.start, scene), _called(route.finish, scene)


def _called(port: Port, scene: Scene) -> str:
    """The name of a port in the language of place names."""
    own = (each for layer in scene.catalog.layers if layer.id in OWN_LAYERS for each in layer.features)
    names = next((each for each in own if each.name == port.name), None)
    return name_of(names, scene.preferences.names) if names else port.name or port.title
