"""One list of rows becomes another by removals, insertions and moves."""

from hypothesis import given
from hypothesis import strategies as st

from arctic_map.desktop.panels.layer_rows import RowInserted, RowMoved, RowRemoved, changes

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(KEYS, KEYS)
def test_the_changes_lead_from_one_list_to_the_other(have: list[str], want: list[str]) -> None:
    rows = [*have]
    for change in changes(have, want):
        match change:
            case RowRemoved(row):
                assert rows.pop(row) not in want
            case RowInserted(row, key):
                assert key not in have
                rows.insert(row, key)
            case RowMoved(row, to):
                assert to < row
                rows.insert(to, rows.pop(row))
    assert rows == want


def test_what_is_alike_has_no_changes() -> None:
    assert list(changes("abc", "abc")) == []


def test_one_row_that_goes_up_is_one_move() -> None:
    assert list(changes("abcd", "dabc")) == [RowMoved(3, 0)]
