"""Texts of an exported page: its headline, and the distances of the ways on it."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from arctic_map.model.catalog import BASE, Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.model.fact import Kind
from arctic_map.model.itinerary import LAYER, TOPIC, Distances, Length, Port, feature_id, style_of
from arctic_map.model.projection import Box
from arctic_map.model.strait import WAYS, is_high_latitude
from arctic_map.model.tr import Wording
from arctic_map.scene.routing.ends import OWN_LAYERS
from arctic_map.scene.routing.routes import Plan, Route, closed_names, unreliable
from arctic_map.scene.routing.way_layer import LENGTH_BY
from arctic_map.scene.routing.way_texts import described_of, is_arctic
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.measures import converted, length_in_words
from arctic_map.scene.words.words import name_of

MAX_NAMED = 3
"""Maximum number of waypoints, and of closed routes and straits, that a headline names."""


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
    return wording("{course}: {lengths}", course=_course(first, plan, scene, plan.month), lengths=lengths)


def compared_routes(scene: Scene) -> tuple[Route, ...]:
    """The ways that the headline compares: the first, and the first of the other kind, Arctic or not."""
    shown, plan = shown_routes(scene), scene.plan
    if not shown or plan is None:
        return ()
    first, *others = described_of(shown, plan.requested.only) or shown
    return (first, *[each for each in others if is_arctic(each.by) != is_arctic(first.by)][:1])


def _course(route: Route, plan: Plan, scene: Scene, month: int | None = None) -> str:
    """The ends of a route with its waypoints, month and closed straits."""
    wording = scene.wording
    start, finish = _ends(route, scene)
    course = wording("{start} to {finish}", start=start, finish=finish)
    if via := [_called(stop, scene) for stop in plan.stops[1:-1]]:
        some = wording(", ").join(via)
        if len(via) > MAX_NAMED:
            some = wording.counted(len(via), "{count} place", "{count} places")
        course = wording("{course} via {via}", course=course, via=some)
    if month is not None:
        course = wording("{course} in {month}", course=course, month=wording.months[month - 1])
    if closed := _closed(plan, wording):
        course = wording("{course}, {straits} closed", course=course, straits=closed)
    return course


def _closed(plan: Plan, wording: Wording) -> str:
    """The closed straits by name, or their number if there are many; those of one way count once."""
    names = [wording(name) for name in closed_names(plan)]
    if len(names) > MAX_NAMED:
        return wording.counted(len(names), "{count} strait", "{count} straits")
    return wording(", ").join(names)


def distances(scene: Scene) -> Distances | None:
    """The visible ways with lengths and days; None without any."""
    routes, wording, plan = shown_routes(scene), scene.wording, scene.plan
    if not routes or plan is None:
        return None
    only = plan.requested.only
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
    heading = _course(routes[0], plan, scene)
    return Distances(heading, rows, tuple(_notes(scene, routes)), wording("Without high-latitude ways"))


def _notes(scene: Scene, routes: tuple[Route, ...]) -> list[str]:
    wording, speeds = scene.wording, scene.speeds
    month = scene.plan.month if scene.plan else None
    far = wording(", ").join(
        _called(stop, scene) for stop in unreliable(scene.plan.stops if scene.plan else ())
    )
    cautions = [wording("Not reliable near {ports}", ports=far)] if far else []
    if month is None:
        return [wording("At {knots} knots", knots=wording.digits(f"{speeds.open:g}")), *cautions]
    knots = {"knots": wording.digits(f"{speeds.open:g}"), "icy": wording.digits(f"{speeds.ice:g}")}
    notes = [wording("At {knots} knots, in ice at {icy}", **knots)]
    if any(each.ice_km for each in routes):
        notes.append(
            wording("Pale: in the median ice of {month}, 1981-2010", month=wording.months[month - 1])
        )
    return [*notes, *cautions]


def _ends(route: Route, scene: Scene) -> tuple[str, str]:
    return _called(route.start, scene), _called(route.finish, scene)


def _called(port: Port, scene: Scene) -> str:
    """The name of a port in the language of place names."""
    own = (each for layer in scene.catalog.layers if layer.id in OWN_LAYERS for each in layer.features)
    names = next((each for each in own if each.name == port.name), None)
    return name_of(names, scene.preferences.names) if names else scene.wording(port.name or port.title)


MIN_SPAN = 0.4
"""Minimum share of the map's width or height for a claim about the whole map."""
NEARLY = 0.01
"""How far a mark may extend beyond the edge, relative to the map's width and height."""


