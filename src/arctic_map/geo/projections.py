"""The table of the projections that the map offers, and maps centred on any place."""

from functools import lru_cache
from math import cos, pi, radians, sin, sqrt, tan

from arctic_map.errors import UnknownName
from arctic_map.geo.turning import SIGN, base_id, meridian
from arctic_map.geo.turning import turned as turned_about_pole
from arctic_map.model.projection import Affine, Box, Projection
from arctic_map.model.tr import tr, tr_later

ECCENTRICITY = 0.0818191908426215
"""Of WGS84."""
FALSE_ORIGIN = 2_000_000.0
"""Metres added to both coordinates by EPSG:5940."""
SCALE_AT_POLE = 0.994
"""Of EPSG:5940."""


def scale_at_pole(true_latitude: float) -> float:
    """Scale at the pole of a polar stereographic projection with a standard parallel (degrees).

    Source: Snyder, Map Projections (1987), equations 14-15, 15-9, 21-33 and 21-34.
    """
    phi, e = radians(true_latitude), ECCENTRICITY
    t = tan(pi / 4 - phi / 2) / ((1 - e * sin(phi)) / (1 + e * sin(phi))) ** (e / 2)
    m = cos(phi) / sqrt(1 - (e * sin(phi)) ** 2)
    return float(m / t * sqrt((1 + e) ** (1 + e) * (1 - e) ** (1 - e)) / 2)


def turned(down: float, true_latitude: float) -> Affine:
    """From EPSG:5940 to a polar stereographic projection with another meridian down and standard parallel."""
    k, turn = scale_at_pole(true_latitude) / SCALE_AT_POLE, radians(105.0 - down)
    a, d = k * cos(turn), k * sin(turn)
    return Affine(a, -d, FALSE_ORIGIN * (d - a), d, a, -FALSE_ORIGIN * (a + d))


def square(x: float, y: float, radius: float) -> Box:
    """The box around a centre, `radius` to each side."""
    return x - radius, y - radius, x + radius, y + radius


DATUM = "+datum=WGS84 +units=m +no_defs"
STEREOGRAPHIC, LAEA, EQUAL_EARTH = "polar-stereographic", "polar-equal-area", "equal-earth"
"""Families of projections that share a base map."""

PROJECTIONS: tuple[Projection, ...] = (
    Projection(
        id="nsr",
        name=tr_later("Northern Sea Route"),
        label="polar stereographic, 105°E down (EPSG:5940)",
        crs="EPSG:5940",
        code="EPSG:5940",
        turns=f"+proj=stere +lat_0=90 +k_0=0.994 +x_0=2000000 +y_0=2000000 {DATUM}",
        family=STEREOGRAPHIC,
        ground=Affine(),
        down=105.0,
        pole=(FALSE_ORIGIN, FALSE_ORIGIN),
        box=square(FALSE_ORIGIN, FALSE_ORIGIN, 12_650_000.0),
        home=(-3_750_000.0, -6_000_000.0, 6_000_000.0, 3_700_000.0),
        sheet=(-2_900_000.0, -5_450_000.0, 6_000_000.0, 3_200_000.0),
        window=(-3_400_000.0, -5_450_000.0, 8_400_000.0, 3_200_000.0),
    ),
    Projection(
        id="epsg3413",
        name=tr_later("Sea ice (NSIDC)"),
        label="polar stereographic, 45°W down (EPSG:3413)",
        crs="EPSG:3413",
        code="EPSG:3413",
        turns=f"+proj=stere +lat_0=90 +lat_ts=70 +x_0=0 +y_0=0 {DATUM}",
        family=STEREOGRAPHIC,
        ground=turned(-45.0, 70.0),
        down=-45.0,
        pole=(0.0, 0.0),
        box=square(0.0, 0.0, 12_350_000.0),
        home=(-4_000_000.0, -3_200_000.0, 4_800_000.0, 7_300_000.0),
        legend="left",
    ),
    Projection(
        id="epsg3576",
        name=tr_later("Equal area"),
        label="Lambert azimuthal equal area, 90°E down (EPSG:3576)",
        crs="EPSG:3576",
        code="EPSG:3576",
        turns=f"+proj=laea +lat_0=90 +x_0=0 +y_0=0 {DATUM}",
        family=LAEA,
        ground=Affine(),
        down=90.0,
        pole=(0.0, 0.0),
        box=square(0.0, 0.0, 9_030_000.0),
        home=(-4_500_000.0, -5_700_000.0, 4_700_000.0, 1_600_000.0),
    ),
    Projection(
        id="epsg3995",
        name=tr_later("Arctic polar"),
        label="polar stereographic, 0° down (EPSG:3995)",
        crs="EPSG:3995",
        code="EPSG:3995",
        turns=f"+proj=stere +lat_0=90 +lat_ts=71 +x_0=0 +y_0=0 {DATUM}",
        family=STEREOGRAPHIC,
        ground=turned(0.0, 71.0),
        down=0.0,
        pole=(0.0, 0.0),
        box=square(0.0, 0.0, 12_400_000.0),
        home=(-1_600_000.0, -4_500_000.0, 6_500_000.0, 4_600_000.0),
        legend="left",
    ),
    Projection(
        id="world",
        name=tr_later("World"),
        label="Equal Earth, central meridian 90°E",
        crs="+proj=eqearth +lon_0=90 +datum=WGS84 +units=m +no_defs",
        family=EQUAL_EARTH,
        ground=Affine(),
        down=90.0,
        pole=None,
        box=(-17_260_000.0, -8_420_000.0, 17_260_000.0, 8_420_000.0),
        home=(-17_260_000.0, -8_420_000.0, 17_260_000.0, 8_420_000.0),
        # Cut off at 60°S: the atlas has no facts further south.
        sheet=(-17_260_000.0, -6_924_035.0, 17_260_000.0, 8_420_000.0),
        legend="foot",
    ),
)
DEFAULT = PROJECTIONS[0]
CENTRED = "centred"
"""Begins the id of a map centred on a place, such as `centred_105_15`: whole degrees east and north."""
HORIZON = 9_030_000.0
"""Half the width of a hemisphere in an equal-area projection, metres."""


