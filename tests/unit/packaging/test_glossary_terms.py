"""The check for terms finds translations that use another word than the glossary of their language."""

import json
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[3] / "packaging")]

from checks import glossary_terms  # noqa: E402  # from the root of the checkout
from checks.glossary_terms import Translated, findings, missing, parse  # noqa: E402

GLOSSARY = """
[terms]
"ice" = { use = ["лёд", "льд"] }
"sea ice" = { use = ["морск льд", "морск лёд"] }
"ice edge" = { use = ["кромк льд"], never = ["краешк"] }
"boundary" = { use = ["границ"] }
"vertex" = { use = ["вершин"], plural = "vertices" }
"claim" = { use = ["утвержден"], unless = { "does not claim" = "a verb" } }
"""
CHINESE = '[terms]\n"layer" = { use = ["图层"] }\n"Ice Index" = { use = ["Ice Index"] }'


def found(english: str, translation: str, glossary: str = GLOSSARY) -> list[str]:
    """Return what the check says of one text."""
    return list(findings(parse(glossary), [Translated("ru.toml", english, translation)]))


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("Ice", "Лёд"),
        ("The ice edges of March", "Кромки льдов в марте"),
        ("Sea ice", "Карта морского льда"),
        ("{ice} of `ice` in [it](help:ice)", "{ice}"),
        ("Boundaries and vertices", "Границы и вершины"),
        ("&Ice", "&Лёд"),
        ("A notice of icebreakers", "Уведомление"),
        ("ice-free", "незамерзающий"),
        ("list of ice", "ice – список"),
    ],
)
def test_a_term_in_any_form_is_translated_by_its_stem(english: str, translation: str) -> None:
    assert found(english, translation) == []


@pytest.mark.parametrize(
    ("english", "translation", "term"),
    [
        ("Ice", "Снег", "ice"),
        ("SEA\nICE", "Лёд", "sea ice"),
        ("Sea ice and ice edge", "Морской лёд и граница", "ice edge"),
        ("Boundaries", "Пограничье", "boundary"),
        ("Two vertices", "Две точки", "vertex"),
    ],
)
def test_another_word_than_the_term_is_found(english: str, translation: str, term: str) -> None:
    (finding,) = found(english, translation)
    assert finding.startswith(f"ru.toml: {english!r}: {translation!r}: {term!r} is to be ")


def test_the_longest_term_applies() -> None:
    assert found("sea ice", "морской лёд") == []
    assert len(found("ice in sea ice", "лёд")) == 1


def test_a_word_that_is_not_to_be_used_is_found_in_every_text() -> None:
    (finding,) = found("Anything", "Краешек моря, краешком")
    assert "'краешк' is not to be used; 'ice edge' is 'кромк льд'" in finding


def test_a_text_with_an_exception_is_not_tested_for_the_term() -> None:
    assert found("What it does not claim", "О чём он молчит") == []
    assert len(found("A claim", "Слова")) == 1


@pytest.mark.parametrize("translation", ["显示图层(&L)", "图层Ice Index图层"])
def test_chinese_terms_are_found_without_spaces(translation: str) -> None:
    assert found("Layers", translation, CHINESE) == []
    assert len(found("Layers", "层", CHINESE)) == 1


def test_latin_names_are_found_between_chinese_characters() -> None:
    assert found("the Ice Index", "依据Ice Index。", CHINESE) == []


def test_a_row_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValueError, match="'ice' has unknown keys: uses"):
        parse('[terms]\n"ice" = { uses = ["лёд"] }')


def test_a_term_that_only_another_language_has_is_missing() -> None:
    glossaries = {"ru": parse(GLOSSARY), "zh": parse(CHINESE)}
    assert list(missing("zh", glossaries["zh"], {"zh": glossaries["zh"]})) == []
    assert "glossary.ru.toml: lacks 'layer'" in list(missing("ru", glossaries["ru"], glossaries))


def test_words_lines_of_the_help_and_names_of_features_are_tested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words, pages, layers = tmp_path / "words", tmp_path / "help", tmp_path / "data" / "layers"
    for folder in (words, pages / "ru", layers):
        folder.mkdir(parents=True)
    (words / "glossary.ru.toml").write_text(GLOSSARY, encoding="utf-8")
    table = '[plurals]\n"{count} claims" = ["{count} утверждение", "{count} слова"]\n[words]\n"Ice" = "Снег"'
    (words / "ru.toml").write_text(table, encoding="utf-8")
    (pages / "01-ice.md").write_text("# Start\n\nSea ice\n", encoding="utf-8")
    (pages / "ru" / "01-ice.md").write_text("# Начало\n\nВода\n", encoding="utf-8")
    names = {"name": "Ice edge of May", "names": {"ru": "Граница льда"}}
    features = {"features": [{"properties": names}, {"properties": {"name": "Ice"}}]}
    (layers / "ice.geojson").write_text(json.dumps(features), encoding="utf-8")
    monkeypatch.setattr(glossary_terms, "WORDS", words)
    monkeypatch.setattr(glossary_terms, "HELP", pages)
    monkeypatch.setattr(glossary_terms, "ATLASES", (tmp_path / "data",))
    assert glossary_terms.main() == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ", 1)[0] for line in lines] == [
        "ru.toml",
        "ru.toml",
        "ru/01-ice.md:3",
        "ice.geojson",
    ]
