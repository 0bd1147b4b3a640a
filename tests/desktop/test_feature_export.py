"""Features of opened files, few and many, are written into other formats from the window."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
from pyogrio import raw
from rasterio.transform import from_origin
from tests.desktop.driver import Driver, count_of, until
from tests.desktop.test_field_labels import stations

from arctic_map.desktop.files.file_export import FeatureExport
from arctic_map.model.catalog import LayerKind
from arctic_map.model.derived_file import CONTOURS, HEAT_MAP, HEXAGONS, SAMPLE, Derivation
from arctic_map.scene.session import actions
from arctic_map.scene.symbology.colours import RAMPS

pytestmark = pytest.mark.desktop


@pytest.fixture
def export(closing: Driver) -> FeatureExport:
    return closing.atlas.workspace.file_layers.feature_export


@pytest.mark.slow
@pytest.mark.parametrize("count", [240, 3000])
def test_features_are_written_with_all_that_they_say(
    count: int, closing: Driver, export: FeatureExport, tmp_path: Path
) -> None:
    driver, place = closing, closing.atlas.workspace
    layer = driver.open_file(stations(tmp_path, count))
    place.file_layers.export_features()
    assert export.dialog is not None and "*.gpkg" in export.dialog.selectedNameFilter()
    export.dialog.reject()
    shares: list[str] = []
    export.noticed.connect(lambda notice: shares.append(notice.text))
    for name in ("out.gpkg", "out.geojson"):
        out = tmp_path / name
        export.write(layer, out)
        until(lambda: not export.busy, "the features are written")
        assert driver.message == f"{name} was written"
        assert driver.atlas.window.notices is not None
        (card,) = driver.atlas.window.notices.cards
        assert [button.text() for button in card.buttons] == ["&Open", "Show in &folder"]
        assert shares[0].startswith(f"Writing {name}: ")
        shares.clear()
        written = raw.read(out)
        texts = {field: [*values] for field, values in zip(written[0]["fields"], written[3], strict=True)}
        assert set(texts["code"]) == {f"S{number}" for number in range(count)}
        depths = {str((number * 7919) % count) for number in range(count)}
        assert {str(depth) for depth in texts["depth"]} == depths
    driver.dismiss_notices()


@pytest.mark.slow
def test_points_are_counted_in_hexagons_that_open_coloured_by_count(
    closing: Driver, export: FeatureExport, tmp_path: Path
) -> None:
    driver, layers = closing, closing.atlas.workspace.file_layers
    layer = driver.open_file(stations(tmp_path, 240))
    layers.derive(HEXAGONS)
    assert layers.derived.dialog is not None
    layers.derived.dialog.setDoubleValue(200.0)
    layers.derived.dialog.accept()
    assert export.dialog is not None and export.dialog.nameFilters() == ["GeoPackage features (*.gpkg)"]
    export.dialog.reject()
    out = tmp_path / "density.gpkg"
    export.write(layer, out, Derivation(HEXAGONS, 200.0))
    until(lambda: len(driver.atlas.store.files) == 2, "the hexagons are opened")
    made = driver.atlas.store.files[-1].layer
    assert raw.read(out)[3][0].sum() == 240
    until(lambda: made.id in dict(driver.atlas.store.session.styles), "they are coloured")
    style = dict(driver.atlas.store.session.styles)[made.id]
    assert style.field == "count" and 2 <= len(style.edges) - 1 <= 6
    driver.settle()
    (shown,) = (each for each in driver.atlas.scene.catalog.layers if each.id == made.id)
    assert (shown.legend_title, len(shown.legend)) == ("count", len(style.edges) - 1)
    export.write(made.id, tmp_path / "again.gpkg", Derivation(HEXAGONS, 200.0))
    until(lambda: not export.busy, "areas have no points")
    assert driver.atlas.window.notices is not None
    assert "the file has no points" in driver.atlas.window.notices.cards[0].text
    driver.dismiss_notices()


@pytest.mark.slow
def test_a_heat_map_of_points_opens_from_light_to_dark(
    closing: Driver, export: FeatureExport, tmp_path: Path
) -> None:
    driver, layers = closing, closing.atlas.workspace.file_layers
    layer = driver.open_file(stations(tmp_path, 240))
    layers.derive(HEAT_MAP)
    assert layers.derived.dialog is not None
    layers.derived.dialog.setDoubleValue(300.0)
    layers.derived.dialog.accept()
    assert export.dialog is not None and export.dialog.nameFilters() == ["GeoTIFF raster (*.tif)"]
    export.dialog.reject()
    export.write(layer, tmp_path / "heat.tif", Derivation(HEAT_MAP, 300.0))
    until(lambda: len(driver.atlas.store.files) == 2, "the heat map is opened")
    driver.settle()
    made = next(each for each in driver.atlas.scene.layers if each.file.endswith("heat.tif"))
    assert made.kind is LayerKind.RASTER
    entries = [entry for entry in driver.atlas.scene.legend if "heat.tif" in entry.group]
    assert "points per 1,000 km²" in entries[0].group and entries[0].text == "≤ 0"
    assert dict(driver.atlas.store.session.styles)[made.id].ramp == "OrRd"
    # The densest places are below the points themselves.
    driver.painted_after(actions.toggle_layer(layer))
    driver.settle()
    assert count_of(driver.map_shot(), RAMPS["OrRd"][-1]) > 10


@pytest.mark.slow
def test_an_export_that_is_called_off_leaves_nothing(
    closing: Driver, export: FeatureExport, tmp_path: Path
) -> None:
    driver = closing
    layer = driver.open_file(stations(tmp_path, 3000))
    before = {*tmp_path.iterdir()}
    export.write(layer, tmp_path / "out.gpkg")
    assert driver.atlas.window.notices is not None
    (card,) = driver.atlas.window.notices.cards
    card.buttons[0].click()
    until(lambda: not export.busy, "the process ends")
    assert {*tmp_path.iterdir()} == before
    assert driver.atlas.window.statusBar().currentMessage() == (
        "The export was cancelled. Nothing was written."
    )


@pytest.mark.slow
def test_what_cannot_be_written_is_refused_with_a_sentence(
    closing: Driver, export: FeatureExport, tmp_path: Path
) -> None:
    driver, file = closing, stations(tmp_path, 40)
    (tmp_path / "folder.gpkg").mkdir()
    was, layer = file.read_text(), driver.open_file(file)
    for name, why in (
        ("stations.geojson", "stations.geojson is an opened file"),
        ("out.tiff", "the name must end with .gpkg, .geojson, .kml, .fgb, .csv"),
        ("nowhere/out.gpkg", "the folder nowhere does not exist"),
        ("folder.gpkg", "folder.gpkg is a folder"),
    ):
        export.write(layer, tmp_path / name)
        until(lambda why=why: not export.busy and why in driver.message.lower(), why)  # type: ignore[misc]
        assert driver.message.startswith("The features were not written: ")
        assert file.read_text() == was
    driver.dismiss_notices()


@pytest.mark.slow
def test_contours_and_values_of_a_raster_open_as_layers(
    closing: Driver, export: FeatureExport, tmp_path: Path
) -> None:
    driver, layers = closing, closing.atlas.workspace.file_layers
    raster = tmp_path / "heights.tif"
    heights = np.add.outer(np.arange(60.0), np.arange(360.0)).astype(np.float32)
    with rasterio.open(
        raster, "w", driver="GTiff", width=360, height=60, count=1, dtype="float32", crs="EPSG:4326",
        transform=from_origin(-180.0, 90.0, 1.0, 0.5),
    ) as out:  # fmt: skip
        out.write(heights, 1)
    driver.atlas.open_files([raster])
    until(lambda: driver.atlas.store.files, "the raster is read")
    driver.settle()
    id = driver.atlas.store.files[0].layer.id
    layers.derive(CONTOURS, id)
    assert layers.derived.dialog is not None
    # Some eight contours.
    assert layers.derived.dialog.doubleValue() == 50.0
    layers.derived.dialog.accept()
    assert export.dialog is not None
    export.dialog.reject()
    export.write(id, tmp_path / "lines.gpkg", Derivation(CONTOURS, 50.0))
    until(lambda: len(driver.atlas.store.files) == 2, "the contours are opened")
    driver.settle()
    lines = driver.atlas.store.files[-1].layer
    assert [each.name for each in lines.features] == [str(value) for value in range(50, 401, 50)]
    points = driver.open_file(stations(tmp_path, 40))
    layers.derive(SAMPLE, points)
    assert export.dialog is not None
    export.dialog.reject()
    export.write(points, tmp_path / "values.gpkg", Derivation(SAMPLE, files=(raster.as_uri(),)))
    until(lambda: len(driver.atlas.store.files) == 4, "the values are opened")
    driver.settle()
    values = driver.atlas.store.files[-1].layer.features
    assert all(float(dict(each.details)["value"]) >= 0.0 for each in values) and len(values) == 40
