"""The vocabulary of content: topics, base map parts, ids, dates, texts."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from arctic_map.errors import NEAR, SHORTEST
from arctic_map.model.problem import FileProblem
from arctic_map.model.tr import tr, tr_later
from arctic_map.storage.sanitized import hidden_in

FACT_TOPICS = ("trade", "security", "governance", "diplomacy", "ice")
"""Topics of an atlas that names none of its own, in the order in which they are listed."""
RESERVED_TOPICS = ("base", "opened", "route", "yours")
"""Topics of the base map, and of what the reader adds."""
ITEMS = ("depth-200", "depth-2000", "land", "coast", "lake", "lakeshore", "border", "disputed")

FIRST_YEAR, LAST_YEAR = 100, 2999
"""Years allowed in dates. Exported web pages contain texts for all months of these years and neighbours."""

_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_MARKUP = re.compile(r"<[A-Za-z/!?][^\s>]{0,20}")


def id_problem(name: str) -> str | None:
    """Why the text cannot be an id, or None if it can."""
    if _ID.fullmatch(name):
        return None
    return tr(
        "{name!r} is not an id: up to 64 of the letters A-Z and a-z, the digits and the hyphen",
        name=name[:40],
    )


def id_problems(key: str, names: Iterable[str], *, once: bool = False) -> Iterator[FileProblem]:
    """Yield which names of a list cannot be ids or, with `once`, occur twice."""
    known: set[str] = set()
    for number, name in enumerate(names):
        if why := id_problem(name):
            yield f"{key}[{number}]", why
        elif once and name in known:
            yield f"{key}[{number}]", tr("{id!r} is named twice", id=name)
        known.add(name)


def language_problem(code: str) -> str | None:
    """Why the text cannot be a language code, or None if it can."""
    return (
        None
        if _LANGUAGE.fullmatch(code)
        else tr("{code!r} is not a language code such as ru or zh", code=code[:20])
    )


def text_problem(text: str) -> str | None:
    """Why the text is not plain, or None if it is."""
    if markup := _MARKUP.search(text):
        return tr("the text contains markup ({markup}...); plain text is expected", markup=markup[0])
    if hidden := hidden_in(text):
        return tr("the text contains the hidden character {hidden}", hidden=hidden)
    return None


def text_problems(texts: Iterable[tuple[str, str]]) -> Iterator[FileProblem]:
    """Yield problems of texts that are not plain, by key."""
    yield from ((key, why) for key, text in texts if (why := text_problem(text)))


def when_problem(when: str) -> str | None:
    """Why this is no date (2024, 2024-11) or period (2022-02/2025-05, 2025/.., ../2024), or None if it is."""
    start, slash, end = when.partition("/")
    known = [day for day in (start, end if slash else "..") if day != ".."]
    if not known or not all(_is_day(day) for day in known) or (start == ".." and not slash):
        return tr("{when!r} is not a date such as 2024, 2024-11 or 2022-02/2025-05", when=when[:40])
    if not all(FIRST_YEAR <= int(day[:4]) <= LAST_YEAR for day in known):
        return tr(
            "the date {when!r} lies outside the years {first} to {last}",
            when=when,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    # Dates compare as texts up to the shorter length: a period may begin and end in the same year.
    if len(known) == 2 and start[: len(end)] > end:
        return tr("the period {when!r} ends before it begins", when=when)
    return None


def _is_day(text: str) -> bool:
    if not (match := _DAY.fullmatch(text)):
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


WAY_TO_DERIVE, SEA_ON_THE_MAP = tr_later("way to derive"), tr_later("sea on the map")
BASE_MAP_PART = tr_later("part of the base map")
NOUNS = (
    *(tr_later("colour"), tr_later("fact"), tr_later("feature"), tr_later("form"), tr_later("item")),
    *(tr_later("key"), tr_later("kind"), tr_later("layer"), tr_later("person"), tr_later("precision")),
    *(tr_later("projection"), tr_later("role"), tr_later("sign"), tr_later("source"), tr_later("step")),
    *(tr_later("style"), tr_later("symbol"), tr_later("theme"), tr_later("topic"), tr_later("view")),
    *(
        tr_later("way"),
        tr_later("word"),
        tr_later("chart"),
        tr_later("language"),
        WAY_TO_DERIVE,
        SEA_ON_THE_MAP,
        BASE_MAP_PART,
    ),
)
"""What messages say is unknown or missing."""


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """A message such as `unknown topic 'trades'; did you mean 'trade'?`."""
    # Late import: needed only for invalid input.
    from difflib import get_close_matches

    names, name = sorted(str(each) for each in known), name[:40]
    if len(name) >= SHORTEST and (close := get_close_matches(name, names, 1, NEAR)):
        return tr(
            "unknown {what} {name!r}; did you mean {close!r}?", what=tr(what), name=name, close=close[0]
        )
    listed = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    return tr(
        "unknown {what} {name!r}; known: {listed}", what=tr(what), name=name, listed=listed or tr("none")
    )
