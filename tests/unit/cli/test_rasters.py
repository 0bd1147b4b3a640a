"""Rasters on the command line: described, checked, drawn in every format, and not converted."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasterio.transform import from_origin

from arctic_map.cli.main import main
from arctic_map.scene.symbology.colours import RAMPS


@pytest.fixture
def raster(tmp_path: Path) -> Path:
    """A band of 1 and 2 on both sides of the meridian 0, between 60 and 90 degrees north."""
    path = tmp_path / "snow.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=360, height=30, count=2, dtype="int16",
        crs="EPSG:4326", transform=from_origin(-180.0, 90.0, 1.0, 1.0),
    ) as out:  # fmt: skip
        out.write(np.repeat([[1, 2]], 180, axis=1).repeat(30, axis=0).astype(np.int16), 1)
    return path


def test_info_and_check_describe_a_raster(raster: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", str(raster), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (layer,) = found["layers"]
    assert (found["driver"], layer["crs"], layer["features"]) == ("GeoTIFF", "EPSG:4326", 0)
    assert layer["geometry"] == "360 x 30 pixels, 2 bands of int16"
    assert layer["extent"] == [-180.0, 60.0, 180.0, 90.0]
    assert main(["check", str(raster)]) == 0


def test_an_exported_picture_has_the_colours_of_its_values_where_they_are(
    raster: Path, tmp_path: Path
) -> None:
    out = tmp_path / "map.png"
    assert main(["export", str(out), "--with", str(raster), "--projection", "3995", "--size", "900x700"]) == 0
    pixels = np.asarray(Image.open(out).convert("RGB")).reshape(-1, 3)
    for colour in (RAMPS["viridis"][0], RAMPS["viridis"][-1]):
        expected = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        assert (np.abs(pixels.astype(int) - expected).max(axis=1) <= 2).mean() > 0.05
    assert main(["export", str(tmp_path / "map.svg"), "--with", str(raster)]) == 0
    assert "data:image/png;base64," in (tmp_path / "map.svg").read_text()


def test_a_raster_is_not_converted_to_features(
    raster: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (
        ["export", str(tmp_path / "out.csv"), "--with", str(raster), "--layers", "snow.tif"],
        ["hexagons", str(raster), str(tmp_path / "out.gpkg"), "--width", "50"],
    ):
        assert main(command) != 0
        assert "it has pixels and no features" in capsys.readouterr().err
    assert not [*tmp_path.glob("out.*")]
