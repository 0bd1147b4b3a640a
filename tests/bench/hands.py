"""What hands do with very many rows: click a mark, sort and filter the table; in the real window.

`python -m tests.bench.hands FILE` writes the medians as JSON, milliseconds.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench.window import Driven, until

from arctic_map import resources
from arctic_map.desktop.panels.table_panel import TablePanel
from arctic_map.scene.session import actions

SIZE = (1280, 800)
PATIENCE_S = 300.0
CLICKS = [(0.3 + 0.08 * column, 0.3 + 0.1 * row) for column in range(6) for row in range(4)]
"""Places of the map where a mark may lie, in parts of its sides."""
CLICK = """
(() => {
  const { map } = arctic.atlas;
  const { x, y } = map.getSize();
  const point = L.point(Math.round(ACROSS * x), Math.round(DOWN * y));
  map.fire("click", { containerPoint: point, latlng: map.containerPointToLatLng(point) });
})()
"""


def main(file: Path) -> dict[str, float]:
    """Keys are those of `BOUNDS` of tests.bench.scale."""
    driven = Driven(*SIZE, resources.data())
    driven.atlas.open_files([file])
    files = driven.atlas.workspace.files
    until(lambda: bool(driven.atlas.store.files) and not files.reading.busy, "the file", patience=PATIENCE_S)
    driven.settle()
    clicks = [took for place in CLICKS if (took := _click(driven, *place)) is not None]
    layer = driven.atlas.store.files[0].layer.id
    driven.atlas.workspace.layers_panel.table_requested.emit(layer)
    panel = driven.atlas.workspace.table_panel
    until(lambda: _stands(panel), "the table", patience=PATIENCE_S)
    found = {
        "click_ms": median(clicks) if clicks else float("nan"),
        "sort_ms": median(_sort(panel)),
        "filter_ms": median(_filter(panel)),
    }
    driven.close()
    return {key: round(value, 1) for key, value in found.items()}


def _click(driven: Driven, across: float, down: float) -> float | None:
    """Until the popup of what was hit is painted; None where nothing was."""
    driven.apply(actions.select_nothing)
    begin = time.perf_counter()
    driven.page.runJavaScript(CLICK.replace("ACROSS", str(across)).replace("DOWN", str(down)))
    try:
        until(lambda: driven.atlas.scene.card is not None, "a popup", patience=1)
    except TimeoutError:
        return None
    driven.follow()
    return 1000 * (time.perf_counter() - begin)


def _sort(panel: TablePanel) -> list[float]:
    """Until the first rows stand there, of each column up and down, twice."""
    times = []
    for section in [section for section in range(len(panel.model.fields)) for _ in range(3)] * 2:
        times.append(_duration_ms(panel, lambda at=section: panel.header.sectionClicked.emit(at)))  # type: ignore[misc]
    return times


def _filter(panel: TablePanel) -> list[float]:
    """A letter after the other, and all rows again."""
    times = []
    for field, texts in zip(
        panel.model.fields, (("P", "Place 7", "Place 77", ""), ("> 5", "> 50", "= 7", "")), strict=False
    ):
        line = panel.header.line(field.column)
        for text in texts:
            times.append(_duration_ms(panel, lambda line=line, text=text: line.setText(text)))  # type: ignore[misc]
    return times


def _duration_ms(panel: TablePanel, act: Callable[[], object]) -> float:
    before = panel.model.places
    begin = time.perf_counter()
    act()
    until(lambda: panel.model.places is not before and _stands(panel), "the rows", patience=PATIENCE_S)
    return 1000 * (time.perf_counter() - begin)


def _stands(panel: TablePanel) -> bool:
    """Whether the first rows have come."""
    model = panel.model
    return bool(model.fields) and (not len(model.places) or model.index(0, 0).data() != "…")


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
