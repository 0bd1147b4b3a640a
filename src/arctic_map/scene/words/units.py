"""Computed lengths as text in the reader's unit."""

from math import floor, log10

from arctic_map.model.preferences import Units
from arctic_map.model.tr import digits, interface, tr, tr_later
from arctic_map.model.wording import ENGLISH, Wording

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
    """`1,234 km`, `500 m`, `0.5 nmi`: whole numbers, except below ten miles or nautical miles."""
    wording = wording or interface()
    if units == "km" and metres < 1000:
        return wording("{number} m", number=wording.number(metres))
    value = metres / METRES[units]
    if units != "km" and value < 10:
        number = f"{value:.2g}".replace(".", wording.decimal)
    else:
        number = wording.number(value)
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
