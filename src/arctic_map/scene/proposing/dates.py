"""Finds dates and periods in figures or English words, and converts them to EDTF."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from arctic_map.model.article_copy import Proposal, Sort
from arctic_map.model.tr import MONTHS
from arctic_map.scene.proposing.lexicon import BEFORE_YEAR

_MONTH = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH |= {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_QUARTERS = {"first": 33, "second": 34, "third": 35, "fourth": 36, "1": 33, "2": 34, "3": 35, "4": 36}

_M = r"(?:(?:early|mid|late|the (?:beginning|middle|end) of)[- ])?(?:{})\.?".format(
    "|".join(sorted(_MONTH, key=len, reverse=True))
)
_Y = r"(?:1[5-9]\d\d|20\d\d|21\d\d)"
_D = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_S = "|".join(_SEASONS)
_TO = r"\s*(?:to|and|until|till|through|[-–—/])\s*"
_NOT_MORE = r"(?![\d]|[.,]\d|-\d)"
_ONE = (
    rf"(?P<iso>{_Y}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?![-\d])"
    rf"|(?P<dmy>{_D}(?: of)? {_M},? {_Y})"
    rf"|(?P<mdy>{_M} {_D},? {_Y})"
    rf"|(?P<season>(?:{_S})(?: of)?,? ?{_Y})"
    rf"|(?P<half>(?:first|second) half of {_Y})"
    r"|(?P<century>(?:1[6-9]th|20th|21st) century)"
    rf"|(?P<quarter>Q[1-4] {_Y}|(?:first|second|third|fourth) quarter of {_Y})"
    rf"|(?P<my>{_M}(?: of)?,? ?{_Y})"
    rf"|(?P<decade>(?:(?:early|mid|late)[- ])?(?:1[5-9]|20)\d0s)"
    rf"|(?P<year>(?:(?:early|mid|late)[- ])?{_Y})"
)


def _renamed(end: str) -> str:
    return re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{end}>", _ONE)


_PERIOD = re.compile(
    rf"(?<![\w.,-])(?:(?:from|between)\s+)?(?:(?P<short>{_M})|{_renamed('1')}){_TO}(?:{_renamed('2')}){_NOT_MORE}",
    re.I,
)
_SHORT_PERIOD = re.compile(rf"(?<![\w.,-])(?P<first>{_Y})[-–/](?P<last>\d\d){_NOT_MORE}(?!\w)")
_SINGLE = re.compile(rf"(?<![\w.,-])(?P<glued>in|since|by)?(?:{_ONE}){_NOT_MORE}(?!\w)", re.I)
_NAMES = "|".join(sorted({*MONTHS, *(name[:3] for name in MONTHS), "Sept"}, key=len, reverse=True))
_YEARLESS = re.compile(
    rf"(?<![\w.,-])(?:(?P<dmy>{_D}(?: of)? (?:{_NAMES})\b)|(?P<mdy>(?:{_NAMES})\.? {_D})"
    r"|(?P<my>(?:that (?!May\b)|(?:the )?(?:beginning|start|middle|end) of |(?:early|mid|late)[- ])"
    rf"(?:{_NAMES})\b|(?:(?<=\bin )|(?<=\bby )|(?<=until )|(?<=since ))(?:{'|'.join(MONTHS)})\b))"
    r"(?![-\w]|,? ?\d)"
)
"""A day and a month, or a part of a month, without a year; months have a capital, unlike `may`."""
_KNOWN_YEAR = re.compile(rf"{_Y}(?=(?:-\d\d){{0,2}}(?:/\.\.)?\Z)")
_BEFORE = re.compile(
    r"(prior to|no later than|not later than|up to|\w+)"
    r"(?:[ \u00a0]+(?:the|around|about|at least|early|late|mid|(?:beginning|start|middle|end|close) of))*"
    r"[ \u00a0]*\Z",
    re.I,
)
_ON = re.compile(
    r"[ \u00a0](?:on(?=[\s,.;:)]|\Z)(?![ \u00a0](?:(?:the|an?|its|their|his|her)\b|[A-Z\d]))"
    r"|onwards?|forward)\b"
)
"""After a date preceded by `from`."""
_LEADING = re.compile(r"(?:from|between)\s+", re.I)
_MEASURED = re.compile(
    r"\s*(?:%|per ?cent|km|kilomet|mile|nautical|met(?:re|er)|tonne|ton\b|million|billion|people|ships|boats"
    r"|vessels|[a-z]+ (?:tonnes|ships|vessels|people|kilomet))"
)
AFTER = frozenset(("since", "after"))
UNTIL = frozenset(("by", "before", "until", "till", "prior to", "no later than", "not later than", "up to"))
YEAR_WORDS = AFTER | UNTIL | BEFORE_YEAR


def dates(text: str) -> tuple[Proposal, ...]:
    """Non-overlapping dates in the order of the text."""
    proposals: list[Proposal] = []
    for each in (*_periods(text), *_short_periods(text), *_singles(text)):
        if not any(each.start < other.end and other.start < each.end for other in proposals):
            proposals.append(each)
    proposals.sort(key=lambda each: each.start)
    return tuple(sorted((*proposals, *_yearless(text, proposals)), key=lambda each: each.start))


def _yearless(text: str, dated: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield days and parts of months without a year, in the last year that the text names before."""
    for match in _YEARLESS.finditer(text):
        if any(match.start() < each.end and each.start < match.end() for each in dated):
            continue
        year = _year_named(each.when for each in dated if each.end <= match.start())
        groups = {name: f"{words} {year}" for name, words in match.groupdict().items() if words}
        if year and (when := _edtf(groups)):
            before = _BEFORE.search(text, max(0, match.start() - 40), match.start())
            word = before[1].lower() if before else ""
            yield replace(_proposal(text, *match.span(), _open(when, word)), is_inferred=True)


