"""The canvases under the map: painted once for a view, beyond it when the map rests, and ahead of a drag."""

from typing import Any

import pytest
from tests.desktop.driver import POPUP_IS_WHOLE, Driver, until

from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop

COUNTED = """
(async () => {
  const { map, canvas } = arctic.atlas;
  const [middle, zoom] = [map.getCenter(), map.getZoom()];
  let paints = 0;
  const counting = Object.values(canvas).map((each) => {
    const paint = each.paint;
    each.paint = (...all) => {
      paints += 1;
      paint(...all);
    };
    return () => (each.paint = paint);
  });
  const took = (work) => {
    paints = 0;
    work();
    return paints / 2;
  };
  const room = canvas.subject.options.padding * map.getSize().x;
  const pan = (pixels) => {
    for (let i = 0; i < 40; i += 1) {
      map._rawPanBy(L.point(pixels / 40, 0));
      map.fire("move");
    }
  };
  const seen = () => {
    const bounds = canvas.subject._bounds;
    return bounds.contains(map.containerPointToLayerPoint([0, 0])) &&
      bounds.contains(map.containerPointToLayerPoint(map.getSize()));
  };
  const beyond = () => canvas.subject._bounds.getSize().x > map.getSize().x;
  const set = took(() => map.setView(middle, zoom + 1, { animate: false }));
  const at_once = beyond();
  while (!beyond()) await new Promise(requestAnimationFrame);
  const found = {
    set,
    at_once,
    ahead: took(() => pan(4 * room)),
    covered: seen(),
    back: took(() => pan(-4 * room)),
    again: seen(),
  };
  counting.forEach((undo) => undo());
  map.setView(middle, zoom, { animate: false });
  return found;
})()
"""


def test_a_zoom_is_painted_once_then_beyond_the_view_and_a_drag_half_as_often_as_that_room_is_crossed(
    driver: Driver,
) -> None:
    driver.settle()
    found: dict[str, Any] = driver.ask(COUNTED)
    assert found["set"] == 1 and not found["at_once"]
    assert found["ahead"] <= 3 and found["back"] <= 3
    assert found["covered"] and found["again"]
    driver.settle()


SQUEEZED = """
(async () => {
  const { map } = arctic.atlas;
  const container = map.getContainer();
  const wide = container.style.width;
  const lay = async (width) => {
    container.style.width = width;
    map.invalidateSize({ animate: false });
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  };
  await lay("0px");
  const none = map.getSize().x;
  await lay(wide);
  return none;
})()
"""


def test_a_map_without_room_for_a_moment_comes_back_whole(driver: Driver) -> None:
    driver.painted_after(actions.fade_layer("lanes", 0.5), actions.select_feature("murmansk"))
    before = driver.map_shot()
    assert driver.ask(SQUEEZED) == 0
    assert driver.map_shot() == before
    until(lambda: driver.ask(POPUP_IS_WHOLE), "the popup is whole")
