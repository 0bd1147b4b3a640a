"""The facts of the atlas of sea ice, whose figures are all computed from the record."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ice_atlas.record import ALL_SEAS, FIRST, LAST, LAST_OF_SEAS, NOW, SEAS, THEN, Record

NAMES = {
    "Barents": "Barents Sea",
    "Kara": "Kara Sea",
    "Laptev": "Laptev Sea",
    "East-Siberian": "East Siberian Sea",
    "Chukchi": "Chukchi Sea",
}
EXTENT = (
    "Extent counts every cell with at least 15 per cent ice as full. In summer, satellites take meltwater "
    "ponds on the ice for open water, so values are a few per cent too low."
)
SHARES = (
    "A share is a sea's mean extent as a percentage of its own largest monthly extent. The record measures "
    f"regions of its own, whose limits are not those of the seas on the map. {EXTENT}"
)
SEPTEMBER, MARCH = 9, 3
MONTHS = {7: "July", 8: "August", 10: "October"}
PERIODS = "1981/2024"
ERROR = "The uncertainty is that of 95 per cent; it allows for neighbouring years being alike."


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
    yield from _trends(record)
    yield from _seas(record)
    yield from _seasons(record)


def _arctic(record: Record) -> Iterator[Claim]:
    edge = ("ice-edge-9",)
    ends = [round(record.whole[year, SEPTEMBER], 2) for year in (FIRST, LAST)]
    yield Claim(
        "I1",
        f"September ice of the Arctic: {ends[0]} million km² in {FIRST}, {ends[1]} in {LAST}",
        f"The sea ice of the Arctic had a mean extent of {ends[0]} million km² in September {FIRST} and of "
        f"{ends[1]} million km² in September {LAST}.",
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
        f"Least September ice: {low:.2f} million km², {low_year}",
        f"The smallest September mean on record is {low:.2f} million km², in {low_year}. The second smallest "
        f"is {second:.2f} million km², in {second_year}.",
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
        f"Most September ice: {high:.2f} million km², {high_year}",
        f"The largest September mean since {FIRST} is {high:.2f} million km², in {high_year}.",
        f"{high_year}-09",
        "The whole Arctic",
        ((round(high, 2), "million km2", f"largest September mean, {high_year}"),),
        edge,
    )
    then, now = (round(record.arctic(SEPTEMBER, years), 2) for years in (THEN, NOW))
    yield Claim(
        "I4",
        f"September mean: {then} million km² in 1981-2010, {now} in 2015-2024",
        f"The mean extent in September was {then} million km² in 1981-2010 and {now} million km² in "
        f"2015-2024, {round(100 * (1 - now / then))} per cent less.",
        PERIODS,
        "The whole Arctic",
        (
            (then, "million km2", "September mean 1981-2010"),
            (now, "million km2", "September mean 2015-2024"),
            (round(100 * (1 - now / then)), "%", "decrease between the two"),
        ),
        edge,
    )


def _trends(record: Record) -> Iterator[Claim]:
    slope, error, percent = _trend(record, SEPTEMBER)
    yield Claim(
        "I5",
        f"September ice shrinks by {slope} million km² a decade, give or take {error}",
        f"A straight line through the September means of {FIRST} to {LAST} falls by {slope} ± {error} "
        f"million km² a decade, or {percent} per cent of the mean of 1981-2010.",
        f"{FIRST}/{LAST}",
        "The whole Arctic",
        (
            (slope, "million km2", "decrease in a decade, by least squares"),
            (error, "million km2", "uncertainty of the decrease, 95 per cent"),
            (percent, "%", "decrease in a decade, of the mean of 1981-2010"),
        ),
        ("ice-edge-9",),
        f"{EXTENT} {ERROR} Single years lie far from the line.",
    )
    slope, error, percent = _trend(record, MARCH)
    yield Claim(
        "I6",
        f"In March, the decrease is {percent} per cent a decade",
        f"In March, when there is most ice, the line through the means of {FIRST} to {LAST} falls by "
        f"{slope} ± "
        f"{error} million km² a decade, or {percent} per cent of the mean of 1981-2010.",
        f"{FIRST}/{LAST}",
        "The whole Arctic",
        (
            (slope, "million km2", "decrease in a decade, by least squares"),
            (error, "million km2", "uncertainty of the decrease, 95 per cent"),
            (percent, "%", "decrease in a decade, of the mean of 1981-2010"),
        ),
        ("ice-edge-3",),
        f"{EXTENT} {ERROR}",
    )
    spans = ((1979, 1988), (1989, 1998), (1999, 2008), (2009, 2018), (2019, 2025))
    means = [round(record.arctic(SEPTEMBER, span), 2) for span in spans]
    shrinking = means[:4] == sorted(means[:4], reverse=True)
    yield Claim(
        "I7",
        f"Each decade had less September ice than the one before: {means[0]} to {means[-2]} million km²"
        if shrinking
        else "September ice by decade",
        "The mean September extent was "
        + ", ".join(
            f"{mean} ({first}-{last})" for mean, (first, last) in zip(means[:4], spans[:4], strict=True)
        )
        + f" million km². In the seven years from {spans[4][0]} to {spans[4][1]} it was {means[4]} "
        "million km².",
        f"{FIRST}/{LAST}",
        "The whole Arctic",
        tuple(
            (mean, "million km2", f"September mean {first}-{last}")
            for mean, (first, last) in zip(means, spans, strict=True)
        ),
        ("ice-edge-9",),
    )


def _trend(record: Record, month: int) -> tuple[float, float, float]:
    """Decrease in ten years, its uncertainty, and the decrease in per cent of the mean of 1981-2010."""
    line = record.trend(month)
    percent = -100 * line.a_decade / record.arctic(month, THEN)
    return round(-line.a_decade, 2), round(line.uncertainty, 2), round(percent, 1)


def _seas(record: Record) -> Iterator[Claim]:
    then, now = (round(record.together(SEPTEMBER, years), -3) for years in (THEN, NOW))
    lost = round(100 * (1 - now / then), 1)
    yield Claim(
        "I8",
        f"September ice in the four seas of the Route: {lost} per cent less in 2015-2024 than in 1981-2010",
        "In the record's regions of the Kara, Laptev, East Siberian and Chukchi Seas, the mean September "
        f"extent was {then:,.0f} km² in 1981-2010 and {now:,.0f} km² in 2015-2024, {lost} per cent less.",
        PERIODS,
        "The four seas from the Kara to the Chukchi Sea",
        (
            (then, "km2", "September mean of the four regions, 1981-2010"),
            (now, "km2", "September mean of the four regions, 2015-2024"),
            (lost, "%", "decrease between the two"),
        ),
        tuple(map(_feature, SEAS)),
        "The record's regions have limits of their own, which are not those of the seas on the map. "
        f"{EXTENT}",
    )
    for number, sea in enumerate(ALL_SEAS, 9):
        before, after = (_share(record.share(sea, SEPTEMBER, years)) for years in (THEN, NOW))
        low, year = record.smallest(sea, SEPTEMBER)
        least = _share(100 * low / record.largest(sea))
        short = after if after >= 1 else "under 1"
        yield Claim(
            f"I{number}",
            f"{NAMES[sea]} in September: {before} per cent in 1981-2010, {short} in 2015-2024",
            f"In September, the {NAMES[sea]} held on average {before} per cent of its largest extent in "
            f"1981-2010 and {after} per cent in 2015-2024. The least was {least} per cent, in {year}.",
            PERIODS,
            NAMES[sea],
            (
                (before, "%", "share in September, 1981-2010"),
                (after, "%", "share in September, 2015-2024"),
                (least, "%", f"smallest share in September, {year}"),
            ),
            (_feature(sea),),
            SHARES,
        )


def _seasons(record: Record) -> Iterator[Claim]:
    for number, month in enumerate(MONTHS, 14):
        seas = ("Kara", "Laptev", "East-Siberian")
        shares = [[_share(record.share(sea, month, years)) for years in (THEN, NOW)] for sea in seas]
        listed = ", ".join(
            f"{NAMES[sea]} {then} and {now}" for sea, (then, now) in zip(seas, shares, strict=True)
        )
        yield Claim(
            f"I{number}",
            f"{NAMES['Kara']} in {MONTHS[month]}: {shares[0][0]} per cent in 1981-2010, {shares[0][1]} in "
            "2015-2024",
            f"In {MONTHS[month]}, the seas held these percentages of their largest extents in 1981-2010 "
            "and in "
            f"2015-2024: {listed}.",
            PERIODS,
            "Kara, Laptev and East Siberian Seas",
            tuple(
                (value, "%", f"{NAMES[sea]} in {MONTHS[month]}, {years[0]}-{years[1]}")
                for sea, pair in zip(seas, shares, strict=True)
                for value, years in zip(pair, (THEN, NOW), strict=True)
            ),
            tuple(map(_feature, seas)),
            SHARES,
        )
    yield _chukchi_of_2024(record)
    yield _open_months(record)
    yield _winter(record)
    yield _length(record)


def _chukchi_of_2024(record: Record) -> Claim:
    months = (7, 8, 9)
    usual = [_share(record.share("Chukchi", month, (2014, 2023))) for month in months]
    seen = [_share(record.share("Chukchi", month, (2024, 2024))) for month in months]
    return Claim(
        "I17",
        f"Chukchi Sea in August: {seen[1]} per cent of its largest extent in 2024, {usual[1]} in the ten "
        "years before",
        f"In July, August and September 2024, the Chukchi Sea held {seen[0]}, {seen[1]} and {seen[2]} "
        "per cent "
        f"of its largest extent. The means of 2014-2023 are {usual[0]}, {usual[1]} and {usual[2]} per cent.",
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


def _open_months(record: Record) -> Claim:
    counts = {sea: [record.open_months(sea, years) for years in (THEN, NOW)] for sea in ALL_SEAS}
    listed = ", ".join(f"{NAMES[sea]} {then} and {now}" for sea, (then, now) in counts.items())
    then, now = counts["Kara"]
    return Claim(
        "I18",
        f"Months with less than half of the ice in the {NAMES['Kara']}: {then} in 1981-2010, {now} in "
        "2015-2024",
        "Months a year in which a sea held on average less than half of its largest extent, in 1981-2010 and "
        f"in 2015-2024: {listed}.",
        PERIODS,
        "The four seas of the Route, and the Barents Sea",
        tuple(
            (value, "months", f"{NAMES[sea]}, {years[0]}-{years[1]}")
            for sea, pair in counts.items()
            for value, years in zip(pair, (THEN, NOW), strict=True)
        ),
        tuple(map(_feature, ALL_SEAS)),
        f"{SHARES} Extent says nothing about the thickness of the ice, and so nothing about whether a "
        "ship can "
        "sail.",
    )


def _winter(record: Record) -> Claim:
    barents, laptev = (
        [_share(record.share(sea, MARCH, years)) for years in (THEN, NOW)] for sea in ("Barents", "Laptev")
    )
    return Claim(
        "I19",
        f"In March, the Laptev Sea still fills with ice; the Barents Sea fell from {barents[0]} to "
        f"{barents[1]} per cent",
        f"In March, the Laptev Sea held {laptev[0]} per cent of its largest extent in 1981-2010 and "
        f"{laptev[1]} per cent in 2015-2024. The Barents Sea held {barents[0]} and {barents[1]} per cent.",
        PERIODS,
        "Laptev and Barents Seas",
        tuple(
            (value, "%", f"{NAMES[sea]} in March, {years[0]}-{years[1]}")
            for sea, pair in (("Barents", barents), ("Laptev", laptev))
            for value, years in zip(pair, (THEN, NOW), strict=True)
        ),
        (_feature("Barents"), _feature("Laptev")),
        SHARES,
    )


def _length(record: Record) -> Claim:
    seas, whole = LAST_OF_SEAS - FIRST + 1, LAST - FIRST + 1
    missing = record.missing()
    return Claim(
        "I20",
        f"The record: {seas} years for the seas, {whole} for the whole Arctic",
        f"Figures for the seas rest on {seas} years of monthly means, {FIRST} to {LAST_OF_SEAS}. Those "
        "for the "
        f"whole Arctic rest on {whole} years, {FIRST} to {LAST}. Both begin with the satellites that see ice "
        "through cloud and at night.",
        f"{FIRST}/{LAST}",
        "The whole Arctic",
        (
            (seas, "years", f"monthly means of the seas, {FIRST}-{LAST_OF_SEAS}"),
            (whole, "years", f"monthly means of the Arctic, {FIRST}-{LAST}"),
        ),
        ("ice-edge-9", "ice-edge-3"),
        f"{EXTENT} Until mid-1987 there are values for every other day only. {missing} are missing for the "
        "seas; for the whole Arctic they rest on a few days.",
    )


def _share(value: float) -> float:
    """A share in whole per cent, or with one decimal below one."""
    return round(value) if value >= 1 else round(value, 1)


def _feature(sea: str) -> str:
    return f"ice-{sea.lower()}"
