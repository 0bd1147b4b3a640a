"""Names leave their room to a popup, to notes and to what is being measured."""

import pytest
from tests.desktop.driver import Driver, until

from arctic_map.geo.position import project
from arctic_map.model.note import Note, NoteKind
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop
PAINTED = """
(() => {
  const { atlas, draw } = arctic;
  const [canvas, { label }] = [atlas.canvas.subject, draw];
  const found = [];
  draw.label = (ctx, frame, item, style, piece, palette) => {
    const is = label(ctx, frame, item, style, piece, palette);
    if (is && piece === "letters" && !item.letters.length) {
      const [x, y] = draw.pixel(frame, item.x, item.y);
      const [x0, y0, x1, y1] = draw.nameBox(item, style.lettering);
      const { left, top } = frame.seen;
      found.push([item.text, [x + x0 + 5 - left, y + y0 + 3 - top, x + x1 - 5 - left, y + y1 - 3 - top]]);
    }
    return is;
  };
  canvas.repaint();
  draw.label = label;
  const popup = document.querySelector(".leaflet-popup:not(.waiting)")?.getBoundingClientRect();
  const map = atlas.map.getContainer().getBoundingClientRect();
  const over = popup && [popup.left - map.left, popup.top - map.top, popup.right - map.left, popup.bottom - map.top];
  return { names: found, over };
})()
"""


def names(driver: Driver) -> set[str]:
    return {text for text, _ in driver.ask(PAINTED)["names"]}


@pytest.mark.parametrize("feature", ["Z4", "arkhangelsk", "shanghai"])
def test_no_name_is_half_under_a_popup(driver: Driver, feature: str) -> None:
    driver.atlas.workspace.navigator.go_to_feature(feature)
    driver.settle()
    found = driver.ask(PAINTED)
    x0, y0, x1, y1 = found["over"]
    assert found["names"]
    for text, (left, top, right, bottom) in found["names"]:
        assert right < x0 or left > x1 or bottom < y0 or top > y1, text
    driver.apply(actions.select_nothing)
    driver.settle()


def test_a_name_gives_way_to_a_note_and_comes_back(driver: Driver) -> None:
    driver.painted_after(actions.go_to(driver.atlas.scene.projection.home, smooth=False, exact=True))
    driver.settle()
    assert "Russia" in names(driver)
    note = Note(id="own-1", kind=NoteKind.TEXT, places=((100.0, 62.0),), text="A text of one's own")
    driver.painted_after(actions.keep_note(note))
    driver.settle()
    assert "Russia" not in names(driver) and note.text in names(driver)
    driver.painted_after(actions.delete_notes([note.id]))
    driver.settle()
    assert "Russia" in names(driver)


def test_a_name_gives_way_to_a_leg_that_is_measured(driver: Driver) -> None:
    driver.painted_after(actions.go_to(driver.atlas.scene.projection.home, smooth=False, exact=True))
    driver.settle()
    tool = driver.atlas.workspace.tools.sketching
    tool.begin(NoteKind.DISTANCE, (60.0, 62.0))
    at = project(driver.atlas.scene.projection, 150.0, 62.0)
    assert at is not None
    tool.take_place(*at, ends=False)
    tool.finish()
    until(lambda: "Russia" not in names(driver), "the name makes room")
    tool.stop()
    until(lambda: "Russia" in names(driver), "the name is back")
