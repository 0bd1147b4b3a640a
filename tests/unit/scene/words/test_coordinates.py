"""Positions as people write them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arctic_map.scene.words.coordinates import position
from arctic_map.scene.words.words import position_in_words

HERE = (40.5, 64.5)


@pytest.mark.parametrize(
    "text",
    [
        "64.5N 40.5E",
        "64.5n40.5e",
        "N64.5 E40.5",
        "40.5E 64.5N",
        "64.5° N 40.5° E",
        "64°30′N 40°30′E",
        "64º30’N 40º30’E",
        "64°30′00″N 40°30′00″E",
        "64°30'00.0\"N 40°30'00.0\"E",
        "64 30 00 N 40 30 00 E",
        "N 64 30 E 40 30",
        "64.5, 40.5",
        "64.5 40.5",
        "64.5; 40.5",
        "64°30′ 40°30′",
        "(64.5, 40.5)",
        "  64.5,  40.5 ",
        "64,5; 40,5",
        "64,5, 40,5",
        "64,5° N 40,5° E",
        "lat 64.5, lon 40.5",
        "Latitude: 64.5 Longitude: 40.5",
        "lon 40.5 lat 64.5",
        "Longitude: 40.5, Latitude: 64.5",
        "Long: 40°30′ Lat: 64°30′",
        "64.5 north, 40.5 east",
        "64°30′ с. ш., 40°30′ в. д.",
        "64,5° с.ш. 40,5° в.д.",
        "北纬64.5度 东经40.5度",
        "东经40.5°，北纬64.5°",
        "64.5deg N 40.5deg E",
        "６４.５, ４０.５",
        "64°30.0′N 40°30.0′E · 64.500, 40.500",
        "64-30.0N 040-30.0E",
        "N 64-30-00, E 040-30-00",
        "64:30:00 40:30:00",
        "64:30, 40:30",
        "geo:64.5,40.5",
        "64°30′ северной широты 40°30′ восточной долготы",
        "64°30′С 40°30′В",
    ],
)
def test_one_place_in_many_notations(text: str) -> None:
    assert position(text) == pytest.approx(HERE)


@pytest.mark.parametrize(
    ("text", "lon", "lat"),
    [
        ("64°32′N 40°31′E", 40 + 31 / 60, 64 + 32 / 60),
        ("64 32 N 40 31 E", 40 + 31 / 60, 64 + 32 / 60),
        ("64 32.5 N 40 31.5 E", 40 + 31.5 / 60, 64 + 32.5 / 60),
        ("66.08N 169.65W", -169.65, 66.08),
        ("66.08, -169.65", -169.65, 66.08),
        ("66.08, −169.65", -169.65, 66.08),
        ("-66.08 -169.65", -169.65, -66.08),
        ("65°30'N 168°58'37\"W", -(168 + 58 / 60 + 37 / 3600), 65.5),
        ("33.9 S, 18.4 E", 18.4, -33.9),
        ("-33.9, 18.4", 18.4, -33.9),
        ("0, 0.5", 0.5, 0),
        ("90 N 0 E", 0, 90),
        ("64, 40", 40, 64),
        ("64; 40", 40, 64),
        ("175.5, 65.1", 175.5, 65.1),
        ("66,08 з.д. 33,5 ю.ш.", -66.08, -33.5),
    ],
)
def test_signs_letters_and_minutes(text: str, lon: float, lat: float) -> None:
    assert position(text) == pytest.approx((lon, lat))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "64.5",
        "18,709",
        "64,40",
        "64,5,40,5",
        "64 40",
        "2024-11",
        "с 5 в 10",
        "10 - 20",
        "64-30 40-30",
        "2022, 2024",
        "T3",
        "L5 L6",
        "N E",
        "64.5N 40.5N",
        "40.5E 64.5W",
        "-64.5N 40.5E",
        "91 N 40 E",
        "lat 105.5, lon 64.5",
        "lon 64.5, lat 105.5",
        "95.5, 95.5",
        "64 61 N 40 30 E",
        "64.5 30 N 40 30 E",
        "64.5, 40.5, 12",
        "64.5 and 40.5",
        "1.2.3, 4",
        "nan, nan",
        "64.5, 40.5" + " " * 100,
    ],
)
def test_what_is_no_position(text: str) -> None:
    assert position(text) is None


@given(st.floats(-179.9, 179.9), st.floats(-90, 90))
@example(-0.00001, -0.00001)
def test_what_the_atlas_writes_it_reads(lon: float, lat: float) -> None:
    minutes, decimal = position_in_words(lon, lat).split(" · ")
    assert position(decimal) == pytest.approx((lon, lat), abs=0.001)
    assert position(minutes) == pytest.approx((lon, lat), abs=0.002)


@given(st.text(alphabet="0123456789.,;:°′'\"NSEWnsew+- с.ш北纬", max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    found = position(text)
    assert found is None or (abs(found[0]) <= 180 and abs(found[1]) <= 90)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("90N 180E", (180.0, 90.0)),
        ("90S 180W", (-180.0, -90.0)),
        ("90.001N 10E", None),
        ("10N 180.001E", None),
    ],
)
def test_the_poles_and_180_degrees_are_places_and_beyond_them_is_none(
    text: str, place: tuple[float, float] | None
) -> None:
    assert position(text) == place
