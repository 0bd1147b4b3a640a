"""`contours` and `sample` use the values of a raster, and say why they cannot."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from rasterio.transform import from_origin

from arctic_map.cli.main import main
from arctic_map.geo.crs import crs_named, from_raster_crs, to_raster_crs

CELL, SIZE = 10_000.0, 200
NODATA = -999.0


@pytest.fixture
def cone(tmp_path: Path) -> Path:
    """Heights of a cone in EPSG:3413, 1 a kilometre downwards from the pole, and none in one corner.

    The second band is twice as high.
    """
    path = tmp_path / "cone.tif"
    half = CELL * SIZE / 2
    x = -half + CELL * (np.arange(SIZE) + 0.5)
    heights = 1000.0 - np.hypot(*np.meshgrid(x, -x)) / 1000.0
    heights[:20, :20] = NODATA
    with rasterio.open(
        path, "w", driver="GTiff", width=SIZE, height=SIZE, count=2, dtype="float32", nodata=NODATA,
        crs="EPSG:3413", transform=from_origin(-half, half, CELL, CELL),
    ) as out:  # fmt: skip
        for band in (1, 2):
            out.write(np.where(heights == NODATA, NODATA, heights * band).astype(np.float32), band)
        out.units = ("m", "m")
    return path


def test_contours_are_where_the_values_are(cone: Path, tmp_path: Path) -> None:
    out = tmp_path / "lines.gpkg"
    assert main(["contours", str(cone), str(out), "--interval", "200"]) == 0
    about, _, shapes, (names, values) = pyogrio.raw.read(out)
    assert about["crs"] == "EPSG:3413" and list(about["fields"]) == ["name", "value"]
    assert values.tolist() == [-400.0, -200.0, 0.0, 200.0, 400.0, 600.0, 800.0]
    assert names[0] == "-400 m" and names[-1] == "800 m"
    for value, line in zip(values, shapely.from_wkb(shapes), strict=True):
        away = np.hypot(*shapely.get_coordinates(line).T)
        # A tenth of a pixel.
        assert away == pytest.approx((1000.0 - value) * 1000.0, abs=CELL / 10)
    corner = shapely.box(-1e6, 8.2e5, -8.2e5, 1e6)
    assert not shapely.intersects(corner, shapely.from_wkb(shapes)).any()


def test_a_band_is_chosen_by_its_number(cone: Path, tmp_path: Path) -> None:
    out = tmp_path / "lines.gpkg"
    assert main(["contours", str(cone), str(out), "--interval", "500", "--band", "2"]) == 0
    values = pyogrio.raw.read(out)[3][1]
    assert values.tolist() == [-500.0, 0.0, 500.0, 1000.0, 1500.0]


def test_features_get_the_values_at_their_places(cone: Path, tmp_path: Path) -> None:
    x, y = np.array([[0.0, 100e3], [300e3, -400e3], [-950e3, 950e3], [5000e3, 0.0]]).T
    lon, lat = from_raster_crs(crs_named("EPSG:3413").to_wkt())(x, y)
    rows = [f"{n},{at[0]:.9f},{at[1]:.9f},{n * 10}" for n, at in enumerate(zip(lon, lat, strict=True))]
    (tmp_path / "ships.csv").write_text("\n".join(["name,lon,lat,band 1", *rows]))
    out = tmp_path / "out.gpkg"
    assert main(["sample", str(tmp_path / "ships.csv"), str(cone), str(out)]) == 0
    about, _, shapes, data = pyogrio.raw.read(out)
    found = dict(zip(about["fields"], data, strict=True))
    assert found["band 1"].tolist() == [0, 10, 20, 30]
    # The file had a column of this name already.
    assert found["band 1_"][:2] == pytest.approx([900.0, 500.0], abs=8.0)
    assert np.isnan(found["band 1_"][2:]).all()
    places = shapely.get_coordinates(shapely.from_wkb(shapes))
    again = to_raster_crs(crs_named("EPSG:3413").to_wkt(), 0.0)(places[:, 0], places[:, 1])
    assert np.column_stack(again)[:2] == pytest.approx(np.column_stack([x, y])[:2], abs=1.0)
    with closing(sqlite3.connect(out)) as package:
        assert package.execute("select count(*) from gpkg_contents").fetchone() == (1,)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["contours", "cone.tif", "out.gpkg", "--interval", "0"], "--interval must be between"),
        (["contours", "cone.tif", "out.shp", "--interval", "5"], "the name must end with .gpkg"),
        (["contours", "cone.tif", "out.gpkg", "--interval", "0.01"], "contours; choose a larger one"),
        (["contours", "cone.tif", "out.gpkg", "--interval", "1e6", "--band", "3"], "it has bands 1 to 2"),
        (["contours", "ships.csv", "out.gpkg", "--interval", "5"], "no raster"),
        (["contours", "cone.tif", "nowhere/out.gpkg", "--interval", "100"], "there is no folder 'nowhere'"),
        (["sample", "ships.csv", "ships.csv", "out.gpkg"], "no raster"),
        (["sample", "ships.csv", "cone.tif", "out.csv"], "the name must end with .gpkg"),
        (["sample", "ships.csv", "cone.tif", "outer/made.gpkg"], "there is no folder 'outer'"),
        (["ice", "--sea", "Kara", "--out", "outer/kara.svg"], "there is no folder 'outer'"),
    ],
)
def test_what_cannot_be_made_says_why(
    words: list[str],
    why: str,
    cone: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ships.csv").write_text("name,lon,lat\nA,40,70\n")
    assert main(words) != 0
    errors = capsys.readouterr().err
    assert why in errors and errors.count("\n") == 1 and "Traceback" not in errors
    assert [*tmp_path.glob("out*")] == []
