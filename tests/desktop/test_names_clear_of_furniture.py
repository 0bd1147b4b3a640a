"""No name of the map lies under what stands over it: legend, buttons."""

import json
import random
from typing import Any

import pytest
from PySide6.QtCore import QSize
from tests.desktop.driver import Driver, until

from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.projection import Projection
from arctic_map.scene.session import actions

VIEWS = 40
"""Of each projection."""
UNDER = """(views) => {
  const { map, canvas, furniture, look } = arctic.atlas;
  const { label } = arctic.draw;
  const bad = [];
  let named = 0;
  let over = [];
  // Where the names are painted, as the canvas measures them.
  const note = (ctx, frame, item, style, piece, palette) => {
    const painted = label(ctx, frame, item, style, piece, palette);
    if (painted && piece === "letters") {
      named += 1;
      const { size } = style.lettering;
      const [left, top] = [frame.x + item.x * frame.scale, frame.y - item.y * frame.scale];
      const boxes = [];
      for (let i = 0; i < item.letters.length; i += 3) {
        const [x, y] = [left + item.letters[i], top + item.letters[i + 1]];
        boxes.push([x - size / 4, y - size / 2, x + size / 4, y]);
      }
      if (!boxes.length) {
        const x = left + item.dx - item.width * { start: 0, middle: 0.5, end: 1 }[item.anchor];
        boxes.push([x, top + item.dy - size * 0.7, x + item.width, top + item.dy]);
      }
      for (const [x0, y0, x1, y1] of boxes) {
        const [dx, dy] = [frame.seen.left, frame.seen.top];
        const meets = ([a, b, c, d]) => x0 - dx < c && x1 - dx > a && y0 - dy < d && y1 - dy > b;
        if (over.some(meets)) bad.push(item.text);
      }
    }
    return painted;
  };
  const popups = () => {
    const at = map.getContainer().getBoundingClientRect();
    const found = [...map.getPane("popupPane").querySelectorAll(".leaflet-popup-content-wrapper")];
    const boxes = found.map((each) => each.getBoundingClientRect());
    const { left: x, top: y } = at;
    return boxes.map((box) => [box.left - x, box.top - y, box.right - x, box.bottom - y]);
  };
  arctic.draw.label = note;
  try {
    for (const [x, y, zoom] of views) {
      map.setView([y, x], zoom, { animate: false });
      over = [...furniture.taken(), ...popups()];
      canvas.subject.repaint();
    }
  } finally {
    arctic.draw.label = label;
  }
  return JSON.stringify([named, bad]);
}"""


def found(driver: Driver, projection: Projection, count: int) -> tuple[int, list[str]]:
    dice = random.Random(f"{projection.id} {count}")
    x0, y0, x1, y1 = projection.home
    views = [(dice.uniform(x0, x1), dice.uniform(y0, y1), dice.uniform(0, 5)) for _ in range(count)]
    named, bad = json.loads(driver.ask(f"({UNDER})({json.dumps(views)})"))
    return named, bad


def open_legend(driver: Driver, wanted: bool) -> None:
    ask: Any = driver.ask
    if bool(ask("document.querySelector('.legend').open")) is not wanted:
        ask("document.querySelector('.legend summary').click()")
    until(lambda: bool(ask("document.querySelector('.legend').open")) is wanted, "the legend")
    driver.settle()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("projection", "size"),
    [(PROJECTIONS[0], (900, 600)), (PROJECTIONS[1], (1920, 1080)), (PROJECTIONS[-1], (1280, 800))],
    ids=str,
)
def test_no_name_lies_under_furniture_in_any_view(
    driver: Driver, projection: Projection, size: tuple[int, int]
) -> None:
    before = driver.atlas.window.size()
    try:
        driver.atlas.window.resize(QSize(*size))
        driver.painted_after(actions.change_projection(projection))
        for wanted in (True, False):
            open_legend(driver, wanted)
            named, bad = found(driver, projection, VIEWS // 2)
            assert named > 10 and bad == []
    finally:
        driver.atlas.window.resize(before)
        driver.ask("(arctic.atlas.furniture.chosen = false, arctic.atlas.foldLegend())")
        driver.settle()
