"""English words that distinguish names of places, ships, people and bodies, and units: a bundled table."""

import tomllib
from typing import Any

from arctic_map import resources

_TABLE: dict[str, Any] = tomllib.loads(resources.lexicon().read_text(encoding="utf-8"))
"""The file explains the purpose of each list."""


def _words(key: str) -> frozenset[str]:
    return frozenset(_TABLE[key])


BEFORE_PLACE, SURELY_BEFORE_PLACE = _words("before_place"), _words("surely_before_place")
FUNCTION = _words("function") | BEFORE_PLACE
TITLES, SHIPS, BODIES, BODY_ENDS = _words("titles"), _words("ships"), _words("bodies"), _words("body_ends")
GROUND, LANDFORMS = _words("ground"), _words("landforms")
SMALL_IN_NAMES = _words("small_in_names")
ARTICLES, SETTLEMENTS, DIVISIONS = _words("articles"), _words("settlements"), _words("divisions")
NO_PART = FUNCTION - _words("compass")
COMMON_WORDS, CALENDAR, CAPITALS = _words("common_words"), _words("calendar"), _words("capitals")
NO_NAME = (FUNCTION | TITLES | BODIES | BODY_ENDS | CALENDAR) - {"king", "queen", "prince"}
DISTRICTS = DIVISIONS - {"state", "region"}
ACTS: tuple[str, ...] = tuple(_TABLE["acts"])
APART, NO_NOUN = FUNCTION | TITLES | GROUND, FUNCTION | frozenset(ACTS)
"""Words behind a name that are no part of it, and those that make it no adjective."""
LAST_WITH_THE = _words("landform_last_with_the")
LAST = _words("landform_last") | LAST_WITH_THE
NO_PERSON = _words("no_person") | BODIES | FUNCTION | GROUND | TITLES | LAST
FIRST, WITH_OF = _words("landform_first"), _words("landform_with_of")
ENDINGS: tuple[str, ...] = tuple(_TABLE["landform_endings"])
STOPS, OPENERS, BEFORE_YEAR = _words("no_thing"), _words("before_number"), _words("before_year")
COUNTED: tuple[str, ...] = tuple(_TABLE["counted"])
ONES, TENS = tuple[str, ...](_TABLE["ones"]), tuple[str, ...](_TABLE["tens"])
UNITS: dict[str, str] = _TABLE["units"]
SIGNS: dict[str, list[str]] = _TABLE["signs"]
