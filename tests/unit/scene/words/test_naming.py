"""Names in the reader's language, English where there is none."""

from dataclasses import replace

import pytest
from tests.looks import SYMBOLOGY
from tests.unit.scene.routing.made_up import catalog, feature

from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Fact, Figure, Kind
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.preferences import Names
from arctic_map.scene.words.naming import KM, name_of, name_on_map, other_names, text_on_line

PORT = Feature(
    id="arkhangelsk",
    name="Arkhangelsk",
    geometry={"type": "Point", "coordinates": [40.5, 64.5]},
    precision=Precision.SURVEYED,
    source="",
    style="port-named",
    names={"ru": "Архангельск", "zh": "阿尔汉格尔斯克"},
)
LANE = Feature(
    id="L5",
    name="Shanghai to Hamburg by the Arctic",
    geometry={"type": "LineString", "coordinates": []},
    precision=Precision.GENERALISED,
    source="",
    style="lane-nsr",
)
ROUTE = Feature(
    id="nsr-stretch",
    name="Northern Sea Route, from the Bering Strait to the Kara Gate",
    geometry={"type": "LineString", "coordinates": []},
    precision=Precision.SCHEMATIC,
    source="",
    style="nsr-stretch",
    names={"ru": "Северный морской путь"},
)


@pytest.mark.parametrize(
    ("names", "name"), [("en", "Arkhangelsk"), ("ru", "Архангельск"), ("zh", "阿尔汉格尔斯克")]
)
def test_a_feature_is_called_by_its_name_in_the_language(names: Names, name: str) -> None:
    assert name_of(PORT, names) == name_on_map(PORT, names) == name


@pytest.mark.parametrize("names", ["en", "ru", "zh"])
def test_without_a_translation_the_name_stays_english(names: Names) -> None:
    assert name_of(LANE, names) == LANE.name


@pytest.mark.parametrize(
    ("names", "name"),
    [("en", "Northern Sea Route"), ("ru", "Северный морской путь"), ("zh", "Northern Sea Route")],
)
def test_a_label_is_short(names: Names, name: str) -> None:
    assert name_on_map(ROUTE, names, "Northern Sea Route") == name


def test_other_names_are_all_but_the_one_that_is_used() -> None:
    assert other_names(PORT, "en") == ("Архангельск", "阿尔汉格尔斯克")
    assert other_names(PORT, "ru") == ("Arkhangelsk", "阿尔汉格尔斯克")
    assert other_names(LANE, "zh") == ()


LABEL = SYMBOLOGY.styles["lane-nsr"].label


assert LABEL is not None


BARE = replace(LABEL, text="", texts={})
WITH_GAP = replace(BARE, texts={"en": f"By sea {KM} km", "ru": f"Морем {KM} км"})
LINE: Feature = feature(
    "L1", "Way", {"type": "LineString", "coordinates": []}, "lane-nsr", facts=("T1", "T2")
)


def content(*figures: Figure) -> Catalog:
    fact = Fact(id="T2", topic="trade", text="", kind=Kind.REPORTED, figures=figures)
    return replace(catalog(symbology=SYMBOLOGY), facts=(fact,))


def test_the_length_is_the_figure_that_is_called_as_the_line_is() -> None:
    figures = (Figure(1, "km", "Other"), Figure(2, "nmi", "Way"), Figure(12_345, "km", "Way"))
    assert text_on_line(LINE, WITH_GAP, content(*figures), "en") == "By sea 12,345 km"
    assert text_on_line(LINE, WITH_GAP, content(*figures), "ru") == "Морем 12\u00a0345 км"


@pytest.mark.parametrize("figure", [Figure(1, "km", "Other"), Figure(2, "nmi", "Way")])
def test_without_such_a_figure_nothing_stands_there(figure: Figure) -> None:
    assert text_on_line(LINE, WITH_GAP, content(figure), "en") == ""


def test_a_line_without_a_gap_bears_its_own_name() -> None:
    assert text_on_line(LINE, BARE, content(), "en") == "Way"


@pytest.mark.parametrize(("names", "whose"), [("en", "(article)"), ("ru", "(статья)"), ("zh", "（原文）")])
def test_a_length_that_the_article_states_says_so_on_the_line(names: Names, whose: str) -> None:
    labels = [style.label for style in SYMBOLOGY.styles.values() if style.label]
    lines = [label.texts.get(names, label.text) for label in labels]
    stated = [text for text in lines if KM in text]
    assert len(stated) == 3
    assert [text for text in stated if not text.endswith(whose)] == []
