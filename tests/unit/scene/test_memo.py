"""Results are cached up to a weight, the least recently used go first."""

import threading
from collections.abc import Callable

import pytest

from arctic_map.scene.memo import ENTRY, Identity, Memo


def counted(made: list[str], name: str) -> Callable[[], object]:
    def make() -> object:
        made.append(name)
        return object()

    return make


def test_a_result_is_made_once_for_a_key() -> None:
    memo, made = Memo(100, 1), list[str]()
    first = memo("a", counted(made, "a"))
    assert memo("a", counted(made, "again")) is first and memo("b", counted(made, "b")) is not first
    assert made == ["a", "b"]


def test_a_failure_is_not_cached() -> None:
    memo = Memo(10, 1)
    with pytest.raises(ZeroDivisionError):
        memo("a", lambda: 1 // 0)
    assert memo("a", lambda: 1) == 1


def test_the_least_recently_used_result_goes_first_when_there_is_too_much() -> None:
    memo, made = Memo(2 * (ENTRY + 5), 1), list[str]()
    for name in ("a", "b", "a", "c"):
        memo(name, counted(made, name), lambda _: 5)
    made.clear()
    for name in ("c", "a", "b"):
        memo(name, counted(made, name), lambda _: 5)
    assert made == ["b"]


def test_as_many_as_a_view_needs_stay_whatever_they_weigh() -> None:
    memo, made = Memo(10, 3), list[str]()
    for _ in range(2):
        for name in ("a", "b", "c"):
            memo(name, counted(made, name), lambda _: 1000)
    assert made == ["a", "b", "c"]


def test_of_two_threads_at_once_both_get_the_same_result() -> None:
    memo, both = Memo(10, 1), threading.Barrier(2)
    found: list[object] = []

    def make() -> object:
        both.wait(10)
        return object()

    threads = [threading.Thread(target=lambda: found.append(memo("a", make))) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found[0] is found[1]


def test_identity_tells_equal_values_apart() -> None:
    one, other = [1], [1]
    assert Identity(one) == Identity(one) and Identity(one) != Identity(other) and Identity(one) != one
    assert len({Identity(one), Identity(one), Identity(other)}) == 2
