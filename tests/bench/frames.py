"""Frames of the map in the real window: layers toggled, zoom steps, dragging."""

import json
import time
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from tests.bench.measures import Measure, percentile, spread
from tests.bench.window import Driven

from arctic_map.scene.session import actions

SIZE = (1280, 800)
TIMES = 5
FRAME_MS = 1000 / 60
PLACES = {
    # lon/lat, spread along the route, with the coasts that have most vertices
    "Norwegian fjords": (14.0, 67.5),
    "Kola and White Sea": (36.0, 67.0),
    "Yamal and Ob": (72.0, 71.0),
    "Taymyr": (100.0, 76.0),
    "Lena delta": (127.0, 73.0),
    "Bering Strait": (-169.0, 66.0),
    "Kamchatka": (160.0, 54.0),
    "Peter the Great Gulf": (132.0, 43.0),
    "Canadian archipelago": (-95.0, 74.0),
}
ZOOMS = (-0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 6.0)

ALL_LEVELS = "Promise.all([0, 3, 5].map((zoom) => arctic.atlas.ground.load(zoom)))"
STEPS = """
(async () => {
  const { map } = arctic.atlas;
  const times = [];
  for (const [x, y] of PLACES) {
    map.setView(arctic.projection.latLng(x, y), ZOOMS[0], { animate: false });
    await new Promise(arctic.whenPainted);
    for (const zoom of [...ZOOMS, ...[...ZOOMS].reverse()]) {
      if (zoom === map.getZoom()) continue;
      const from = performance.now();
      map.setZoom(zoom, { animate: false });
      await new Promise(arctic.whenPainted);
      times.push({ x, y, zoom, ms: performance.now() - from });
    }
  }
  return times;
})()
"""
# A turn of the wheel is a zoom with Leaflet's animation: what counts is the longest wait for a frame.
ANIMATED = """
(async () => {
  const { map } = arctic.atlas;
  const longest = [];
  for (const [x, y] of PLACES) {
    map.setView(arctic.projection.latLng(x, y), 1, { animate: false });
    await new Promise(arctic.whenPainted);
    for (const zoom of [2, 3, 4, 5, 4, 3, 2, 1]) {
      let done = false, last = performance.now(), most = 0;
      map.once("zoomend", () => { done = true; });
      map.setZoom(zoom);
      while (!done) {
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        most = Math.max(most, now - last);
        last = now;
      }
      await new Promise(arctic.whenPainted);
      longest.push(Math.max(most, performance.now() - last));
    }
  }
  return longest;
})()
"""
DRAG = """
(async () => {
  const { map } = arctic.atlas;
  const gaps = [];
  for (const [zoom, from, to] of PATHS) {
    map.setView(arctic.projection.latLng(...from), zoom, { animate: false });
    await new Promise(arctic.whenPainted);
    const metres = arctic.projection.resolution(zoom);
    const [dx, dy] = [(to[0] - from[0]) / metres, (from[1] - to[1]) / metres];
    const steps = Math.min(MOST, Math.floor(Math.hypot(dx, dy) / STEP));
    const way = [(dx / Math.hypot(dx, dy)) * STEP, (dy / Math.hypot(dx, dy)) * STEP];
    let last = await new Promise(requestAnimationFrame);
    for (let i = 0; i < steps; i += 1) {
      if (DRAGGED) {
        map._rawPanBy(L.point(way));
        map.fire("move");
      }
      else map.panBy(way, { animate: false });
      const now = await new Promise(requestAnimationFrame);
      gaps.push({ zoom, ms: now - last });
      last = now;
    }
  }
  return gaps;
})()
"""
STEP_PX = 14
"""Of a brisk drag, each frame."""
MAX_STEPS = 40
DRAG_ZOOMS = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)


