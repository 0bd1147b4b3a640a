"""Preferences for all maps: units, coordinates, text size, language of names, contrast."""

from dataclasses import dataclass, field, replace
from typing import Literal, get_args

Units = Literal["km", "nmi", "mi"]
Coordinates = Literal["minutes", "seconds", "decimal"]
"""Degrees and minutes; degrees, minutes and seconds; decimal degrees."""
Names = Literal["en", "ru", "zh"]
"""English as in the article, Russian, Chinese."""
UNITS: tuple[Units, ...] = get_args(Units)
COORDINATES: tuple[Coordinates, ...] = get_args(Coordinates)
NAMES: tuple[Names, ...] = get_args(Names)
TEXT_SIZES = (100, 125, 150, 175, 200)
"""Text sizes in per cent."""


@dataclass(frozen=True, slots=True)
class Labelling:
    """What affects the placement of labels: the language of names and the text size in per cent."""

    names: Names = "en"
    text_size: int = 100

    @property
    def key(self) -> str:
        """Empty for the default; else such as `ru`, `en-150`."""
        if self == USUAL:
            return ""
        return self.names if self.text_size == 100 else f"{self.names}-{self.text_size}"


USUAL = Labelling()


def labelling_of(key: str) -> Labelling:
    """Parse a `Labelling.key`. Raises ValueError if it is invalid."""
    names, dash, size = key.partition("-")
    for known in NAMES:
        labelling = Labelling(known, int(size)) if dash and size.isdecimal() else Labelling(known)
        if known == names and labelling.key == key and labelling.text_size in TEXT_SIZES:
            return labelling
    raise ValueError(f"{key!r} says nothing of labels")


def one_of(*allowed: object, **more: object) -> dict[str, object]:
    """Metadata for the field of a setting: its allowed values."""
    return {"allowed": allowed, **more}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSettings:
    """Settings that affect maps; the settings dialog has a row for each."""

    units: Units = field(default="km", metadata=one_of(*UNITS))
    """Units of computed lengths; figures of the article keep theirs."""
    coordinates: Coordinates = field(default="minutes", metadata=one_of(*COORDINATES))
    text_size: int = field(default=100, metadata=one_of(*TEXT_SIZES))
    """Text size on the screen, in per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences(MapSettings):
    """Settings for every map and export."""

    names: Names = "en"
    """Language of place names."""
    high_contrast: bool = False

    @property
    def labelling(self) -> Labelling:
        return Labelling(self.names, self.text_size)

    @property
    def on_paper(self) -> "Preferences":
        """These preferences for exported files, where the text size is chosen per file."""
        return self if self.text_size == 100 else replace(self, text_size=100)

    @property
    def variant(self) -> str:
        """The part that affects the first messages to the page: empty, or such as `high-ru-150`."""
        return "-".join(filter(None, ("high" if self.high_contrast else "", self.labelling.key)))


DEFAULT = Preferences()
