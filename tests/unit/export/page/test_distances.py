"""The small chart of distances: every bar and word at its place, computed by hand."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from arctic_map.export.marks.typeface import width
from arctic_map.export.page import distances
from arctic_map.export.page.layout import Rect
from arctic_map.model.chart import Chart, ChartItem, FigureRef, Form
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.fact import Fact, Figure, Kind
from arctic_map.model.itinerary import Distances, Length
from arctic_map.scene.scene import Scene

ROWS = (
    Length("By the north", "100 km", 100.0, "lane-nsr", 25.0),
    Length("By Suez", "200 km", 200.0, "lane-suez"),
    Length("By the Cape", "400 km", 400.0, "a style nobody knows"),
)
DISTANCES = Distances("How far it is", ROWS, ("Some of it lies in ice.", "Not for navigation."))
MANY = Distances("How far it is", ROWS * 2)


def elements(chart: Distances, scene: Scene) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Bars and words of a panel 220 px wide at (100, 50), after the panel itself."""
    root = ElementTree.fromstring(
        distances.drawn(distances.arrangements(chart)[0], scene, Rect(100, 50, 220, 200))
    )
    assert root.get("id") == "chart"
    (panel,) = ([*each.attrib.items()] for each in root if each.tag == "rect")
    bars = [each.attrib for each in root if each.tag == "path"]
    assert dict(panel) == {
        "x": "100", "y": "50", "width": "220", "height": "200",
        "fill": scene.look.palette.paper, "stroke": scene.look.palette.quiet, "stroke-width": "0.8",
    }  # fmt: skip
    return bars, [{**each.attrib, "": "".join(each.itertext())} for each in root if each.tag == "text"]


def size(chart: Distances) -> tuple[float, float]:
    return distances.size(distances.arrangements(chart)[0])


def places(found: list[dict[str, str]], *keys: str) -> list[tuple[float, ...]]:
    return [tuple(float(each[key]) for key in keys) for each in found]


def test_bars_are_as_long_as_their_share_of_the_longest_and_the_icy_part_is_pale(scene: Scene) -> None:
    bars, _ = elements(DISTANCES, scene)
    # The longest is as wide as the panel within its padding: 200 px.
    assert [bar["d"] for bar in bars] == [
        "M110.00 95.00h37.50",
        "M147.50 95.00h12.50",
        "M110.00 124.00h100.00",
        "M110.00 153.00h200.00",
    ]
    assert {bar["stroke-width"] for bar in bars} == {"9"}
    assert [bar.get("stroke-opacity") for bar in bars] == [None, "0.4", None, None]
    styles, ink = scene.look.styles, scene.look.palette.ink
    north, suez = styles["lane-nsr"].stroke, styles["lane-suez"].stroke
    assert [bar["stroke"] for bar in bars] == [north, north, suez, ink]


def test_bars_of_one_colour_differ_in_their_dashes_as_the_ways_on_the_map_do(scene: Scene) -> None:
    ways = (Length("By Suez", "2 km", 2.0, "way-suez"), Length("Pole", "1 km", 1.0, "way-pole"))
    (suez, pole), _ = elements(Distances("", ways), scene)
    assert suez["stroke"] == pole["stroke"]
    assert (suez["stroke-dasharray"], pole["stroke-dasharray"]) == ("9 3.5", "2 3.5")


def test_values_that_are_all_zero_have_no_bars(scene: Scene) -> None:
    bars, words = elements(Distances("", (Length("Nothing", "0 km", 0.0, "lane-suez"),)), scene)
    assert not bars and "0 km" in [each[""] for each in words]


