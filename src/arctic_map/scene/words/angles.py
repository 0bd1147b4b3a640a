"""Meridians and parallels as text: `60°E` in each language."""

from arctic_map.model.tr import interface, tr_later
from arctic_map.model.wording import Wording

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


def letters_of(text: str) -> float:
    """The width of a text in Latin letters; a Chinese character counts as two."""
    return sum(2.0 if letter >= "⺀" else 1.0 for letter in text)
