"""A picture of the whole route, from process start to its end, against QGIS."""

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench import qgis
from tests.bench.measures import Measure, ratio, spread

RUNS = 5
BOUNDS = {(1920, 1080): 0.35, (3840, 2160): 0.45}
"""By the size of the picture, of the time that QGIS takes."""

Size = tuple[int, int]


def measure(program: Sequence[str]) -> Iterator[Measure]:
    for size in BOUNDS:
        yield measured(program, size)


def measured(program: Sequence[str], size: Size) -> Measure:
    """Both in turn, after one run of each that does not count: it warms caches and makes QGIS its profile."""
    what = f"export of {size[0]}x{size[1]} PNG"
    with TemporaryDirectory() as name:
        folder = Path(name)
        if absent := qgis.missing():
            alone = [ours(program, folder, size) for _ in range(RUNS + 1)][1:]
            note = f"{spread(alone)}; no ratio, because {' and '.join(absent)} is not installed here"
            return Measure(what=what, value=median(alone), unit="s", note=note)
        command = qgis.snapshot(folder, qgis.project(folder), size)
        own, theirs = [], []
        with qgis.screen() as environment:
            for run in range(RUNS + 1):
                pair = ours(program, folder, size), seconds(command, folder / "qgis.png", environment)
                if run:
                    own.append(pair[0])
                    theirs.append(pair[1])
        note = f"arctic-map {spread(own)} s; {qgis.version()} --snapshot {spread(theirs)} s"
        return Measure(what=what, value=ratio(own, theirs), unit="x", bound=BOUNDS[size], note=note)


def ours(program: Sequence[str], folder: Path, size: Size) -> float:
    picture, pixels = folder / "atlas.png", f"{size[0]}x{size[1]}"
    return seconds([*program, "export", str(picture), "--size", pixels], picture)


def seconds(command: Sequence[str], picture: Path, environment: Mapping[str, str] | None = None) -> float:
    """How long the command takes; RuntimeError when it leaves no picture."""
    picture.unlink(missing_ok=True)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)
    elapsed = time.perf_counter() - start
    # No look at the code: QGIS ends its snapshots with 1.
    if not picture.is_file():
        raise RuntimeError(f"{' '.join(command)}: no picture; {done.stderr.strip()[-400:]}")
    return elapsed
