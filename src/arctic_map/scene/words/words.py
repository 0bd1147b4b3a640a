"""Names, dates, kinds, figures, counts and positions as text."""

import re
from collections.abc import Mapping, Sequence
from math import isfinite

from arctic_map.model.catalog import Catalog, Layer, Topic
from arctic_map.model.fact import Fact, Figure, Person
from arctic_map.model.feature import Feature
from arctic_map.model.itinerary import TOPIC as ROUTE
from arctic_map.model.note import TOPIC as YOURS
from arctic_map.model.preferences import Coordinates, Names
from arctic_map.model.symbology import LabelRow
from arctic_map.model.tr import Wording, digits, interface, spaced, tr, tr_content, tr_later

KM = "{km}"
"""Placeholder for a length in kilometres."""


def name_of(feature: Feature, names: Names) -> str:
    """The name in a language, or else the English one."""
    return feature.names.get(names, feature.name)


def layer_name(layer: Layer) -> str:
    """The name of a layer as panels show it; those of files and notes stay as they are."""
    return layer.name if layer.file or layer.topic == YOURS else tr_content(layer.name)


def person_name(person: Person) -> str:
    """The name of a person in the language of the interface."""
    return person.names.get(interface().language) or tr_content(person.name)


def name_on_map(feature: Feature, names: Names, short: str = "") -> str:
    """The name for a label; `short` replaces the English name if it is given."""
    name = name_of(feature, names)
    return short if short and name == feature.name else name


def other_names(feature: Feature, names: Names) -> tuple[str, ...]:
    """Its names in other languages, without the one in use."""
    called = name_of(feature, names)
    return tuple(dict.fromkeys(each for each in (feature.name, *feature.names.values()) if each != called))


def text_on_line(feature: Feature, label: LabelRow, catalog: Catalog, names: Names) -> str:
    """The label along a line: its name, or its style's text with a stated length; empty if none is stated."""
    words = label.texts.get(names, label.text)
    if KM not in words:
        return name_on_map(feature, names, label.text)
    facts = (catalog.fact[id] for id in feature.facts if id in catalog.fact)
    stated = (figure for fact in facts for figure in fact.figures)
    for figure in stated:
        if figure.unit == "km" and figure.what == feature.name and isinstance(figure.value, int | float):
            mark = "\u00a0" if names == "ru" else ","
            return words.replace(KM, f"{figure.value:,.0f}".replace(",", mark))
    return ""


TOPICS = {
    "trade": tr_later("Trade"),
    "security": tr_later("Security"),
    "governance": tr_later("Governance"),
    "diplomacy": tr_later("Diplomacy"),
    "ice": tr_later("Sea ice"),
    "base": tr_later("Base map"),
}
"""Names of topics in the order of panels and menus."""

UNDATED = tr_later("undated")
ORDINALS = {"year", "project number"}  # no words: units of facts
"""Units of numbers that serve as names, written without separators and unit."""

Date = tuple[str, str, str]
"""Year, month and day as written; empty if omitted."""
DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")


def topic_name(topic: str, topics: Mapping[str, Topic]) -> str:
    """The name of a topic in an atlas with these topics."""
    if topic in topics and topics[topic].name:
        return tr_content(topics[topic].name)
    if topic == "yours":
        return tr("Your notes")
    if topic == ROUTE:
        return tr("Route")
    if topic == "opened":
        return tr("Opened files")
    return tr(TOPICS.get(topic, topic.replace("-", " ").capitalize()))


def enumerated(names: Sequence[str]) -> str:
    """One or several names, such as `T2`, `T2 and G1`."""
    *some, last = names
    return tr("{some} and {last}", some=tr(", ").join(some), last=last) if some else last


def when_in_words(when: str | None, wording: Wording | None = None) -> str:
    """A date or period with its precision: `2024-11` is `November 2024`.

    Periods have a slash (`2022-02/2025-05`); `..` is an open end. An invalid date is returned unchanged.
    """
    wording = wording or interface()
    if not when:
        return wording(UNDATED)
    start, slash, end = when.partition("/")
    first, last = _date(start), _date(end)
    if first and not slash:
        return _day(first, wording)
    if first and last:
        return _span(first, last, wording)
    if first and end == "..":
        return wording("after {date}", date=_day(first, wording))
    if last and start == "..":
        return wording("until {date}", date=_day(last, wording))
    return when


