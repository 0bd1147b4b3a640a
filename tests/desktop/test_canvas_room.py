"""The canvases under the map: painted beyond the view and ahead of a drag, and whole after a squeeze."""

import pytest
from tests.desktop.driver import POPUP_IS_WHOLE, Driver, until

from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop

DRAGGED = """
(async () => {
  const { map, canvas } = arctic.atlas;
  const [middle, zoom] = [map.getCenter(), map.getZoom()];
  const room = canvas.subject.options.padding * map.getSize().x;
  const pan = (pixels) => {
    for (let i = 0; i < 40; i += 1) {
      map._rawPanBy(L.point(pixels / 40, 0));
      map.fire("move");
    }
    // Canvases lie on whole pixels, a map that is dragged need not.
    const [bounds, end] = [canvas.subject._bounds, map.getSize().subtract([1, 1])];
    return bounds.contains(map.containerPointToLayerPoint([1, 1])) &&
      bounds.contains(map.containerPointToLayerPoint(end));
  };
  map.setView(middle, zoom + 1, { animate: false });
  // Once the map rests there is more on the canvas than is seen.
  while (canvas.subject._bounds.getSize().x <= map.getSize().x) await new Promise(requestAnimationFrame);
  const covered = [pan(4 * room), pan(-4 * room)];
  map.setView(middle, zoom, { animate: false });
  return covered;
})()
"""


def test_a_drag_never_leaves_the_map_without_a_painted_canvas(driver: Driver) -> None:
    driver.settle()
    assert driver.ask(DRAGGED) == [True, True]
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
