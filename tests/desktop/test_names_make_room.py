"""Names leave their room to legend and buttons, to a popup, to notes and to what is being measured."""

import json
import random
from typing import Any

import pytest
from PySide6.QtCore import QSize
from tests.desktop.driver import Driver, until

from arctic_map.geo.position import project
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.note import Note, NoteKind
from arctic_map.model.projection import Projection
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop
VIEWS = 20
"""Of each projection, with the legend open and folded."""
PAINTED = """(views) => {
  const { atlas, draw } = arctic;
  const { map, furniture, canvas: { subject: canvas } } = atlas;
  const { label } = draw;
  let names = [];
  draw.label = (ctx, frame, item, style, piece, palette) => {
    const is = label(ctx, frame, item, style, piece, palette);
    if (is && piece === "letters") {
      const { size } = style.lettering;
      const [x, y] = draw.pixel(frame, item.x, item.y);
      const { left, top } = frame.seen;
      const boxes = [];
      for (let i = 0; i < item.letters.length; i += 3) {
        const [across, down] = [item.letters[i], item.letters[i + 1]];
        boxes.push([across - size / 4, down - size / 2, across + size / 4, down]);
      }
      if (!boxes.length) {
        // Without the room that a name keeps round it.
        const [x0, y0, x1, y1] = draw.nameBox(item, style.lettering);
        boxes.push([x0 + 5, y0 + 3, x1 - 5, y1 - 3]);
      }
      for (const [x0, y0, x1, y1] of boxes) {
        names.push([item.text, [x + x0 - left, y + y0 - top, x + x1 - left, y + y1 - top]]);
      }
    }
    return is;
  };
  const popups = () => {
    const { left: x, top: y } = map.getContainer().getBoundingClientRect();
    return [...document.querySelectorAll(".leaflet-popup:not(.waiting)")]
      .map((each) => each.getBoundingClientRect())
      .map(({ left, top, right, bottom }) => [left - x, top - y, right - x, bottom - y]);
  };
  const found = [];
  try {
    for (const view of views ?? [null]) {
      if (view) map.setView([view[1], view[0]], view[2], { animate: false });
      names = [];
      canvas.repaint();
      found.push({ names, over: [...furniture.occupied(), ...popups()] });
    }
  } finally {
    draw.label = label;
  }
  return found;
}"""
"""Of each view the names that are painted and what lies over the map, with their boxes in its pixels."""


def painted(driver: Driver, views: Any = None) -> list[dict[str, Any]]:
    """Of these views (middle and zoom), or of the one that is seen."""
    found: list[dict[str, Any]] = driver.ask(f"({PAINTED})({json.dumps(views)})")
    return found


def boxes(driver: Driver) -> dict[str, list[float]]:
    """Of the names that are painted, pixels of the map."""
    return dict(painted(driver)[0]["names"])


def apart(one: list[float], other: list[float]) -> bool:
    return one[2] < other[0] or one[0] > other[2] or one[3] < other[1] or one[1] > other[3]


def lies_clear(found: dict[str, Any]) -> None:
    for text, box in found["names"]:
        assert all(apart(box, over) for over in found["over"]), text


@pytest.mark.parametrize("feature", ["Z4", "shanghai"])
def test_no_name_is_half_under_a_popup(driver: Driver, feature: str) -> None:
    driver.atlas.workspace.navigator.go_to_feature(feature)
    driver.settle()
    (found,) = painted(driver)
    assert found["names"] and driver.ask("document.querySelectorAll('.leaflet-popup').length") == 1
    lies_clear(found)


def open_legend(driver: Driver, is_open: bool) -> None:
    if bool(driver.ask("document.querySelector('.legend').open")) is not is_open:
        driver.ask("document.querySelector('.legend summary').click()")
    until(lambda: driver.ask("document.querySelector('.legend').open") is is_open, "the legend")
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
    before, dice = driver.atlas.window.size(), random.Random(projection.id)
    x0, y0, x1, y1 = projection.home
    try:
        driver.atlas.window.resize(QSize(*size))
        driver.painted_after(actions.change_projection(projection))
        for expected in (True, False):
            # Where nothing of it is seen there is no legend.
            driver.painted_after(actions.go_to(projection.home, smooth=False))
            open_legend(driver, expected)
            views = [(dice.uniform(x0, x1), dice.uniform(y0, y1), dice.uniform(0, 5)) for _ in range(VIEWS)]
            found = painted(driver, views)
            assert sum(len(each["names"]) for each in found) > 10 and all(each["over"] for each in found)
            for each in found:
                lies_clear(each)
    finally:
        driver.atlas.window.resize(before)
        driver.ask("(arctic.atlas.furniture.chosen = false, arctic.atlas.foldLegend())")
        driver.settle()


def test_a_name_gives_way_to_a_note_and_comes_back(driver: Driver) -> None:
    driver.painted_after(actions.go_to(driver.atlas.scene.projection.home, smooth=False, exact=True))
    driver.settle()
    before = boxes(driver)
    assert "Russia" in before
    note = Note(id="own-1", kind=NoteKind.TEXT, places=((100.0, 62.0),), text="A text of one's own")
    driver.painted_after(actions.keep_note(note))
    driver.settle()
    found = boxes(driver)
    own = found.pop(note.text)
    assert not apart(before["Russia"], own) and all(apart(box, own) for box in found.values())
    driver.painted_after(actions.delete_notes([note.id]))
    driver.settle()
    assert boxes(driver) == {text: pytest.approx(box) for text, box in before.items()}


def test_a_name_gives_way_to_a_leg_that_is_measured(driver: Driver) -> None:
    driver.painted_after(actions.go_to(driver.atlas.scene.projection.home, smooth=False, exact=True))
    driver.settle()
    before = boxes(driver)["Russia"]
    tool = driver.atlas.workspace.tools.sketching
    tool.begin(NoteKind.DISTANCE, (100.0, 50.0))
    at = project(driver.atlas.scene.projection, 100.0, 76.0)
    assert at is not None
    tool.add_place(*at, ends=False)
    tool.finish()
    until(lambda: boxes(driver).get("Russia") != before, "the name makes room")
    tool.stop()
    until(lambda: boxes(driver).get("Russia") == before, "the name is back")
