"""The small chart of distances that stands on the map's empty ground: a bar for each way that is drawn."""

from collections.abc import Mapping

from arctic_map.export.marks.lettering import words
from arctic_map.export.marks.markup import group, tag
from arctic_map.export.marks.typeface import width as width_of
from arctic_map.export.page.frame import Rect
from arctic_map.geo.in_box import within
from arctic_map.model.chart import Chart, Form
from arctic_map.model.drawing import Drawing
from arctic_map.model.projection import Box
from arctic_map.scene.charts import Bar, bars
from arctic_map.scene.scene import Scene

PAD, BAR = 10.0, 9.0
"""Within the panel, and the height of a bar, px."""
SIZE, HEADING = 10.5, 12.0
"""Of its type, px."""
LONGEST, BETWEEN = 170.0, 12.0
"""Of the bars, and from the words above one to its value, px."""
LINE = 29.0
"""From one bar to the next: its words stand above it."""


def chart_of(scene: Scene, drawings: Mapping[str, Drawing], box: Box) -> Chart | None:
    """The chart of lengths of which the map shows a lane from end to end; None without one."""
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
            return chart
    return None


def size(chart: Chart, scene: Scene) -> tuple[float, float]:
    """Width and height of its panel, px."""
    return _longest(chart, scene) + 2 * PAD, 2 * PAD + HEADING + 4 + LINE * len(chart.items)


def _longest(chart: Chart, scene: Scene) -> float:
    """Of the bars, which are no shorter than the words above them."""
    rows = (
        width_of(scene.wording(bar.label), SIZE) + width_of(_value(bar, chart, scene), SIZE, weight=600)
        for bar in bars(chart, scene.catalog, measured=False)
    )
    return max(LONGEST, *(row + BETWEEN for row in rows))


def _value(bar: Bar, chart: Chart, scene: Scene) -> str:
    return f"{scene.wording.number(bar.value)} {scene.wording(chart.unit)}"


def drawn(chart: Chart, scene: Scene, room: Rect) -> str:
    """The panel in its place on the page."""
    look, say = scene.look, scene.wording
    found = bars(chart, scene.catalog, measured=False)
    most, wide = max(bar.value for bar in found), room.width - 2 * PAD
    left, top = room.x + PAD, room.y + PAD
    marks = []
    for number, bar in enumerate(found):
        y = top + HEADING + 4 + LINE * number + SIZE
        style = look.styles.get(bar.style)
        colour = style.stroke if style and style.stroke else look.palette.ink
        marks += [
            words(say(bar.label), left, y, SIZE, look.palette.ink),
            words(
                _value(bar, chart, scene), left + wide, y, SIZE, look.palette.ink, anchor="end", weight=600
            ),
            tag("rect", x=left, y=y + 4, width=wide * bar.value / most, height=BAR, fill=colour),
        ]
    heading = words(say(chart.title), left, top + HEADING - 2, HEADING, look.palette.ink, weight=600)
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
