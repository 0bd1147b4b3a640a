"""Meridians and parallels in words: `60°E` as each language writes it."""

from arctic_map.model.tr import interface, tr_later
from arctic_map.model.wording import Wording

SIDES = {
    "N": tr_later("{degrees}°N"),
    "S": tr_later("{degrees}°S"),
    "E": tr_later("{degrees}°E"),
    "W": tr_later("{degrees}°W"),
}


def angle_words(text: str, wording: Wording | None = None) -> str:
    """`60°E`, `80°N` in another language; `180°` and all else as it is."""
    wording = wording or interface()
    degrees, _, side = text.partition("°")
    return wording(SIDES[side], degrees=degrees) if side in SIDES else text


def meridian_words(degrees: float, wording: Wording | None = None) -> str:
    """A meridian in whole degrees east, such as -45 for `45°W`."""
    east = round(degrees + 180) % 360 - 180
    side = "" if east in (0, -180) else "E" if east > 0 else "W"
    return angle_words(f"{abs(east)}°{side}", wording)


def letters_of(text: str) -> float:
    """How many Latin letters' room a text takes: a Chinese character takes two."""
    return sum(2.0 if letter >= "⺀" else 1.0 for letter in text)
