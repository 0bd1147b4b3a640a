"""Changes a route by dragging one of its ways or places."""

from dataclasses import replace

import numpy as np

from arctic_map.geo.projecting import Numbers, densify
from arctic_map.geo.sailing.shore import vectors
from arctic_map.model.feature import Edges
from arctic_map.model.itinerary import FEATURES, MAX_STOPS, Itinerary, Stop, way_of
from arctic_map.model.strait import Lonlat
from arctic_map.scene.routing.routes import Plan


def dragged(plan: Plan, feature: str, grabbed: Lonlat, dropped: Stop) -> Itinerary:
    """Add a place to a route or move one; unchanged unless `feature` is a way or place of the plan."""
    requested = plan.requested
    number = feature.removeprefix(f"{FEATURES}stop")
    if number.isdigit() and int(number) < len(plan.stops):
        return moved(requested, int(number), dropped)
    way = next((each for each in plan.ways if each.by == way_of(feature)), None)
    if way is None or len(requested.via) >= MAX_STOPS:
        return requested
    line = vectors(densify(np.array(way.line), Edges.GEODESIC))
    at = _nearest(line, grabbed)
    before = sum(_nearest(line, stop.water) < at for stop in plan.stops[1:-1])
    return replace(requested, via=(*requested.via[:before], dropped, *requested.via[before:]))


def moved(requested: Itinerary, number: int, to: Stop) -> Itinerary:
    """The route with one of the stops, counted from the start, replaced."""
    stops = list(requested.stops)
    stops[number] = to
    return replace(requested, start=stops[0], finish=stops[-1], via=tuple(stops[1:-1]))


def _nearest(line: Numbers, place: Lonlat) -> int:
    return int((line @ vectors(place)[0]).argmax())
