"""Meridians, parallels and the Arctic Circle as features."""

from dataclasses import replace

from arctic_map.model.decorations import MERIDIAN, PARALLEL, POLE
from arctic_map.model.feature import Edges, Feature, Precision

ARCTIC_CIRCLE = 66 + 33.8 / 60
"""Degrees north."""
MERIDIANS = range(-180, 180, 10)
PARALLELS = range(-80, 90, 10)
SOUTHERNMOST = -90.0
MAIN_TO = 85.0
"""Latitude where every third meridian (30, 60, ...) ends, so that the area around the pole stays clear."""
OTHERS_TO = 80.0
CROSS_FROM = 89.0
"""Latitude where the arms of the cross at the pole end."""


def graticule(style: str) -> tuple[Feature, ...]:
    """Meridians and parallels in this style, with ids such as meridian-90, meridian-m45, parallel-70."""
    meridians = (_meridian(lon, style) for lon in MERIDIANS)
    return (*meridians, *(_parallel(lat, style) for lat in PARALLELS))


def arctic_circle(style: str) -> tuple[Feature, ...]:
    """The Arctic Circle and a cross at the North Pole."""
    circle = _line("arctic-circle", "Arctic Circle", style, _round(ARCTIC_CIRCLE))
    return replace(circle, names={"ru": "Северный полярный круг", "zh": "北极圈"}), _pole(style)


def _meridian(lon: int, style: str) -> Feature:
    end = MAIN_TO if lon % 30 == 0 else OTHERS_TO
    side = "" if lon in (0, -180) else "E" if lon > 0 else "W"
    return _line(
        f"{MERIDIAN}{_signed(lon)}",
        f"{abs(lon)}°{side}",
        style,
        [(float(lon), SOUTHERNMOST), (float(lon), end)],
    )


def _pole(style: str) -> Feature:
    arms = [[(float(lon), 90.0), (float(lon), CROSS_FROM)] for lon in range(-180, 180, 90)]
    return Feature(
        id=POLE,
        name="North Pole",
        names={"ru": "Северный полюс", "zh": "北极点"},
        geometry={"type": "MultiLineString", "coordinates": arms},
        precision=Precision.SURVEYED,
        source="",
        style=style,
        edges=Edges.PARALLEL,
    )


def _parallel(lat: int, style: str) -> Feature:
    side = "" if lat == 0 else "N" if lat > 0 else "S"
    line = _line(f"{PARALLEL}{_signed(lat)}", f"{abs(lat)}°{side}", style, _round(float(lat)))
    return replace(line, names=_names(lat))


def _names(lat: int) -> dict[str, str]:
    if lat == 0:
        return {}
    north = lat > 0
    return {"ru": f"{abs(lat)}° {'с' if north else 'ю'}. ш.", "zh": f"{'北' if north else '南'}纬{abs(lat)}°"}


def _round(lat: float) -> list[tuple[float, float]]:
    return [(-180.0, lat), (180.0, lat)]


def _signed(degrees: int) -> str:
    return f"m{-degrees}" if degrees < 0 else str(degrees)


def _line(id: str, name: str, style: str, coordinates: list[tuple[float, float]]) -> Feature:
    return Feature(
        id=id,
        name=name,
        geometry={"type": "LineString", "coordinates": coordinates},
        precision=Precision.SURVEYED,
        source="",
        style=style,
        edges=Edges.PARALLEL,
    )
