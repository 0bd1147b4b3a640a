"""The page gives back what it no longer shows."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIRST, MORE = 60, 120
GROWTH = 1.2
"""Without a bound on the heap of its scripts the page grows to 1.8 times its size in as many switches."""
SWITCHES = f"""
import json
from pathlib import Path
from tests.bench.window import Driven
from arctic_map.geo.projections import PROJECTIONS

driven = Driven(1280, 800)
def switched(times):
    for number in range(times):
        driven.atlas.workspace.navigator.change_projection(PROJECTIONS[number % len(PROJECTIONS)])
        driven.follow()
    driven.settle()
    lines = Path(f"/proc/{{driven.page.renderProcessPid()}}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Rss:"))

print(json.dumps([switched({FIRST}), switched({MORE})]))
driven.close()
"""


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").exists(), reason="only Linux says what a process holds"
)
def test_switching_projections_does_not_fill_the_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SWITCHES],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    first, last = json.loads(done.stdout.splitlines()[-1])
    assert last < GROWTH * first, f"{first} kB after {FIRST} switches, {last} kB after {FIRST + MORE}"
