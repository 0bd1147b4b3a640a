import numpy as np
import pytest
import shapely

from arctic_map.tables.tiles import grid, tile_reading
from arctic_map.tables.tiles import shapes as shapes_on_disk
from arctic_map.tables.tiles.grid import Block
from arctic_map.tables.tiles.points import sort_points
from arctic_map.tables.tiles.shapes import Shapes, sort_shapes
from arctic_map.tables.tiles.tile_blocks import LEVELS

NO_POINTS = sort_points(*(np.empty(0, np.int32),) * 2, np.empty(0, np.uint32))
SIZES = (3e3, 4e4, 6e5, 2e7, 4e8)
"""Centimetres."""


@pytest.fixture(scope="module")
def areas() -> tuple[list[shapely.Polygon], Shapes]:
    random = np.random.default_rng(11)
    shapes = [
        shapely.Point(random.uniform(-6e8, 6e8, 2)).buffer(size * random.uniform(0.6, 1.0), quad_segs=6)
        for size in SIZES
        for _ in range(60)
    ]
    rings = [np.rint(shapely.get_coordinates(shape)[:-1]).astype(np.int32) for shape in shapes]
    xy = np.concatenate(rings)
    count = len(shapes)
    found = sort_shapes(
        np.arange(count, dtype=np.uint32),
        np.ones(count, np.bool_),
        np.ones(count, np.int64),
        np.array([len(ring) for ring in rings]),
        np.ascontiguousarray(xy[:, 0]),
        np.ascontiguousarray(xy[:, 1]),
    )
    return shapes, found


@pytest.mark.parametrize("level", [1, 4, 7, LEVELS - 1])
def test_a_block_has_each_shape_that_meets_it_once_and_a_dot_for_what_is_smaller_than_a_pixel(
    areas: tuple[list[shapely.Polygon], Shapes], level: int
) -> None:
    shapes, found = areas
    block = grid.block_round(level, -2e8, -1e8, 3e8, 2e8)
    block = Block(level, block.x0, block.y0, min(block.x1, block.x0 + 32), min(block.y1, block.y0 + 32))
    x0, y0 = grid.corner_cm(block)
    tile = grid.pixel_cm(level) << grid.TILE_BITS
    view = shapely.box(x0, y0, x0 + tile * (block.x1 - block.x0), y0 + tile * (block.y1 - block.y0))
    rows = found.row[found.chosen(block).part].tolist()
    assert len(rows) == len(set(rows))
    pixel = grid.pixel_cm(level)
    for row, shape in enumerate(shapes):
        west, south, east, north = shape.bounds
        large = max(east - west, north - south) >= pixel * 1.01
        if shape.intersects(view) and large:
            assert row in rows
        if not shapely.box(*shape.bounds).intersects(view.buffer(2 * pixel)):
            assert row not in rows
    body = tile_reading.body(block, NO_POINTS, found)
    assert np.frombuffer(body, "<u4", 7)[2] == len(rows)


def test_a_shape_strays_less_than_a_pixel_from_what_it_is(
    areas: tuple[list[shapely.Polygon], Shapes],
) -> None:
    shapes, found = areas
    level = 5
    block = grid.block_round(level, -2e8, -1e8, 3e8, 2e8)
    chosen = found.chosen(block)
    ends = np.cumsum(chosen.lengths)
    pixel = grid.pixel_cm(level)
    for part, end, length in zip(chosen.part.tolist(), ends.tolist(), chosen.lengths.tolist(), strict=True):
        if length < 3 or max(np.ptp(found.box[part][::2]), np.ptp(found.box[part][1::2])) > 40 * pixel:
            continue
        drawn = shapely.Polygon(np.column_stack([chosen.x, chosen.y])[end - length : end])
        whole = shapes[int(found.row[part])]
        assert shapely.hausdorff_distance(drawn.exterior, whole.exterior) <= 1.5 * pixel


def test_a_click_finds_the_smallest_area_that_holds_it(areas: tuple[list[shapely.Polygon], Shapes]) -> None:
    shapes, found = areas
    for row in (3, 70, 130, 190, 250):
        place = shapes[row].representative_point()
        hit = found.hit(place.x, place.y, 100.0)
        assert hit is not None
        containing = [number for number, shape in enumerate(shapes) if shape.contains(place)]
        assert hit == min(containing, key=lambda number: shapes[number].area)
    assert found.hit(2e9, 2e9, 100.0) is None


def test_in_a_crowd_shapes_under_two_pixels_are_dots_and_none_is_there_twice(
    areas: tuple[list[shapely.Polygon], Shapes], monkeypatch: pytest.MonkeyPatch
) -> None:
    found, level = areas[1], 5
    block = Block(level, 0, 0, 1 << level, 1 << level)
    roomy = found.chosen(block)
    monkeypatch.setattr(shapes_on_disk, "CROWD", len(roomy.part) - 1)
    crowded = found.chosen(block)
    box = found.box[crowded.part].astype(np.int64)
    sizes = np.maximum(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1])
    assert 0 < len(crowded.part) < len(roomy.part)
    assert (sizes >= 2 * grid.pixel_cm(level)).all()
    assert len(crowded.x) < len(roomy.x)
    rows = tile_reading.rows(block, NO_POINTS, found)
    assert len(rows) == len(set(rows.tolist()))
