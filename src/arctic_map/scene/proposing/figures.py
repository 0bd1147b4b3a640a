"""Finds figures with their units, in digits or English words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from arctic_map.model.article_copy import Proposal, Sort
from arctic_map.scene.proposing.lexicon import COUNTED, ONES, OPENERS, SIGNS, STOPS, TENS, UNITS

SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SHORT_SCALES = {"bn": 1e9, "mln": 1e6, "m": 1e6, "k": 1e3}
"""After an amount of money, or before what is counted."""
MONEY = {"$": "USD", "US$": "USD", "C$": "CAD", "€": "EUR", "£": "GBP", "¥": "CNY"}
CODES = ("USD", "EUR", "GBP", "RUB", "CNY", "RMB", "NOK", "DKK", "SEK", "ISK", "CAD", "JPY")
TEMPERATURES = ("°C", "°F", "°")
"""Units before which a dash is a minus sign; elsewhere it joins words."""
_FRACTIONS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
PARTS = {f"{word}{end}": part for word, part in _FRACTIONS.items() for end in ("", "s")}

_VALUES = {word: float(number) for number, word in enumerate(ONES)}
_VALUES |= {word: 10.0 * number for number, word in enumerate(TENS, 2)}
_AND = "(?:(?<=hundred)|(?<=thousand)|(?<=million)) and "
_ONE_WORD = "|".join(sorted((*_VALUES, *SCALES), key=len, reverse=True))
_COUNTED = re.compile(rf"[ \u00a0](?:{'|'.join(COUNTED)})\b")
"""What is never so many metres long, after `5m`."""
_COUNTS = "|".join(word for word in ONES[2:10])
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_SIGN = "|".join(re.escape(word) for words in SIGNS.values() for word in words)
_UNIT = "|".join(f"(?:{pattern})" for pattern in UNITS.values())
_MONEY = rf"(?:US|C)?\$|[€£¥]|(?-i:{'|'.join(CODES)})(?=[ \u00a0])"
_NOT_WITHIN = r"(?<![\w.,/$€£¥-])(?<!\d:)"
_DIGITAL = re.compile(
    rf"{_NOT_WITHIN}(?P<minus>minus |[-−–](?=\d))?(?P<money>{_MONEY})?[ \u00a0]?(?P<number>{_DIGITS})"
    rf"(?:[ \u00a0-]?(?P<scale>hundred|thousand|million|billion|trillion)|(?P<short>bn|mln|m|k)(?=\b))?"
    rf"(?:[ \u00a0-]?(?P<unit>{_UNIT})(?![\w²³]))?(?P<end>)",
    re.I,
)
_WORDED = re.compile(
    rf"(?<![\w-])(?:(?P<count>one|two|three|four|seven|nine)[ -](?P<part>{'|'.join(PARTS)})"
    r"(?! of an? [mb]illion)"
    r"|(?P<named>a (?:third|quarter|fifth|tenth))(?= of (?:the|all|its|their|(?-i:[A-Z])))"
    rf"|(?P<number>(?:half a|an?|{_COUNTS}) dozen"
    r"|(?:half |(?:a|three) quarters? of )?an? (?:hundred|thousand|million|billion)"
    rf"|(?:{_ONE_WORD})(?:(?:[ -]|{_AND})(?:{_ONE_WORD}))*(?P<half> and a half)?))"
    rf"(?:[ \u00a0-](?P<unit>{_UNIT}))?(?![\w])",
    re.I,
)
_BEFORE = re.compile(rf"(?:^|[^\w])(?P<sign>{_SIGN})(?: (?:a|an|the))?\s+\Z", re.I)
_VAGUE = re.compile(r"\b(?:several|many|a few|few|tens of|hundreds of)[ \u00a0]\Z", re.I)
_LASTING = re.compile(r"\b(?:in|within|for|than|about|only|just|takes?|took|lasts?|lasted)[ \u00a0]\Z", re.I)
_SEATED = re.compile(r"-(?!old|strong|odd|fold|plus|long|high|deep|wide|year)([a-z]{3,})(?![\w-])")
"""What a thing has so many of, as in a 31-seat aircraft."""
_RANGE = re.compile(
    rf"{_NOT_WITHIN}(?P<between>between )?(?P<money>{_MONEY})?[ \u00a0]?(?P<first>{_DIGITS})"
    rf"(?P<join> to | and |[ \u00a0]?[-–][ \u00a0]?)(?P<again>{_MONEY})?[ \u00a0]?(?P<last>{_DIGITS})"
    rf"(?:[ \u00a0-]?(?P<scale>hundred|thousand|million|billion|trillion)|(?P<short>bn|mln)(?=\b))?"
    rf"(?:[ \u00a0-]?(?P<unit>{_UNIT})(?![\w²³]))?",
    re.I,
)
_NAMED = re.compile(
    r"(?:^|[^\w])(?P<name>(?:No|Nr|Nos|Project|Article|Section|Chapter|Resolution|Type|Class)\.?|#|№)\s*\Z"
)
_CAPITAL = re.compile(r"(?P<word>[^\W\d_]+)[ \u00a0]\Z")
_THING = re.compile(
    r"[ \u00a0]((?:[^\W\d_]+(?:-[^\W\d_]+)*[ \u00a0]){0,3}?(?:[^\W\d_]+(?:-[^\W\d_]+)*s|people|children))\b"
)
_RATE = re.compile(r"[ \u00a0]per[ \u00a0](second|minute|hour|day|week|month|year|capita)\b", re.I)
TIMES = {"second": "s", "minute": "min", "hour": "h", "day": "d"}
"""Short names in rates; others are written out."""
_NEXT = re.compile(
    r"[ \u00a0]+(?:[A-Z][a-z]+(?:ese|ish|an|ian|ic|[cn]h|[ms])[ \u00a0]+(?=[a-z]))?([^\W\d_]+)"
)
"""The next word, without an adjective of a country."""
NOT_ALONE = frozenset(("one", "zero", "hundred", "thousand", "million", "billion", "trillion"))


_UNITS = {name: re.compile(pattern, re.I) for name, pattern in UNITS.items()}


def figures(text: str, used: Sequence[tuple[int, int]]) -> tuple[Proposal, ...]:
    """Figures in the order of the text; `used` are ranges of dates and names to skip."""
    spans, proposals = list(used), list[Proposal]()
    for each in (*_ranges(text), *_digital(text), *_worded(text)):
        if not any(each.start < end and start < each.end for start, end in spans):
            proposals.append(each)
            spans.append((each.start, each.end))
    return tuple(sorted(proposals, key=lambda each: each.start))


def _ranges(text: str) -> Iterator[Proposal]:
    """Yield both ends of ranges with the scale and unit of the last: `between 5 and 6 million tonnes`."""
    for match in _RANGE.finditer(text):
        money, scale = match["money"], (match["scale"] or match["short"] or "").lower()
        joined = match["join"] != " and " or match["between"]
        if not joined or not (scale or match["unit"] or (money and match["again"])):
            continue
        first, last = number_of(match["first"]), number_of(match["last"])
        if first >= last or text[match.end() : match.end() + 1].isalnum():
            continue
        factor = {**SCALES, **SHORT_SCALES}.get(scale, 1.0)
        unit = (MONEY.get(money.upper()) or unit_of(money)) if money else unit_of(match["unit"])
        start = match.start("money") if money else match.start("first")
        low = _proposal(text, start, match.end("first"), first * factor, unit)
        high = _proposal(
            text, match.start("again" if match["again"] else "last"), match.end(), last * factor, unit
        )
        yield replace(low, unit=high.unit)
        yield replace(high, sign=low.sign)


def _digital(text: str) -> Iterator[Proposal]:
    for match in _DIGITAL.finditer(text):
        start, end = match.start("money") if match["money"] else match.start("number"), match.end()
        if text[end : end + 1].isalnum() or text[end : end + 2] in ("st", "nd", "rd", "th"):
            continue
        money = match["money"]
        short = (match["short"] or "").lower()
        # 70m are metres, unless so many of something follow.
        counted = bool(match["unit"] or _COUNTED.match(text, end))
        if short and not money and short != "m" and not counted:
            continue
        unit = (MONEY.get(money.upper()) or unit_of(money)) if money else unit_of(match["unit"])
        value = number_of(match["number"])
        if match["scale"]:
            value *= SCALES[match["scale"].lower()]
        elif short and (money or counted):
            value *= SHORT_SCALES[short]
        elif short:
            unit = "m"
        minus = (match["minus"] or "").lower()
        if minus == "minus " or (minus and unit in TEMPERATURES):
            start, value = match.start(), -value
        elif not unit and (seated := _SEATED.match(text, end)):
            end, unit = seated.end(), f"{seated[1]}s"
        elif minus == "-" or (not unit and not counted and _is_name(text, start, end)):
            continue
        yield _proposal(text, start, end, value, unit)


def _worded(text: str) -> Iterator[Proposal]:
    for match in _WORDED.finditer(text):
        words = (match["number"] or "").lower()
        unit = unit_of(match["unit"])
        if match["named"]:
            value = 1 / PARTS[match["named"][2:].lower()]
        elif match["part"]:
            value = _VALUES[match["count"].lower()] / PARTS[match["part"].lower()]
        elif words in NOT_ALONE and not unit:
            continue
        else:
            value = worded_number(words)
        before = text[max(0, match.start() - 12) : match.start()]
        # "One day" is also said of no day in particular.
        if _VAGUE.search(before) or (words == "one" and unit == "d" and not _LASTING.search(before)):
            continue
        # A capital in the middle of a sentence indicates a name: the Arctic Seven.
        if match[0][0].isupper() and _CAPITAL.search(text, max(0, match.start() - 30), match.start()):
            continue
        yield _proposal(text, *match.span(), value, unit)


def number_of(digits: str) -> float:
    """Parse a number. Commas and spaces before three digits separate thousands; other commas are decimal."""
    plain = re.sub(r"[,\u00a0\u202f ](?=\d{3}(?:\D|$))", "", digits)
    return float(plain.replace(",", "."))


def worded_number(words: str) -> float:
    """Parse a number in words, such as `one hundred and ten`."""
    total = current = 0.0
    parts = {"three quarters of a": "0.75", "a quarter of a": "0.25", "half a ": "half "}
    for phrase, part in parts.items():
        words = words.replace(phrase, part)
    for word in re.findall(r"[a-z]+|[\d.]+", words.replace(" and a half", " half")):
        if word[0].isdigit():
            current += float(word)
        elif word == "half":
            current += 0.5
        elif word == "dozen":
            current = (current or 1) * 12
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in SCALES:
            total += (current or 1) * SCALES[word]
            current = 0
        elif word in _VALUES:
            current += _VALUES[word]
    return total + current


def unit_of(written: str | None) -> str:
    """The short name of a unit; empty without one."""
    return (
        next((name for name, pattern in _UNITS.items() if pattern.fullmatch(written)), "") if written else ""
    )


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a number without unit is part of a name, as in No. 1 or Project 22220."""
    before = text[max(0, start - 30) : start]
    if _NAMED.search(before):
        return True
    if re.search(r"[,\u00a0\u202f]\d{3}", text[start:end]):
        return False
    word = _CAPITAL.search(before)
    following = _NEXT.match(text, end)
    if following is None or not following[1][0].islower() or following[1].lower() in STOPS:
        return True
    return bool(word and word["word"][0].isupper() and word["word"].lower() not in OPENERS)


def _proposal(text: str, start: int, end: int, value: float, unit: str) -> Proposal:
    sign = _BEFORE.search(text[max(0, start - 24) : start])
    if unit and (rate := _RATE.match(text, end)):
        end, unit = rate.end(), f"{unit}/{TIMES.get(rate[1].lower(), rate[1].lower())}"
    known = next((name for name, words in SIGNS.items() if sign and sign["sign"].lower() in words), "")
    return Proposal(
        Sort.FIGURE, text[start:end], start, end, value=value, unit=unit or _thing(text, end), sign=known
    )


def _thing(text: str, end: int) -> str:
    """What is counted: the next plural within four words; empty if there is none."""
    match = _THING.match(text, end)
    if match is None:
        return ""
    words = match[1].split()
    return "" if any(word.lower() in STOPS for word in words) else words[-1].lower()
