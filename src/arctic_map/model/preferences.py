"""What a reader sets once for all maps: units, coordinates, size of text, language of names, contrast."""

from dataclasses import dataclass, field, replace
from typing import Literal, get_args

Units = Literal["km", "nmi", "mi"]
Coordinates = Literal["minutes", "seconds", "decimal"]
"""Degrees and minutes, degrees with minutes and seconds, decimal degrees."""
Names = Literal["en", "ru", "zh"]
"""English as in the article, Russian, Chinese."""
UNITS: tuple[Units, ...] = get_args(Units)
COORDINATES: tuple[Coordinates, ...] = get_args(Coordinates)
NAMES: tuple[Names, ...] = get_args(Names)
TEXT_SIZES = (100, 125, 150, 175, 200)
"""Per cent of the usual size."""


@dataclass(frozen=True, slots=True)
class Labelling:
    """What decides where labels have room: the language of names and the size of letters in per cent."""

    names: Names = "en"
    text_size: int = 100

    @property
    def key(self) -> str:
        """Empty for the usual labels; else such as `ru`, `en-150`."""
        if self == USUAL:
            return ""
        return self.names if self.text_size == 100 else f"{self.names}-{self.text_size}"


USUAL = Labelling()


def labelling_of(key: str) -> Labelling:
    """What Labelling.key says; raises ValueError for what it never says."""
    names, dash, size = key.partition("-")
    for known in NAMES:
        found = Labelling(known, int(size)) if dash and size.isdecimal() else Labelling(known)
        if known == names and found.key == key and found.text_size in TEXT_SIZES:
            return found
    raise ValueError(f"{key!r} says nothing of labels")


def one_of(*allowed: object, **more: object) -> dict[str, object]:
    """What the field of a setting declares: the values that it can have."""
    return {"allowed": allowed, **more}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSettings:
    """Settings that maps are made by as they are chosen; the dialog of settings has a row for each."""

    units: Units = field(default="km", metadata=one_of(*UNITS))
    """Of lengths that the atlas computes; figures of the article stay as they are stated."""
    coordinates: Coordinates = field(default="minutes", metadata=one_of(*COORDINATES))
    text_size: int = field(default=100, metadata=one_of(*TEXT_SIZES))
    """Of words on the screen, per cent."""
    names: Names = field(default="en", metadata=one_of(*NAMES))
    """Language of place names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences(MapSettings):
    """As they hold for every map and export."""

    high_contrast: bool = False

    @property
    def labelling(self) -> Labelling:
        return Labelling(self.names, self.text_size)

    @property
    def on_paper(self) -> "Preferences":
        """In files, whose size of text is chosen with the file."""
        return self if self.text_size == 100 else replace(self, text_size=100)

    @property
    def variant(self) -> str:
        """What of this the messages that start the page depend on: empty, or such as `high-ru-150`."""
        return "-".join(filter(None, ("high" if self.high_contrast else "", self.labelling.key)))


DEFAULT = Preferences()
