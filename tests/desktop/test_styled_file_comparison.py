"""A styled layer of a file is one picture on screen, in PNG, SVG and PDF, however many features it has."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from tests.desktop.driver import Driver, until
from tests.desktop.test_field_labels import labels_of, style_of
from tests.end2end.tools import pdf_picture, svg_picture
from tests.similarity import pixels

from arctic_map.export.page.layout import text_scale
from arctic_map.export.request import Request
from arctic_map.model.layer_style import LayerStyle, Method
from arctic_map.render import headless, snapshot
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop

STYLE = LayerStyle(
    method=Method.QUANTILE, field="depth", size_field="crew", sizes=(8.0, 18.0), label_field="code"
)
CLASSES = 5
SQUARE = 5
"""Pixels of a side: single ones differ, since a mark of very many stands on whole pixels of the screen."""
NEAR, FACTOR = 0.05, 4
"""How far the colours of a square may lie apart, and how much nearer they are than without the layer."""
CHANGED, MIN_SQUARES = 0.02, 100


def stations(path: Path, count: int) -> Path:
    """Invented places by numbers that are the same each time."""
    from pyogrio import raw

    random = np.random.default_rng(count)
    places = np.zeros((count, 21), np.uint8)
    places[:, 0] = places[:, 1] = 1
    lon, lat = random.uniform(20, 180, count), 66 + 20 * random.random(count)
    places[:, 5:] = np.column_stack([lon, lat]).view(np.uint8)
    codes = np.array([f"S{number}" for number in range(count)], dtype=object)
    raw.write(
        path,
        np.array([bytes(each) for each in places], dtype=object),
        [codes, random.uniform(0, 5000, count).round(1), random.integers(1, 90, count)],
        ["code", "depth", "crew"],
        geometry_type="Point",
        crs="EPSG:4326",
        driver="GPKG",
        # Nobody asks for a part of it, and it takes most of the time.
        SPATIAL_INDEX="NO",
    )
    return path


def styled(driver: Driver, file: Path) -> str:
    """The id of the layer, once it stands in its style, with its labels, sharply."""
    place = driver.atlas.workspace
    driver.atlas.open_files([file])
    until(
        lambda: not place.files.reading.busy and driver.atlas.store.files, "all is read", patience_ms=300_000
    )
    layer = driver.atlas.store.files[-1].layer.id
    place.file_layers.styling.choose(layer, STYLE, CLASSES)
    until(lambda: style_of(driver, layer).edges and not place.file_layers.styling.waits, "the classes")
    driver.painted_after(actions.select_nothing)
    until(lambda: not place.file_layers.labels.waits and labels_of(driver, layer), "the labels")
    driver.settle()
    until(lambda: not place.file_layers.labels.waits, "the labels of the view")
    driver.settle()
    return layer


def as_seen(driver: Driver) -> tuple[Request, QRect]:
    """A page whose map is the window's view in its own pixels, and where on the page that map lies."""
    atlas, view = driver.atlas, driver.viewport
    # Where the map lies does not depend on what is on it.
    bare = replace(atlas.scene, layers=tuple(replace(each, shown=False) for each in atlas.scene.layers))
    requested = Request(width=1280, height=800, parts=frozenset(), box=view.box, everything=True)
    for _ in range(4):
        requested = replace(requested, text_scale=1 / text_scale(requested.width, requested.height))
        field = snapshot.page(bare, atlas.store.drawings, requested).field
        wider, taller = view.width - field.view.width, view.height - field.view.height
        last, requested = (
            requested,
            replace(requested, width=requested.width + wider, height=requested.height + taller),
        )
    assert abs(field.view.resolution / view.resolution - 1) < 1e-6
    return last, QRect(round(field.x), round(field.y), round(view.width), round(view.height))


def pictures(driver: Driver, folder: Path) -> dict[str, QImage]:
    """The map that is seen as each format has it, in the pixels of the screen."""
    atlas = driver.atlas
    request, map = as_seen(driver)
    for name in ("map.png", "map.svg", "map.pdf"):
        headless.write_scene(atlas.scene, atlas.store.drawings, request, folder / name)
    whole = {
        "PNG": QImage(str(folder / "map.png")),
        "PDF": pdf_picture(folder / "map.pdf", 96, folder / "pdf"),
        "SVG": svg_picture(folder / "map.svg", 1.0, folder),
    }
    return {name: picture.copy(map) for name, picture in whole.items()}


def smaller(picture: QImage) -> NDArray[np.float64]:
    """The colours of squares of the picture, 0 to 1: what the eye makes of marks that lie close."""
    values = pixels(picture).astype(np.float64) / 255
    rows, columns = (side - side % SQUARE for side in values.shape[:2])
    parts = values[:rows, :columns].reshape(rows // SQUARE, SQUARE, columns // SQUARE, SQUARE, 3)
    return np.asarray(parts.mean(axis=(1, 3)))


def apart(one: QImage, other: QImage, where: NDArray[np.bool_]) -> float:
    """How far the colours of squares lie apart there, at the mean."""
    return float(np.abs(smaller(one) - smaller(other)).mean(axis=2)[where].mean())


@pytest.mark.slow
# Each one is drawn of the few, and dots of a crowd.
@pytest.mark.parametrize("count", [10, 100_000])
def test_a_styled_layer_is_the_same_on_screen_and_in_every_picture(
    count: int, closing: Driver, tmp_path: Path
) -> None:
    driver = closing
    layer = styled(driver, stations(tmp_path / "stations.gpkg", count))
    seen, made = driver.map_shot(), pictures(driver, tmp_path)
    driver.painted_after(actions.toggle_layer(layer))
    driver.settle()
    without = driver.map_shot()
    marks = np.abs(smaller(seen) - smaller(without)).max(axis=2) > CHANGED
    assert marks.sum() > MIN_SQUARES
    for name, picture in made.items():
        found = apart(seen, picture, marks)
        assert found < NEAR, name
        assert FACTOR * found < apart(without, picture, marks), name


@pytest.mark.slow
def test_a_file_that_comes_back_without_its_style_is_painted_as_any(closing: Driver, tmp_path: Path) -> None:
    driver, file = closing, stations(tmp_path / "stations.gpkg", 10)
    layer = styled(driver, file)
    driver.atlas.workspace.files.close_all()
    driver.settle()
    driver.atlas.open_files([file])
    until(lambda: bool(driver.atlas.store.files), "the file is open again")
    driver.settle()
    painted = driver.ask(
        f"arctic.atlas.layers.shown.get('{layer}').drawing.shapes.map(({{ style }}) => style)"
    )
    assert {*painted} == {"file-1-point"}
