"""What stands along a line: its name, or its style's words with a length that a fact states."""

from dataclasses import replace

import pytest
from tests.looks import SYMBOLOGY
from tests.unit.scene.routing.made_up import catalog, feature

from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Fact, Figure, Kind
from arctic_map.model.feature import Feature
from arctic_map.scene.words.naming import KM, text_on_line

LABEL = SYMBOLOGY.styles["lane-nsr"].label
assert LABEL is not None
BARE = replace(LABEL, text="", texts={})
WITH_GAP = replace(BARE, texts={"en": f"By sea {KM} km", "ru": f"Морем {KM} км"})
LANE: Feature = feature(
    "L1", "Way", {"type": "LineString", "coordinates": []}, "lane-nsr", facts=("T1", "T2")
)


def content(*figures: Figure) -> Catalog:
    fact = Fact(id="T2", topic="trade", text="", kind=Kind.REPORTED, figures=figures)
    return replace(catalog(symbology=SYMBOLOGY), facts=(fact,))


def test_the_length_is_the_figure_that_is_called_as_the_line_is() -> None:
    figures = (Figure(1, "km", "Other"), Figure(2, "nmi", "Way"), Figure(12_345, "km", "Way"))
    assert text_on_line(LANE, WITH_GAP, content(*figures), "en") == "By sea 12,345 km"
    assert text_on_line(LANE, WITH_GAP, content(*figures), "ru") == "Морем 12\u00a0345 км"


@pytest.mark.parametrize("figure", [Figure(1, "km", "Other"), Figure(2, "nmi", "Way")])
def test_without_such_a_figure_nothing_stands_there(figure: Figure) -> None:
    assert text_on_line(LANE, WITH_GAP, content(figure), "en") == ""


def test_a_line_without_a_gap_bears_its_own_name() -> None:
    assert text_on_line(LANE, BARE, content(), "en") == "Way"
