"""Dates, kinds, figures and positions in words, in English and in other languages."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.looks import SYMBOLOGY
from tests.unit.scene.routing.made_up import catalog, feature
from tests.wordings import CHINESE, RUSSIAN

from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.catalog import Catalog, Topic
from arctic_map.model.fact import Fact, Figure, Kind
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.preferences import Coordinates, Names
from arctic_map.model.tr import ENGLISH, Wording, form_of
from arctic_map.scene.furniture import latitude_words
from arctic_map.scene.words.measures import angle_words, length_in_words, meridian_words, projection_words
from arctic_map.scene.words.words import (
    KM,
    figure_in_words,
    kind_in_words,
    name_of,
    name_on_map,
    other_names,
    position_in_words,
    text_on_line,
    topic_name,
    when_in_words,
)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, "undated"),
        ("", "undated"),
        ("2024", "2024"),
        ("2024-11", "November 2024"),
        ("2024-07-24", "24 July 2024"),
        ("2022-02/2025-05", "February 2022 to May 2025"),
        ("2018/2025", "2018 to 2025"),
        ("2024-09-10/2024-09-16", "10 to 16 September 2024"),
        ("2024-09-20/2024-10-10", "20 September to 10 October 2024"),
        ("2024-09/2024-10", "September to October 2024"),
        ("2024-09-20/2024-10", "20 September to October 2024"),
        ("2024/2024", "2024"),
        ("2025/..", "after 2025"),
        ("2025-05/..", "after May 2025"),
        ("../2018", "until 2018"),
    ],
)
def test_dates_are_as_precise_as_they_were_written(when: str | None, words: str) -> None:
    assert when_in_words(when) == words


@pytest.mark.parametrize(
    "when", ["soon", "2024-13", "24-11", "2024-11-32", "../..", "2024/soon", "/", "2024 "]
)
def test_what_is_no_date_comes_back_as_it_is(when: str) -> None:
    assert when_in_words(when) == when


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    assert isinstance(when_in_words(text), str)


def fact(kind: Kind, who: str | None = None) -> Fact:
    return Fact(id="T7", topic="trade", text="Ships sailed.", kind=kind, attributed_to=who)


@pytest.mark.parametrize(
    ("kind", "who", "words"),
    [
        (Kind.REPORTED, None, "Reported"),
        (Kind.FORECAST, None, "Forecast"),
        (Kind.JUDGEMENT, None, "Judgement"),
        (Kind.ATTRIBUTED, "Rosatom", "Attributed to Rosatom"),
        (Kind.ATTRIBUTED, "the river experts", "Attributed to the river experts"),
        (Kind.ATTRIBUTED, None, "Attributed"),
    ],
)
def test_a_kind_names_who_stands_behind_the_fact(kind: Kind, who: str | None, words: str) -> None:
    assert kind_in_words(fact(kind, who)) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (18709, "km", ("18,709", "km")),
        (37.9, "million t", ("37.9", "million t")),
        (23, "%", ("23", "%")),
        (1992, "year", ("1992", "")),
        (22220, "project number", ("22220", "")),
    ],
)
def test_figures_are_unrounded_and_years_stand_alone(value: float, unit: str, words: tuple[str, str]) -> None:
    assert figure_in_words(Figure(value, unit, "cargo")) == words


def test_topics_have_names_and_unknown_ones_keep_theirs() -> None:
    assert topic_name("base", {}) == "Base map"
    assert topic_name("weather", {}) == "Weather"
    assert topic_name("trade", {"trade": Topic("trade", "Handel")}) == "Handel"


@pytest.mark.parametrize(
    ("lon", "lat", "words"),
    [
        (40.522, 64.535, "64°32.1′N 40°31.3′E · 64.535, 40.522"),
        (-168.98, 65.75, "65°45.0′N 168°58.8′W · 65.750, -168.980"),
        (0.0, 0.0, "0°00.0′N 0°00.0′E · 0.000, 0.000"),
        (-0.00001, -0.00001, "0°00.0′N 0°00.0′E · 0.000, 0.000"),
        (190.0, 70.0, "70°00.0′N 170°00.0′W · 70.000, -170.000"),
        (10.99999, 69.99999, "70°00.0′N 11°00.0′E · 70.000, 11.000"),
        (105.0, 90.0, "90°00.0′N 105°00.0′E · 90.000, 105.000"),
    ],
)
def test_positions_are_in_minutes_and_in_decimals(lon: float, lat: float, words: str) -> None:
    assert position_in_words(lon, lat) == words


@pytest.mark.parametrize(
    ("lon", "lat", "form", "words"),
    [
        (40.5217, 64.5297, "seconds", "64°31′47″N 40°31′18″E · 64.530, 40.522"),
        (-168.99999, 65.99999, "seconds", "66°00′00″N 169°00′00″W · 66.000, -169.000"),
        (-0.0001, -0.0001, "seconds", "0°00′00″N 0°00′00″E · -0.000, -0.000"),
        (40.5217, 64.5297, "decimal", "64.530, 40.522"),
        (190.0, -70.0, "decimal", "-70.000, -170.000"),
    ],
)
def test_positions_in_the_readers_form(lon: float, lat: float, form: Coordinates, words: str) -> None:
    assert position_in_words(lon, lat, form) == words.replace("-0.000", "0.000")


@pytest.mark.parametrize(("lon", "lat"), [(float("nan"), 0.0), (0.0, 91.0), (float("inf"), 1.0)])
def test_what_is_no_position_has_no_words(lon: float, lat: float) -> None:
    assert position_in_words(lon, lat) == ""


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_minutes_never_reach_sixty(lon: float, lat: float) -> None:
    assert "60.0′" not in position_in_words(lon, lat)
    assert "60″" not in position_in_words(lon, lat, "seconds")
    assert "60′" not in position_in_words(lon, lat, "seconds")


@pytest.mark.parametrize(
    ("when", "russian", "chinese"),
    [
        ("2024", "2024", "2024年"),
        ("2024-11", "ноябрь 2024", "2024年11月"),
        ("2024-09-05", "5 сентября 2024", "2024年9月5日"),
        ("2024-09-10/2024-09-16", "10–16 сентября 2024", "2024年9月10日至16日"),
        ("2024-09-30/2024-10-12", "30 сентября – 12 октября 2024", "2024年9月30日至10月12日"),
        ("2024-09/2024-11", "сентябрь – ноябрь 2024", "2024年9月至11月"),
        ("2022-02/2025-05", "февраль 2022 – май 2025", "2022年2月至2025年5月"),
        ("2022/2024", "2022–2024", "2022年至2024年"),
        ("2025/..", "после: 2025", "2025年之后"),
        ("", "без даты", "无日期"),
    ],
)
def test_dates_are_written_as_each_language_writes_them(when: str, russian: str, chinese: str) -> None:
    assert when_in_words(when, RUSSIAN) == russian
    assert when_in_words(when, CHINESE) == chinese


@pytest.mark.parametrize(
    ("count", "form"), [(1, 0), (2, 1), (4, 1), (5, 2), (11, 2), (12, 2), (21, 0), (22, 1), (112, 2), (0, 2)]
)
def test_russian_counts_in_three_forms(count: int, form: int) -> None:
    assert form_of(count, "ru") == form


def test_a_count_has_the_form_that_its_number_asks_for() -> None:
    words = Wording(
        "ru", group="\u00a0", plurals={"{count} files": ("{count} файл", "{count} файла", "{count} файлов")}
    )
    lines = [words.counted(count, "{count} file", "{count} files") for count in (1, 3, 1500)]
    assert lines == ["1 файл", "3 файла", "1\u00a0500 файлов"]
    assert ENGLISH.counted(1, "{count} file", "{count} files") == "1 file"
    assert ENGLISH.counted(1500, "{count} file", "{count} files") == "1,500 files"


def test_lengths_and_numbers_have_the_marks_of_the_language() -> None:
    assert length_in_words(1_234_000, "km", RUSSIAN) == "1\u00a0234 км"
    assert length_in_words(926, "nmi", RUSSIAN) == "0,5 мор. ми"
    miles = [length_in_words(count * 1609.344, "mi", RUSSIAN) for count in (1, 2, 5)]
    assert miles == ["1 ми", "2 ми", "5 ми"], "a symbol fits every number"
    assert length_in_words(500, "km", CHINESE) == "500米"


def test_meridians_and_parallels_have_words_for_their_sides() -> None:
    assert angle_words("60°E", RUSSIAN) == "60° в. д."
    assert angle_words("180°", RUSSIAN) == "180°"
    assert angle_words("80°N", CHINESE) == "北纬80°"
    assert latitude_words(0.2, RUSSIAN) == "экваторе"
    assert latitude_words(-34.6) == "35°S"
    assert meridian_words(-45.0) == "45°W"
    assert meridian_words(180.0) == meridian_words(-180.0) == "180°"


def test_a_fact_is_attributed_in_other_words_to_a_name_that_is_translated_if_it_is_known() -> None:
    fact = Fact(id="T1", topic="trade", text="", kind=Kind.ATTRIBUTED, attributed_to="Rosatom")
    assert kind_in_words(fact, RUSSIAN) == "Со слов: Росатом"
    assert kind_in_words(replace(fact, attributed_to="Anne"), RUSSIAN) == "Со слов: Anne"


def test_each_projection_is_called_in_english_what_its_label_says() -> None:
    for projection in PROJECTIONS:
        assert projection_words(projection) == projection.label
    assert "105° в. д. внизу (EPSG:5940)" in projection_words(projection_named("nsr"), RUSSIAN)


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
