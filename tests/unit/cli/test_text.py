"""Words and columns for a terminal."""

from arctic_map.cli.text import printable, table


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert printable("a\x1b[2Jb\u202ec\nd") == "a\\x1b[2Jb\\x202ec\nd"


def test_columns_stand_below_each_other() -> None:
    assert table([("a", "10", "x"), ("bbb", "1", "")], right=frozenset({1})) == ["a    10  x", "bbb   1"]