def _year_named(earlier: Iterable[str]) -> str:
    """The last year of these dates; one without a month is passed over if one with a month is later."""
    year, with_month = "", ""
    for when in earlier:
        if not when.startswith("..") and (known := _KNOWN_YEAR.search(when)):
            year = known[0]
            with_month = year if "-" in when else with_month
    return max(year, with_month)


def _periods(text: str) -> Iterator[Proposal]:
    for match in _PERIOD.finditer(text):
        leading = _LEADING.match(match[0])
        if not leading and re.search(r"\s(?:and|through)\s", match[0]):
            # Two dates joined by `and` are no period.
            continue
        last = _edtf({name[:-1]: value for name, value in match.groupdict().items() if name.endswith("2")})
        if short := match["short"]:
            first = f"{last[:4]}-{_month(short):02}"
        else:
            first = _edtf(
                {name[:-1]: value for name, value in match.groupdict().items() if name.endswith("1")}
            )
        if not first or not last or first[:4] > last[:4]:
            continue
        start = match.start() + (leading.end() if leading else 0)
        yield _proposal(text, start, match.end(), f"{first}/{last}")


def _short_periods(text: str) -> Iterator[Proposal]:
    """Periods such as 2020-21."""
    for match in _SHORT_PERIOD.finditer(text):
        first, last = match["first"], f"{match['first'][:2]}{match['last']}"
        if first < last and not (match[0][4] == "-" and int(match["last"]) <= 12):
            yield _proposal(text, *match.span(), f"{first}/{last}")


def _singles(text: str) -> Iterator[Proposal]:
    for match in _SINGLE.finditer(text):
        groups = match.groupdict()
        start = match.end("glued") if match["glued"] else match.start()
        if match["glued"] and match["year"] is None:
            continue
        when = _edtf({name: value for name, value in groups.items() if name != "glued"})
        before = _BEFORE.search(text, max(0, start - 40), start)
        word = (match["glued"] or (before[1] if before else "")).lower()
        if match["year"] and not _is_year(text, start, match.end(), word):
            continue
        if when:
            # What was after a day when something happened was no period.
            word = "" if word == "after" and text.startswith((", when ", " when "), match.end()) else word
            lasting = _ON.match(text, match.end()) if word == "from" else None
            end = lasting.end() if lasting else match.end()
            yield _proposal(text, start, end, _open(when, "since" if lasting else word))


def _open(when: str, word: str) -> str:
    first, slash, last = when.partition("/")
    if slash:
        return f"{first}/.." if word in AFTER else f"../{last}" if word in UNTIL else when
    if word in AFTER:
        return f"{when[:3]}0/.." if when.endswith("X") else f"{when}/.."
    return f"../{when}" if word in UNTIL else when


def _is_year(text: str, start: int, end: int, word: str) -> bool:
    """Whether four digits alone are a year, and no quantity or part of a name."""
    if _MEASURED.match(text, end):
        return False
    before = text[:start].rstrip()
    if not before or before[-1] in "(,;:.–—-\n":
        return before[-1:] in ("(", "")
    return word in YEAR_WORDS


def _edtf(groups: Mapping[str, str | None]) -> str:
    """The matched date in EDTF; empty for an impossible day."""
    kind, written = next((name, value) for name, value in groups.items() if value)
    year = re.search(_Y, written)
    match kind:
        case "iso":
            return written
        case "year":
            return written[-4:]
        case "century":
            number = int(written[:2])
            return f"{number - 1}01/{number}00"
        case "decade":
            return f"{written[-5:-2]}X"
    if year is None:
        return ""
    rest = written[: year.start()].lower()
    match kind:
        case "half":
            return f"{year[0]}-01/{year[0]}-06" if rest.startswith("first") else f"{year[0]}-07/{year[0]}-12"
        case "season":
            return f"{year[0]}-{next(code for name, code in _SEASONS.items() if name in rest)}"
        case "quarter":
            return f"{year[0]}-{_QUARTERS[rest.removeprefix('q').split()[0]]}"
        case "my":
            return f"{year[0]}-{_month(rest):02}"
    day, month = re.search(r"\d+", rest), _month(rest)
    known = day and int(day[0]) <= monthrange(int(year[0]), month)[1]
    return f"{year[0]}-{month:02}-{int(day[0]):02}" if day and known else ""


def _month(words: str) -> int:
    names = re.findall(r"[a-z]+", words.lower())
    return next(_MONTH[name] for name in reversed(names) if name in _MONTH)


def _proposal(text: str, start: int, end: int, when: str) -> Proposal:
    return Proposal(Sort.DATE, text[start:end], start, end, when=when)
