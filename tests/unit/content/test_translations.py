"""An atlas is shown in the languages of its tables; what they lack falls back to its own text."""

from pathlib import Path

import pytest
from tests.unit.content.contents import NEW, PORT, WITH_FIGURES, WITH_LAYER, read

from arctic_map.content import check
from arctic_map.content.edits import Content, EditRefused, put_head, with_file
from arctic_map.content.facts import put_fact
from arctic_map.content.features import put_feature
from arctic_map.content.layers import put_layer
from arctic_map.content.package.packing import packed, save
from arctic_map.content.package.unpacked import unpack
from arctic_map.content.translations import language_problem, read_translations, with_rows_for
from arctic_map.model.tr import AtlasWords, speaking
from arctic_map.storage.bounded_reading import MAX_TOML_SIZE, Unreadable
from arctic_map.storage.decoding import read_toml
from arctic_map.storage.languages import wording

TABLE = """# By hand.
[plurals]
"ships" = ["судно", "судна", "судов"]    # of figures

[words]
"Ships in ice" = "Суда во льдах"
"The way is long." = "Путь длинен."
"Way" = "Путь"
"of the way" = ""
"""
FILE = "words/ru.toml"


def with_table(content: Content, table: str = TABLE, file: str = FILE) -> Content:
    return put_head(with_file(content, file, table.encode()), "words", [file])


def problems(tmp_path: Path, content: Content) -> list[str]:
    unpack(content, tmp_path / "folder")
    return [str(problem) for problem in check.content(tmp_path / "folder")]


def test_texts_are_shown_in_the_language_and_fall_back_to_the_atlas() -> None:
    atlas = read(with_table(WITH_FIGURES))
    russian = wording("ru").with_atlas(atlas.words)
    assert atlas.problems == () and russian.content(atlas.fact["F1"].text) == "Путь длинен."
    assert russian.content("of the way") == "of the way"
    assert wording("zh").with_atlas(atlas.words).content("The way is long.") == "The way is long."


def test_a_translation_of_blanks_is_still_missing() -> None:
    table = '[words]\n"Way" = " "\n[plurals]\n"ships" = ["судно", "\\t", "судов"]\n'
    assert read(with_table(WITH_FIGURES, table)).words == {"ru": AtlasWords()}


def test_a_feature_without_a_name_in_the_language_gets_it_on_the_map() -> None:
    without, atlas = read(WITH_FIGURES), read(with_table(WITH_FIGURES))
    assert atlas.features["way"].names == {"ru": "Путь"}
    digests = [{each.id: each.digest for each in of.layers}["ways"] for of in (without, atlas)]
    assert digests[0] != digests[1]


def test_a_name_that_the_feature_has_itself_stays() -> None:
    port = {**PORT, "properties": {**PORT["properties"], "names": {"ru": "Тромсё"}}}  # type: ignore[dict-item]
    content = with_table(put_feature(WITH_LAYER, "ships", port), '[words]\n"Tromsø" = "Тромсо"\n')
    assert read(content).features["tromso"].names["ru"] == "Тромсё"


def test_layers_that_share_a_line_of_the_legend_are_translated_each() -> None:
    content = put_layer(WITH_LAYER, {"id": "boats", "name": "Boats", "topic": "trade"})
    for id, layer in (("one", "ships"), ("two", "boats")):
        point = {**PORT, "id": id, "properties": {**PORT["properties"], "style": "blue-point"}}  # type: ignore[dict-item]
        content = put_feature(content, layer, point)
    atlas = read(with_table(content, '[words]\n"Boats" = "Лодки"\n'))
    legend = next(row.legend for row in atlas.symbology.styles.values() if "Boats" in row.legend)
    assert wording("ru").with_atlas(atlas.words).content(legend) == legend.replace("Boats", "Лодки")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('[words]\n"Way" = 3\n', "words.'Way': expected a text"),
        ('[words]\n"Way" = "<b>Путь</b>"\n', "words.'Way': the text contains markup"),
        ('[words]\n"Way" = "Пу\\u202eть"\n', "words.'Way': the text contains the hidden character"),
        ('words = ["Way"]\n', "words: expected a table, written as [words]"),
        ('[plurals]\n"ships" = ["судно", "судов"]\n', "plurals.'ships': expected 3 plural forms"),
        ('[plurals]\n"ships" = "судов"\n', "plurals.'ships': expected a list of texts"),
        ('[word]\n"Way" = "Путь"\n', "word: unknown key 'word'; did you mean 'words'?"),
        ('[words]\n"Way" = \n', "this is not TOML"),
    ],
)
def test_a_damaged_row_is_named_and_costs_nothing_else(row: str, why: str) -> None:
    atlas = read(with_table(WITH_FIGURES, row))
    assert [f"{FILE}: {why}" in str(each) or why in str(each) for each in atlas.problems] == [True]
    assert atlas.fact["F1"].text == "The way is long." and not atlas.words.get("ru", AtlasWords()).words


