"""What a text may say, as a proposal: a place, a day, a figure or a person, and where it stands."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What is proposed."""

    PLACE = "place"
    DATE = "date"
    FIGURE = "figure"
    PERSON = "person"


class PlaceClass(StrEnum):
    """How a name of a place stands in a text."""

    SEA = "sea"
    LAND = "land"
    REGION = "region"
    """Also an adjective, so it counts only where it stands for itself."""
    TOWN = "town"
    """Never with an article, as ships of its name have."""
    COUNTRY = "country"
    CITY = "city"
    """Of a list of the whole world, in which many a word is a town."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean; degrees."""

    name: str
    lon: float
    lat: float
    source: str
    type: PlaceClass
    people: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """`start` and `end` count characters of the text; paragraph and sentence from 1, 0 outside of any."""

    kind: Sort
    text: str
    start: int
    end: int
    paragraph: int = 0
    sentence: int = 0
    value: float | None = None
    """Of a figure."""
    unit: str = ""
    sign: str = ""
    """What a figure is not exactly: over, nearly, about, under."""
    when: str = ""
    """Of a date, in EDTF."""
    candidates: tuple[Candidate, ...] = ()
    """Of a place, the likeliest first."""