def toggles(driven: Driven) -> list[Measure]:
    """From the wish to the paint of the batch that carries it out, for each layer of features."""
    layers = [layer for layer in driven.atlas.scene.layers if layer.kind == "features"]
    times: dict[str, list[float]] = {layer.id: [] for layer in layers}
    for turn in range(TIMES + 1):
        for layer in layers:
            for _ in ("off", "on"):
                driven.settle()
                start = time.perf_counter()
                driven.apply(actions.toggle_layer(layer.id))
                if turn:
                    times[layer.id].append(1000 * (time.perf_counter() - start))
    every = [value for values in times.values() for value in values]
    slowest = max(times, key=lambda id: median(times[id]))
    last = f"slowest layer: {slowest} {median(times[slowest]):.0f} ms"
    return [
        Measure(
            what="layer toggle to painted, median",
            value=median(every),
            unit="ms",
            bound=33,
            note=f"{_frames(median(every))}; {spread(every)}; {last}",
        ),
        Measure(what="layer toggle to painted, p95", value=percentile(every, 0.95), unit="ms"),
    ]


def zooms(driven: Driven) -> list[Measure]:
    """Steps without animation, all levels of detail read before; the first visit is reported separately."""
    driven.ask(ALL_LEVELS)
    driven.settle()
    code = _with(STEPS, PLACES=_points(driven), ZOOMS=list(ZOOMS))
    first = [step["ms"] for step in driven.ask(code)]
    driven.settle()
    steps = driven.ask(code)
    driven.settle()
    again = [step["ms"] for step in steps]
    worst = max(steps, key=lambda step: step["ms"])
    last = f"longest at zoom {worst['zoom']:g}, {_name(driven, worst)}"
    wheel = driven.ask(_with(ANIMATED, PLACES=_points(driven)))
    driven.settle()
    return [
        Measure(
            what="zoom step, median",
            value=median(again),
            unit="ms",
            bound=60,
            note=f"{_frames(median(again))}; {spread(again)}; {last}",
        ),
        Measure(what="zoom step, p95", value=percentile(again, 0.95), unit="ms", bound=120),
        Measure(what="zoom step on the first visit, median", value=median(first), unit="ms"),
        Measure(what="zoom step on the first visit, p95", value=percentile(first, 0.95), unit="ms"),
        Measure(
            what="animated zoom, longest frame, median", value=median(wheel), unit="ms", note=spread(wheel)
        ),
    ]


def drags(driven: Driven) -> list[Measure]:
    """Time between frames while the map is moved along the route at several zooms.

    Steps by `panBy` end a move with each frame, which repaints everything; a hand that drags ends it once.
    """
    driven.ask(ALL_LEVELS)
    points = _points(driven)
    legs = list(pairwise(points))
    paths = [[zoom, *leg] for zoom in DRAG_ZOOMS for leg in (legs if zoom < 4 else legs[::2])]
    return [
        _drag("pan step by step, time between frames, p95", driven, paths, dragged=False),
        _drag("drag, time between frames, p95", driven, paths, dragged=True),
    ]


def _drag(what: str, driven: Driven, paths: list[list[object]], *, dragged: bool) -> Measure:
    gaps = driven.ask(_with(DRAG, PATHS=paths, STEP=STEP_PX, MOST=MAX_STEPS, DRAGGED=dragged))
    driven.settle()
    every = [gap["ms"] for gap in gaps]
    by_zoom = (
        f"{zoom:g}: {percentile([gap['ms'] for gap in gaps if gap['zoom'] == zoom], 0.95):.0f}"
        for zoom in DRAG_ZOOMS
    )
    return Measure(
        what=what,
        value=percentile(every, 0.95),
        unit="ms",
        bound=34,
        note=f"{spread(every)}; p95 by zoom: {', '.join(by_zoom)}",
    )


def _points(driven: Driven) -> list[list[float]]:
    """The places in projected metres."""
    from pyproj import Transformer

    project = Transformer.from_crs("EPSG:4326", driven.atlas.scene.projection.crs, always_xy=True)
    return [list(project.transform(lon, lat)) for lon, lat in PLACES.values()]


def _name(driven: Driven, step: dict[str, Any]) -> str:
    points = _points(driven)
    return list(PLACES)[min(range(len(points)), key=lambda i: abs(points[i][0] - step["x"]))]


def _with(code: str, **values: float | Sequence[object]) -> str:
    for name, value in values.items():
        code = code.replace(name, json.dumps(value))
    return code


def _frames(ms: float) -> str:
    return f"{ms / FRAME_MS:.1f} frames of 60 Hz"
