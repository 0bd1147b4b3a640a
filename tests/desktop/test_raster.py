"""A GeoTIFF in the real window: its colours on the map, below everything else, its legend and its values."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from rasterio.transform import from_origin
from scipy.io import netcdf_file
from tests.desktop.driver import Driver, count_of, until

from arctic_map.export.request import Request
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import LayerKind
from arctic_map.model.layer_style import PLAIN, LayerStyle
from arctic_map.render import headless
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.layer_order import move_layer
from arctic_map.scene.symbology.colours import RAMPS
from arctic_map.scene.timeline import Range

pytestmark = [pytest.mark.desktop, pytest.mark.slow]
HIGH = RAMPS["viridis"][-1]


@pytest.fixture(scope="module")
def raster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Values in degrees: 0 in the western half of the Arctic Ocean, 10 in the eastern, none at the pole."""
    values = np.zeros((200, 720), np.float32)
    values[:, 360:] = 10.0
    values[:20] = -1.0
    path = tmp_path_factory.mktemp("rasters") / "ice.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=720, height=200, count=1, dtype="float32", nodata=-1.0,
        crs="EPSG:4326", transform=from_origin(-180.0, 90.0, 0.5, 0.1),
    ) as out:  # fmt: skip
        out.write(values, 1)
        out.units = ("%",)
    return path


def test_a_geotiff_is_shown_below_everything_with_its_legend_values_and_exports(
    driver: Driver, raster: Path, tmp_path: Path
) -> None:
    atlas, files = driver.atlas, driver.atlas.workspace.files
    before = count_of(driver.map_shot(), HIGH)
    atlas.open_files([raster])
    until(lambda: not files.reading.busy and atlas.store.files, "the raster is read")
    driver.settle()
    layer = next(each for each in atlas.scene.layers if each.file == str(raster))
    assert layer.kind is LayerKind.RASTER and not layer.has_features
    shot = driver.map_shot()
    assert count_of(shot, HIGH) > before + 5000, "its colours are on the map"
    # East of Greenwich the value is 10, west of it 0, and nothing around the pole.
    for lon, lat, colour in ((125.0, 84.0, HIGH), (-125.0, 84.0, RAMPS["viridis"][0])):
        place = driver.place_of(lon, lat) - driver.map_rect.topLeft()
        assert shot.pixelColor(place).name() == QColor(colour).name()
    entries = [(entry.group, entry.text) for entry in atlas.scene.legend if "ice.tif" in entry.group]
    assert entries[0] == ("ice.tif: %", "≤ 0") and entries[-1][1] == "≥ 10"

    identifying = atlas.workspace.tools.identifying
    for lon, value in ((125.3, "10 %"), (-125.3, "0 %")):
        x, y = atlas.scene.viewport.x, atlas.scene.viewport.y  # type: ignore[union-attr]
        place = driver.place_of(lon, 77.0) - driver.map_rect.topLeft()
        resolution = driver.viewport.resolution
        x += (place.x() - driver.viewport.width / 2) * resolution
        y -= (place.y() - driver.viewport.height / 2) * resolution
        identifying.show(x, y)
        until(lambda: identifying.dialog is not None, "the list")
        assert identifying.dialog and value in [each.name for each in identifying.dialog.found]
        identifying.dialog.close()

    request = Request(width=900, height=700)
    for name in ("map.png", "map.svg", "map.html"):
        headless.write_scene(atlas.scene, atlas.store.drawings, request, tmp_path / name)
    assert count_of(QImage(str(tmp_path / "map.png")), HIGH) > 5000
    assert "data:image/png;base64," in (tmp_path / "map.svg").read_text()
    assert f"layer {layer.id}" in (tmp_path / "map.html").read_text()

    # Another ramp and range, typed with a decimal comma.
    atlas.workspace.file_layers.choose_style(layer.id)
    dialog = atlas.workspace.file_layers.raster_styling.dialog
    assert dialog is not None and (dialog.low.text(), dialog.high.text()) == ("0", "10")
    dialog.high.selectAll()
    QTest.keyClicks(dialog.high, "20,5")
    until(
        lambda: (layer.id, 20.5) in [(id, each.limits[-1]) for id, each in atlas.store.session.styles],
        "the range",
    )
    driver.settle()
    assert dialog.high.text() == "20,5", "what is typed is not rewritten"
    assert count_of(driver.map_shot(), HIGH) <= before
    assert [entry.text for entry in atlas.scene.legend if "ice.tif" in entry.group][-1] == "≥ 20"
    while atlas.store.session.styles:
        atlas.store.undo()
    driver.settle()
    assert count_of(driver.map_shot(), HIGH) > before + 5000 and dialog.high.text() == "10"
    dialog.close()

    driver.painted_after(actions.show_layers([layer.id], False))
    assert count_of(driver.map_shot(), HIGH) <= before
    atlas.store.undo()
    driver.settle()
    assert count_of(driver.map_shot(), HIGH) > before + 5000
    driver.painted_after(actions.change_projection(projection_named("world")))
    assert count_of(driver.map_shot(), HIGH) > 1000, "another projection"
    files.close_all()
    driver.settle()
    assert count_of(driver.map_shot(), HIGH) <= before


