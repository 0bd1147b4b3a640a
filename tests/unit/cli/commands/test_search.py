"""`arctic-map search`: the keys of its JSON, best first, and that finding nothing is no failure."""

import json
from typing import Any

import pytest

from arctic_map.cli.main import main


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["search", *arguments]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def hits(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(printed(capsys, *arguments, "--json"))
    return found


def test_each_hit_has_the_keys_of_the_interface(capsys: pytest.CaptureFixture[str]) -> None:
    found = hits(capsys, "Arctic")
    assert all(list(hit) == ["kind", "id", "title", "score"] for hit in found)
    assert [hit["score"] for hit in found] == sorted((hit["score"] for hit in found), reverse=True)


@pytest.mark.parametrize(
    ("query", "kind", "id"),
    [
        ("Archangelsk", "feature", "arkhangelsk"),
        ("Путин", "person", "vladimir-putin"),
        ("习近平", "person", "xi-jinping"),
        ("18,709", "fact", "T3"),
        ("64.5N 40.5E", "place", "64.5000,40.5000"),
        ("-64.5, -40.5", "place", "-64.5000,-40.5000"),
    ],
)
def test_the_best_comes_first(query: str, kind: str, id: str, capsys: pytest.CaptureFixture[str]) -> None:
    first = hits(capsys, query)[0]
    assert (first["kind"], first["id"]) == (kind, id)


def test_words_need_no_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert hits(capsys, "Kara", "Gate") == hits(capsys, "Kara Gate")
    assert hits(capsys, "64°32′N", "40°31′E")[0]["kind"] == "place"


def test_finding_nothing_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "xyzzy") == ""
    assert hits(capsys, "xyzzy") == []
    assert hits(capsys, "") == []


def test_a_limit_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(hits(capsys, "Arctic")) == 10
    assert len(hits(capsys, "Arctic", "--limit", "2")) == 2


@pytest.mark.parametrize("arguments", [[], ["Arctic", "--limit", "0"], ["Arctic", "--limit", "x"]])
def test_wrong_input_is_one_line_and_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
