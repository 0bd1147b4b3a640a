"""The table of the projections that the map offers."""

from math import cos, pi, radians, sin, sqrt, tan

from arctic_map.errors import UnknownName
from arctic_map.geo.turning import SIGN, meridian
from arctic_map.geo.turning import turned as turned_about_pole
from arctic_map.model.projection import Affine, Box, Projection
from arctic_map.model.tr import tr_later

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


def projection_named(name: str) -> Projection:
    """The projection with this id; `3413` and `EPSG:3413` are accepted for `epsg3413`.

    `nsr@30` is the projection `nsr` with the meridian 30°E pointing down. Raises UnknownName.
    """
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
    raise UnknownName(f"there is no projection {name!r}", why=f"known projections: {known}")


def turned_to(projection: Projection, down: str, name: str) -> Projection:
    """The projection rotated to a meridian. Raises UnknownName if that is impossible."""
    try:
        return turned_about_pole(projection, meridian(float(down)))
    except (ValueError, OverflowError) as error:
        raise UnknownName(f"there is no projection {name!r}", why=str(error)) from None
