"""Routes by sea from options, for the commands that print or draw them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from arctic_map.errors import ArcticMapError, UnknownName
from arctic_map.geo.sailing.crossings import area
from arctic_map.model.itinerary import Itinerary
from arctic_map.model.tr import tr
from arctic_map.scene.routing.ends import end_named, merged, own_ports, stop_of
from arctic_map.scene.routing.waterways import Waterways
from arctic_map.storage.gazetteers import read_ports
from arctic_map.storage.ice_record import read_median_ice
from arctic_map.storage.route_network import read_network

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.itinerary import Stop
    from arctic_map.model.strait import Straits
    from arctic_map.scene.routing.routes import Plan


def requested(ends: Sequence[str], options: Namespace, catalog: Catalog, waters: Straits) -> Itinerary:
    """The route between two ends by the options of `add_route_options`. Raises UnknownName."""
    ports = merged(own_ports(catalog), read_ports())
    start, *via, finish = (stop_of(end_named(text, ports)) for text in (ends[0], *options.via, ends[1]))
    closed, only = sorted(closed_straits(options.close, waters)), sorted({*(options.by or ())})
    return Itinerary(start, finish, tuple(via), tuple(closed), tuple(only))


def found(route: Itinerary, month: int | None, waters: Straits) -> Plan:
    """The plan of a route. Raises ArcticMapError if there is no way."""
    waterways = _waterways(waters)
    plan = waterways.plan(route, month)
    if not plan.stops:
        raise ArcticMapError(plan.problem)
    if not plan.ways:
        raise ArcticMapError(_no_route(route), why=_why_none(route))
    return waterways.with_variants(plan)


def _no_route(route: Itinerary) -> str:
    start, finish = (_name(stop) for stop in (route.stops[0], route.stops[-1]))
    if not route.only:
        return tr("there is no route from {start} to {finish}", start=start, finish=finish)
    ways = tr(" or ").join(route.only)
    return tr("there is no route by {ways} from {start} to {finish}", ways=ways, start=start, finish=finish)


def _why_none(route: Itinerary) -> str:
    if route.only:
        return tr("ships take other ways between these ports, or straits are closed; try without --by")
    return tr("straits on every route are closed")


def closed_straits(lists: Sequence[Sequence[str]], waters: Straits) -> frozenset[str]:
    """Ids of straits. The name of a way, such as `nsr`, closes all its straits. Raises UnknownName."""
    closed = set[str]()
    for id in (each for listed in lists for each in listed):
        ids = {strait.id for strait in waters.straits if id in (strait.id, strait.way)}
        if not ids:
            known = ", ".join(strait.id for strait in waters.straits)
            raise UnknownName(
                tr("there is no strait {id!r}", id=id), why=tr("straits are {names}", names=known)
            )
        closed |= ids
    return frozenset(closed)


def _waterways(waters: Straits) -> Waterways:
    return Waterways(read_network(), waters, lambda month: area(read_median_ice(month)))


def _name(stop: Stop) -> str:
    return stop.name or f"{stop.place[1]:.2f}, {stop.place[0]:.2f}"
