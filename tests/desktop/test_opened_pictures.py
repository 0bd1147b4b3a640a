"""An exported picture opens the view that it was made from."""

from pathlib import Path

import pytest
from tests.desktop.hand import Hand

from arctic_map.desktop import headless
from arctic_map.desktop.formats import WRITERS
from arctic_map.export.request import Request
from arctic_map.files import snapshot
from arctic_map.geo.planes import plane_named
from arctic_map.scene import actions

pytestmark = pytest.mark.desktop


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_plane_layers_view_and_selection_are_those_of_the_picture(
    suffix: str, hand: Hand, tmp_path: Path
) -> None:
    assert suffix in WRITERS
    hand.painted_after(actions.change_plane(plane_named("epsg3995")))
    hand.painted_after(actions.show_layers(["drills"], False), actions.select_fact("T1"))
    hand.painted_after(actions.go_to((0.0, -3_000_000.0, 3_000_000.0, -500_000.0), smooth=False))
    then = hand.atlas.scene
    out = tmp_path / f"map{suffix}"
    headless.write_scene(then, hand.atlas.store.drawings, Request(), out)
    hand.painted_after(actions.change_plane(plane_named("nsr")), actions.show_layers(["drills"], True))
    hand.atlas.show_view(snapshot.read(out))
    hand.settle()
    now = hand.atlas.scene
    assert now.plane == then.plane
    assert now.selected == then.selected
    assert [layer.shown for layer in now.layers] == [layer.shown for layer in then.layers]
    assert then.viewport and now.viewport
    assert abs(now.viewport.x - then.viewport.x) < 2 * then.viewport.resolution
    assert abs(now.viewport.y - then.viewport.y) < 2 * then.viewport.resolution
