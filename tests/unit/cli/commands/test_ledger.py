"""`arctic-map ledger`: the keys of its JSON, its table, and what it refuses."""

import json
from typing import Any

import pytest

from arctic_map.cli.main import main

KEYS = "id what stated drawn fact computed unit difference difference_percent how why article"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["ledger", *arguments]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in json.loads(printed(capsys, "--json", *arguments))}


def test_each_row_has_the_keys_of_the_interface(capsys: pytest.CaptureFixture[str]) -> None:
    assert all(" ".join(row) == KEYS for row in rows(capsys, "--knots", "14").values())


def test_distances_are_compared_with_those_of_the_article(capsys: pytest.CaptureFixture[str]) -> None:
    row = rows(capsys)["distance-suez"]
    assert (row["stated"], row["unit"]) == (18_709, "km")
    assert row["computed"] == pytest.approx(20_141, rel=0.001)
    assert row["difference"] == pytest.approx(row["computed"] - row["stated"], abs=0.01)
    assert row["difference_percent"] == pytest.approx(100 * row["difference"] / row["stated"], abs=0.01)


def test_what_the_article_does_not_state_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    row = rows(capsys)["cargo-2023"]
    assert (row["stated"], row["computed"], row["difference"], row["difference_percent"]) == (
        None,
        36.3,
        None,
        None,
    )


def test_days_come_with_a_speed(capsys: pytest.CaptureFixture[str]) -> None:
    without, with_days = rows(capsys), rows(capsys, "--knots", "14")
    assert list(with_days)[: len(without)] == list(without)
    assert set(with_days) - set(without) == {
        *("days-arctic", "days-suez", "days-cape", "break-even-suez", "break-even-cape")
    }
    assert with_days["break-even-suez"]["unit"] == "days"


def test_the_table_stands_in_columns(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys).splitlines()
    head, first = lines[0], lines[1]
    assert head.split() == ["FIGURE", "STATED", "COMPUTED", "DIFFERENCE", "PER", "CENT", "UNIT"]
    assert first.split() == ["distance-arctic", "14,440", "14,982", "+542", "+3.8", "%", "km"]
    assert head.index("UNIT") == first.index("km")
    assert max(map(len, lines)) <= 100


def test_lanes_stand_in_a_table_of_their_own_as_drawn_and_planned(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys).splitlines()
    [head] = [number for number, line in enumerate(lines) if line.split()[1:3] == ["DRAWN", "PLANNED"]]
    assert lines[head + 1].split()[0] == "planned-L6" and not lines[head - 1].startswith("planned")
    for id, row in rows(capsys).items():
        assert (row["drawn"] is not None) is id.startswith("planned-"), id
        assert row["stated"] is None or not id.startswith("planned-"), id


def test_each_row_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys)
    # Seven rows compare the ice with the record; seven more compare lanes with the planner's ways.
    assert text.count("     how: ") == text.count("     why: ") == 25
    assert text.count("     article: ") == 18
    assert "(18,709 - 14,440) / 18,709" in text


def test_explanations_are_in_the_language_with_the_notes_of_lanes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "--language", "ru"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "Путь на карте: Через проливы Лаперуза" in text
    assert "14 982 +542 +3,8 % км" in text


@pytest.mark.parametrize("knots", ["x", "0", "nan", "61"])
def test_a_wrong_speed_is_one_line_and_exit_2(knots: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", f"--knots={knots}"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "--knots" in captured.err
