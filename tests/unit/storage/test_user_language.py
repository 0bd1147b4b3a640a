"""The language of a program without a window: a variable, or the languages of the system."""

import sys

import pytest

from arctic_map.model.preferences import NAMES
from arctic_map.storage.user_language import (
    LANGUAGE_VARIABLE,
    preferred,
    user_language,
    window_language,
    wording_of,
)


@pytest.mark.parametrize(
    ("languages", "language"),
    [
        (["ru-Cyrl-RU", "ru-RU", "ru"], "ru"),
        (["zh-Hans-CN", "zh-CN"], "zh"),
        (["zh_CN.UTF-8"], "zh"),
        (["zh-TW", "en"], "en"),
        (["zh-Hant-CN"], "en"),
        (["zh-Hans-HK"], "zh"),
        (["zh"], "zh"),
        (["zh-Hant-TW", "zh-TW", "zh-Hant", "zh"], "en"),
        (["zh-Hant-HK", "zh-Hant", "zh", "ru-RU", "ru"], "ru"),
        (["zh-Hant-TW", "zh", "zh-Hans-CN", "zh-CN"], "zh"),
        (["de-DE", "ru-RU", "en"], "ru"),
        (["de-DE"], "en"),
        (["run"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_interface_has_the_first_language_of_the_user_that_it_knows(
    languages: list[str], language: str
) -> None:
    assert preferred(languages) == language


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own setting")
@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "rue_UA"}, "en"),
        ({"LANG": "zh_CN.GB18030"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": ""}, "ru"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:zh:en"}, "zh"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ru"}, "en"),
        ({"LANG": "ru_RU.UTF-8", LANGUAGE_VARIABLE: "zh"}, "zh"),
        ({"LANG": "ru_RU.UTF-8", LANGUAGE_VARIABLE: "xx"}, "en"),
        ({LANGUAGE_VARIABLE: "RU"}, "ru"),
        ({LANGUAGE_VARIABLE: "ru_RU.UTF-8"}, "ru"),
    ],
)
def test_the_variables_of_the_system_choose_the_language(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", LANGUAGE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert user_language() == language


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="Qt reads the settings of the system there")
def test_a_window_has_the_language_of_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", LANGUAGE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "ru")
    for lang, language in (("C.UTF-8", "en"), ("en_US.UTF-8", "ru")):
        monkeypatch.setenv("LANG", lang)
        assert window_language(["zh-CN"]) == user_language() == language


def test_only_other_languages_than_english_have_a_table() -> None:
    languages = [words.language for name in (*NAMES, "xx") if (words := wording_of(name))]
    assert languages == ["ru", "zh"]
