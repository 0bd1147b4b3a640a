"""Start to first full paint, against a bare Qt WebEngine window with an empty page."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.measures import Measure, ratio, spread

RUNS = 7
BOUND = 1.6
DOCTOR = (sys.executable, "-m", "arctic_map", "doctor", "--json")
BARE = (sys.executable, str(Path(__file__).with_name("bare.py")))


def measure() -> list[Measure]:
    """Both in turn, after one run of each that does not count."""
    ours, theirs, memory = [], [], []
    for run in range(RUNS + 1):
        report = json.loads(_output(DOCTOR))
        bare = float(_output(BARE))
        if not report["ok"]:
            raise RuntimeError(f"the map did not come up: {report['why']}")
        if run:
            ours.append(float(report["first_paint_s"]))
            theirs.append(bare)
            memory.append(float(report["memory_mb"]))
    return [
        Measure(
            what="start to first full paint",
            value=ratio(ours, theirs),
            unit="x",
            bound=BOUND,
            note=f"arctic-map {spread(ours)} s; bare Qt WebEngine window {spread(theirs)} s",
        ),
        Measure(what="memory of all processes then", value=median(memory), unit="MB"),
    ]


def _output(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()[-400:]}")
    return done.stdout
