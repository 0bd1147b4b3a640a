"""Links to facts, features, places and routes: `arctic-map://fact/T3`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from arctic_map.errors import WrongLink
from arctic_map.model.catalog import Catalog
from arctic_map.model.itinerary import (
    USUAL_SPEEDS,
    Itinerary,
    Port,
    Speeds,
    Stop,
    require_possible,
    require_sound,
)
from arctic_map.model.strait import RouteVariant
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.words.coordinates import Position

SCHEME = "arctic-map"
MAX_LINK_LENGTH = 2000
"""Maximum characters of a link, enough for a route with MAX_STOPS places and all straits closed."""
_PLACE = re.compile(
    r"(-?\d{1,2}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?)(?:,(-?\d{1,3}))?"
    r"(?:~(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d))?",
    re.ASCII,
)
EXAMPLE = f"{SCHEME}://fact/T3"
MISSING: dict[str, str] = {
    "fact": tr_later("there is no fact {id!r}"),
    "feature": tr_later("there is no feature {id!r}"),
    "place": tr_later("there is no place {id!r}"),
}

Kind = Literal["fact", "feature", "place", "route"]
KINDS: tuple[Kind, ...] = ("fact", "feature", "place", "route")


@dataclass(frozen=True, slots=True)
class Link:
    """A fact, feature, place (`latitude,longitude[,meridian][~days]`, degrees) or route (`read_route`)."""

    kind: Kind
    id: str

    def __str__(self) -> str:
        from urllib.parse import quote  # late, as only links need it

        return f"{SCHEME}://{self.kind}/{quote(self.id, safe=',~:')}"

    @property
    def at(self) -> Position | None:
        """Longitude and latitude of a place in degrees; None for other or invalid links."""
        match = _PLACE.fullmatch(self.id) if self.kind == "place" else None
        lat, lon = (float(match[1]), float(match[2])) if match else (100.0, 0.0)
        sound = abs(lat) <= 90.0 and abs(lon) <= 180.0 and (match is None or not match[4] or self.days)
        return (lon, lat) if sound else None

    @property
    def down(self) -> int | None:
        """The meridian that points down on a rotated map, degrees east; None for other links."""
        match = _PLACE.fullmatch(self.id) if self.kind == "place" else None
        return int(match[3]) if match and match[3] else None

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last visible day of a place; None for other links."""
        match = _PLACE.fullmatch(self.id) if self.kind == "place" else None
        if not match or not match[4]:
            return None
        try:
            first, last = date.fromisoformat(match[4]), date.fromisoformat(match[5])
        except ValueError:
            return None
        return (first, last) if first <= last else None


def link_to_fact(fact_id: str) -> str:
    return str(Link("fact", fact_id))


def link_to_feature(feature_id: str) -> str:
    return str(Link("feature", feature_id))


def link_to_place(
    lon: float, lat: float, down: int | None = None, days: tuple[date, date] | None = None
) -> str:
    """The link to a place in degrees, `down` the meridian of a rotated map, `days` the visible period."""
    turn = "" if down is None else f",{down}"
    period = "~{}..{}".format(*days) if days else ""
    return str(Link("place", f"{lat + 0.0:.4f},{lon + 0.0:.4f}{turn}{period}"))


def parse(text: str) -> Link:
    """Parse a link, whether or not the catalogue has its target. Raises WrongLink."""
    if len(text) > MAX_LINK_LENGTH or not text.isprintable():
        raise WrongLink(tr("this is not a link; an example is {example}", example=EXAMPLE))
    scheme, colon, path = text.strip().partition("://")
    if not colon or scheme.lower() != SCHEME:
        raise WrongLink(
            tr("{link!r} is not a link of the atlas; an example is {example}", link=text, example=EXAMPLE)
        )
    # Operating systems may change the case of the first part and append a slash.
    written, _, quoted = path.removesuffix("/").partition("/")
    kind = next((kind for kind in KINDS if kind == written.lower()), None)
    if kind is None:
        raise WrongLink(
            tr(
                "{link!r} names no fact, feature or place; an example is {example}",
                link=text,
                example=EXAMPLE,
            )
        )
    link = Link(kind, _plain(quoted, text))
    if kind == "place" and link.at is None:
        raise WrongLink(tr("{link!r} names no position; write latitude,longitude in degrees", link=text))
    return link


def require(link: Link, catalog: Catalog) -> None:
    """Raise WrongLink for a fact or feature that is not in the catalogue."""
    if link.kind == "route":
        return
    known = {"fact": set(catalog.fact), "feature": set(catalog.features), "place": {link.id}}
    if link.id not in known[link.kind]:
        raise WrongLink(tr(MISSING[link.kind], id=link.id), where=str(link))


def _plain(quoted: str, text: str) -> str:
    try:
        from urllib.parse import unquote_to_bytes  # late, as only links need it

        id = unquote_to_bytes(quoted).decode()
    except UnicodeDecodeError:
        id = ""
    if not id or not id.isprintable() or any(sign in quoted for sign in "/?#"):
        raise WrongLink(tr("{link!r} names nothing; an example is {example}", link=text, example=EXAMPLE))
    return id


_STOP_PLACE = re.compile(r"(-?\d{1,2}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?)", re.ASCII)
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
        raise WrongLink(tr("{link!r} is not a route", link=text))
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
            raise ValueError(tr("a month is from 1 to 12"))
    except (ValueError, IndexError) as error:
        raise WrongLink(tr("{link!r} is not a route", link=text), why=str(error)) from None
    return RouteLink(route, month, speeds)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(sorted({*text.split(",")} - {""}))


def _stop(stop: Stop) -> str:
    lon, lat = stop.place
    return stop.code or f"{lat + 0.0:.4f},{lon + 0.0:.4f}"


def _read_stop(text: str, coded: Callable[[str], Port | None]) -> Stop:
    if match := _STOP_PLACE.fullmatch(text):
        return Stop("", (float(match[2]), float(match[1])))
    port = coded(text) if _CODE.fullmatch(text) else None
    if port is None:
        raise WrongLink(tr("there is no port {name!r}", name=text))
    return Stop(port.name, port.place, port.code)
