"""All that an atlas shows can be translated, and what is not is listed once, with its place."""

from dataclasses import replace

from tests.built_in import built_in_atlas
from tests.unit.content.contents import NEW, WITH_FIGURES, read

from arctic_map.model.atlas_texts import texts_of, untranslated
from arctic_map.model.tr import AtlasWords
from arctic_map.storage.languages import program_texts


def places(*translated: str) -> dict[str, str]:
    """Places by text of what an atlas with two figures lacks in Russian."""
    words = {"ru": AtlasWords(dict.fromkeys(translated, "да"))}
    atlas = replace(read(WITH_FIGURES), words=words)
    return {each.text: each.place for each in untranslated(atlas, "ru", program_texts())}


def test_a_text_without_a_translation_is_listed_with_its_place() -> None:
    assert places() == {
        "Ships in ice": "title",
        "Ways": "ways.name",
        "Way": "way.name",
        "The way is long.": "F1.text",
        "of the way": "F1.figures[0].what",
        "of the other": "F1.figures[1].what",
    }


def test_what_is_translated_is_not_listed() -> None:
    assert "The way is long." not in places("The way is long.")


def test_the_program_translates_the_base_map_of_a_new_atlas() -> None:
    assert [each.text for each in untranslated(read(NEW), "zh", program_texts())] == ["Ships in ice"]


def test_a_name_in_the_language_needs_no_translation() -> None:
    atlas = read(WITH_FIGURES)
    named = (
        replace(layer, features=tuple(replace(each, names={"ru": "Путь"}) for each in layer.features))
        for layer in atlas.layers
    )
    listed = untranslated(replace(atlas, layers=tuple(named)), "ru", program_texts())
    assert "Way" not in [each.text for each in listed]


def test_the_texts_of_the_built_in_atlas_are_those_that_the_program_translates() -> None:
    assert [*untranslated(built_in_atlas(), "ru", program_texts())] == []
    parts = {each.place.rpartition(".")[2] for each in texts_of(built_in_atlas())}
    assert {"headline", "question", "role", "how", "unit", "group", "against", "legend", "note"} <= parts
