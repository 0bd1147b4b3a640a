"""Layout of the marks: lanes by topic, with rows in which no marks touch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from itertools import groupby

from arctic_map.desktop.panels.timeline.axis import Axis
from arctic_map.model.catalog import BASE, Catalog, Topic
from arctic_map.model.preferences import Names
from arctic_map.model.tr import tr, tr_content, tr_later
from arctic_map.scene.playback import day_after, shifted
from arctic_map.scene.timeline import Coarse, DateRange, Mark
from arctic_map.scene.words.fact_texts import dated
from arctic_map.scene.words.words import kind_in_words, layer_name, name_of, topic_name, when_in_words

BEAD = 7.0
"""Width of a bead, px."""
PITCH = 9.0
"""Distance between the centres of two beads in a row, px."""
LONG = 3 * PITCH
"""Width from which a period is drawn as a thin line, px."""
THIN = 0.7
"""Height of a row of such periods, in rows."""
TALL = 4.0
"""Height of a row with a histogram, in rows."""
ABREAST = 3
"""Number of columns for beads that would overlap."""
EXPECTED = tr_later("Expected")
"""The lane of forecasts, at the bottom."""


class Shape(Enum):
    DOT = "dot"
    """A day."""
    SOFT = "soft"
    """An unknown day of a month or year."""
    PERIOD = "period"
    """From one day to another, or open-ended."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Marks of a lane with the same days: one bar with a bead each."""

    marks: tuple[Mark, ...]

    @property
    def span(self) -> DateRange:
        return self.marks[0].span

    @property
    def shape(self) -> Shape:
        return shape_of(self.span)