def kind_in_words(fact: Fact, wording: Wording | None = None) -> str:
    """The kind of a fact: `Reported`, `Attributed to Rosatom`, `Forecast`, `Judgement`."""
    wording = wording or interface()
    if fact.kind != "attributed" or not fact.attributed_to:
        return wording(fact.kind.value.capitalize())
    return wording("Attributed to {who}", who=wording.content(fact.attributed_to))


def figure_in_words(figure: Figure) -> tuple[str, str]:
    """Number and unit of a figure: `18,709` and `km`; the unit of a year or project number is empty."""
    if figure.unit in ORDINALS:
        return str(figure.value), ""
    return digits(f"{figure.value:,}"), interface().unit(figure.value, figure.unit)


def figure_text(figure: Figure) -> str:
    """Number and unit of a figure as one text: `18,709 km`."""
    number, unit = figure_in_words(figure)
    return spaced(number, unit)


def capitalised(words: str) -> str:
    """The text with its first letter in upper case."""
    return words[:1].upper() + words[1:]


def position_in_words(lon: float, lat: float, form: Coordinates = "minutes") -> str:
    """A position in a notation, followed by decimal degrees with latitude first, as map services use.

    Takes degrees; longitudes beyond 180 are wrapped. Empty if the position is not on the Earth.
    """
    if not (isfinite(lon) and isfinite(lat) and abs(lat) <= 90):
        return ""
    lon = (lon + 180) % 360 - 180
    decimal = f"{_rounded(lat)}, {_rounded(lon)}"
    if form == "decimal":
        return decimal
    written = _seconds if form == "seconds" else _minutes
    return f"{written(lat, 'N', 'S')} {written(lon, 'E', 'W')} · {decimal}"


def _date(text: str) -> Date | None:
    match = DATE.fullmatch(text)
    return (match[1], match[2] or "", match[3] or "") if match else None


def _day(date: Date, wording: Wording) -> str:
    """A date with its precision; the year may be omitted."""
    year, month, day = date
    if not month:
        return wording("{year}", year=year)
    name = (wording.months_after_day if day else wording.months)[int(month) - 1]
    if not day:
        return wording("{month} {year}", month=name, year=year) if year else name
    number = int(day)
    if not year:
        return wording("{day} {month}", day=number, month=name)
    return wording("{day} {month} {year}", day=number, month=name, year=year)


def _span(first: Date, last: Date, wording: Wording) -> str:
    """A period without repetition: `10 to 16 September 2024`."""
    year, month, day = first
    last_year, last_month, last_day = last
    if first == last:
        return _day(first, wording)
    if day and last_day and (year, month) == (last_year, last_month):
        name = wording.months_after_day[int(month) - 1]
        return wording(
            "{day} to {other_day} {month} {year}",
            day=int(day),
            other_day=int(last_day),
            month=name,
            year=year,
        )
    if month and last_month and year == last_year:
        ends = (_day(("", *date[1:]), wording) for date in (first, last))
        return wording(
            "{first} to {last} {year}", **dict(zip(("first", "last"), ends, strict=True)), year=year
        )
    start, end = _day(first, wording), _day(last, wording)
    if not month and not last_month:
        return wording("{first_year} to {last_year}", first_year=start, last_year=end)
    return wording("{first} to {last}", first=start, last=end)


def _minutes(degrees: float, positive: str, negative: str) -> str:
    # Round tenths of minutes before splitting, or 59.96 minutes would appear as 60.0.
    whole, tenths = divmod(round(abs(degrees) * 600), 600)
    side = negative if degrees < 0 and (whole or tenths) else positive
    return f"{whole}°{tenths / 10:04.1f}′{side}"


def _seconds(degrees: float, positive: str, negative: str) -> str:
    minutes, seconds = divmod(round(abs(degrees) * 3600), 60)
    whole, minutes = divmod(minutes, 60)
    side = negative if degrees < 0 and (whole or minutes or seconds) else positive
    return f"{whole}°{minutes:02}′{seconds:02}″{side}"


def _rounded(degrees: float) -> str:
    return f"{round(degrees, 3) + 0.0:.3f}"
