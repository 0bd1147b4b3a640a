"""A proposal found in a text: a place, date, figure or person, with its position."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """The type of a proposal."""

    PLACE = "place"
    DATE = "date"
    FIGURE = "figure"
    PERSON = "person"


class PlaceClass(StrEnum):
    """The type of a place name."""

    SEA = "sea"
    LAND = "land"
    REGION = "region"
    """Also an adjective, so it counts only if used as a noun."""
    TOWN = "town"
    """Never after an article, unlike a ship of the same name."""
    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    """From a world-wide list, in which many common words are towns."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may refer to; degrees."""

    name: str
    lon: float
    lat: float
    source: str
    type: PlaceClass
    people: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal at `start:end` of the text; paragraph and sentence count from 1, 0 outside of any."""

    kind: Sort
    text: str
    start: int
    end: int
    paragraph: int = 0
    sentence: int = 0
    value: float | None = None
    """Value of a figure."""
    unit: str = ""
    sign: str = ""
    """Qualifier of a figure: over, nearly, about, under."""
    when: str = ""
    """The date in EDTF."""
    is_inferred: bool = False
    """Whether its year is the last one that the text names before."""
    candidates: tuple[Candidate, ...] = ()
    """Candidates for a place, the most likely first."""
