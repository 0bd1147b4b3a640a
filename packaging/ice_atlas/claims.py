"""The facts of the atlas of sea ice, whose figures are all computed from the record."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ice_atlas.record import FIRST, LAST, LAST_OF_SEAS, NOW, SEAS, THEN, Record

NAMES = {
    "Barents": "Barents Sea",
    "Kara": "Kara Sea",
    "Laptev": "Laptev Sea",
    "East-Siberian": "East Siberian Sea",
    "Chukchi": "Chukchi Sea",
}
EXTENT = (
    "Extent counts a cell with at least 15 per cent of ice as full. In summer the sensors take ponds on "
    "the ice "
    "for water, so that the values are low by some per cent."
)
SHARES = f"A share is a sea's mean extent over its own largest monthly extent. {EXTENT}"
SEPTEMBER, MARCH = 9, 3
MONTHS = {7: "July", 8: "August", 10: "October"}


@dataclass(frozen=True)
class Claim:
    """A fact of the atlas."""

    id: str
    headline: str
    text: str
    when: str
    where: str
    figures: tuple[tuple[float, str, str], ...]
    """Value, unit, and what it is a figure of."""
    features: tuple[str, ...]
    note: str = EXTENT
    keywords: tuple[str, ...] = field(default=("sea ice", "морской лёд", "海冰"))


def claims(record: Record) -> Iterator[Claim]:
    """Yield the facts I1 to I20."""
    yield from _arctic(record)
    yield from _seas(record)
    yield from _seasons(record)


def _arctic(record: Record) -> Iterator[Claim]:
    edge = ("ice-edge-9",)
    ends = [round(record.whole[year, SEPTEMBER], 2) for year in (FIRST, LAST)]
    yield Claim(
        "I1",
        f"September ice of the Arctic: {ends[0]} million km² in {FIRST}, {ends[1]} in {LAST}",
        f"In September {FIRST} the sea ice of the Arctic had a mean extent of {ends[0]} million km²; in "
        f"September {LAST} "
        f"it had {ends[1]} million km².",
        f"{FIRST}-09/{LAST}-09",
        "The whole Arctic",
        tuple(
            (value, "million km2", f"September {year}")
            for value, year in zip(ends, (FIRST, LAST), strict=True)
        ),
        edge,
    )
    low, low_year = record.ranked(SEPTEMBER)[0]
    second, second_year = record.ranked(SEPTEMBER)[1]
    yield Claim(
        "I2",
        f"Least ice: September {low_year}, {low:.2f} million km²",
        f"The smallest September mean of the record is that of {low_year}, {low:.2f} million km². The "
        "second smallest is "
        f"{second:.2f} million km², of {second_year}.",
        f"{low_year}-09",
        "The whole Arctic",
        (
            (round(low, 2), "million km2", f"smallest September mean, {low_year}"),
            (round(second, 2), "million km2", f"second smallest, {second_year}"),
        ),
        edge,
    )
    high, high_year = record.ranked(SEPTEMBER)[-1]
    yield Claim(
        "I3",
        f"Most ice in a September: {high:.2f} million km², {high_year}",
        f"The largest September mean since {FIRST} is {high:.2f} million km², of {high_year}.",
        f"{high_year}-09",
        "The whole Arctic",
        ((round(high, 2), "million km2", f"largest September mean, {high_year}"),),
        edge,
    )
    then, now = (round(record.arctic(SEPTEMBER, years), 2) for years in (THEN, NOW))
    yield Claim(
        "I4",
        f"September mean: {then} million km² in 1981-2010, {now} in 2015-2024",
        f"Over the Septembers of 1981 to 2010 the mean extent was {then} million km², over those of 2015 "
        f"to 2024 {now} "
        f"million km²: {round(100 * (1 - now / then))} per cent less.",
        "1981/2024",
        "The whole Arctic",
        (
            (then, "million km2", "September mean 1981-2010"),
            (now, "million km2", "September mean 2015-2024"),
            (round(100 * (1 - now / then)), "%", "decrease between the two"),
        ),
        edge,
    )
    slope = round(-record.trend(SEPTEMBER), 2)
    percent = round(-100 * record.trend(SEPTEMBER) / record.arctic(SEPTEMBER, THEN), 1)
    yield Claim(
        "I5",
        f"September ice shrinks by {slope} million km² in ten years",
        f"A straight line through the September means of {FIRST} to {LAST} falls by {slope} million km² "
        "in ten years, which "
        f"is {percent} per cent of the mean of 1981 to 2010.",
        f"{FIRST}/{LAST}",
        "The whole Arctic",
        (
            (slope, "million km2", "decrease in ten years, by least squares"),
            (percent, "%", "of the mean of 1981-2010"),
        ),
        edge,
        f"{EXTENT} The line is one of least squares; single years lie far from it.",
    )
    winter = round(-record.trend(MARCH), 2)
    winter_percent = round(-100 * record.trend(MARCH) / record.arctic(MARCH, THEN), 1)
    yield Claim(
        "I6",
        f"In March the decrease is {winter_percent} per cent in ten years",
        f"In March, when there is most ice, the same line falls by {winter} million km² in ten years, "
        f"{winter_percent} per "
        "cent of the mean of 1981 to 2010.",
        f"{FIRST}/{LAST}",
        "The whole Arctic",
        (
            (winter, "million km2", "decrease in ten years, by least squares"),
            (winter_percent, "%", "of the mean of 1981-2010"),
        ),
        ("ice-edge-3",),
    )
    spans = ((1979, 1988), (1989, 1998), (1999, 2008), (2009, 2018), (2019, 2025))
    means = [round(record.arctic(SEPTEMBER, span), 2) for span in spans]
    yield Claim(
        "I7",
        f"Each ten years had less September ice than the ten before: {means[0]} to {means[-2]} million km²"
        if means[:4] == sorted(means[:4], reverse=True)
        else "September ice by tens of years",
        "The September means by tens of years are "
        + ", ".join(
            f"{mean} ({first}-{last})" for mean, (first, last) in zip(means[:4], spans[:4], strict=True)
        )
        + f" million km²; the seven years from {spans[4][0]} to {spans[4][1]} have {means[4]} million km².",
        f"{FIRST}/{LAST}",
        "The whole Arctic",
        tuple(
            (mean, "million km2", f"September mean {first}-{last}")
            for mean, (first, last) in zip(means, spans, strict=True)
        ),
        edge,
    )


def _seas(record: Record) -> Iterator[Claim]:
    then, now = (round(record.together(SEPTEMBER, years), -3) for years in (THEN, NOW))
    lost = round(100 * (1 - now / then))
    all_seas = tuple(map(_feature, SEAS))
    yield Claim(
        "I8",
        f"The five seas of the route have lost {lost} per cent of their September ice",
        "In the Barents, Kara, Laptev, East Siberian and Chukchi Seas together the mean September extent "
        f"was {then:,.0f} km² "
        f"in 1981 to 2010 and {now:,.0f} km² in 2015 to 2024, {lost} per cent less.",
        "1981/2024",
        "The five seas from the Barents to the Chukchi Sea",
        (
            (then, "km2", "September mean of the five seas, 1981-2010"),
            (now, "km2", "September mean of the five seas, 2015-2024"),
            (lost, "%", "decrease between the two"),
        ),
        all_seas,
    )
    for number, sea in enumerate(SEAS, 9):
        shares = [round(record.share(sea, SEPTEMBER, years)) for years in (THEN, NOW)]
        low, year = record.smallest(sea, SEPTEMBER)
        yield Claim(
            f"I{number}",
            f"{NAMES[sea]} in September: {shares[0]} per cent then, {shares[1]} now",
            f"In September the {NAMES[sea]} had on average {shares[0]} per cent of its largest extent in "
            "1981 to 2010 and "
            f"{shares[1]} per cent in 2015 to 2024. Its smallest September extent is "
            f"{_hundreds(low):,.0f} km², of {year}.",
            "1981/2024",
            NAMES[sea],
            (
                (shares[0], "%", "share in September, 1981-2010"),
                (shares[1], "%", "share in September, 2015-2024"),
                (_hundreds(low), "km2", f"smallest September extent, {year}"),
                (_hundreds(record.largest(sea)), "km2", "largest monthly extent"),
            ),
            (_feature(sea),),
            SHARES,
        )


def _seasons(record: Record) -> Iterator[Claim]:
    for number, month in enumerate(MONTHS, 14):
        seas = ("Kara", "Laptev", "East-Siberian")
        shares = [[round(record.share(sea, month, years)) for years in (THEN, NOW)] for sea in seas]
        told = ", ".join(
            f"{NAMES[sea]} {then} and {now}" for sea, (then, now) in zip(seas, shares, strict=True)
        )
        yield Claim(
            f"I{number}",
            f"{MONTHS[month]}: {NAMES['Kara']} {shares[0][0]} per cent then, {shares[0][1]} now",
            f"Shares of ice in {MONTHS[month]}, in per cent of each sea's largest extent, for 1981 to "
            "2010 and 2015 to 2024: "
            f"{told}.",
            "1981/2024",
            "Kara, Laptev and East Siberian Seas",
            tuple(
                (value, "%", f"{NAMES[sea]} in {MONTHS[month]}, {years[0]}-{years[1]}")
                for sea, pair in zip(seas, shares, strict=True)
                for value, years in zip(pair, (THEN, NOW), strict=True)
            ),
            tuple(map(_feature, seas)),
            SHARES,
        )
    before = (2014, 2023)
    months = (7, 8, 9)
    usual = [round(record.share("Chukchi", month, before)) for month in months]
    seen = [round(record.share("Chukchi", month, (2024, 2024))) for month in months]
    yield Claim(
        "I17",
        f"2024 had more ice in the Chukchi Sea: {seen[1]} per cent in August, {usual[1]} in the ten years "
        "before",
        f"In July, August and September 2024 the Chukchi Sea had {seen[0]}, {seen[1]} and {seen[2]} per "
        "cent of its largest "
        f"extent. The means of 2014 to 2023 are {usual[0]}, {usual[1]} and {usual[2]} per cent.",
        "2024-07/2024-09",
        "Chukchi Sea",
        tuple(
            (value, "%", f"share in {name} {years}")
            for values, years in ((seen, "2024"), (usual, "2014-2023"))
            for value, name in zip(values, ("July", "August", "September"), strict=True)
        ),
        (_feature("Chukchi"),),
        SHARES,
    )
    counts = [[record.open_months(sea, years) for years in (THEN, NOW)] for sea in SEAS]
    told = ", ".join(f"{NAMES[sea]} {then} and {now}" for sea, (then, now) in zip(SEAS, counts, strict=True))
    yield Claim(
        "I18",
        f"Months with less than half of the ice: {NAMES['Kara']} {counts[1][0]} then, {counts[1][1]} now",
        "Months in which a sea has on average less than half of its largest extent, for 1981 to 2010 and "
        f"2015 to 2024: {told}.",
        "1981/2024",
        "The five seas",
        tuple(
            (value, "months", f"{NAMES[sea]}, {years[0]}-{years[1]}")
            for sea, pair in zip(SEAS, counts, strict=True)
            for value, years in zip(pair, (THEN, NOW), strict=True)
        ),
        tuple(map(_feature, SEAS)),
        f"{SHARES} It says nothing about the thickness of the ice, and so nothing about whether a ship "
        "may sail.",
    )
    winters = [
        [round(record.share(sea, MARCH, years)) for years in (THEN, NOW)] for sea in ("Barents", "Laptev")
    ]
    yield Claim(
        "I19",
        f"In March the Laptev Sea is as full as ever, the Barents Sea is not: {winters[0][0]} per cent "
        f"then, {winters[0][1]} now",
        f"In March the Laptev Sea had {winters[1][0]} per cent of its largest extent in 1981 to 2010 and "
        f"{winters[1][1]} per "
        f"cent in 2015 to 2024; the Barents Sea had {winters[0][0]} and {winters[0][1]} per cent.",
        "1981/2024",
        "Laptev and Barents Seas",
        tuple(
            (value, "%", f"{NAMES[sea]} in March, {years[0]}-{years[1]}")
            for sea, pair in zip(("Barents", "Laptev"), winters, strict=True)
            for value, years in zip(pair, (THEN, NOW), strict=True)
        ),
        (_feature("Barents"), _feature("Laptev")),
        SHARES,
    )
    span = LAST_OF_SEAS - FIRST + 1
    yield Claim(
        "I20",
        f"The record of the seas: {span} years of months, from {FIRST} to {LAST_OF_SEAS}",
        f"The figures of the seas rest on {span} years of monthly means, {FIRST} to {LAST_OF_SEAS}, those "
        "of the whole Arctic on "
        f"{LAST - FIRST + 1} years, {FIRST} to {LAST}; both begin with the satellites that see ice "
        "through cloud and night.",
        f"{FIRST}/{LAST}",
        "The whole Arctic",
        (
            (span, "years", f"monthly means of the seas, {FIRST}-{LAST_OF_SEAS}"),
            (LAST - FIRST + 1, "years", f"monthly means of the Arctic, {FIRST}-{LAST}"),
        ),
        ("ice-edge-9", "ice-edge-3"),
        f"{EXTENT} Until 1987 there is a day's value every other day only; January 1988 is missing for "
        "the seas.",
    )


def _feature(sea: str) -> str:
    return f"ice-{sea.lower()}"


def _hundreds(value: float) -> float:
    return round(value, -2)