@dataclass(frozen=True, slots=True)
class Lane:
    """The marks of one topic."""

    name: str
    bundles: tuple[Bundle, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bundle on the axis, px: its days from `x0` to `x1`, its beads, and the row within its lane."""

    bundle: Bundle
    row: int
    x0: float
    x1: float
    beads: tuple[float, ...]
    """Centres of the beads, in the order of the marks."""
    bead: float = BEAD

    @property
    def reach(self) -> tuple[float, float]:
        """Leftmost and rightmost pixel, since beads may be wider than the days."""
        half = self.bead / 2
        return min(self.x0, self.beads[0] - half), max(self.x1, self.beads[-1] + half)


@dataclass(frozen=True, slots=True)
class Row:
    """A lane after layout."""

    name: str
    bars: tuple[Bar, ...]
    heights: tuple[float, ...]
    """Heights of its rows from top to bottom, in normal row heights."""


def shape_of(span: DateRange) -> Shape:
    """The shape for a span of days."""
    if span.first is None or span.last is None:
        return Shape.PERIOD
    if span.coarse is Coarse.DAY:
        return Shape.DOT if span.first == span.last else Shape.PERIOD
    months = 12 if span.coarse is Coarse.YEAR else 1
    whole = span.first.day == 1 and (months == 1 or span.first.month == 1)
    return Shape.SOFT if whole and day_after(span.last) == shifted(span.first, months) else Shape.PERIOD


def lanes(marks: Iterable[Mark], topics: Mapping[str, Topic]) -> tuple[Lane, ...]:
    """A lane per topic with marks, in the order of the panels; forecasts of all topics come last."""
    names = [topic_name(topic, topics) for topic in (*topics, BASE)]
    by_lane: dict[str, list[Mark]] = {}
    for mark in marks:
        by_lane.setdefault(lane_of(mark, topics), []).append(mark)
    order = [*names, *(name for name in by_lane if name not in names and name != tr(EXPECTED)), tr(EXPECTED)]
    return tuple(Lane(name, tuple(_bundles(by_lane[name]))) for name in order if name in by_lane)


def lane_of(mark: Mark, topics: Mapping[str, Topic]) -> str:
    """The name of a mark's lane."""
    return tr(EXPECTED) if mark.forecast else topic_name(mark.topic, topics)


def laid_out(found: Iterable[Lane], axis: Axis, size: float = 1.0) -> tuple[Row, ...]:
    """Each bundle in the highest free row of its lane; `size` scales the beads."""
    small = replace(axis, left=axis.left / size, width=axis.width / size)
    rows = (_row(lane, small) for lane in found)
    return tuple(replace(row, bars=tuple(_enlarged(bar, size) for bar in row.bars)) for row in rows)


def _enlarged(bar: Bar, size: float) -> Bar:
    beads = tuple(x * size for x in bar.beads)
    return replace(bar, x0=bar.x0 * size, x1=bar.x1 * size, beads=beads, bead=bar.bead * size)


def words(mark: Mark, catalog: Catalog, names: Names) -> tuple[str, str]:
    """The text of a mark: a line with date and kind, and the claim or name in a language."""
    if (fact := catalog.fact.get(mark.id)) and mark.kind == "fact":
        return f"{mark.id} · {dated(fact)} · {kind_in_words(fact)}", tr_content(fact.text)
    if mark.kind == "layer":
        return _days_in_words(mark.span), mark.title
    feature, layer_id = catalog.features[mark.id], catalog.layer_of[mark.id]
    layer = next(layer for layer in catalog.layers if layer.id == layer_id)
    return f"{when_in_words(feature.when)} · {layer_name(layer)}", name_of(feature, names)


def _days_in_words(span: DateRange) -> str:
    ends = (each.isoformat() for each in (span.first, span.last) if each)
    return when_in_words("/".join(dict.fromkeys(ends)))


def nearest(bar: Bar, x: float) -> Mark:
    """The mark of a bar whose bead is closest to a pixel."""
    at = min(range(len(bar.beads)), key=lambda index: abs(bar.beads[index] - x))
    return bar.bundle.marks[at]


def _bundles(marks: Sequence[Mark]) -> Iterator[Bundle]:
    for _, group in groupby(sorted(marks, key=_days), key=_days):
        yield Bundle(tuple(group))


def _days(mark: Mark) -> tuple[int, int, Coarse]:
    """Sort key: early first and long first, so that periods get the upper rows."""
    first, last = mark.span.first or date.min, mark.span.last or date.max
    return first.toordinal(), -last.toordinal(), mark.span.coarse


def _row(lane: Lane, axis: Axis) -> Row:
    ends: list[float] = []
    bars: list[Bar] = []
    alone, crowds = _crowds([_bar(bundle, axis) for bundle in lane.bundles])
    for block in sorted(
        [*([bar] for bar in alone), *map(_spread, crowds)], key=lambda block: block[0].reach[0]
    ):
        left, right = min(bar.reach[0] for bar in block), max(bar.reach[1] for bar in block)
        height = block[-1].row + 1
        row = _free(ends, left, height)
        ends[row : row + height] = [right] * height
        bars += [replace(bar, row=row + bar.row) for bar in block]
    long = {bar.row for bar in bars if bar.x1 - bar.x0 > LONG}
    short = {bar.row for bar in bars if bar.x1 - bar.x0 <= LONG or bar.bundle.shape is Shape.SOFT}
    counted = {bar.row for bar in bars if bar.bundle.marks[0].counts}
    heights = tuple(
        TALL if row in counted else THIN if row in long - short else 1.0 for row in range(max(len(ends), 1))
    )
    return Row(lane.name, tuple(bars), heights)


def _free(ends: list[float], left: float, height: int) -> int:
    """The first of `height` consecutive rows that are free at a pixel."""
    for row in range(len(ends)):
        if all(end + 1 <= left for end in ends[row : row + height]):
            return row
    return len(ends)


def _bar(bundle: Bundle, axis: Axis) -> Bar:
    """A bar; an open end extends to the end of the axis."""
    first, last = bundle.span.first, bundle.span.last
    x0 = axis.x(first) if first else axis.at(axis.scale.years[0])
    x1 = axis.x(day_after(last)) if last else axis.at(axis.scale.years[-1])
    return Bar(bundle, 0, x0, x1, _beads(bundle, x0, x1))


def _beads(bundle: Bundle, x0: float, x1: float) -> tuple[float, ...]:
    """Beads at the beginning of a period or its end if only that is known, or spread over a month or year."""
    count = len(bundle.marks)
    if bundle.shape is Shape.PERIOD and x1 - x0 >= count * PITCH:
        start = x0 if bundle.span.first else x1 - (count - 1) * PITCH - BEAD
        return tuple(start + BEAD / 2 + index * PITCH for index in range(count))
    return _spaced((x0 + x1) / 2, count, max((x1 - x0) / count, PITCH))


def _spaced(middle: float, count: int, step: float) -> tuple[float, ...]:
    return tuple(middle + (index - (count - 1) / 2) * step for index in range(count))


def _crowds(bars: Iterable[Bar]) -> tuple[list[Bar], list[list[Bar]]]:
    """Separate bars, and groups of bars no wider than a bead that would overlap."""
    alone: list[Bar] = []
    chains: list[list[Bar]] = []
    for bar in sorted(bars, key=_middle):
        if bar.x1 - bar.x0 > PITCH:
            alone.append(bar)
        elif chains and _middle(bar) - _middle(chains[-1][-1]) < PITCH:
            chains[-1].append(bar)
        else:
            chains.append([bar])
    return alone + [chain[0] for chain in chains if len(chain) == 1], [c for c in chains if len(c) > 1]


def _spread(crowd: list[Bar]) -> list[Bar]:
    """The beads of a group side by side in columns by time; they are displaced by a few pixels at most."""
    marks = [mark for bar in crowd for mark in bar.bundle.marks]
    rows = -(-len(marks) // ABREAST)
    middle = sum(_middle(bar) * len(bar.bundle.marks) for bar in crowd) / len(marks)
    columns = _spaced(middle, -(-len(marks) // rows), PITCH)
    places = [(index % rows, columns[index // rows]) for index in range(len(marks))]
    beads = [Bar(Bundle((mark,)), row, x, x, (x,)) for mark, (row, x) in zip(marks, places, strict=True)]
    return sorted(beads, key=lambda bar: bar.row)


def _middle(bar: Bar) -> float:
    return (bar.x0 + bar.x1) / 2