def test_words_stand_over_their_bar_and_notes_below_them_all(scene: Scene) -> None:
    _, words = elements(DISTANCES, scene)
    assert [(each[""], float(each["x"]), float(each["y"])) for each in words] == [
        ("How far it is", 110, 70),
        ("By the north", 110, 86.5),
        ("100 km", 310, 86.5),
        ("By Suez", 110, 115.5),
        ("200 km", 310, 115.5),
        ("By the Cape", 110, 144.5),
        ("400 km", 310, 144.5),
        ("Some of it lies in ice.", 110, 172),
        ("Not for navigation.", 110, 185),
    ]
    assert [each.get("text-anchor") for each in words[1:5]] == [None, "end", None, "end"]
    assert [each.get("font-weight") for each in words[:4]] == ["600", None, "600", None]


def test_more_than_four_bars_are_thin_and_near_to_each_other(scene: Scene) -> None:
    bars, _ = elements(Distances("", (*ROWS, ROWS[0])), scene)
    assert {bar["stroke-width"] for bar in bars} == {"9"}
    bars, _ = elements(Distances("", (*ROWS, *ROWS[:2])), scene)
    assert {bar["stroke-width"] for bar in bars} == {"3.5"}
    tops = sorted({float(re.split(r"[ h]", bar["d"])[1]) for bar in bars})
    assert [after - before for before, after in pairwise(tops)] == [19.0] * 4


def test_where_room_is_short_rare_ways_are_left_out_and_a_note_says_so() -> None:
    rare = replace(ROWS[2], rare=True)
    chart = Distances("How far it is", (*ROWS, rare), ("Not for navigation.",), "Without rare ways.")
    whole, *_, last = distances.arrangements(chart)
    assert whole.distances == chart
    assert last.distances == Distances("How far it is", ROWS, ("Not for navigation.", "Without rare ways."))
    assert distances.size(last)[1] < distances.size(whole)[1]
    # Ways that are all rare are what the page is about.
    assert {each.distances for each in distances.arrangements(Distances("", (rare, rare)))} == {
        Distances("", (rare, rare))
    }


def test_a_panel_is_as_high_as_what_stands_in_it() -> None:
    assert size(DISTANCES) == (190.0, 20 + 16 + 3 * 29 + 2 * 13)
    assert size(MANY) == (190.0, 20 + 16 + 6 * 19)


def test_a_panel_is_as_wide_as_its_widest_words() -> None:
    long = "By the north, and then by a sea whose name is as long as the winter"
    row = Length(long, "100 km", 1.0, "")
    of_row = width(long, 10.5) + width("100 km", 10.5, weight=600) + 12 + 20
    assert size(Distances("", (row,)))[0] == pytest.approx(of_row)
    assert size(Distances(long, ROWS))[0] == pytest.approx(width(long, 12, weight=600) + 20)
    assert size(Distances("", ROWS, (long,)))[0] == pytest.approx(width(long, 9) + 20)


def test_what_has_no_room_is_tried_denser_and_in_two_columns_and_at_last_without_bars() -> None:
    sizes = [distances.size(arranged) for arranged in distances.arrangements(DISTANCES)]
    assert [high for _, high in sizes] == [
        62 + lines for lines in (3 * 29, 2 * 29, 3 * 19, 2 * 19, 3 * 13.5, 2 * 13.5)
    ]
    one, two = 170 + 20, 2 * 170 + 18 + 20
    assert [wide for wide, _ in sizes[:4]] == [one, two, one, two]
    assert sizes[4][0] < one and sizes[5][0] == pytest.approx(2 * sizes[4][0] - 20 + 18)
    assert len(distances.arrangements(MANY)) == 4
    assert len(distances.arrangements(Distances("", ROWS[:1]))) == 3


def test_in_two_columns_the_first_is_filled_before_the_second(scene: Scene) -> None:
    two = distances.arrangements(DISTANCES)[1]
    drawn = distances.drawn(two, scene, Rect(100, 50, 378, 120))
    root = ElementTree.fromstring(drawn)
    texts = {"".join(each.itertext()): each.attrib for each in root if each.tag == "text"}
    at = {text: (float(each["x"]), float(each["y"])) for text, each in texts.items()}
    assert [
        at[text] for text in ("By the north", "By Suez", "By the Cape", "400 km", DISTANCES.notes[0])
    ] == [(110, 86.5), (110, 115.5), (298, 86.5), (468, 86.5), (110, 143)]