def test_a_raster_belongs_to_the_session_and_can_be_raised_above_other_layers(
    driver: Driver, raster: Path
) -> None:
    atlas, files = driver.atlas, driver.atlas.workspace.files
    atlas.open_files([raster])
    until(lambda: not files.reading.busy and atlas.store.files, "the raster is read")
    driver.settle()
    layer = next(each.id for each in atlas.scene.layers if each.file == str(raster))
    assert atlas.store.session.files == (str(raster),)
    driver.painted_after(move_layer(layer, 99, atlas.scene.catalog))
    places = [each.id for each in atlas.scene.layers]
    assert places.index(layer) > places.index("lanes")
    shot = driver.map_shot()
    assert count_of(shot, HIGH) > 5000
    files.close_all()
    driver.settle()


def test_a_large_raster_appears_coarse_before_it_is_whole(driver: Driver, tmp_path: Path) -> None:
    path, side = tmp_path / "large.tif", 4200
    with rasterio.open(
        path, "w", driver="GTiff", width=side, height=side, count=1, dtype="uint8", compress="deflate",
        tiled=True, crs="EPSG:3413", transform=from_origin(-2_100_000, 2_100_000, 1000, 1000),
    ) as out:  # fmt: skip
        out.write(np.tile(np.repeat([0, 200], side // 2).astype(np.uint8), (side, 1)), 1)
        out.build_overviews([2, 4])
    atlas, files = driver.atlas, driver.atlas.workspace.files
    digests: list[str] = []

    def note(_before: object, scene: Scene) -> None:
        digests.extend(each.digest for each in scene.layers if each.file and each.digest not in digests)

    atlas.store.scene_changed.connect(note)
    before = count_of(driver.map_shot(), HIGH)
    atlas.open_files([path])
    until(lambda: not files.reading.busy and atlas.store.files, "the raster is read")
    driver.settle()
    atlas.store.scene_changed.disconnect(note)
    coarse, whole = digests
    assert coarse == f"part-{whole}"
    assert count_of(driver.map_shot(), HIGH) > before + 5000
    assert [each.raster.columns for each in atlas.scene.catalog.layers if each.raster] == [side]
    files.close_all()
    driver.settle()


@pytest.fixture
def months(tmp_path: Path) -> Path:
    """Ice of 0, 50 and 100 per cent in January, February and March 2024, and snow of 7."""
    path = tmp_path / "months.nc"
    with netcdf_file(path, "w") as out:
        axes = {
            "time": np.array([14, 45, 74]),
            "lat": 89.5 - np.arange(30),
            "lon": 1.0 + 2.0 * np.arange(180),
        }
        for name, values in axes.items():
            numbers = np.asarray(values, float)
            out.createDimension(name, len(numbers))
            out.createVariable(name, "f8", (name,))[:] = numbers
        about = out.variables
        about["time"].units = b"days since 2024-01-01"
        about["lat"].units, about["lon"].units = b"degrees_north", b"degrees_east"
        for name, amounts in (("ice", (0, 50, 100)), ("snow", (7, 7, 8))):
            band = out.createVariable(name, "i2", ("time", "lat", "lon"))
            band.units = b"%"
            for step, amount in enumerate(amounts):
                band[step] = amount
    return path


def test_the_timeline_chooses_the_time_of_a_raster_and_the_dialog_its_quantity(
    driver: Driver, months: Path
) -> None:
    atlas, files = driver.atlas, driver.atlas.workspace.files
    atlas.open_files([months])
    until(lambda: not files.reading.busy and atlas.store.files, "the raster is read")
    driver.settle()
    id = next(each.id for each in atlas.scene.layers if each.file == str(months))

    def heading() -> str:
        return next(entry.group for entry in atlas.scene.legend if "months.nc" in (entry.group + entry.text))

    assert heading() == "months.nc: ice, 2024-03-15, %"
    last = count_of(driver.map_shot(), HIGH)
    assert last > 5000
    driver.painted_after(actions.choose_range(Range(date(2024, 1, 1), date(2024, 1, 31))))
    driver.settle()
    assert heading() == "months.nc: ice, 2024-01-15, %" and count_of(driver.map_shot(), HIGH) < last / 10
    driver.painted_after(actions.choose_range(Range(date(2010, 1, 1), date(2011, 1, 31))))
    driver.settle()
    assert any(entry.text == "no values at this time" for entry in atlas.scene.legend)
    atlas.workspace.file_layers.choose_style(id)
    dialog = atlas.workspace.file_layers.raster_styling.dialog
    assert dialog is not None and dialog.band.isVisible()
    texts = [dialog.band.itemText(at) for at in range(dialog.band.count())]
    assert texts[:2] == ["ice, by the timeline", "snow, by the timeline"] and "snow, 2024-02-15" in texts
    assert dialog.band.currentText() == "ice, by the timeline"
    dialog.band.setCurrentIndex(texts.index("snow, 2024-03-15"))
    dialog.band.activated.emit(dialog.band.currentIndex())
    driver.settle()
    assert heading() == "months.nc: snow, 2024-03-15, %" and dialog.low.text() == "7"
    dialog.band.setCurrentIndex(texts.index("ice, by the timeline"))
    dialog.band.activated.emit(dialog.band.currentIndex())
    driver.painted_after(actions.choose_range(None))
    driver.settle()
    assert heading() == "months.nc: ice, 2024-03-15, %" and count_of(driver.map_shot(), HIGH) == last
    dialog.close()
    panel = atlas.workspace.timeline_panel
    mark = next(mark for mark in panel._marks if mark.id == id)
    assert mark.steps == (date(2024, 1, 15), date(2024, 2, 15), date(2024, 3, 15))
    headings, playing = list[str](), list[bool]()

    def note() -> None:
        headings.append(heading())

    atlas.store.scene_changed.connect(note)
    panel.playing_changed.connect(playing.append)
    driver.painted_after(actions.choose_range(Range(date(2024, 1, 1), date(2024, 1, 20))))
    panel.play()
    until(lambda: "months.nc: ice, 2024-03-15, %" in headings, "the third month is played")
    assert headings[0] == "months.nc: ice, 2024-01-15, %" and "months.nc: ice, 2024-02-15, %" in headings
    assert playing == [True]
    panel.pause()
    atlas.store.scene_changed.disconnect(note)
    driver.painted_after(actions.choose_range(None))
    files.close_all()
    driver.settle()


def test_the_dialog_shows_how_often_values_occur_and_shades_them(driver: Driver, tmp_path: Path) -> None:
    atlas, files = driver.atlas, driver.atlas.workspace.files
    path = tmp_path / "heights.tif"
    rows, columns = np.mgrid[0:120, 0:120]
    with rasterio.open(
        path, "w", driver="GTiff", width=120, height=120, count=1, dtype="float32", crs="EPSG:3413",
        transform=from_origin(-1_200_000, 1_200_000, 20_000, 20_000),
    ) as out:  # fmt: skip
        out.write((20.0 * (rows + columns)).astype(np.float32), 1)
    atlas.open_files([path])
    until(lambda: not files.reading.busy and atlas.store.files, "the raster is read")
    driver.settle()
    id = next(each.id for each in atlas.scene.layers if each.file == str(path))
    atlas.workspace.file_layers.choose_style(id)
    dialog = atlas.workspace.file_layers.raster_styling.dialog
    assert dialog is not None and dialog.histogram.isVisible()
    assert dialog.histogram.accessibleName() == "Values from 0 to 4,760"

    def style() -> LayerStyle:
        return dict(atlas.store.session.styles).get(id, PLAIN)

    dialog.whole_button.click()
    until(lambda: style().limits == (0.0, 4760.0), "the whole range")
    driver.settle()
    flat = driver.map_shot()
    dialog.relief.click()
    assert style().relief
    driver.settle()
    assert driver.map_shot() != flat
    # The upper handle is at the right end.
    end = QPoint(dialog.histogram.width() - 7, 40)
    QTest.mousePress(dialog.histogram, Qt.MouseButton.LeftButton, pos=end)
    QTest.mouseMove(dialog.histogram, QPoint(dialog.histogram.width() // 2, 40))
    QTest.mouseRelease(dialog.histogram, Qt.MouseButton.LeftButton)
    until(lambda: style().limits[1] < 2600.0, "the handle was dragged")
    assert style().limits[0] == 0.0
    dialog.close()
    files.close_all()
    driver.settle()


def test_a_measured_line_shows_the_values_along_it(driver: Driver, raster: Path, tmp_path: Path) -> None:
    atlas, files = driver.atlas, driver.atlas.workspace.files
    atlas.open_files([raster])
    until(lambda: not files.reading.busy and atlas.store.files, "the raster is read")
    driver.settle()
    derived = atlas.workspace.file_layers.derived
    assert derived.raster_name == next(each.name for each in atlas.scene.layers if each.file == str(raster))
    derived.show_profile(((30.0, 72.0), (150.0, 80.0)))
    window = derived.profile
    assert window is not None and window.isVisible() and len(window.profile.known) > 300
    assert window.summary.text().count(" at ") == 2
    for name in ("values.csv", "values.png"):
        window.save(tmp_path / name)
    assert (tmp_path / "values.csv").read_text().startswith("metres,longitude,latitude,")
    assert not QImage(str(tmp_path / "values.png")).isNull()
    window.close()
    files.close_all()
    driver.settle()
    assert derived.raster_name == ""
