"""`arctic-map doctor --open`: measures how fast a file is shown in the real window, pans and zooms."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QTimer

from arctic_map.desktop.shell.doctor import memory_mb, quiet_unless_failed, started_at
from arctic_map.desktop.shell.startup import environment

if TYPE_CHECKING:
    from arctic_map.desktop.shell.atlas import Atlas

PATIENCE_S = 600.0
SIZE = (1280, 800)
LOOK_MS = 25
"""Interval of checks, ms."""
STATE = """
(() => {
  const { layers, dirty, started } = arctic.atlas;
  const shown = [...layers.shown.values()].find((layer) => layer.id.startsWith("opened-"));
  if (!shown) return { first: false, still: false };
  const first = shown.picture ? shown.picture.shown !== undefined : Boolean(shown.drawing);
  return { first, still: first && started && dirty.size === 0 && (!shown.picture || shown.picture.sharp) };
})()
"""
MOVES = """
(async () => {
  const { map, layers } = arctic.atlas;
  const frame = () => new Promise(requestAnimationFrame);
  const sharp = () => [...layers.shown.values()].every((layer) => !layer.picture || layer.picture.sharp);
  const settled = async () => {
    for (let calm = 0; calm < 3; calm = sharp() ? calm + 1 : 0) await new Promise(arctic.whenPainted);
  };
  const middle = map.getCenter();
  const pans = [], firsts = [], sharps = [];
  for (const zoom of [0, 1, 2, 3]) {
    map.setView(middle, zoom, { animate: false });
    await settled();
    for (const way of [[14, 0], [0, 14], [-10, -10]]) {
      let last = await frame();
      for (let i = 0; i < 40; i += 1) {
        map._rawPanBy(L.point(way));
        map.fire("move");
        const now = await frame();
        pans.push(now - last);
        last = now;
      }
      map.fire("moveend");
      await settled();
    }
  }
  for (const zoom of [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 3, 2, 1, 0]) {
    const from = performance.now();
    map.setView(middle, zoom, { animate: false });
    await new Promise(arctic.whenPainted);
    firsts.push(performance.now() - from);
    while (!sharp()) await frame();
    await new Promise(arctic.whenPainted);
    sharps.push(performance.now() - from);
  }
  return { pans, firsts, sharps };
})()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialResult:
    """The results of a trial; times are seconds from the start of the process."""

    features: int
    first_at: float
    """Until the file is first visible on the map."""
    still_at: float
    """Until the map is sharp and nothing more is painted."""
    whole_at: float
    """Until all projections and the table are available."""
    pan_p95_ms: float
    """Between frames of a fast drag."""
    zoom_p95_ms: float
    """From a zoom step to a first image."""
    zoom_median_ms: float
    sharp_median_ms: float
    """From a zoom step to the sharp image."""
    memory_mb: float
    """Memory of all processes when the file is complete, with shared pages counted once."""
    reader_peak_mb: float
    """Peak memory of the process that reads the file."""
    why: str = ""
    """Why the file is not on the map, with zeros for all other values."""


def try_file(data: Path, file: Path) -> TrialResult:
    """Open a file in the real window off screen, wait until it is complete, pan and zoom."""
    with quiet_unless_failed(lambda trial: not trial.why) as trials:
        trials.append(_try(data, file))
    return trials[0]


def _try(data: Path, file: Path) -> TrialResult:
    environment.prepare(offscreen=True)
    from arctic_map.desktop.shell.app import begin  # Qt is imported only after its environment is prepared

    atlas = begin(data, [file], remember=False, fresh=True)
    atlas.window.resize(*SIZE)
    atlas.window.show()
    atlas.open_files([file])
    try:
        return _Watch(atlas, file).trial()
    except _Failed as failed:
        zeros = dict.fromkeys(TrialResult.__slots__, 0.0)
        return TrialResult(**{**zeros, "features": 0, "why": str(failed)})  # type: ignore[arg-type]
    finally:
        atlas.window.close()
        atlas.dispose()


class _Failed(Exception):
    """Raised with the reason when the file cannot be shown."""


class _Watch:
    def __init__(self, atlas: Atlas, file: Path) -> None:
        self._atlas, self._file = atlas, file
        self._began = started_at()
        self._peak_kb = 0
        self._names = count(1)
        self._why: list[str] = []
        atlas.failed.connect(self._why.append)

    def trial(self) -> TrialResult:
        self._until(lambda: self._atlas.is_ready)
        reading = self._atlas.workspace.files.reading
        reading.failed.connect(lambda _job, why: self._why.append(why))
        reading.questioned.connect(lambda _job, found: self._why.append(found.refused))
        files = self._atlas.store
        self._until(lambda: bool(files.files))
        self._until(lambda: bool(self._now(STATE)["first"]))
        first_at = self._since()
        self._until(lambda: bool(self._now(STATE)["still"]))
        still_at = self._since()
        self._until(lambda: not reading.busy)
        whole_at = self._since()
        moves = self._brought(MOVES)
        return TrialResult(
            features=files.files[0].layer.count,
            first_at=first_at,
            still_at=still_at,
            whole_at=whole_at,
            pan_p95_ms=_share(moves["pans"], 0.95),
            zoom_p95_ms=_share(moves["firsts"], 0.95),
            zoom_median_ms=_share(moves["firsts"], 0.5),
            sharp_median_ms=_share(moves["sharps"], 0.5),
            memory_mb=memory_mb(),
            reader_peak_mb=round(self._peak_kb / 1024, 1),
        )

    def _since(self) -> float:
        return round(time.time() - self._began, 3)

    def _until(self, holds: Callable[[], bool]) -> None:
        """Process events until `holds` returns True. Raises _Failed."""
        end = time.monotonic() + PATIENCE_S
        while not holds():
            if self._why:
                raise _Failed(self._why[0])
            if time.monotonic() > end:
                raise _Failed(f"it is not on the map within {PATIENCE_S:.0f} s")
            self._look_at_reader()
            loop = QEventLoop()
            QTimer.singleShot(LOOK_MS, loop.quit)
            loop.exec()

    def _look_at_reader(self) -> None:
        if not self._atlas.is_ready:
            return
        if process := self._atlas.workspace.files.reading.process_id:
            try:
                status = Path(f"/proc/{process}/status").read_text()
            except OSError:
                return
            peak = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
            self._peak_kb = max(self._peak_kb, int(peak.split()[1]))

    def _now(self, expression: str) -> Any:
        """Return the value of a JavaScript expression."""
        brought: list[Any] = []
        page = self._atlas.view.page()
        page.runJavaScript(f"JSON.stringify({expression})", 0, brought.append)
        self._until(lambda: bool(brought))
        return json.loads(brought[0]) if isinstance(brought[0], str) and brought[0] else None

    def _brought(self, expression: str) -> Any:
        """Return the value of the promise of a JavaScript expression. Raises _Failed."""
        name = f"trial{next(self._names)}"
        self._atlas.view.page().runJavaScript(
            f"{expression}.then((value) => (window.{name} = {{ value }}), "
            f"(why) => (window.{name} = {{ why: String(why) }})); 0"
        )
        self._until(lambda: self._now(f"window.{name} ?? null") is not None)
        answer = self._now(f"window.{name}")
        if "why" in answer:
            raise _Failed(answer["why"])
        return answer["value"]


def _share(values: list[float], share: float) -> float:
    """Return the quantile of some values, rounded to 0.1."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)
