"""`arctic-map charts`: what charts show as text and JSON, one drawn into a file, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from arctic_map.cli.main import main

IDS = ["cargo", "transits", "distances", "exercises", "icebreakers", "submarines", "institutions"]
KEYS = ["id", "title", "unit", "form", "facts", "items", "notes", "source"]


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["charts", *arguments]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def charts(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, dict[str, Any]]:
    return {chart["id"]: chart for chart in json.loads(printed(capsys, "--json", *arguments))}


def test_all_charts_are_described_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    texts = printed(capsys).split("\n\n")
    assert [each.partition(":")[0] for each in texts] == IDS
    assert "2023: 36.3" in texts[0] and "Facts T5, T6 of Arctic Map" in texts[0]


def test_json_has_the_keys_of_the_interface(capsys: pytest.CaptureFixture[str]) -> None:
    found = charts(capsys)
    assert list(found) == IDS and all(list(chart) == KEYS for chart in found.values())
    assert [item["value"] for item in found["icebreakers"]["items"]] == [2, 2, None]
    assert found["cargo"]["items"][0]["derived"] and found["cargo"]["items"][2]["target"]
    assert found["distances"]["items"][1]["drawn_km"] == pytest.approx(20_141, abs=1)
    assert [item["lasting"] for item in found["institutions"]["items"]].count(True) == 4


def test_charts_are_chosen_by_their_ids(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(charts(capsys, "transits", "cargo", "transits")) == ["transits", "cargo"]


def test_a_chart_is_drawn_into_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "institutions.svg"
    assert printed(capsys, "institutions", "--out", str(out), "--theme", "greyscale") == ""
    assert "since 1992" in out.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_chart_is_drawn_as_a_picture(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "cargo.png"
    printed(capsys, "cargo", "--out", str(out), "--width", "200", "--theme", "dark")
    assert out.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("pie",), 2, "there is no chart 'pie': known charts: cargo"),
        (("--out", "x.svg"), 2, "--out draws one chart"),
        (("cargo", "--out", "x.gif"), 1, "the name must end with .svg or .png"),
        (("cargo", "--width", "9"), 2, "'9' is not a width from 160 to 2000 pixels"),
        (("cargo", "--theme", "pink"), 2, "--theme"),
    ],
)
def test_wrong_input_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, why: str
) -> None:
    assert main(["charts", *arguments]) == code
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.count("\n") == 1
    assert why in captured.err


def test_charts_and_facts_are_printed_in_another_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["charts", "cargo", "--language", "zh"]) == 0
    assert capsys.readouterr().out.startswith("cargo：北方海航道货运量，百万吨\n2023：36.3\n")
    assert main(["facts", "--json", "--language", "ru"]) == 0
    facts = {each["id"]: each for each in json.loads(capsys.readouterr().out)}
    assert facts["D1"]["where"] == "Пекин и Москва"
    assert facts["T5"]["figures"][0]["unit"] == "млн т"
    assert main(["facts", "--json"]) == 0
    facts = {each["id"]: each for each in json.loads(capsys.readouterr().out)}
    assert (facts["D1"]["where"], facts["T5"]["figures"][0]["unit"]) == ("Beijing and Moscow", "million t")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("layers",), ("СЛОЙ", "Градусная сетка")),
        (("ledger",), ("ЦИФРА", "РАЗНИЦА", "Шанхай – Гамбург")),
        (("search", "Murmansk"), ("Мурманск",)),
    ],
)  # fmt: skip
def test_tables_are_printed_in_another_language(
    command: tuple[str, ...], words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--language", "ru"]) == 0
    printed = capsys.readouterr().out
    assert [each for each in words if each not in printed] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_drawing_a_chart_warns_of_nothing(
    language: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert main(["charts", "cargo", "--language", language, "--out", str(tmp_path / "cargo.svg")]) == 0
    assert not caplog.records
