"""Charts as SVG: valid, the same each time, with the figures as text, and at home on the map's page."""

import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.built_in import built_in_atlas
from tests.looks import DARK, GREYSCALE, LIGHT
from tests.unit.scene.test_chart_values import submarines

from arctic_map.export.chart_layout import ink_of
from arctic_map.export.chart_svg import height_of, picture
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart
from arctic_map.model.style import Look
from arctic_map.scene.chart_values import bars, source
from arctic_map.scene.symbology.colours import contrast

GOLDEN = Path(__file__).parents[2] / "golden" / "charts"
SVG = "{http://www.w3.org/2000/svg}"
CHARTS = ("cargo", "transits", "distances", "exercises", "icebreakers", "submarines", "institutions")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return built_in_atlas()


def chart(catalog: Catalog, id: str) -> Chart:
    return next(chart for chart in catalog.charts if chart.id == id)


def svg_of(chart: Chart, catalog: Catalog, look: Look, width: float, *, paper: bool = False) -> str:
    return picture(chart, catalog, look, width, paper=paper).svg


def texts(svg: str) -> list[str]:
    return ["".join(found.itertext()) for found in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("id", CHARTS)
def test_the_figures_stand_in_the_drawing_as_text(catalog: Catalog, id: str) -> None:
    written = texts(svg_of(chart(catalog, id), catalog, LIGHT, 260))
    assert {bar.words for bar in bars(chart(catalog, id), catalog)} <= {*written}


@pytest.mark.parametrize("id", CHARTS)
@pytest.mark.parametrize("width", [160, 400])
def test_a_chart_has_the_predicted_height(catalog: Catalog, id: str, width: int) -> None:
    drawn = picture(chart(catalog, id), catalog, LIGHT, width)
    root = ET.fromstring(drawn.svg)
    assert float(root.get("width", "0")) == pytest.approx(drawn.width) == width
    assert float(root.get("height", "0")) == pytest.approx(drawn.height)
    assert height_of(chart(catalog, id), catalog, width) == pytest.approx(drawn.height)


def test_light_and_dark_differ_in_colours_only(catalog: Catalog) -> None:
    light, dark = (picture(chart(catalog, "cargo"), catalog, look, 260) for look in (LIGHT, DARK))
    assert texts(light.svg) == texts(dark.svg)
    assert (light.width, light.height, light.words) == (dark.width, dark.height, dark.words)
    assert LIGHT.palette.ink in light.svg and DARK.palette.ink in dark.svg


def boxes(svg: str, colour: str) -> list[tuple[float, float]]:
    """Left and right of what is filled or outlined in a colour."""
    found = []
    for element in ET.fromstring(svg).iter(f"{SVG}path"):
        if colour.lower() in element.get("style", "").lower():
            xs = [float(x) for x in re.findall(r"-?\d+(?:\.\d+)?", element.get("d", ""))[::2]]
            found.append((min(xs), max(xs)))
    return found


@pytest.mark.parametrize("width", [160, 248, 400])
def test_what_is_counted_has_a_mark_for_each(catalog: Catalog, width: int) -> None:
    svg = svg_of(chart(catalog, "icebreakers"), catalog, LIGHT, width)
    hulls = boxes(svg, LIGHT.styles["lane-nsr"].stroke or "")
    # Two launched, two being built, and one for the class of which nobody says how many.
    assert len(hulls) == 5
    assert all(0 <= left < right <= width for left, right in hulls)
    assert svg.count("stroke-dasharray") == 3
    assert "?" in texts(svg)


@pytest.mark.parametrize(
    ("values", "hulls", "text"),
    [
        ((3_000_000, 500_000), 15 + 3, "Each symbol: 200,000 submarines"),
        ((21, 0), 11, "Each symbol: 2 submarines"),
        ((20, 3), 23, ""),
    ],
)
@pytest.mark.parametrize("width", [160, 400])
def test_of_many_things_a_symbol_stands_for_several(
    catalog: Catalog, values: tuple[int, int], hulls: int, text: str, width: int
) -> None:
    many = submarines(catalog, *values)
    svg = svg_of(chart(many, "submarines"), many, LIGHT, width)
    found = [box for box in boxes(svg, ink_of(LIGHT, "drill-schematic")) if box[0] > 0]
    assert len(found) == hulls
    assert all(left < right <= width for left, right in found)
    assert {f"{value:,}" for value in values} <= set(texts(svg))
    assert text in " ".join(texts(svg))


def test_a_symbol_for_a_part_is_cut(catalog: Catalog) -> None:
    many = submarines(catalog, 21, 0)
    svg = svg_of(chart(many, "submarines"), many, LIGHT, 260)
    whole, *_, part = [right - left for left, right in boxes(svg, ink_of(LIGHT, "drill-schematic"))]
    assert part == pytest.approx(whole / 2, abs=0.1)


@pytest.mark.parametrize("look", [LIGHT, DARK, GREYSCALE], ids=["light", "dark", "greyscale"])
def test_the_ink_of_a_bar_is_seen_on_the_paper(catalog: Catalog, look: Look) -> None:
    styles = {bar.style for each in catalog.charts for bar in bars(each, catalog, measured=False)}
    for style in styles:
        assert contrast(ink_of(look, style), look.palette.paper) >= 2.0, style


def test_a_chart_on_paper_names_its_facts_and_their_article(catalog: Catalog) -> None:
    written = " ".join(texts(picture(chart(catalog, "cargo"), catalog, LIGHT, 260, paper=True).svg))
    assert f"Facts T5, T6 of Arctic Map, data {catalog.version}. After the article" in written
    assert catalog.article_title in written
    assert "Fact S9 of" in source(chart(catalog, "submarines"), catalog)
    assert "After the article" not in svg_of(chart(catalog, "cargo"), catalog, LIGHT, 260)


@pytest.mark.parametrize("id", CHARTS)
def test_words_and_bars_stand_at_the_golden_places(catalog: Catalog, id: str) -> None:
    drawn = picture(chart(catalog, id), catalog, LIGHT, 260, paper=True)
    lines = [f"page {drawn.width:.0f} {drawn.height:.0f}", *map(place, ET.fromstring(drawn.svg).iter())]
    made, golden = "".join(f"{line}\n" for line in lines if line), GOLDEN / f"{id}.txt"
    if "WRITE_GOLDEN" in os.environ:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


def place(element: ET.Element) -> str:
    """Of words their anchor, size and weight; of bars, marks and lines their box and how they are painted."""
    style = dict(pair.split(": ") for pair in element.get("style", "").split("; ") if ": " in pair)
    if element.tag == f"{SVG}text":
        at = f"{float(element.get('x', '0')):.0f} {float(element.get('y', '0')):.0f}"
        keys = ("text-anchor", "font-size", "font-weight", "fill")
        return f"words at {at}: {', '.join(style[key] for key in keys if key in style)}"
    numbers = re.findall(r"-?\d+(?:\.\d+)?", element.get("d", ""))
    if element.tag != f"{SVG}path" or "fill" not in style or len(numbers) > 12:
        return ""
    xs, ys = [float(x) for x in numbers[::2]], [float(y) for y in numbers[1::2]]
    fill = "hatched" if style["fill"].startswith("url") else style["fill"]
    line = ", ".join(style[key] for key in ("stroke", "stroke-width", "stroke-dasharray") if key in style)
    return f"box {min(xs):.0f} {min(ys):.0f} to {max(xs):.0f} {max(ys):.0f}: {fill}, {line}"
