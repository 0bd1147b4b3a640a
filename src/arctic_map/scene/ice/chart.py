"""A chart of a sea's ice by month: two reference periods and one year."""

from dataclasses import dataclass
from typing import Literal

from arctic_map.model.ice import IceRecord, shown
from arctic_map.model.tr import digits, interface, tr
from arctic_map.scene.ice.shares import CREDIT, LAST, NOW, OPEN, SEAS, THEN, Span, season, shares

Look = Literal["then", "now", "year"]
SHORT = 3
"""Letters of an English or Russian month name on the axis."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with per cent for each month; None if the record has no value."""

    look: Look
    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class IceChart:
    """The chart of a sea, and the months that the map shows."""

    id: str
    """Name for an exported file."""
    title: str
    months: tuple[str, ...]
    lines: tuple[Line, ...]
    open: float
    """Per cent below which a month belongs to the season."""
    chosen: tuple[int, ...]
    """The months that the map shows, 1 to 12."""
    notes: tuple[str, ...]

    @property
    def words(self) -> str:
        """The chart as text."""
        rows = (f"{line.label}: {', '.join(map(self._text, line.values))}" for line in self.lines)
        return "\n".join((f"{self.title} ({', '.join(self.months)})", *rows, *self.notes))

    @staticmethod
    def _text(value: float | None) -> str:
        return "-" if value is None else digits(f"{value:.0f}")


def ice_chart(record: IceRecord, sea: str, month: int | None, year: int = LAST) -> IceChart:
    """The chart of a sea, by its name in the record."""
    spans: tuple[tuple[Look, str, Span], ...] = (
        ("then", in_words(THEN), THEN),
        ("now", in_words(NOW), NOW),
        ("year", str(year), (year, year)),
    )
    return IceChart(
        id=f"ice-{sea.lower()}",
        title=tr("{sea}: ice by month, % of its largest extent", sea=tr(SEAS[sea])),
        months=tuple(name[:SHORT] for name in interface().months),
        lines=tuple(Line(look, label, shares(record, sea, years)) for look, label, years in spans),
        open=OPEN,
        chosen=shown(month),
        notes=(
            season_in_words(record, sea),
            region_in_words(),
            tr("Mean monthly extents. Satellites see melt ponds as water: summers come out somewhat low."),
            CREDIT,
        ),
    )


def season_in_words(record: IceRecord, sea: str) -> str:
    """The months below the limit in both reference periods."""
    return tr(
        "Months below {bound} %: {then} in {first}; {now} in {last}.",
        bound=digits(f"{OPEN:g}"),
        then=_months(season(record, sea, THEN)),
        first=in_words(THEN),
        now=_months(season(record, sea, NOW)),
        last=in_words(NOW),
    )


def region_in_words() -> str:
    """The reference area of the shares: the region of the record, which is not the sea on the map."""
    return tr(
        "100 % is the largest monthly extent in the record's own region, whose limits are not those of the "
        "sea on the map."
    )


def in_words(years: Span) -> str:
    """The years as text, such as 1981-2010."""
    return f"{years[0]}-{years[1]}"


def month_in_words(month: int | None) -> str:
    """The selected month, or the two that are shown for all."""
    names = interface().months
    chosen = [names[each - 1] for each in reversed(shown(month))]
    return chosen[0] if len(chosen) == 1 else tr("{one} and {other}", one=chosen[0], other=chosen[1])


def _months(months: tuple[int, ...]) -> str:
    names = interface().months
    return ", ".join(names[month - 1] for month in months) if months else tr("none")
