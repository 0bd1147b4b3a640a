"""The layout of a small chart: title, bars with labels, notes."""

from dataclasses import dataclass

from arctic_map.export.marks.typeface import wrapped
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart, Form
from arctic_map.model.style import Look
from arctic_map.scene.chart_values import Bar, heading, notes

TITLE, TEXT, NOTE = 13.0, 12.0, 11.0
"""Font sizes in pixels."""
LINE = 1.25
"""Line height in multiples of the font size."""
BAR, COLUMN = 10.0, 92.0
"""Thickness of a horizontal bar, and height of the tallest column, in pixels."""
HULL = 12.0
"""Height of a counted symbol in pixels."""
GAP = 6.0
HEAD = TEXT * LINE + 8.0
"""Pixels above the tallest column, for its open end and value."""
MIN_WIDTH = 160.0
"""Smallest width of a chart in pixels."""
AXIS = NOTE * LINE + 6.0
"""Height of the years below a timeline in pixels."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions of all parts, in pixels from the upper left corner."""

    form: Form
    width: float
    height: float
    title: tuple[str, ...]
    plot_top: float
    plot_height: float
    bars: tuple[Bar, ...]
    labels: tuple[tuple[str, ...], ...]
    """The lines of each bar's label."""
    notes_top: float
    notes: tuple[str, ...]


def arrange(
    chart: Chart, found: tuple[Bar, ...], catalog: Catalog, width: float, below: tuple[str, ...] = ()
) -> Layout:
    """The layout of a chart. `below` is written under its notes."""
    title = wrapped(heading(chart), TITLE * 1.04, width)
    top = len(title) * TITLE * LINE + GAP
    room = width / max(len(found), 1) - 4 if chart.form is Form.COLUMNS else width
    labels = tuple(wrapped(bar.label, TEXT, room) for bar in found)
    height = _height(chart.form, labels)
    texts = (*notes(chart, found, catalog), *below)
    written = tuple(line for note in texts for line in wrapped(note, NOTE, width))
    notes_top = top + height + (GAP if written else 0)
    return Layout(
        form=chart.form,
        width=width,
        height=notes_top + len(written) * NOTE * LINE + 2,
        title=title,
        plot_top=top,
        plot_height=height,
        bars=found,
        labels=labels,
        notes_top=notes_top,
        notes=written,
    )


def _height(form: Form, labels: tuple[tuple[str, ...], ...]) -> float:
    if form is Form.COLUMNS:
        return HEAD + COLUMN + max(map(len, labels), default=1) * TEXT * LINE + 2
    rows = sum(row(form, lines) for lines in labels)
    return rows + AXIS if form is Form.TIMELINE else rows


def row(form: Form, lines: tuple[str, ...]) -> float:
    """Height of a bar with its label in pixels. On a timeline the date has a line of its own."""
    dated = 1 if form is Form.TIMELINE else 0
    return (
        (len(lines) + dated) * TEXT * LINE
        + (HULL + 3 if form is Form.UNITS else BAR + 2 if dated else BAR)
        + GAP
    )


def ink_of(look: Look, style: str) -> str:
    """The colour of a bar: the one that identifies the style's marks on the map."""
    lends, land = look.styles[style], look.palette.items.get("land")
    # The rim of marks in the land's colour only separates them from the background.
    rim = land.fill if land else None
    return next(
        (colour for colour in (lends.stroke, lends.fill) if colour and colour != rim), look.palette.ink
    )
