"""Ledger lines that content requests: computed from figures or on the map, or reported as problems."""

from pathlib import Path

import pytest

from arctic_map.content.catalog import load
from arctic_map.scene.ledger.ledger_rows import Row, rows

CATALOG = """
version = "1"
title = "Small"
facts = ["facts/trade.toml"]
ledger = "ledger.toml"
[[source]]
id = "own"
name = "Own"
[[layer]]
id = "lines"
name = "Lines"
topic = "trade"
kind = "features"
file = "lines.geojson"
"""
FACTS = """
[[fact]]
id = "T1"
text = "Words."
kind = "reported"
figures = [{ value = 40, unit = "t", what = "one" }, { value = 50, unit = "t", what = "two" }]
"""
LINE = """{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "line",
"properties": {"name": "Line", "precision": "schematic", "source": "own", "style": "lane-nsr"},
"geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 0]]}}]}"""


def ledger(tmp_path: Path, text: str, facts: str = FACTS) -> tuple[tuple[Row, ...], list[str]]:
    files = {"catalog.toml": CATALOG, "facts/trade.toml": facts, "lines.geojson": LINE, "ledger.toml": text}
    for name, body in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(body, encoding="utf-8")
    catalog = load(tmp_path)
    return rows(catalog), [str(each) for each in catalog.problems if each.file == "ledger.toml"]


def row(way: str, rest: str, unit: str = "t") -> str:
    return f'[[row]]\nid = "r"\nwhat = "What"\nunit = "{unit}"\nway = "{way}"\n{rest}\n'


@pytest.mark.parametrize(
    ("way", "value", "how"),
    [
        ("sum", 90, "40 + 50."),
        ("difference", -10, "40 - 50."),
        ("share", 80, "40 / 50."),
        ("change", 25, "(50 - 40) / 40."),
        ("decrease", -25, "(40 - 50) / 40."),
    ],
)
def test_figures_are_computed_with_in_their_order(way: str, value: float, how: str, tmp_path: Path) -> None:
    [found], problems = ledger(tmp_path, row(way, 'of = ["T1.1", "T1.2"]\nstated = "T1.1"'))
    assert problems == []
    assert (found.computed, found.stated, found.how, found.facts) == (value, 40, how, ("T1",))


def test_a_feature_is_measured_on_the_ellipsoid(tmp_path: Path) -> None:
    [found], _ = ledger(tmp_path, row("length", 'feature = "line"\ngroup = "A {b}"', "km"))
    # A degree of the equator of WGS84.
    assert found.computed == pytest.approx(111.319, abs=0.001)
    assert found.features == ("line",) and "drawing of Line" in found.how


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (row("product", 'of = ["T1.1"]'), "unknown way 'product'"),
        (row("share", 'of = ["T1.1"]'), "the way share takes two figures"),
        (row("sum", ""), "the way sum takes figures"),
        (row("sum", 'of = ["T1"]'), "names no figure"),
        (row("sum", 'of = ["T1.3"]'), "T1 has no figure 3"),
        (row("sum", 'of = ["T2.1"]'), "unknown fact 'T2'"),
        (row("length", 'feature = "other"', "km"), "unknown feature 'other'"),
        (row("length", 'feature = "line"', "miles"), "unknown unit of the way length 'miles'"),
        (row("area", 'of = ["T1.1"]', "km2"), "measures a feature"),
    ],
)
def test_a_row_that_cannot_be_computed_costs_itself_and_says_why(text: str, why: str, tmp_path: Path) -> None:
    found, problems = ledger(tmp_path, text)
    assert found == () and len(problems) == 1 and why in problems[0]


def test_a_share_of_nothing_is_no_row(tmp_path: Path) -> None:
    zero = FACTS.replace("value = 50", "value = 0")
    assert ledger(tmp_path, row("share", 'of = ["T1.1", "T1.2"]'), zero) == ((), [])
