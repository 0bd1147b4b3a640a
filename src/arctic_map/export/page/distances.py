"""The small chart of distances that stands on the map's empty ground: a bar for each way that is drawn."""

from collections.abc import Mapping

from arctic_map.export.marks.lettering import words
from arctic_map.export.marks.markup import group, tag
from arctic_map.export.marks.typeface import width as width_of
from arctic_map.export.page.frame import Rect
from arctic_map.geo.in_box import within
from arctic_map.model.chart import Chart, Form
from arctic_map.model.distances import Distances, Length
from arctic_map.model.drawing import Drawing
from arctic_map.model.projection import Box
from arctic_map.scene.charts import bars
from arctic_map.scene.scene import Scene
from arctic_map.scene.ways_on_page import distances

PAD, BAR = 10.0, 9.0
"""Within the panel, and the height of a bar, px."""
SIZE, HEADING = 10.5, 12.0
"""Of its type, px."""
LONGEST, BETWEEN = 170.0, 12.0
"""Of the bars, and from the words above one to its value, px."""
LINE = 29.0
"""From one bar to the next: its words stand above it."""
FEW, THIN, TIGHT = 4, 3.5, 19.0
"""More bars than these are so thin, and one so near to the next."""
SMALL, NOTE = 9.0, 13.0
"""Of the notes below, their type and from one to the next, px."""
PALE = 0.4
"""Opacity of the part of a bar that lies in ice."""


def chart_of(scene: Scene, drawings: Mapping[str, Drawing], box: Box) -> Distances | None:
    """The ways that were asked for, else the lengths of which the map shows a lane from end to end."""
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
        told = chart.form is Form.BARS and all(lanes) and not hidden.intersection(lanes)
        if told and any(whole.get(lane, False) for lane in lanes):
            return _lengths(chart, scene)
    return None


def _lengths(chart: Chart, scene: Scene) -> Distances:
    say = scene.wording
    rows = (
        Length(say(bar.label), f"{say.number(bar.value)} {say(chart.unit)}", bar.value, bar.style)
        for bar in bars(chart, scene.catalog, measured=False)
    )
    return Distances(say(chart.title), tuple(rows))


def size(told: Distances) -> tuple[float, float]:
    """Width and height of its panel, px."""
    high = HEADING + 4 + _line(told) * len(told.rows) + NOTE * len(told.notes)
    return _longest(told) + 2 * PAD, 2 * PAD + high


def _line(told: Distances) -> float:
    return LINE if len(told.rows) <= FEW else TIGHT


def _longest(told: Distances) -> float:
    """Of the bars, which are no shorter than the words above and below them."""
    rows = (width_of(row.label, SIZE) + width_of(row.words, SIZE, weight=600) for row in told.rows)
    notes = (width_of(note, SMALL) for note in told.notes)
    return max(LONGEST, width_of(told.heading, HEADING, weight=600), *(row + BETWEEN for row in rows), *notes)


def drawn(told: Distances, scene: Scene, room: Rect) -> str:
    """The panel in its place on the page."""
    look = scene.look
    most, wide = max(row.value for row in told.rows), room.width - 2 * PAD
    line, bar = _line(told), BAR if len(told.rows) <= FEW else THIN
    left, top = room.x + PAD, room.y + PAD
    marks = []
    for number, row in enumerate(told.rows):
        y = top + HEADING + 4 + line * number + SIZE
        style = look.styles.get(row.style)
        colour = style.stroke if style and style.stroke else look.palette.ink
        open_ = wide * (row.value - row.icy) / most
        marks += [
            words(row.label, left, y, SIZE, look.palette.ink),
            words(row.words, left + wide, y, SIZE, look.palette.ink, anchor="end", weight=600),
            tag("rect", x=left, y=y + 4, width=open_, height=bar, fill=colour),
        ]
        if row.icy:
            icy = wide * row.icy / most
            marks.append(
                tag("rect", x=left + open_, y=y + 4, width=icy, height=bar, fill=colour, fill_opacity=PALE)
            )
    below = top + HEADING + 4 + line * len(told.rows)
    marks += [
        words(note, left, below + NOTE * number + SMALL, SMALL, look.palette.quiet)
        for number, note in enumerate(told.notes)
    ]
    heading = words(told.heading, left, top + HEADING - 2, HEADING, look.palette.ink, weight=600)
    return group(panel(room, scene), heading, *marks, id="chart")


def panel(room: Rect, scene: Scene) -> str:
    """Paper with a thin line, over the map's empty ground."""
    return tag(
        "rect",
        x=room.x,
        y=room.y,
        width=room.width,
        height=room.height,
        fill=scene.look.palette.paper,
        stroke=scene.look.palette.quiet,
        stroke_width=0.8,
    )
