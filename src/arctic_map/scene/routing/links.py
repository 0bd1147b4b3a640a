"""Routes as links: `arctic-map://route/RUMMK~JPYOK~month:9~closed:suez~by:nsr,panama`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from arctic_map.errors import WrongLink
from arctic_map.model.itinerary import USUAL_SPEEDS, Itinerary, Speeds, Stop, require_possible, require_sound
from arctic_map.model.port import Port
from arctic_map.model.strait import RouteVariant
from arctic_map.model.tr import tr
from arctic_map.scene.words.links import Link

_PLACE = re.compile(r"(-?\d{1,2}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?)", re.ASCII)
_CODE = re.compile(r"[A-Za-z]{2}[A-Za-z0-9]{3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class RouteLink:
    """The content of a link to a route."""

    route: Itinerary
    month: int | None
    speeds: Speeds


def link_to_route(link: RouteLink) -> str:
    """The link: stops by code or as latitude,longitude, then everything that is not the default."""
    parts = [_stop(each) for each in link.route.stops]
    if link.month is not None:
        parts.append(f"month:{link.month}")
    if link.route.closed:
        parts.append(f"closed:{','.join(link.route.closed)}")
    if link.route.only:
        parts.append(f"by:{','.join(link.route.only)}")
    if link.speeds != USUAL_SPEEDS:
        parts.append(f"knots:{link.speeds.open:g},{link.speeds.ice:g}")
    return str(Link("route", "~".join(parts)))


def read_route(text: str, coded: Callable[[str], Port | None]) -> RouteLink:
    """Parse the last part of a link; `coded` returns the port for a code. Raises WrongLink."""
    parts = text.split("~")
    named = dict(part.split(":", 1) for part in parts if ":" in part)
    stops = [_read_stop(part, coded) for part in parts if ":" not in part]
    if len(stops) < 2 or not named.keys() <= {"month", "closed", "by", "knots"}:
        raise WrongLink(tr("{link} is not a route", link=repr(text)))
    closed, only = (_listed(named.get(name, "")) for name in ("closed", "by"))
    try:
        route = Itinerary(
            stops[0], stops[-1], tuple(stops[1:-1]), closed, cast(tuple[RouteVariant, ...], only)
        )
        month = int(named["month"]) if "month" in named else None
        knots = named["knots"].split(",") if "knots" in named else None
        speeds = Speeds(float(knots[0]), float(knots[1])) if knots else USUAL_SPEEDS
        require_sound(route)
        require_possible(speeds)
        if month is not None and not 1 <= month <= 12:
            raise ValueError("a month is from 1 to 12")
    except (ValueError, IndexError) as error:
        raise WrongLink(tr("{link} is not a route", link=repr(text)), why=str(error)) from None
    return RouteLink(route, month, speeds)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(sorted({*text.split(",")} - {""}))


def _stop(stop: Stop) -> str:
    lon, lat = stop.place
    return stop.code or f"{lat + 0.0:.4f},{lon + 0.0:.4f}"


def _read_stop(text: str, coded: Callable[[str], Port | None]) -> Stop:
    if match := _PLACE.fullmatch(text):
        return Stop("", (float(match[2]), float(match[1])))
    port = coded(text) if _CODE.fullmatch(text) else None
    if port is None:
        raise WrongLink(tr("there is no port {name}", name=repr(text)))
    return Stop(port.name, port.place, port.code)
