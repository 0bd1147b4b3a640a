"""Help and errors of the command line in the languages of the program."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from arctic_map.cli.main import COMMANDS, main
from arctic_map.cli.text import columns_of
from arctic_map.model.tr import speaks_english
from arctic_map.storage.user_language import LANGUAGE_VARIABLE

HEADS = {"ru": "использование: arctic-map", "zh": "用法：arctic-map"}
TITLES = {"en": "China and Russia in the Arctic", "ru": "Китай и Россия в Арктике"}
LISTED = [command for command, line in COMMANDS.items() if line]
ENGLISH_HEADS = ("usage:", "options:", "positional arguments:", "examples:", "show this help")


def helped(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as done:
        main(arguments)
    assert done.value.code == 0
    return capsys.readouterr().out


def error(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.count("\n") == 1
    return captured.err.removeprefix("arctic-map: ").rstrip()


@pytest.fixture
def russian_system(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", LANGUAGE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    assert speaks_english(), "the language of a command ends with it"


@pytest.mark.parametrize("language", HEADS)
@pytest.mark.parametrize("command", LISTED)
def test_all_help_is_in_the_language(command: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = helped(capsys, "--language", language, command, "--help")
    assert text.startswith(HEADS[language])
    assert not [head for head in ENGLISH_HEADS if head in text]
    assert max(map(columns_of, text.splitlines())) <= 116


@pytest.mark.parametrize("language", HEADS)
def test_the_list_of_commands_is_in_the_language(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = helped(capsys, f"--language={language}", "--help")
    english = helped(capsys, "--help")
    assert text.startswith(HEADS[language])
    assert not {*text.splitlines()} & {line for line in english.splitlines() if "    " in line.strip()}
    options = text.splitlines()[: text.splitlines().index("")]
    assert len(options) > 1
    described = [line for line in text.splitlines() if line.startswith("  --data")]
    assert columns_of(described[0]) <= 80


@pytest.mark.usefixtures("russian_system")
def test_the_language_of_the_system_is_that_of_help_and_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert helped(capsys, "facts", "--help").startswith(HEADS["ru"])
    assert error(capsys, "fcts") == (
        "нет команды или файла «fcts»; возможно, имелось в виду facts? (см. arctic-map --help)"
    )
    assert error(capsys, "--language", "en", "facts", "--jsn").startswith("unrecognized arguments: --jsn")
    assert helped(capsys, "facts", "--help", "--language", "zh").startswith(HEADS["zh"])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["facts", "--jsn"], "неизвестные аргументы: --jsn (см. arctic-map --help)"),
        (["facts", "--data"], "аргумент --data: нужно одно значение (см. arctic-map facts --help)"),
        (["ice", "--year", "x"], "аргумент --year: не целое число: 'x' (см. arctic-map ice --help)"),
        (["route", "A"], "не хватает аргументов: TO (см. arctic-map route --help)"),
        (["contours", "a", "b", "--interval", "y"], "аргумент --interval: не число: 'y'"),
        (["export", "a.png", "--theme", "blue"], "аргумент --theme: недопустимое значение: 'blue'"),
        (["export", "a.png", "--dpi", "0"], "аргумент --dpi: «0» – не число пикселей на дюйм от 30 до"),
        (["export", "a.png", "--fit", "arkangelsk"], "нет объекта или слоя «arkangelsk»; возможно, имело"),
        (["export", "a.png", "--preset", "a4"], "нет набора настроек «a4»; "),
        (["route", "Foo", "Kiel"], "нет порта «Foo»: "),
        (["export", "a.gif"], "аргумент OUT: «a.gif»: фильмы записывает arctic-map film"),
        (["check", "no.geojson"], "no.geojson: файл не существует"),
        (["route", "Murmansk", "Yokohama", "--close", "x"], "нет пролива «x»: проливы: "),
    ],
)
def test_errors_are_in_the_language(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert error(capsys, "--language", "ru", *arguments).startswith(sentence)


def test_the_last_of_several_languages_counts(capsys: pytest.CaptureFixture[str]) -> None:
    text = helped(capsys, "--language", "en", "facts", "--language=zh", "--language", "ru", "--help")
    assert text.startswith(HEADS["ru"])


def test_a_language_that_is_not_known_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert error(capsys, "facts", "--language", "de").startswith("argument --language: invalid choice: 'de'")


@pytest.mark.usefixtures("russian_system")
def test_json_is_english_unless_another_language_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    def layers(*arguments: str) -> dict[str, str]:
        assert main(["layers", "--json", *arguments]) == 0
        return {each["id"]: each["name"] for each in json.loads(capsys.readouterr().out)}

    english, russian = layers(), layers("--language", "ru")
    assert (english["lanes"], russian["lanes"]) == ("Shipping lanes", "Морские пути")
    assert main(["layers"]) == 0
    assert "Морские пути" in capsys.readouterr().out


def exported(path: Path, *arguments: str) -> str:
    size = () if path.suffix == ".geojson" else ("--size", "320x240")
    assert main(["export", str(path), "--projection", "nsr", *size, *arguments]) == 0
    return path.read_text(encoding="utf-8")


@pytest.mark.usefixtures("russian_system")
def test_a_page_has_the_language_of_the_system_and_features_are_english(tmp_path: Path) -> None:
    assert TITLES["ru"] in exported(tmp_path / "a.svg")
    assert TITLES["en"] in exported(tmp_path / "a.geojson")


@pytest.mark.slow
@pytest.mark.usefixtures("russian_system")
def test_a_page_has_the_given_language_and_that_of_the_picture_that_it_draws_again(tmp_path: Path) -> None:
    assert TITLES["en"] in exported(tmp_path / "a.svg", "--language", "en")
    assert TITLES["en"] in exported(tmp_path / "b.svg", "--from", str(tmp_path / "a.svg"))
    assert TITLES["ru"] in exported(tmp_path / "b.geojson", "--language", "ru")


@pytest.mark.usefixtures("russian_system")
def test_data_are_english_unless_another_language_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def drawn(*arguments: str) -> str:
        assert main(["ice", "--sea", "Kara", "--out", str(tmp_path / "x.csv"), *arguments]) == 0
        return (tmp_path / "x.csv").read_text(encoding="utf-8")

    assert drawn() == drawn("--language", "en")
    assert drawn() != drawn("--language", "ru")
    assert capsys.readouterr().err == ""


def test_the_language_of_an_article_is_not_that_of_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("A text. It has sentences.", encoding="utf-8")
    words = [str(tmp_path / "a.arctic"), "--article", str(tmp_path / "a.txt"), "--language", "ru"]
    assert main(["atlas", "new", *words]) == 0
    assert "an atlas with the text of a.txt" in capsys.readouterr().out


def test_a_query_after_two_dashes_names_no_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "Murmansk", "--", "--language", "ru"]) == 0
    assert "объект" not in capsys.readouterr().out
