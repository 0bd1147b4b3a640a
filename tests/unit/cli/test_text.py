"""Words and columns for a terminal."""

import sys

import pytest

from arctic_map.cli.text import columns_of, complain, printable, table, wrapped
from arctic_map.model.tr import Wording, speaking


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert printable("a\x1b[2Jb\u202ec\nd") == "a\\x1b[2Jb\\x202ec\nd"


def test_a_message_without_stderr_does_not_go_to_stdout(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    complain("no such file")
    assert not capsys.readouterr().out


def test_columns_stand_below_each_other() -> None:
    assert table([("a", "10", "x"), ("bbb", "1", "")], right=frozenset({1})) == ["a    10  x", "bbb   1"]


def test_chinese_letters_take_two_columns() -> None:
    assert [columns_of(text) for text in ("ab", "аб", "北极", "e\u0301")] == [2, 2, 4, 1]
    assert table([("北极", "x"), ("abc", "y")]) == ["北极  x", "abc   y"]


def test_chinese_text_is_wrapped_by_columns() -> None:
    with speaking(Wording("zh")):
        lines = wrapped("北" * 30, 40, 0, 2)
        after_label = wrapped("位置: 北极（2022）。" + "北" * 10, 16, 0, 2)
    assert [columns_of(line) for line in lines] == [40, 22]
    assert after_label == ["位置: 北极", "  （2022）。北北", "  北北北北北北北", "  北"]