@pytest.mark.parametrize(
    ("files", "why"),
    [
        (["words/fr.toml"], "words[0]: unknown language 'fr'"),
        ([FILE, "more/ru.toml"], "words[1]: the language 'ru' is named twice"),
        (["../ru.toml"], "the file is not inside the content folder"),
        ([FILE, "words/zh.toml"], "words/zh.toml: the file does not exist"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(files: list[str], why: str) -> None:
    atlas = read(put_head(with_table(WITH_FIGURES), "words", files))
    assert len(atlas.problems) == 1 and why in str(atlas.problems[0])


def test_a_table_is_as_small_as_other_tables(tmp_path: Path) -> None:
    path = tmp_path / "ru.toml"
    path.write_bytes(b"#" * (MAX_TOML_SIZE + 1))
    with pytest.raises(Unreadable, match="at most 2 MB"):
        read_translations(path)


def test_check_lists_rows_that_match_no_text(tmp_path: Path) -> None:
    table = TABLE.replace('"Way"', '"The old way"').replace('"ships"', '"km"')
    found = problems(tmp_path, with_table(WITH_FIGURES, table))
    assert found == [
        f"{FILE}: words.'The old way': no text of the atlas is the same; change or remove the row"
    ]


def test_check_lists_a_table_that_the_catalogue_does_not_name(tmp_path: Path) -> None:
    found = problems(tmp_path, with_file(WITH_FIGURES, "words/zh.toml", b""))
    assert found == ["words/zh.toml: the catalogue does not name the file: words = ['words/zh.toml']"]


def test_an_edit_keeps_the_table_and_a_changed_text_loses_its_translation() -> None:
    fact = {"id": "F1", "text": "The way is longer.", "kind": "reported"}
    after = put_fact(with_table(WITH_FIGURES), "trade", fact)
    atlas = read(after)
    assert after[FILE] == TABLE.encode() and atlas.problems == ()
    assert wording("ru").with_atlas(atlas.words).content(atlas.fact["F1"].text) == "The way is longer."


def test_an_atlas_file_keeps_the_table(tmp_path: Path) -> None:
    content = with_table(WITH_FIGURES)
    save(tmp_path / "a.arctic", content)
    assert FILE.encode() in packed(content) and (tmp_path / "a.arctic").read_bytes() == packed(content)


def test_a_translator_gets_an_empty_row_for_each_text_and_loses_none() -> None:
    content = with_table(WITH_FIGURES, TABLE + '"The old way" = "Старый путь"\n')
    after, count = with_rows_for(content, read(content), "ru")
    text = after[FILE].decode()
    assert count == 2 and text.startswith(TABLE[:-1]) and "# ways.name\n" in text
    assert '"Ways" = ""\n' in text and '"The old way" = "Старый путь"\n' in text
    assert with_rows_for(after, read(after), "ru") == (after, 0)


def test_a_new_table_is_named_in_the_catalogue() -> None:
    after, count = with_rows_for(WITH_FIGURES, read(WITH_FIGURES), "zh")
    assert count == 6 and b'words = ["words/zh.toml"]' in after["catalog.toml"]
    atlas = read(after)
    assert atlas.problems == () and atlas.words == {"zh": AtlasWords()}


def test_an_atlas_in_russian_may_be_translated_into_english() -> None:
    fact = {"id": "F1", "text": "Путь долог.", "kind": "reported"}
    content = put_fact(put_head(NEW, "title", "Суда во льдах"), "trade", fact)
    after, count = with_rows_for(content, read(content), "en")
    text = after["words/en.toml"].decode()
    assert count == 2, "the base map is in English already"
    atlas = read(
        with_file(after, "words/en.toml", text.replace('долог." = ""', 'долог." = "Long."').encode())
    )
    assert wording("en").with_atlas(atlas.words).content(atlas.fact["F1"].text) == "Long."
    assert wording("ru").with_atlas(atlas.words).content(atlas.fact["F1"].text) == "Путь долог."


def test_units_get_as_many_forms_as_the_language_has(tmp_path: Path) -> None:
    figures = ({"value": 3, "unit": "sledges", "what": "of the crew"},)
    fact = {"id": "F1", "text": "They went.", "kind": "reported", "figures": figures}
    content = with_table(put_fact(WITH_FIGURES, "trade", fact), "[words]\n[plurals]\n")
    after, _ = with_rows_for(content, read(content), "ru")
    (tmp_path / "ru.toml").write_bytes(after[FILE])
    assert read_toml(tmp_path / "ru.toml")["plurals"] == {"sledges": ["", "", ""]}


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("[words", "this is not TOML"),
        ("\N{BYTE ORDER MARK}[words]\n", "starts with a byte order mark"),
        ('words = { "Way" = "Путь" }\n', "its rows cannot be continued"),
        ('words = ["Way"]\n', "its rows cannot be continued"),
    ],
)
def test_rows_are_not_added_to_a_table_that_cannot_be_continued(table: str, why: str) -> None:
    content = with_table(WITH_FIGURES, table)
    with pytest.raises(EditRefused, match=why):
        with_rows_for(content, read(content), "ru")


def test_rows_are_not_added_to_a_table_in_another_encoding() -> None:
    content = {**with_table(WITH_FIGURES), FILE: '[words]\n"Way" = "Путь"\n'.encode("cp1251")}
    with pytest.raises(EditRefused, match="not UTF-8") as refused:
        with_rows_for(content, read(content), "ru")
    assert refused.value.where == f"{FILE}: line 2, column 10"


def test_an_unknown_language_is_named_in_the_language_of_the_interface() -> None:
    with speaking(wording("ru")):
        assert "язык «de»" in (language_problem("words/de.toml", ()) or "")
