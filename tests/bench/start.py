"""Start to first full paint and to readiness, against a bare Qt WebEngine window with an empty page."""

import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.clock import agree, run
from tests.bench.measures import Measure, ratio, spread

RUNS = 15
PAINT_BOUND = 1.6
READY_BOUND = 2.2
BARE = (sys.executable, str(Path(__file__).with_name("bare.py")))


def measure(program: Sequence[str]) -> list[Measure]:
    """Both in turn and by one clock, after one run of each that does not count."""
    painted, ready, bare, memory = [], [], [], []
    for number in range(RUNS + 1):
        ours, theirs = run((*program, "doctor", "--json")), run(BARE)
        if not agree(ours.report["started_at"], ours):
            raise RuntimeError(
                f"doctor says that it started at {ours.report['started_at']:.3f}, "
                f"which was between {ours.before:.3f} and {ours.after:.3f}"
            )
        if number:
            painted.append(ours.since_start("painted_at"))
            ready.append(ours.since_start("ready_at"))
            bare.append(theirs.since_start("painted_at"))
            memory.append(float(ours.report["memory_mb"]))
    return [
        Measure(
            what="start to first full paint",
            value=ratio(painted, bare),
            unit="x",
            bound=PAINT_BOUND,
            note=f"arctic-map {spread(painted)} s; bare Qt WebEngine window {spread(bare)} s",
        ),
        Measure(
            what="start to everything usable",
            value=ratio(ready, bare),
            unit="x",
            bound=READY_BOUND,
            note=f"arctic-map {spread(ready)} s",
        ),
        Measure(what="memory of all processes then", value=median(memory), unit="MB"),
    ]
