"""The values of a chart, read from the facts each time, and the chart as text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart, ChartItem, Derived, FigureRef, Form
from arctic_map.model.fact import Figure
from arctic_map.model.preferences import Units
from arctic_map.model.tr import digits, interface, labelled, spaced, tr, tr_content, tr_count, tr_later
from arctic_map.scene.timeline import span
from arctic_map.scene.words.measures import length_in_words
from arctic_map.scene.words.words import figure_in_words, figure_text, when_in_words

NOT_STATED = tr_later("number not stated")
MAX_SYMBOLS = 20
"""Maximum number of symbols for one value of a chart of units."""
DAY_IN_YEARS = 1 / 366
"""A day in years, for drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A value of a chart with everything but its position."""

    label: str
    value: float
    words: str
    """The value as text: `over 110`."""
    style: str
    derived: bool
    how: str
    """Explanation of a derived value; empty for others."""
    more: bool
    """Whether the true value is larger: drawn with an open end."""
    target: bool
    drawn: float | None
    """Computed length of the lane on the map, km; None without a lane."""
    unknown: bool = False
    """Whether the number is unknown: drawn as one symbol with a question mark."""
    span: tuple[float, float] | None = None
    """On a timeline: start of the first and end of the last day, in years."""
    lasting: bool = False
    """On a timeline: whether it continues to the end of the axis."""


def charts_of(catalog: Catalog) -> dict[str, tuple[Chart, ...]]:
    """The charts on the card of each fact, by fact id."""
    by_fact: dict[str, tuple[Chart, ...]] = {}
    for chart in catalog.charts:
        for fact in chart.on or chart.facts:
            by_fact[fact] = (*by_fact.get(fact, ()), chart)
    return by_fact


def bars(chart: Chart, catalog: Catalog, *, measured: bool = True) -> tuple[Bar, ...]:
    """The values in the order of the chart. Lanes have length 0 unless `measured`."""
    return tuple(_bar(item, chart, catalog, measured) for item in chart.items)


def symbol_value(found: Sequence[Bar]) -> int:
    """The value of each symbol of a chart of units: 1, 2 or 5 times a power of ten."""
    largest = max((bar.value for bar in found), default=0)
    power = 1
    while largest > MAX_SYMBOLS * 5 * power:
        power *= 10
    return next(step for step in (power, 2 * power, 5 * power) if largest <= MAX_SYMBOLS * step)


def heading(chart: Chart) -> str:
    """The title with the unit, unless the title contains it already."""
    title = tr_content(chart.title)
    return (
        title
        if chart.unit.casefold() in chart.title.casefold()
        else tr("{text}, {detail}", text=title, detail=unit_of(chart))
    )


def unit_of(chart: Chart) -> str:
    """The unit in the plural."""
    return interface().unit(100, chart.unit)


def notes(chart: Chart, found: tuple[Bar, ...], catalog: Catalog) -> tuple[str, ...]:
    """Texts below the chart: figures on other scales, derivations, the meaning of marks."""
    return tuple(_notes(chart, found, catalog))


def source(chart: Chart, catalog: Catalog) -> str:
    """The source of the figures, for an exported chart."""
    text = tr_count(
        len(chart.facts),
        "Fact {facts} of {atlas}, data {version}.",
        "Facts {facts} of {atlas}, data {version}.",
        facts=tr(", ").join(chart.facts),
        atlas=catalog.publisher or tr_content(catalog.title),
        version=catalog.version,
    )
    after = (
        tr("After the article “{article}”.", article=tr_content(catalog.article_title))
        if catalog.article
        else ""
    )
    return spaced(text, after)


def in_words(chart: Chart, catalog: Catalog, units: Units = "km") -> str:
    """The chart as text to be copied or read aloud: a line for each value and each note."""
    chart_bars = bars(chart, catalog)
    lines = (labelled(bar.label, bar.words + _drawn_in_words(bar, units)) for bar in chart_bars)
    return "\n".join((heading(chart), *lines, *notes(chart, chart_bars, catalog)))


def _bar(item: ChartItem, chart: Chart, catalog: Catalog, measured: bool) -> Bar:
    if item.fact:
        return _dated(item, chart, catalog) if chart.form is Form.TIMELINE else _counted(item, chart)
    values = [_figure(ref, catalog).value for ref in item.figures]
    value = _derived(item.derived, *values) if item.derived else values[0]
    return Bar(
        label=tr_content(item.label),
        value=value,
        words=" ".join(filter(None, (tr_content(item.sign), _number(value)))),
        style=item.style or chart.style,
        derived=item.derived is not None,
        how=tr_content(item.how),
        more=item.sign == "over",
        target=item.target,
        drawn=(_length(item.drawn, catalog) if measured else 0.0) if item.drawn else None,
    )


def _counted(item: ChartItem, chart: Chart) -> Bar:
    """A bar for the number of names in a fact."""
    count = len(item.names)
    return Bar(
        label=tr_content(item.label) + (tr(" ({remark})", remark=tr(", ").join(item.names)) if count else ""),
        value=count,
        words=_number(count) if count else tr(NOT_STATED),
        style=item.style or chart.style,
        derived=False,
        how="",
        more=False,
        target=item.target,
        drawn=None,
        unknown=not count,
    )


def _dated(item: ChartItem, chart: Chart, catalog: Catalog) -> Bar:
    """A bar for the days of a fact, in years."""
    when = catalog.fact[item.fact].when
    days, begin = span(when), when_in_words((when or "").partition("/")[0])
    first = days.first if days and days.first else date.min
    last = days.last if days and days.last else first
    return Bar(
        label=tr_content(item.label),
        value=_years(first),
        words=tr("since {begin}", begin=begin) if item.lasting else when_in_words(when),
        style=item.style or chart.style,
        derived=False,
        how="",
        more=False,
        target=item.target,
        drawn=None,
        span=(_years(first), _years(last) + DAY_IN_YEARS),
        lasting=item.lasting,
    )


def _years(day: date) -> float:
    """A day as a decimal year: 2024.5 is the middle of 2024."""
    return day.year + (day.timetuple().tm_yday - 1) * DAY_IN_YEARS


def _derived(how: Derived, first: float, second: float) -> float:
    value = first - second if how is Derived.DIFFERENCE else first / (1 + second / 100)
    # No more decimals than the input figures.
    return round(value, max(map(_decimals, (first, second))))


def _decimals(value: float) -> int:
    _, point, decimals = str(value).partition(".")
    return len(decimals.rstrip("0")) if point else 0


def _number(value: float) -> str:
    return digits(f"{int(value):,}" if value == int(value) else f"{value:,}")


def _figure(ref: FigureRef, catalog: Catalog) -> Figure:
    return catalog.fact[ref.fact].figures[ref.number - 1]


def _length(feature_id: str, catalog: Catalog) -> float:
    from arctic_map.geo import measure  # loads PROJ late, as only lanes need it

    feature = catalog.features[feature_id]
    return measure.length(feature.geometry, feature.edges) / 1000


def _drawn_in_words(bar: Bar, units: Units) -> str:
    """The length of the lane. The chart keeps the unit of the article, so that both are on one scale."""
    if bar.drawn is None:
        return ""
    drawn = digits(f"{bar.drawn:,.0f}")
    if units != "km":
        drawn = tr(", ").join((drawn, length_in_words(bar.drawn * 1000, units)))
    return tr(" ({remark})", remark=tr("{length} as drawn", length=drawn))


def _notes(chart: Chart, found: tuple[Bar, ...], catalog: Catalog) -> Iterator[str]:
    for ref in chart.beside:
        figure = _figure(ref, catalog)
        # `92 transits, full transits in 2024` would repeat the unit.
        repeats = figure.unit in figure.what
        yield (
            tr("{figure} {what}", figure=figure_in_words(figure)[0], what=tr_content(figure.what))
            if repeats
            else labelled(figure_text(figure), tr_content(figure.what))
        )
    for bar in found:
        if bar.how:
            yield tr("{label}: derived, {how}", label=bar.label, how=bar.how)
    if chart.form is Form.UNITS and (each := symbol_value(found)) > 1:
        yield tr("Each symbol: {number} {unit}", number=_number(each), unit=unit_of(chart)).rstrip()
    if any(bar.drawn is not None for bar in found):
        yield tr("Bar: as stated. Tick: as drawn, measured on the ellipsoid.")
    if chart.note:
        yield tr_content(chart.note)
