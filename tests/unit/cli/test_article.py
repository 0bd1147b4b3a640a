"""Commands that read a text take that of an atlas which holds one."""

import json
from pathlib import Path

import pytest

from arctic_map.cli.main import main
from arctic_map.content.package.packing import About, made, save

TEXT = "Lights\n\nIn 2023 the station at Tiksi counted 41 ships between July and October of that year.\n"


@pytest.fixture
def atlas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "own.arctic"
    save(path, made(TEXT, About("Lights")))
    return path


def test_proposals_are_those_of_the_text_in_the_atlas(
    atlas: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["propose", "--json", "--data", str(atlas)]) == 0
    within = json.loads(capsys.readouterr().out)
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    assert main(["propose", str(text), "--json", "--data", str(atlas)]) == 0
    assert json.loads(capsys.readouterr().out) == within
    assert {"Tiksi", "41"} <= {each["text"] for each in within}


def test_the_review_asks_about_sentences_of_the_text_in_the_atlas(
    atlas: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", "--json", "--data", str(atlas)]) == 0
    [question] = json.loads(capsys.readouterr().out)
    assert question["gap"] == "fact" and question["what"].startswith("In 2023 the station at Tiksi")


def test_without_any_text_the_message_says_what_to_give(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["propose"]) == 2
    assert "give a TEXT, or with --data an atlas that contains one" in capsys.readouterr().err
