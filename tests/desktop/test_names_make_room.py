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
  const { left, top } = map;
  const over = popup && [popup.left - left, popup.top - top, popup.right - left, popup.bottom - top];
  return { names: found, over };
})()
"""


def boxes(driver: Driver) -> dict[str, list[float]]:
    """Of the names that are painted, pixels of the map."""
    return dict(driver.ask(PAINTED)["names"])


def apart(one: list[float], other: list[float]) -> bool:
    return one[2] < other[0] or one[0] > other[2] or one[3] < other[1] or one[1] > other[3]


@pytest.mark.parametrize("feature", ["Z4", "shanghai"])
def test_no_name_is_half_under_a_popup(driver: Driver, feature: str) -> None:
    driver.atlas.workspace.navigator.go_to_feature(feature)
    driver.settle()
    found = driver.ask(PAINTED)
    assert found["names"]
    for text, box in found["names"]:
        assert apart(box, found["over"]), text


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
    tool.take_place(*at, ends=False)
    tool.finish()
    until(lambda: boxes(driver).get("Russia") != before, "the name makes room")
    tool.stop()
    until(lambda: boxes(driver).get("Russia") == before, "the name is back")
