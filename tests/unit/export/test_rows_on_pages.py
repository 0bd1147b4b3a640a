"""Features that lie on disk, on pages and in files that hold each feature for itself."""

import re
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from arctic_map.content.symbology.style_table import built_in
from arctic_map.export.marks import rows
from arctic_map.export.marks.field import Field
from arctic_map.export.marks.rows import RowsDrawing
from arctic_map.model.projection import Box
from arctic_map.model.style import Look
from arctic_map.model.view import Viewport
from arctic_map.scene.symbology.looks import look
from arctic_map.tables.attributes.label_ranks import Naming
from arctic_map.tables.tiles.points import sort_points
from arctic_map.tables.tiles.shapes import sort_shapes
from arctic_map.tables.tiles.tile_view import View, view
from arctic_map.tables.tiles.top_rows import Marked, foremost, marks_of

FIELD = Field(Viewport(0.0, 0.0, 10_000.0, 400, 300), x=20, y=30)


class OnDisk:
    """A few points, or very many, round the pole of a plane."""

    def __init__(self, count: int) -> None:
        random = np.random.default_rng(1)
        x, y = (random.integers(-140_000_000, 140_000_000, count).astype(np.int32) for _ in "xy")
        none = np.empty(0, np.int64)
        nothing = np.empty(0, np.int32)
        self.points = sort_points(x, y, np.arange(count, dtype=np.uint32))
        self.shapes = sort_shapes(none.astype(np.uint32), none.astype(np.bool_), none, none, nothing, nothing)

    def body(self, family: str, block: tuple[int, int, int, int, int]) -> bytes:
        raise NotImplementedError

    def classes(self, family: str, block: tuple[int, int, int, int, int], of_rows: bytes) -> bytes:
        raise NotImplementedError

    def hit(self, family: str, x: float, y: float, reach: float) -> int | None:
        raise NotImplementedError

    def box(self, family: str, row: int) -> Box | None:
        raise NotImplementedError

    def foremost(
        self, family: str, box: Box, zoom: float, naming: Naming, most: int
    ) -> list[tuple[Marked, str]]:
        found = foremost(self.points, self.shapes, box, zoom, naming.ranks, most)
        return [(mark, f"Row {mark.row}") for mark in found]

    def marks(self, family: str, rows: Sequence[int]) -> list[Marked]:
        return marks_of(self.points, self.shapes, rows)

    def all_details(self, count: int) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        raise NotImplementedError

    def details(self, row: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        raise NotImplementedError

    def view(self, family: str, box: Box, zoom: float) -> View | None:
        return view(self.points, self.shapes, box, zoom)


@pytest.fixture(scope="module")
def light() -> Look:
    return look(built_in(), "light")


def drawing(count: int) -> RowsDrawing:
    return RowsDrawing("many", "nsr", "", rows=OnDisk(count), family="plane", styles=("file-1-point",))


def test_each_symbol_has_its_own_shape(light: Look) -> None:
    symbols = built_in().symbols
    styles = {
        f"many~{at}-point": replace(light.styles["file-1-point"], symbol=symbols[name], size=20.0)
        for at, name in enumerate(("square", "triangle"))
    }
    look = replace(light, styles={**light.styles, **styles})
    areas, paths = [], []
    for at in range(2):
        # All but the first are left out.
        one = replace(drawing(40), classes=(bytes([at]) + bytes([255]) * 39, True))
        pixels = np.asarray(Image.open(BytesIO(rows.pixels(one, look, FIELD))).convert("RGBA"))
        areas.append(int((pixels[:, :, 3] > 0).sum()))
        paths += re.findall(r' d="([^"]+)"', rows.marks(one, look, FIELD))
    assert len(set(paths)) == 2
    # A triangle has about half of its square, whose side is 20 px at 300 to the inch.
    assert areas[0] > 3000 and 0.35 < areas[1] / areas[0] < 0.65


def test_few_are_marks_of_vectors(light: Look) -> None:
    few = drawing(40)
    written = rows.marks(few, light, FIELD)
    assert not rows.is_picture(few, FIELD)
    assert written.count("<path") == 40 and "<image" not in written


@pytest.mark.slow
def test_more_than_fifty_thousand_are_a_picture_of_three_hundred_dots_to_the_inch(light: Look) -> None:
    many = drawing(120_000)
    written = rows.marks(many, light, FIELD)
    assert rows.is_picture(many, FIELD)
    assert written.count("<image") == 1 and "<path" not in written
    found = re.search(r'base64,([^"]+)"', written)
    assert found is not None
    picture = Image.open(BytesIO(b64decode(found[1])))
    assert picture.size == (round(400 * 300 / 96), round(300 * 300 / 96))
    fill = light.styles["file-1-point"].fill or ""
    wanted = tuple(int(fill[at : at + 2], 16) for at in (1, 3, 5))
    pixels = np.asarray(picture).reshape(-1, 4)
    colours = {tuple(each[:3].tolist()) for each in np.unique(pixels, axis=0) if each[3] == 255}
    assert colours == {wanted}
