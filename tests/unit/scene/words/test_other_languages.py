"""What is told in Russian and Chinese: dates, lengths, places, counts."""

import pytest
from tests.wordings import CHINESE, RUSSIAN

from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.wording import ENGLISH, Wording, form_of
from arctic_map.scene.furniture import latitude_words
from arctic_map.scene.words.angles import angle_words, meridian_words
from arctic_map.scene.words.projections import projection_words
from arctic_map.scene.words.units import length_in_words
from arctic_map.scene.words.words import kind_in_words, when_in_words


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
        ("2022/2024", "2022 – 2024", "2022年至2024年"),
        ("2025/..", "после: 2025", "2025年之后"),
        ("", "без даты", "无日期"),
    ],
)
def test_dates_are_told_as_each_language_tells_them(when: str, russian: str, chinese: str) -> None:
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
    said = [words.counted(count, "{count} file", "{count} files") for count in (1, 3, 1500)]
    assert said == ["1 файл", "3 файла", "1\u00a0500 файлов"]
    assert ENGLISH.counted(1, "{count} file", "{count} files") == "1 file"
    assert ENGLISH.counted(1500, "{count} file", "{count} files") == "1,500 files"


def test_lengths_and_numbers_have_the_marks_of_the_language() -> None:
    assert length_in_words(1_234_000, "km", RUSSIAN) == "1\u00a0234 км"
    assert length_in_words(926, "nmi", RUSSIAN) == "0,5 мор. миль"
    assert length_in_words(500, "km", CHINESE) == "500米"


def test_meridians_and_parallels_have_words_for_their_sides() -> None:
    assert angle_words("60°E", RUSSIAN) == "60° в. д."
    assert angle_words("180°", RUSSIAN) == "180°"
    assert angle_words("80°N", CHINESE) == "北纬80°"
    assert latitude_words(0.2, RUSSIAN) == "экваторе"
    assert meridian_words(-45.0) == "45°W"
    assert meridian_words(180.0) == meridian_words(-180.0) == "180°"


def test_a_fact_is_attributed_in_other_words_and_to_the_same_name() -> None:
    fact = Fact(id="T1", topic="trade", text="", kind=Kind.ATTRIBUTED, attributed_to="Rosatom")
    assert kind_in_words(fact, RUSSIAN) == "Со слов: Rosatom"


def test_each_projection_is_called_in_english_what_its_label_says() -> None:
    for projection in PROJECTIONS:
        assert projection_words(projection) == projection.label
    assert "105° в. д. внизу (EPSG:5940)" in projection_words(projection_named("nsr"), RUSSIAN)
