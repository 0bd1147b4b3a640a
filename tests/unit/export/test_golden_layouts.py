"""The layouts of the pages that people make most, and of the smallest, as files that can be read."""

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from arctic_map.export.page.frame import arrange
from arctic_map.export.page.layout import Entry, Layout, LayoutRequest, Rect
from arctic_map.export.presets import PRESETS
from arctic_map.export.request import SMALLEST, Request
from arctic_map.geo.projections import projection_named

GOLDEN = Path(__file__).parents[2] / "golden" / "layouts"
LEGEND = (
    "Lane by the Arctic",
    "Lane by Suez",
    "Lane by the Cape",
    "Northern Sea Route",
    "Its waters",
    "Railway",
    "Port in the article",
    "Other port",
    "Drill, as it is described, somewhere here",
    "Possible market",
    "Arctic Circle",
    "Disputed boundary",
    "Facts told of the marks:",
    "Reported (no sign)",
    "Judgement",
)
FACTS = tuple(f"A fact that has some words about its place and its number, {n} (2024)" for n in range(1, 8))
NSR, WORLD = projection_named("nsr").home, projection_named("world").home
FULL = LayoutRequest(
    sources="Sources: " + ", ".join(f"the source {n}" for n in range(1, 10)),
    made="Not for navigation  Arctic Map 1.0",
    insets=(1.0, 2.05),
)
BARE = LayoutRequest(title="", subtitle="", frame_labels=False, scale=False, projection=False)
VARIANTS = {
    "all but facts": (NSR, LEGEND, FULL),
    "all with facts": (NSR, LEGEND, replace(FULL, facts=FACTS)),
    "a long legend and no more": (NSR, LEGEND * 2, replace(BARE, scale=True)),
    "three facts, no legend, one inset": (NSR, (), replace(FULL, facts=FACTS[:3], insets=(1.0,))),
    "no insets, no scale, no subtitle": (
        NSR,
        LEGEND,
        replace(FULL, insets=(), scale=False, subtitle=""),
    ),
    "legend alone": (NSR, LEGEND, BARE),
    "map alone": (NSR, (), BARE),
    "whole world, larger text, wide margin": (
        WORLD,
        LEGEND,
        replace(FULL, text_scale=1.2, margin=60.0, tallest=(WORLD[3] - WORLD[1]) / (WORLD[2] - WORLD[0])),
    ),
}
SIZES = {preset.name: preset.applied(Request()) for preset in PRESETS}
SIZES |= {
    f"{preset.name}-turned": replace(preset.applied(Request()), width=preset.height, height=preset.width)
    for preset in PRESETS
    if preset.width != preset.height and not preset.name.endswith(("portrait", "landscape"))
}
SIZES |= {
    "smallest": Request(width=SMALLEST, height=SMALLEST),
    "smallest-on-paper": Request(width=15, height=15, unit="mm"),
    "smallest-with-scale": Request(width=300, height=200),
    "smallest-with-legend": Request(width=420, height=300),
    "thumbnail": Request(width=600, height=400),
    "narrow": Request(width=400, height=900),
    "strip": Request(width=1600, height=400),
}


@pytest.mark.parametrize("name", SIZES)
def test_the_layout_is_the_golden_one(name: str) -> None:
    width, height = SIZES[name].css
    lines = [f"{name}: {width:.0f} x {height:.0f} CSS pixels"]
    for variant, (box, legend, wanted) in VARIANTS.items():
        lines += ["", variant, *(f"    {line}" for line in told(arrange(width, height, box, legend, wanted)))]
    made = "\n".join(lines) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if "WRITE_GOLDEN" in os.environ:
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


def test_there_is_no_golden_layout_of_a_page_that_nobody_makes() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(SIZES)


def told(layout: Layout) -> Iterator[str]:
    """A line for each part: its left, its top, its width and its height in the page's pixels."""
    sizes = layout.sizes
    yield f"scale     {layout.scale:.4f}, type {sizes.type:g}, source line {sizes.baseline:g} above the edge"
    yield f"title     {_edges(layout.header)}, last line {sizes.over:g} over the map"
    yield f"map       {_edges(layout.map)}"
    if layout.legend:
        yield f"legend    {_edges(layout.legend)}"
    yield from _columns(layout.entries)
    if layout.notes:
        yield f"scale bar {_edges(layout.notes)}"
    for inset in layout.insets:
        yield f"inset     {_edges(inset)}"
    if layout.facts:
        yield f"facts     {_edges(layout.facts.box)}, type {layout.facts.type:g}"
        yield from _columns(layout.facts.entries)
    if layout.facts and layout.facts.left_out:
        yield f"          {layout.facts.left_out} left out"
    yield f"footer    {_edges(layout.footer)}, {len(layout.sources)} lines"
    if layout.empty:
        yield f"empty     {layout.empty:.4f} of the height"


def _columns(entries: tuple[Entry, ...]) -> Iterator[str]:
    """For each column where it begins, how high its rows are, and number, lines and top of each entry."""
    for (x, row), column in groupby(entries, key=lambda entry: (entry.x, entry.row)):
        listed = " ".join(f"{entry.number}{'+' * (len(entry.lines) - 1)}@{entry.y:.1f}" for entry in column)
        yield f"  at {x:6.1f} rows of {row:g}: {listed}"


def _edges(rect: Rect) -> str:
    return f"{rect.x:7.2f} {rect.y:7.2f} {rect.width:7.2f} {rect.height:7.2f}"
