"""A fact's places are listed once."""

from arctic_map.scene.words.places import TextPart, places

NAMES = {
    "shanghai": "Shanghai",
    "kaliningrad": "Kaliningrad",
    "lane": "Shanghai to Kaliningrad by the Northern Sea Route",
    "stretch": "Northern Sea Route, from the Bering Strait to the Kara Gate",
    "waters": "Northern Sea Route waters",
}


def test_places_that_the_words_name_stand_in_them_and_the_others_follow() -> None:
    found = places("Shanghai to Kaliningrad", ("lane", "shanghai", "kaliningrad"), NAMES)
    assert found.parts == (
        TextPart("Shanghai", "shanghai"),
        TextPart("to"),
        TextPart("Kaliningrad", "kaliningrad"),
    )
    assert found.more == ("lane",)


def test_a_long_name_is_known_by_what_stands_before_its_comma() -> None:
    found = places("Northern Sea Route", ("stretch", "waters"), NAMES)
    assert found.parts == (TextPart("Northern Sea Route", "stretch"),)
    assert found.more == ("waters",)


def test_no_place_is_found_within_a_word_or_twice() -> None:
    assert places("Shanghaiing", ("shanghai",), NAMES).more == ("shanghai",)
    twice = places("Shanghai, Shanghai", ("shanghai",), NAMES)
    assert twice.parts == (TextPart("Shanghai", "shanghai", ","), TextPart("Shanghai"))


def test_all_words_are_listed_in_their_order() -> None:
    where = "Ningbo and Shanghai to Kaliningrad by sea"
    lines = places(where, ("kaliningrad", "shanghai"), NAMES).parts
    assert " ".join(part.text for part in lines) == where


def test_without_words_all_places_follow() -> None:
    assert places("", ("shanghai", "lane"), NAMES).more == ("shanghai", "lane")
