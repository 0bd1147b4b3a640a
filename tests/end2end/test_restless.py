"""Hundreds of things that somebody does at random: nothing goes wrong, and memory stays."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.end2end.tools import at_home
from tests.seed import seed

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.slow,
    pytest.mark.alone,
    pytest.mark.skipif(sys.platform != "linux", reason="shared memory is counted as Linux tells it"),
]

SEED = seed()
"""Of all that is done."""
TIMES = 600
MAX_GROWTH = 0.15


def test_whatever_somebody_does_nothing_goes_wrong(tmp_path: Path) -> None:
    print(f"seed {SEED}")
    done = subprocess.run(
        [sys.executable, "-m", "tests.end2end.restless_app", str(SEED), str(TIMES)],
        env=at_home(tmp_path),
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"seed {SEED}: {done.stderr[-4000:]}"
    outcome = json.loads(done.stdout)
    print(outcome["kinds"])
    assert outcome["done"] == TIMES
    assert outcome["troubles"] == [], f"seed {SEED}"
    warm, half, end = (sum(outcome[when].values()) / 2**20 for when in ("warm", "half", "end"))
    # What is loaded once, late, is no leak: a leak goes on in the second half.
    growth = min(end / warm - 1, 2 * (end / half - 1))
    print(f"memory: {warm:.0f} MB, {half:.0f} MB at half, then {end:.0f} MB ({growth:+.1%})", outcome)
    assert growth < MAX_GROWTH, f"seed {SEED}: {growth:.1%}"
