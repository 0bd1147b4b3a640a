"""The start of a process, read from what the kernel says of it."""

import time

from arctic_map.desktop.shell.doctor import start_ticks, started_at

STAT = "4711 (python3) S 1 4711 4711 0 -1 4194304 1 0 0 0 2 1 0 0 20 0 1 0 987654 8192 100"


def test_the_start_is_the_22nd_field() -> None:
    assert start_ticks(STAT) == 987654


def test_the_name_of_a_program_may_look_like_other_fields() -> None:
    assert start_ticks(STAT.replace("python3", "a) R 1 2 (b")) == 987654


def test_this_process_started_before_now_and_always_at_the_same_time() -> None:
    first = started_at()
    assert first < time.time()
    assert abs(started_at() - first) < 0.001
