"""What `tr` says, in English and in another language, for the whole process and for a page of its own."""

from collections.abc import Iterator
from threading import Thread

import pytest

from arctic_map.model.tr import (
    ENGLISH,
    AtlasWords,
    Wording,
    digits,
    interface,
    number_in,
    speak,
    speaking,
    speaks_english,
    tr,
    tr_content,
    tr_count,
    tr_later,
    use_atlas,
)

RUSSIAN = Wording(
    "ru",
    {"{name} was closed": "Закрыт {name}", "Layers": "Слои"},
    {"{count} files": ("{count} файл", "{count} файла", "{count} файлов")},
    group="\u00a0",
    decimal=",",
)


@pytest.fixture
def in_russian() -> Iterator[None]:
    speak(RUSSIAN)
    yield
    speak(None)


def test_english_says_what_stands_there() -> None:
    assert speaks_english() and interface() is ENGLISH
    assert tr("{name} was closed", name="a") == "a was closed"
    assert tr("100 % {sic}") == "100 % {sic}"
    assert tr_count(1, "{count} file", "{count} files") == "1 file"
    assert digits("1,234.5") == "1,234.5"


@pytest.mark.usefixtures("in_russian")
def test_another_language_says_it_with_its_forms_and_numbers() -> None:
    assert not speaks_english()
    assert tr("{name} was closed", name="a") == "Закрыт a"
    assert tr(tr_later("Layers")) == "Слои" and tr_later("Layers") == "Layers"
    assert tr("Not known") == "Not known"
    assert tr_count(3, "{count} file", "{count} files") == "3 файла"
    assert digits("1,234.5") == "1\u00a0234,5"


@pytest.mark.usefixtures("in_russian")
def test_threads_speak_the_same_and_a_page_its_own() -> None:
    texts: list[str] = []
    thread = Thread(target=lambda: texts.append(tr("Layers")))
    with speaking(ENGLISH):
        thread.start()
        thread.join()
        texts.append(tr("Layers"))
    texts.append(tr("Layers"))
    assert texts == ["Слои", "Layers", "Слои"]


def test_a_byte_of_a_name_that_is_no_text_shows_as_a_replacement_character() -> None:
    assert (
        tr("{name} was closed", name="kart\udce4.arctic") == "kart\N{REPLACEMENT CHARACTER}.arctic was closed"
    )
    text = tr_count(2, "{count} fact of {name}", "{count} facts of {name}", name="\udce4")
    assert text == "2 facts of \N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        (1, "учение"),
        (-1, "учение"),
        (21, "учение"),
        (3, "учения"),
        (-3, "учения"),
        (1.5, "учения"),
        (11, "учений"),
    ],
)
def test_a_unit_has_the_form_for_its_number(number: float, unit: str) -> None:
    russian = Wording("ru", {"km": "км"}, {"exercises": ("учение", "учения", "учений")})
    assert russian.unit(number, "exercises") == unit
    assert russian.unit(number, "km") == "км"
    assert russian.unit(number, "{odd} units") == "{odd} units"


OWN = {"ru": AtlasWords({"Layers": "Пласты", "A claim.": "Тезис."}, {"ships": ("судно", "судна", "судов")})}


@pytest.mark.usefixtures("in_russian")
def test_an_atlas_translates_its_own_texts_and_none_of_the_program() -> None:
    use_atlas(OWN)
    assert tr_content("A claim.") == "Тезис." and tr_content("Layers") == "Пласты"
    assert tr("Layers") == "Слои" and tr("A claim.") == "A claim."
    assert [interface().unit(count, "ships") for count in (1, 2, 7)] == ["судно", "судна", "судов"]
    use_atlas({})
    assert tr_content("A claim.") == "A claim." and tr_content("Layers") == "Слои"


def test_an_atlas_may_be_translated_into_english() -> None:
    use_atlas({"en": AtlasWords({"Тезис.": "A claim."})})
    assert tr_content("Тезис.") == "A claim." and tr_content("Слои") == "Слои" and not speaks_english()
    use_atlas({})
    assert interface() is ENGLISH and speaks_english()


def test_the_language_of_a_page_takes_the_translations_of_its_atlas() -> None:
    with speaking(RUSSIAN):
        use_atlas(OWN)
        assert tr_content("A claim.") == "Тезис."
    assert tr_content("A claim.") == "A claim." and interface() is ENGLISH


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1200", 1200), ("1,200", 1200), ("1,234,567.5", 1234567.5), ("37.9", 37.9), (" −3 ", -3),
        ("1 200", 1200), ("9007199254740993", 9007199254740993), ("1e999", None),
        ("37,9", None), ("1,20", None), ("", None), ("nan", None), ("about 3", None),
    ],
)  # fmt: skip
def test_a_typed_number_is_read_as_english_writes_it(text: str, number: float | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("37,9", 37.9), ("1\u00a0234,5", 1234.5), ("37.9", 37.9), ("1,200", 1.2), ("1.234,5", None)],
)
def test_a_typed_number_may_have_a_decimal_comma_where_the_language_has_it(
    text: str, number: float | None
) -> None:
    with speaking(Wording(language="ru", group="\u00a0", decimal=",")):
        assert number_in(text) == number
