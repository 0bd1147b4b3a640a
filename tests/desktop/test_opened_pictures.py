"""An exported picture opens the view that it was made from."""

from pathlib import Path

import pytest
from tests.desktop.driver import Driver

from arctic_map.export.request import Request
from arctic_map.files import snapshot
from arctic_map.geo.projections import projection_named
from arctic_map.render import headless
from arctic_map.render.formats import WRITERS
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_projection_layers_view_and_selection_are_those_of_the_picture(
    suffix: str, driver: Driver, tmp_path: Path
) -> None:
    assert suffix in WRITERS
    driver.painted_after(actions.change_projection(projection_named("epsg3995")))
    driver.painted_after(actions.show_layers(["drills"], False), actions.select_fact("T1"))
    driver.painted_after(actions.go_to((0.0, -3_000_000.0, 3_000_000.0, -500_000.0), smooth=False))
    then = driver.atlas.scene
    out = tmp_path / f"map{suffix}"
    headless.write_scene(then, driver.atlas.store.drawings, Request(), out)
    driver.painted_after(
        actions.change_projection(projection_named("nsr")), actions.show_layers(["drills"], True)
    )
    driver.atlas.workspace.navigator.show_view(snapshot.read(out))
    driver.settle()
    now = driver.atlas.scene
    assert now.projection == then.projection
    assert now.selected == then.selected
    assert [layer.shown for layer in now.layers] == [layer.shown for layer in then.layers]
    assert then.viewport and now.viewport
    assert abs(now.viewport.x - then.viewport.x) < 2 * then.viewport.resolution
    assert abs(now.viewport.y - then.viewport.y) < 2 * then.viewport.resolution
