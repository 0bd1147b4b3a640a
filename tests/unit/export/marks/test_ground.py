"""The base map on the page."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from arctic_map.export.marks import ground
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.marks.path import Field
from arctic_map.model.catalog import LayerKind
from arctic_map.model.projection import Affine, Box, Viewport
from arctic_map.scene.scene import Scene


@pytest.mark.parametrize(("zoom", "level"), [(-1.0, 0), (1.9, 0), (2.0, 1), (3.9, 1), (4.0, 2), (7.0, 2)])
def test_the_nearer_the_finer(zoom: float, level: int) -> None:
    assert ground.level_for(zoom) == level


def test_only_the_cells_in_view_are_requested(scene: Scene, base: BaseMap) -> None:
    requested: list[Box] = []

    def level(number: int, box: Box) -> object:
        requested.append(box)
        return base.level(number, box)

    view = Viewport(1e6, 2e6, 1000.0, 400.0, 400.0)
    ground.level(scene, replace(base, level=level), Field(view))  # type: ignore[arg-type]
    x0, y0, x1, y1 = requested[0]
    turn = scene.projection.ground
    for x, y in ((x0, y0), (x1, y1)):
        px, py = turn((x + x1) / 2 if x == x0 else (x0 + x) / 2, (y + y1) / 2 if y == y0 else (y0 + y) / 2)
        assert (round(px), round(py)) == (1_000_000, 2_000_000)
    # Turned by 150 degrees, the upright box round the view is larger than the view.
    assert x1 - x0 > 400_000


def test_the_relief_is_painted_only_when_shown(scene: Scene, base: BaseMap, tmp_path: Path) -> None:
    file = tmp_path / "relief.jpg"
    file.write_bytes(b"picture")
    with_relief = replace(base, relief=(file, (-1e6, -1e6, 1e6, 1e6)))
    field = Field(Viewport(0.0, 0.0, 4000.0, 300.0, 200.0))
    assert ground.relief(scene, with_relief, field) == ""
    picture = replace(scene.layers[0], id="relief", kind=LayerKind.IMAGE, items=())
    shown = replace(scene, layers=(picture, *scene.layers))
    painted = ground.relief(shown, with_relief, field)
    assert "data:image/jpeg;base64,cGljdHVyZQ==" in painted
    assert 'fill-rule="evenodd"' in painted


def test_a_coast_of_many_lines_is_many_paths_of_few(scene: Scene) -> None:
    real = ground.base_map(scene.projection.family)
    shown = replace(scene, layers=(replace(scene.layers[0], items=("coast",)),))
    field = Field(Viewport(0.0, 0.0, 10_000.0, 800.0, 600.0))
    (coast,) = filter(None, ground.lines(shown, ground.level(shown, real, field), field))
    lines = [path.count("M") for path in coast.split('<path d="')[1:]]
    assert sum(lines) > 5 * ground.BUNDLE
    assert max(lines) == ground.BUNDLE and len(lines) == -(-sum(lines) // ground.BUNDLE)


def test_the_relief_lies_where_its_box_is_on_the_projection(
    scene: Scene, base: BaseMap, tmp_path: Path
) -> None:
    file = tmp_path / "relief.png"
    file.write_bytes(b"picture")
    x0, y0, x1, y1 = box = (1.0e6, 1.5e6, 2.5e6, 2.0e6)
    field = Field(Viewport(1e5, 2e5, 4000.0, 300.0, 200.0), 40.0, 90.0)
    picture = replace(scene.layers[0], id="relief", kind=LayerKind.IMAGE, items=(), opacity=0.5)
    shown = replace(scene, layers=(picture, *scene.layers))
    painted = ground.relief(shown, replace(base, relief=(file, box)), field)
    size = re.search(r'<image width="([\d.]+)" height="([\d.]+)"', painted)
    turn = re.search(r'transform="matrix\(([^)]+)\)"', painted)
    assert size is not None and turn is not None and 'opacity="0.5"' in painted
    width, height = float(size[1]), float(size[2])
    a, b, c, d, e, f = map(float, turn[1].split())
    for u, v, corner in ((0, 0, (x0, y1)), (width, 0, (x1, y1)), (0, height, (x0, y0))):
        expected = field.at(*scene.projection.ground(*corner))
        assert (a * u + c * v + e, b * u + d * v + f) == pytest.approx(expected, abs=0.01)


def test_the_edge_of_the_projection_is_drawn_where_it_is_on_the_map(scene: Scene, base: BaseMap) -> None:
    small = replace(base, outline=((1e6, 1e6), (3e6, 1e6), (3e6, 3e6), (1e6, 3e6)))
    assert ground.edge(scene, small, Field(Viewport(0.0, 0.0, 1000.0, 300.0, 200.0))) == ""
    edge = ground.edge(scene, small, Field(Viewport(0.0, 0.0, 20_000.0, 300.0, 200.0)))
    assert edge.count("M") == 1


def test_cells_in_the_bleed_are_requested_as_well(scene: Scene, base: BaseMap) -> None:
    requested: list[Box] = []

    def level(number: int, box: Box) -> object:
        requested.append(box)
        return base.level(number, box)

    # In a projection that is not turned against its family, the box is the view with what bleeds.
    upright = replace(scene, projection=replace(scene.projection, ground=Affine()))
    field = Field(Viewport(1e6, 2e6, 1000.0, 400.0, 200.0), bleed=50.0)
    ground.level(upright, replace(base, level=level), field)  # type: ignore[arg-type]
    assert requested == [pytest.approx((0.75e6, 1.85e6, 1.25e6, 2.15e6))]