def is_centred(projection_id: str) -> bool:
    """Whether it is the id of a map centred on a place; also that of its family."""
    return projection_id.startswith(f"{CENTRED}_")


@lru_cache(maxsize=64)
def centred(lon: int, lat: int) -> Projection:
    """The equal-area map of the hemisphere around a place, in whole degrees."""
    id = f"{CENTRED}_{lon}_{lat}"
    return Projection(
        id=id,
        name=tr_later("Centred"),
        label=f"Lambert azimuthal equal area, centred on {_side(lat, 'NS')} {_side(lon, 'EW')}",
        crs=f"+proj=laea +lat_0={lat} +lon_0={lon} {DATUM}",
        family=id,
        ground=Affine(),
        down=float(lon),
        pole=None,
        centre=(float(lon), float(lat)),
        box=square(0.0, 0.0, HORIZON),
        home=square(0.0, 0.0, HORIZON / 2),
    )


def centred_on(lon: float, lat: float) -> Projection:
    """The map centred on a place in degrees, rounded to whole ones."""
    return centred(meridian(lon), max(-90, min(90, round(lat))))


def kind_of(projection: Projection) -> str:
    """The id that menus list: without the meridian down, and the same for all centred maps."""
    return CENTRED if projection.centre is not None else base_id(projection.id)


def _side(degrees: int, sides: str) -> str:
    return f"{abs(degrees)}°{sides[degrees < 0] if degrees % 180 else ''}"


def projection_named(name: str) -> Projection:
    """The projection with this id; `3413` and `EPSG:3413` are accepted for `epsg3413`.

    `nsr@30` is the projection `nsr` with the meridian 30°E pointing down, `centred_105_15` a map centred on
    105°E 15°N. Raises UnknownName.
    """
    if is_centred(name):
        return _centred_named(name)
    base, sign, down = name.partition(SIGN)
    if sign:
        return turned_to(projection_named(base), down, name)
    plain = name.lower().replace(":", "")
    for projection in PROJECTIONS:
        if plain in (
            projection.id,
            projection.id.removeprefix("epsg"),
            projection.crs.lower().replace(":", ""),
        ):
            return projection
    known = ", ".join(projection.id for projection in PROJECTIONS)
    raise UnknownName(
        tr("there is no projection {name!r}", name=name), why=tr("known projections: {known}", known=known)
    )


def _centred_named(name: str) -> Projection:
    try:
        lon, lat = map(int, name.split("_")[1:])
    except ValueError:
        lon, lat = 0, 91
    if not (-180 < lon <= 180 and -90 <= lat <= 90) or centred(lon, lat).id != name:
        why = tr("a centred map is named by whole degrees east and north, such as centred_105_15")
        raise UnknownName(tr("there is no projection {name!r}", name=name), why=why)
    return centred(lon, lat)


def turned_to(projection: Projection, down: str, name: str) -> Projection:
    """The projection rotated to a meridian. Raises UnknownName if that is impossible."""
    try:
        return turned_about_pole(projection, meridian(float(down)))
    except (ValueError, OverflowError) as error:
        raise UnknownName(tr("there is no projection {name!r}", name=name), why=str(error)) from None
