"""The bench's clock, compared with the kernel's and against that of a program nobody here wrote."""

import subprocess
import sys

import pytest
from tests.bench.clock import Run, agree, run

OUTPUT = (
    "import json, time; from arctic_map.desktop.shell.doctor import started_at;"
    "print(json.dumps({'started_at': started_at(), 'painted_at': time.time()}))"
)
CHILD = (sys.executable, "-c", OUTPUT)


def date() -> float:
    """What GNU date says."""
    return float(subprocess.run(["date", "+%s.%N"], capture_output=True, text=True, check=True).stdout)


def test_the_start_by_the_ticks_is_the_start_by_the_parent_within_one_tick() -> None:
    child = run(CHILD)
    assert agree(child.report["started_at"], child)


def test_the_start_is_between_what_another_program_says_before_and_after() -> None:
    before = date()
    child = run(CHILD)
    after = date()
    assert before - 0.01 <= child.report["started_at"] <= child.report["painted_at"] <= after


@pytest.mark.parametrize(
    ("started_at", "can_be"), [(99.98, False), (99.995, True), (100.1, True), (100.3, False)]
)
def test_a_start_before_the_spawning_or_after_it_is_none(started_at: float, can_be: bool) -> None:
    assert agree(started_at, Run(100.0, 100.2, {})) is can_be


def test_a_program_that_fails_is_no_measure() -> None:
    with pytest.raises(RuntimeError, match="torn"):
        run((sys.executable, "-c", "raise SystemExit('torn')"))