def test_a_table_without_bars_has_its_words_and_the_panel_only(scene: Scene) -> None:
    bare = distances.arrangements(DISTANCES)[-2]
    root = ElementTree.fromstring(distances.drawn(bare, scene, Rect(100, 50, 220, 200)))
    assert [each.tag for each in root].count("rect") == 1
    assert [each.tag for each in root].count("text") == 9


BOX = (0.0, 0.0, 100.0, 100.0)
FIGURE = FigureRef("T3", 1)


def lane(id: str, *box: float) -> Shape:
    return Shape(id, "line", "lane-nsr", (box,), (box[0], box[1], box[2], box[3]))


def lanes(*shapes: Shape, layer: str = "lanes") -> dict[str, Drawing]:
    return {layer: Drawing(layer, "nsr", "", shapes=shapes)}


def charted(scene: Scene, *items: ChartItem, form: Form = Form.BARS) -> Scene:
    chart = Chart(id="c", title="Lengths", unit="km", form=form, style="lane-nsr", items=items)
    figure = Figure(12_000, "km", "length")
    fact = Fact(id="T3", topic="trade", text="", kind=Kind.REPORTED, figures=(figure,))
    return replace(scene, catalog=replace(scene.catalog, charts=(chart,), facts=(fact,)))


def item(drawn: str, label: str = "north", style: str = "") -> ChartItem:
    return ChartItem(label=label, figures=(FIGURE,), drawn=drawn, style=style)


def chart_on(scene: Scene, drawings: dict[str, Drawing]) -> Distances | None:
    return distances.chart_of(scene, drawings, BOX)


WHOLE, CUT = lane("L1", 10, 10, 90, 90), lane("L2", 10, 10, 101, 90)


def test_a_map_that_shows_one_of_the_lanes_from_end_to_end_has_the_chart(scene: Scene) -> None:
    shown = charted(scene, item("L1", "north"), item("L2", "south", "lane-suez"))
    found = chart_on(shown, lanes(WHOLE, CUT))
    assert found is not None
    assert found.heading == "Lengths"
    assert [(row.label, row.value, row.style) for row in found.rows] == [
        ("north", 12_000, "lane-nsr"),
        ("south", 12_000, "lane-suez"),
    ]
    assert [row.words for row in found.rows] == ["12,000 km"] * 2
    assert found.notes == ()


def test_a_map_without_a_whole_lane_or_with_a_hidden_one_has_no_chart(scene: Scene) -> None:
    shown, small = charted(scene, item("L2")), lane("L2", 1, 1, 2, 2)
    # A lane of several parts is whole only when all of them are.
    assert [chart_on(shown, lanes(*parts)) for parts in ((CUT,), (CUT, small), (small, CUT))] == [None] * 3
    assert chart_on(shown, lanes(small)) is not None
    both, drawn = charted(scene, item("L1"), item("L2")), lanes(WHOLE, CUT)
    assert chart_on(both, drawn) is not None
    filtered = replace(both.filtered_out, features=frozenset({"L2"}))
    assert chart_on(replace(both, filtered_out=filtered), drawn) is None
    hidden = tuple(replace(layer, shown=layer.id != "lanes") for layer in both.layers)
    assert chart_on(replace(both, layers=hidden), drawn) is None
    assert chart_on(both, lanes(WHOLE, layer="elsewhere")) is None


def test_a_chart_of_anything_but_bars_of_lanes_is_not_shown(scene: Scene) -> None:
    assert chart_on(charted(scene, item("L1"), form=Form.COLUMNS), lanes(WHOLE)) is None
    assert chart_on(charted(scene, item("L1"), item("")), lanes(WHOLE)) is None
    assert chart_on(scene, lanes(WHOLE)) is None
