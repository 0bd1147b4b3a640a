"""Headline and distances for the ways on an exported page."""

from arctic_map.model.catalog import BASE, Catalog
from arctic_map.model.distances import Distances, Length
from arctic_map.model.port import Port
from arctic_map.model.route_layer import LAYER, TOPIC, feature_id, style_of
from arctic_map.model.strait import WAYS, is_high_latitude
from arctic_map.model.wording import Wording
from arctic_map.scene.routing.ends import OWN_LAYERS
from arctic_map.scene.routing.layer import LENGTH_BY
from arctic_map.scene.routing.plan import Plan
from arctic_map.scene.routing.routes import Route
from arctic_map.scene.routing.words import described_of, is_arctic
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.naming import name_of
from arctic_map.scene.words.units import converted, length_in_words

MAX_NAMED = 3
"""Maximum number of closed routes and straits that a headline names."""


def shown_routes(scene: Scene) -> tuple[Route, ...]:
    """The visible ways in their order; empty if their layer is hidden."""
    if not any(layer.id == LAYER and layer.shown for layer in scene.layers):
        return ()
    hidden = scene.filtered_out.features
    return tuple(each for each in scene.routes if feature_id(each.by) not in hidden)


def not_on_route(catalog: Catalog) -> set[str]:
    """The layers that a page about a route leaves out: all but its own, the base map and opened files."""
    return {each.id for each in catalog.layers if each.topic not in (TOPIC, BASE) and not each.file}


def headline(scene: Scene) -> str:
    """The headline of a map with ways, of the first Arctic way and the first other; empty without any."""
    compared, plan = compared_routes(scene), scene.plan
    if not compared or plan is None:
        return ""
    first, *others = compared
    units, wording = scene.preferences.units, scene.wording
    lengths = wording(LENGTH_BY[first.by], length=length_in_words(first.km * 1000.0, units, wording))
    for other in others:
        number = wording.number(converted(other.km, units))
        second = wording(LENGTH_BY[other.by], length=number)
        lengths = wording("{one}, {other}", one=lengths, other=second)
    return wording("{course}: {lengths}", course=_course(first, plan, scene), lengths=lengths)


def compared_routes(scene: Scene) -> tuple[Route, ...]:
    """The ways that the headline compares: the first, and the first of the other kind, Arctic or not."""
    shown, plan = shown_routes(scene), scene.plan
    if not shown or plan is None:
        return ()
    first, *others = described_of(shown, plan.requested.only) or shown
    return (first, *[each for each in others if is_arctic(each.by) != is_arctic(first.by)][:1])


def _course(route: Route, plan: Plan, scene: Scene) -> str:
    """The ends of a route with its waypoints, month and closed straits."""
    wording = scene.wording
    start, finish = _ends(route, scene)
    course = wording("{start} to {finish}", start=start, finish=finish)
    if via := [_called(stop, scene) for stop in plan.stops[1:-1]]:
        course = wording("{course} via {via}", course=course, via=", ".join(via))
    if plan.month is not None:
        course = wording("{course} in {month}", course=course, month=wording.months[plan.month - 1])
    if closed := _closed(plan, wording):
        course = wording("{course}, {straits} closed", course=course, straits=closed)
    return course


def _closed(plan: Plan, wording: Wording) -> str:
    """The closed straits by name, or their number if there are many; those of one way count once."""
    names: dict[str, None] = {}
    for strait in plan.straits:
        if strait.id in plan.requested.closed:
            whole = strait.way in ("nsr", "nwp") and all(
                each.id in plan.requested.closed for each in plan.straits if each.way == strait.way
            )
            names[wording(WAYS[strait.way] if whole and strait.way else strait.name)] = None
    if len(names) > MAX_NAMED:
        return wording.counted(len(names), "{count} strait", "{count} straits")
    return ", ".join(names)


def distances(scene: Scene) -> Distances | None:
    """The visible ways with lengths and days; None without any."""
    routes, wording = shown_routes(scene), scene.wording
    if not routes:
        return None
    start, finish = _ends(routes[0], scene)
    only = scene.plan.requested.only if scene.plan else ()
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
            rare=is_high_latitude(each.by) and each.by not in only,
        )
        for each in routes
    )
    heading = wording("{start} to {finish}", start=start, finish=finish)
    return Distances(heading, rows, tuple(_notes(scene, routes)), wording("Without high-latitude ways"))


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
    return name_of(names, scene.preferences.names) if names else scene.wording(port.name or port.title)
