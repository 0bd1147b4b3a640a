"""`heatmap` shows how dense the points of a file are and says why it cannot."""

from pathlib import Path

import pytest
import rasterio
from tests import format_samples as samples

from arctic_map.cli.main import main
from arctic_map.model.path_text import address_of


def test_points_of_a_layer_become_a_raster(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = samples.write(tmp_path, ".gpkg", "Point", "EPSG:3413", layer="ports"), tmp_path / "heat.tif"
    assert main(["heatmap", address_of(file), str(out), "--radius", "300"]) == 0
    with rasterio.open(out) as raster:
        cells = raster.read(1)
        assert cells[cells > 0].sum() * raster.transform.a**2 / 1e9 == pytest.approx(3.0, rel=0.05)
    assert main(["info", str(out)]) == 0
    words, errors = capsys.readouterr()
    assert "Lambert Azimuthal Equal Area" in words and errors == ""


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["lines.gpkg", "out.tif"], "the file has no points"),
        (["lines.gpkg", "out.gpkg"], "the name must end with .tif"),
        (["lines.gpkg", "out.tif", "--radius", "0"], "--radius must be between 0.1 and 2000 km"),
        (["points.geojson", "nowhere/out.tif"], "there is no folder 'nowhere'"),
    ],
)
def test_what_has_no_density_says_why(
    words: list[str],
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    samples.write(tmp_path, ".gpkg", "LineString", "EPSG:3413", layer="lines").rename("lines.gpkg")
    samples.write(tmp_path, ".geojson", "Point", "EPSG:4326").rename("points.geojson")
    assert main(["heatmap", *words]) != 0
    errors = capsys.readouterr().err
    assert why in errors and errors.count("\n") == 1 and "Traceback" not in errors
    assert [*tmp_path.glob("out*")] == []
