"""Lengths, areas, bearings, meridians and names of projections as text."""

from math import floor, log10

from arctic_map.geo.projections import LAEA
from arctic_map.geo.turning import is_turned
from arctic_map.model.preferences import Units
from arctic_map.model.projection import Projection
from arctic_map.model.tr import ENGLISH, Wording, digits, interface, tr, tr_later

KINDS = {
    "polar-stereographic": tr_later("polar stereographic"),
    LAEA: tr_later("Lambert azimuthal equal area"),
    "equal-earth": tr_later("Equal Earth"),
}
"""By family of base map."""


def projection_words(projection: Projection, wording: Wording | None = None) -> str:
    """`polar stereographic, 105°E down (EPSG:5940)`."""
    wording = wording or interface()
    if projection.centre is not None:
        return wording(
            "{kind}, centred on {place}",
            kind=wording(KINDS[LAEA]),
            place=place_words(projection.centre, wording),
        )
    kind, meridian = wording(KINDS[projection.family]), meridian_words(projection.down, wording)
    if projection.pole is None:
        return wording("{kind}, central meridian {meridian}", kind=kind, meridian=meridian)
    if is_turned(projection.id):
        return wording(
            "{kind}, {meridian} down ({code}, turned)", kind=kind, meridian=meridian, code=projection.code
        )
    return wording("{kind}, {meridian} down ({code})", kind=kind, meridian=meridian, code=projection.code)


SIDES = {
    "N": tr_later("{degrees}°N"),
    "S": tr_later("{degrees}°S"),
    "E": tr_later("{degrees}°E"),
    "W": tr_later("{degrees}°W"),
}


def angle_words(text: str, wording: Wording | None = None) -> str:
    """Translate `60°E` or `80°N`; `180°` and everything else is unchanged."""
    wording = wording or interface()
    degrees, _, side = text.partition("°")
    return wording(SIDES[side], degrees=degrees) if side in SIDES else text


def meridian_words(degrees: float, wording: Wording | None = None) -> str:
    """A meridian in whole degrees east as text, such as `45°W` for -45."""
    east = round(degrees + 180) % 360 - 180
    side = "" if east in (0, -180) else "E" if east > 0 else "W"
    return angle_words(f"{abs(east)}°{side}", wording)


def place_words(place: tuple[float, float], wording: Wording | None = None) -> str:
    """A longitude and latitude in whole degrees as text, such as `15°N 105°E`."""
    lon, lat = place
    side = "N" if lat > 0 else "S" if lat < 0 else ""
    return f"{angle_words(f'{abs(round(lat))}°{side}', wording)} {meridian_words(lon, wording)}"


def letters_of(text: str) -> float:
    """The width of a text in Latin letters; a Chinese character counts as two."""
    return sum(2.0 if letter >= "⺀" else 1.0 for letter in text)


METRES: dict[Units, float] = {"km": 1000.0, "nmi": 1852.0, "mi": 1609.344}
"""Metres per unit."""
UNIT_NAMES: dict[Units, str] = {"km": tr_later("km"), "nmi": tr_later("nmi"), "mi": tr_later("mi")}
NICE = (1, 2, 5)


def converted(km: float, units: Units) -> float:
    """Convert kilometres to the unit."""
    return km if units == "km" else km * 1000.0 / METRES[units]


def round_length(most: float, units: Units = "km") -> float:
    """The longest round length in the unit up to `most` metres (> 0), in metres."""
    # Round metres are also round kilometres.
    unit = 1.0 if units == "km" else METRES[units]
    power = 10.0 ** floor(log10(most / unit))
    return unit * max(power * step for step in NICE if step == 1 or power * step * unit <= most)


def length_in_words(metres: float, units: Units = "km", wording: Wording | None = None) -> str:
    """`1,234 km`, `2.5 km`, `500 m`, `0.5 nmi`: whole numbers, except below ten of the unit."""
    wording = wording or interface()
    if units == "km" and round(metres) < 1000:
        return wording("{number} m", number=wording.number(metres))
    value = metres / METRES[units]
    number = wording.number(value) if value >= 10 else f"{value:.2g}".replace(".", wording.decimal)
    return wording(f"{{number}} {units}", number=number)


def area_in_words(square_metres: float, units: Units = "km", wording: Wording | None = None) -> str:
    """`1,234 km²`, `0.52 km²`, `800 m²`, `360 nmi²`: whole numbers, except below ten of the unit."""
    wording = wording or interface()
    if units == "km" and square_metres < 10_000:
        return wording("{number} m²", number=wording.number(square_metres))
    value = square_metres / METRES[units] ** 2
    number = wording.number(value) if value >= 10 else f"{value:.2g}".replace(".", wording.decimal)
    return wording(f"{{number}} {units}²", number=number)


def bearing_in_words(degrees: float) -> str:
    """Degrees clockwise from true north, in three digits: `045°`."""
    return f"{round(degrees) % 360:03}°"


def half_in_words(metres: float, units: Units = "km", wording: Wording = ENGLISH) -> str:
    """Half of a round length without its unit, in the unit of the whole: `250` for 500 km, `0.5` for 1 km."""
    whole = 1.0 if units == "km" and metres < 1000 else METRES[units]
    value = metres / whole / 2
    return (
        wording.number(value)
        if value >= 10 or value == int(value)
        else f"{value:.2g}".replace(".", wording.decimal)
    )


def both(km: float, units: Units) -> str:
    """A length stated in kilometres, also in the reader's unit: `18,709 km (10,102 nmi)`."""
    stated = tr("{number} km", number=digits(f"{km:,.0f}"))
    return stated if units == "km" else f"{stated} ({length_in_words(km * METRES['km'], units)})"
