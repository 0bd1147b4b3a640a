"""A small chart of distances on an empty part of the map, with a bar for each way."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from arctic_map.export.marks.lettering import words
from arctic_map.export.marks.markup import Value, dashes, group, tag
from arctic_map.export.marks.typeface import width as width_of
from arctic_map.export.page.layout import Rect
from arctic_map.export.page.margin import panel
from arctic_map.geo.position import within
from arctic_map.model.chart import Chart, Form
from arctic_map.model.drawing import Drawing
from arctic_map.model.itinerary import Distances, Length
from arctic_map.model.projection import Box
from arctic_map.scene.chart_values import bars
from arctic_map.scene.page_texts import distances
from arctic_map.scene.scene import Scene

PAD, BAR = 10.0, 9.0
"""Padding of the panel, and height of a bar, in pixels."""
SIZE, HEADING = 10.5, 12.0
"""Font sizes in pixels."""
MIN_BAR_ROOM, BETWEEN = 170.0, 12.0
"""Length of the bars, and least gap between label and value, in pixels."""
LINE = 29.0
"""Distance of the bars in pixels, with text above each."""
FEW, THIN, TIGHT = 4, 3.5, 19.0
"""Number of bars above which they have this height and distance in pixels."""
BARE = 13.5
"""Distance of rows without bars in pixels."""
ASIDE = 18.0
"""Gap between columns in pixels."""
SMALL, NOTE = 9.0, 13.0
"""Font size and line height of the notes in pixels."""
PALE = 0.4
"""Opacity of the part of a bar in ice."""


def chart_of(scene: Scene, drawings: Mapping[str, Drawing], box: Box) -> Distances | None:
    """The requested ways, else a chart of lengths if one of its lanes is completely on the map, or None."""
    return distances(scene) or _of_lanes(scene, drawings, box)


def _of_lanes(scene: Scene, drawings: Mapping[str, Drawing], box: Box) -> Distances | None:
    hidden = scene.filtered_out.features
    shown = {layer.id for layer in scene.layers if layer.shown}
    whole: dict[str, bool] = {}
    for id, drawing in drawings.items():
        for shape in drawing.shapes if id in shown else ():
            whole[shape.feature] = whole.get(shape.feature, True) and within(shape.box, box)
    for chart in scene.catalog.charts:
        lanes = [item.drawn for item in chart.items]
        by_lanes = chart.form is Form.BARS and all(lanes) and not hidden.intersection(lanes)
        if by_lanes and any(whole.get(lane, False) for lane in lanes):
            return _lengths(chart, scene)
    return None


def _lengths(chart: Chart, scene: Scene) -> Distances:
    say = scene.wording
    rows = (
        Length(
            say(bar.label),
            say("{first} {second}", first=say.number(bar.value), second=say(chart.unit)),
            bar.value,
            bar.style,
        )
        for bar in bars(chart, scene.catalog, measured=False)
    )
    return Distances(say(chart.title), tuple(rows))


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the rows are arranged in the panel."""

    columns: int
    line: float
    """Distance of rows in pixels."""
    bar: float
    """Height of bars in pixels, 0 without bars."""
    distances: Distances
    """The rows, perhaps without rare ones."""

    @property
    def rows(self) -> int:
        """Number of rows of the longest column."""
        return ceil(len(self.distances.rows) / self.columns)

    @property
    def width(self) -> float:
        """Width of all columns in pixels, at least that of their text."""
        rows = (
            width_of(row.label, SIZE) + width_of(row.words, SIZE, weight=600) for row in self.distances.rows
        )
        column = max(MIN_BAR_ROOM if self.bar else 0.0, *(row + BETWEEN for row in rows))
        across = (width_of(note, SMALL) for note in self.distances.notes)
        heading = width_of(self.distances.heading, HEADING, weight=600)
        return max(self.columns * (column + ASIDE) - ASIDE, heading, *across)


def size(arranged: Arrangement) -> tuple[float, float]:
    """Width and height of the panel in pixels."""
    high = HEADING + 4 + arranged.line * arranged.rows + NOTE * len(arranged.distances.notes)
    return arranged.width + 2 * PAD, 2 * PAD + high


def arrangements(distances: Distances) -> tuple[Arrangement, ...]:
    """Possible arrangements, the most readable first, others for less space, the last without rare rows."""
    few = len(distances.rows) <= FEW
    lines = ((LINE, BAR), (TIGHT, THIN), (BARE, 0.0)) if few else ((TIGHT, THIN), (BARE, 0.0))
    columns = (1, 2) if len(distances.rows) > 1 else (1,)
    candidates = tuple(Arrangement(count, line, bar, distances) for line, bar in lines for count in columns)
    has_both = len({row.rare for row in distances.rows}) > 1
    return (*candidates, *arrangements(distances.short)) if has_both else candidates


def drawn(arranged: Arrangement, scene: Scene, room: Rect) -> str:
    """The panel at its place on the page."""
    look, distances = scene.look, arranged.distances
    most = max(row.value for row in distances.rows) or 1.0
    wide = (room.width - 2 * PAD + ASIDE) / arranged.columns - ASIDE
    line, bar, high = arranged.line, arranged.bar, arranged.rows
    top = room.y + PAD
    marks = []
    for number, row in enumerate(distances.rows):
        left = room.x + PAD + number // high * (wide + ASIDE)
        y = top + HEADING + 4 + line * (number % high) + SIZE
        style = look.styles.get(row.style)
        colour = style.stroke if style and style.stroke else look.palette.ink
        open_ = wide * (row.value - row.icy) / most
        marks += [
            words(row.label, left, y, SIZE, look.palette.ink),
            words(row.words, left + wide, y, SIZE, look.palette.ink, anchor="end", weight=600),
        ]
        # Ways of one colour differ in their dashes, which a filled bar would not explain.
        dash = dashes(style.dash if style else ())
        for start, length, opacity in ((0.0, open_, None), (open_, wide * row.icy / most, PALE)):
            if bar and length:
                d = f"M{left + start:.2f} {y + 4 + bar / 2:.2f}h{length:.2f}"
                way: dict[str, Value] = {
                    "stroke_width": bar,
                    "stroke_opacity": opacity,
                    "stroke_dasharray": dash,
                }
                marks.append(tag("path", d=d, fill="none", stroke=colour, **way))
    left, below = room.x + PAD, top + HEADING + 4 + line * high
    marks += [
        words(note, left, below + NOTE * number + SMALL, SMALL, look.palette.quiet)
        for number, note in enumerate(distances.notes)
    ]
    heading = words(distances.heading, left, top + HEADING - 2, HEADING, look.palette.ink, weight=600)
    return group(panel(room, scene), heading, *marks, id="chart")
