"""Of a GeoTIFF on the web, only what the map shows is read, with the same values in the same places."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_bounds
from tests.shared_server import Server, reply
from tests.unit.fetching.remote_parts import ranges, view_of

from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.fetch import fetch_layer
from arctic_map.storage.layer_copies import origin_of

SIDE = 2560
HALF = 1_280_000.0
"""Metres; a pixel is a kilometre."""


@pytest.fixture(scope="module")
def ramp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cloud-optimized GeoTIFF in EPSG:3413 whose values say their column and row."""
    columns, rows = np.meshgrid(np.arange(SIDE, dtype=np.float32), np.arange(SIDE, dtype=np.float32))
    path = tmp_path_factory.mktemp("ramp") / "ramp.tif"
    with rasterio.open(
        path,
        "w",
        driver="COG",
        width=SIDE,
        height=SIDE,
        count=2,
        dtype="float32",
        crs="EPSG:3413",
        transform=from_bounds(-HALF, -HALF, HALF, HALF, SIDE, SIDE),
        nodata=-1.0,
        compress="none",
        blocksize=128,
        overview_resampling="nearest",
    ) as out:
        out.write(np.stack([columns, rows]))
        out.descriptions, out.units = ("column", "row"), ("px", "px")
    return path


@pytest.mark.parametrize(("metres", "share"), [(1000.0, 0.05), (8000.0, 0.15)])
def test_what_the_map_shows_is_read_with_its_values_in_their_places(
    metres: float, share: float, ramp: Path, double: Server, tmp_path: Path
) -> None:
    body = ramp.read_bytes()
    double.faults["ramp.tif"] = ranges(body)
    shares = list[tuple[int, int | None]]()
    path = fetch_layer(
        f"http://{double.host}/ramp.tif",
        "ramp.tif",
        tmp_path / "copies",
        lambda done, of: shares.append((done, of)),
        view_of(40.0, 85.0, metres),
    )
    assert shares[-1][0] < share * len(body)
    with rasterio.open(ramp) as whole, rasterio.open(path) as part:
        assert part.descriptions == ("column", "row") and part.units == ("px", "px") and part.nodata == -1.0
        pixel = part.transform[0]
        assert pixel <= max(1000.0, metres)
        x, y = part.xy(part.height // 2, part.width // 2)
        assert part.bounds.left < x < part.bounds.right
        values, expected = next(part.sample([(x, y)])), next(whole.sample([(x, y)]))
        assert values == pytest.approx(expected, abs=pixel / 1000.0)
    origin = origin_of(path)
    assert origin is not None and origin.only_view
    assert ("times larger than those" in " ".join(origin.remarks)) == (metres > 2000.0)


def test_a_server_of_whole_files_gives_the_whole_file(ramp: Path, double: Server, tmp_path: Path) -> None:
    body = ramp.read_bytes()
    double.faults["ramp.tif"] = lambda to: reply(to, body, "image/tiff")
    path = fetch_layer(
        f"http://{double.host}/ramp.tif", "ramp.tif", tmp_path / "copies", view=view_of(40.0, 85.0, 1000.0)
    )
    assert path.read_bytes() == body
    origin = origin_of(path)
    assert origin is not None and origin.remarks == ("all of it was fetched: it gives whole files only",)


@pytest.mark.parametrize("lon", [-100.0, 100.0, 180.0])
def test_longitudes_may_be_from_0_to_360(lon: float, double: Server, tmp_path: Path) -> None:
    place = from_bounds(0.0, 50.0, 360.0, 90.0, 3600, 400)
    options = {"driver": "GTiff", "crs": "EPSG:4326", "transform": place, "dtype": "float32", "count": 1}
    with rasterio.open(tmp_path / "turned.tif", "w", width=3600, height=400, **options) as out:
        out.write(np.tile(np.arange(3600, dtype=np.float32) / 10.0 + 0.05, (400, 1)), 1)
        out.update_tags(1, bidy="x")
    # As an argument of rasterio's functions is called.
    body = (tmp_path / "turned.tif").read_bytes().replace(b"bidy", b"bidx")
    double.faults["turned.tif"] = ranges(body)
    address = f"http://{double.host}/turned.tif"
    path = fetch_layer(address, "turned.tif", tmp_path / "c", view=view_of(lon, 70.0, 1000.0))
    with rasterio.open(path) as part:
        for each in (lon - 2.0, lon + 2.0):
            x = each % 360.0
            assert next(part.sample([(x, 70.0)]))[0] == pytest.approx(x, abs=0.2)


@pytest.mark.parametrize(
    ("kind", "crs", "why"),
    [
        ("complex_int16", "EPSG:3413", "its values are complex numbers"),
        ("float32", "IAU_2015:49932", "its file does not say where on the Earth it lies"),
    ],
)
def test_numbers_and_places_that_the_map_cannot_show_are_named(
    kind: str, crs: str, why: str, double: Server, tmp_path: Path
) -> None:
    options = {"driver": "GTiff", "crs": crs, "transform": from_bounds(0, 0, 9, 9, 9, 9), "dtype": kind}
    with rasterio.open(tmp_path / "odd.tif", "w", width=9, height=9, count=1, **options):
        pass
    double.faults["odd.tif"] = ranges((tmp_path / "odd.tif").read_bytes())
    with pytest.raises(FetchError, match=why):
        fetch_layer(
            f"http://{double.host}/odd.tif", "odd.tif", tmp_path / "c", view=view_of(0.0, 80.0, 100.0)
        )


@pytest.mark.parametrize(
    ("body", "wrong", "lat", "why"),
    [
        (b"II*\0" + bytes(300_000), False, 85.0, "its file is no GeoTIFF, or is damaged"),
        (b"<html>" * 9, False, 85.0, "its file is no GeoTIFF, or is damaged"),
        (None, True, 85.0, "it gave another part of the file than was requested"),
        (None, False, 30.0, "the map shows none of it"),
    ],
)
def test_what_cannot_be_read_is_an_error(
    body: bytes | None, wrong: bool, lat: float, why: str, ramp: Path, double: Server, tmp_path: Path
) -> None:
    double.faults["ramp.tif"] = ranges(body or ramp.read_bytes(), wrong=wrong)
    with pytest.raises(FetchError, match=why):
        fetch_layer(
            f"http://{double.host}/ramp.tif", "ramp.tif", tmp_path / "c", view=view_of(40.0, lat, 1000.0)
        )
    assert not (tmp_path / "c").exists() or not list((tmp_path / "c").iterdir())