def page_headline(
    scene: Scene, drawings: Mapping[str, Drawing], box: Box, facts: Collection[str] = ()
) -> str:
    """The headline of a map of `box` (projected metres) that lists these facts; "" for none.

    `drawings` are those of all visible layers by id. A single listed or selected fact comes first, then what
    is on the map: requested ways, a line of the catalogue, or the claim that covers most of it.
    """
    if not _about(scene, facts) and (ways := headline(scene)):
        return ways
    texts = (_about(scene, facts), *_in_view(scene, drawings, box, facts))
    return next((scene.wording.content(text) for text in texts if text and scene.wording.knows(text)), "")


def _about(scene: Scene, listed: Collection[str]) -> str:
    """The headline of the one fact that is listed or selected, or that belongs to the selected feature."""
    chosen = scene.selected
    ids: Collection[str] = listed
    if not ids and chosen is not None:
        feature = scene.catalog.features.get(chosen.feature or "")
        ids = (chosen.fact,) if chosen.fact else feature.facts if feature else ()
    facts = {fact for id in ids if (fact := scene.catalog.fact.get(id))}
    return facts.pop().headline if len(facts) == 1 else ""


def _in_view(
    scene: Scene, drawings: Mapping[str, Drawing], box: Box, listed: Collection[str]
) -> Iterator[str]:
    whole = _wholly_in(scene, drawings, box)
    for row in scene.catalog.headlines:
        if row.features and _span(row.features, whole, box) >= MIN_SPAN:
            yield row.text
    # A map of a region shows what is reported, of the listed facts if there are any; opinions are for pages
    # about their fact.
    claims = (
        (_span(fact.features, whole, box), fact.headline)
        for fact in scene.facts
        if fact.kind is Kind.REPORTED and (not listed or fact.id in listed)
    )
    # The sort is stable: of claims about the same places the first one wins.
    yield from (text for span, text in sorted(claims, key=lambda claim: -claim[0]) if span >= MIN_SPAN)


def _wholly_in(scene: Scene, drawings: Mapping[str, Drawing], box: Box) -> dict[str, Box]:
    """Bounding boxes of the features that the map shows completely."""
    hidden = scene.filtered_out.features
    boxes: dict[str, Box] = {}
    for layer in scene.layers:
        if layer.shown and layer.id in drawings and not layer.file:
            for shape in drawings[layer.id].shapes:
                if shape.feature not in hidden:
                    boxes[shape.feature] = _round((boxes.get(shape.feature, shape.box), shape.box))
    over_x, over_y = (box[2] - box[0]) * NEARLY, (box[3] - box[1]) * NEARLY
    return {
        id: own
        for id, own in boxes.items()
        if own[0] >= box[0] - over_x
        and own[1] >= box[1] - over_y
        and own[2] <= box[2] + over_x
        and own[3] <= box[3] + over_y
    }


def _span(features: Iterable[str], whole: Mapping[str, Box], box: Box) -> float:
    """The larger share of the map's width or height that features cover; 0 if one of them is missing."""
    boxes = [whole.get(id) for id in features]
    there = [each for each in boxes if each is not None]
    if not there or len(there) < len(boxes):
        return 0.0
    x0, y0, x1, y1 = _round(there)
    return max((x1 - x0) / (box[2] - box[0]), (y1 - y0) / (box[3] - box[1]))


def _round(boxes: Iterable[Box]) -> Box:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
