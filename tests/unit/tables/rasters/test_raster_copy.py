"""Copies of rasters: their pixels, their levels, what is refused, and damaged files."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from rasterio.enums import ColorInterp
from rasterio.transform import Affine, from_origin

from arctic_map.storage.bounded_reading import UnknownPlace, Unreadable
from arctic_map.tables.rasters import raster_copy
from arctic_map.tables.rasters.raster_copy import copy_raster, raster_facts
from arctic_map.tables.rasters.raster_store import PREVIEW, RasterFile, RasterStore, level_path

POLAR = {"crs": "EPSG:3413", "transform": from_origin(-500_000, 500_000, 1000, 1000)}
Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(pixels: Any, name: str = "a.tif", **more: Any) -> Path:
        bands = pixels if pixels.ndim == 3 else pixels[None]
        count, height, width = bands.shape
        profile = POLAR | {"count": count, "height": height, "width": width, "dtype": bands.dtype} | more
        with rasterio.open(tmp_path / name, "w", driver="GTiff", **profile) as out:
            out.write(bands)
        return tmp_path / name

    return write


def levels(folder: Path) -> list[Any]:
    return [np.load(level_path(folder, each)) for each in range(len([*folder.glob("raster-*.npy")]))]


def test_values_are_copied_as_they_are_and_averaged_for_coarser_levels(
    written: Write, tmp_path: Path
) -> None:
    pixels = np.arange(1200 * 700, dtype=np.int32).reshape(700, 1200)
    pixels[:2, :2] = -1
    raster, remarks = copy_raster(written(pixels, nodata=-1), tmp_path / "out")
    finest, half, quarter = levels(tmp_path / "out")
    assert (raster.width, raster.height, raster.levels, remarks) == (1200, 700, 3, ())
    assert (finest == pixels).all() and half.shape == (350, 600) and quarter.shape == (175, 300)
    assert half[0, 0] == -1, "all four are without a value"
    assert half[100, 100] == round(pixels[200:202, 200:202].mean())
    (band,) = raster.bands
    assert 0 < band.low < band.high and band.low < 100_000


def test_an_odd_size_keeps_its_last_row_and_column(written: Write, tmp_path: Path) -> None:
    pixels = np.full((601, 701), 5, np.uint8)
    pixels[-1], pixels[:, -1] = 9, 9
    copy_raster(written(pixels), tmp_path / "out")
    _, half = levels(tmp_path / "out")
    assert half.shape == (301, 351) and half[-1, -1] == 9 and half[0, 0] == 5


def test_a_mask_and_the_nodata_of_floating_numbers_become_nan(written: Write, tmp_path: Path) -> None:
    numbers = np.ones((8, 8), np.float64)
    numbers[0, 0], numbers[1, 1] = -9999, np.nan
    raster, _ = copy_raster(written(numbers, nodata=-9999), tmp_path / "out")
    (copied,) = levels(tmp_path / "out")
    assert raster.bands[0].nodata is None and copied.dtype == np.float32
    assert [(int(y), int(x)) for y, x in zip(*np.nonzero(np.isnan(copied)), strict=True)] == [(0, 0), (1, 1)]
    path = written(np.full((8, 8), 3, np.uint8), "masked.tif")
    with rasterio.open(path, "r+") as out:
        out.write_mask(np.arange(64).reshape(8, 8) < 60)
    copy_raster(path, tmp_path / "masked")
    (copied,) = levels(tmp_path / "masked")
    assert np.isnan(copied).sum() == 4 and copied[0, 0] == 3


def test_transparency_is_a_mask_and_no_quantity(written: Write, tmp_path: Path) -> None:
    alpha = np.where(np.arange(64).reshape(8, 8) < 60, 255, 0)
    grey = np.stack([np.full((8, 8), 3), alpha]).astype(np.uint8)
    raster, _ = copy_raster(written(grey, alpha="yes"), tmp_path / "out")
    copied = np.load(level_path(tmp_path / "out", 0, 0))
    assert len(raster.bands) == 1 and np.isnan(copied).sum() == 4 and copied[0, 0] == 3


def test_scale_offset_and_unit_are_copied(written: Write, tmp_path: Path) -> None:
    path = written(np.arange(64, dtype=np.uint8).reshape(8, 8))
    with rasterio.open(path, "r+") as out:
        out.scales, out.offsets, out.units = (0.5,), (-10.0,), ("°C",)
    raster, _ = copy_raster(path, tmp_path / "out")
    (band,) = raster.bands
    assert (band.scale, band.offset, band.unit, band.variable) == (0.5, -10.0, "°C", "")
    assert (band.low, band.high) == pytest.approx((-10.0, 21.0), abs=1.0)


def test_colours_come_from_bands_or_a_palette(written: Write, tmp_path: Path) -> None:
    bands = np.stack([np.full((8, 8), each, np.uint8) for each in (200, 100, 50)])
    raster, _ = copy_raster(written(bands, photometric="RGB"), tmp_path / "rgb")
    assert raster.is_colour and levels(tmp_path / "rgb")[0][3, 3].tolist() == [200, 100, 50, 255]
    path = written(np.array([[0, 1], [1, 7]], np.uint8), "palette.tif", nodata=7)
    with rasterio.open(path, "r+") as out:
        out.write_colormap(1, {0: (1, 2, 3, 255), 1: (9, 8, 7, 255)})
        assert out.colorinterp[0] is ColorInterp.palette
    raster, _ = copy_raster(path, tmp_path / "palette")
    (copied,) = levels(tmp_path / "palette")
    assert (
        raster.is_colour
        and copied[0, 0].tolist() == [1, 2, 3, 255]
        and copied[0, 1].tolist() == [9, 8, 7, 255]
    )
    assert copied[1, 1, 3] == 0


def test_colours_of_more_than_eight_bits_are_stretched(written: Write, tmp_path: Path) -> None:
    ramp = np.tile(np.arange(100, dtype=np.uint16) * 30, (100, 1))
    bands = np.stack([ramp, ramp + 5000, np.full_like(ramp, 7)])
    raster, remarks = copy_raster(written(bands, photometric="RGB"), tmp_path / "out")
    (copied,) = levels(tmp_path / "out")
    assert raster.is_colour and remarks == ()
    assert copied[0, 0].tolist() == [0, 0, 0, 255] and copied[0, 99].tolist() == [255, 255, 0, 255]
    assert copied[0, 50, 0] == copied[0, 50, 1] and 124 <= int(copied[0, 50, 0]) <= 132


def test_all_bands_of_values_are_copied_with_names_and_ranges_of_their_own(
    written: Write, tmp_path: Path
) -> None:
    pixels = np.stack([np.full((8, 8), each, np.float32) for each in (1.0, 20.0, np.nan)])
    pixels[:2, 0] = 2.0
    path = written(pixels)
    with rasterio.open(path, "r+") as out:
        out.set_band_description(2, "depth")
        out.units = ("", "m", "")
    raster, remarks = copy_raster(path, tmp_path / "out")
    names = [(each.variable, each.unit) for each in raster.bands]
    assert names == [("band 1", ""), ("depth", "m"), ("band 3", "")]
    assert (raster.bands[2].low, raster.bands[2].high) == (0.0, 1.0) and remarks == ()
    finest = [np.load(level_path(tmp_path / "out", 0, band)) for band in range(3)]
    assert [each[4, 4] for each in finest[:2]] == [1.0, 20.0] and np.isnan(finest[2]).all()
    with pytest.raises(Unreadable, match="without a value"):
        copy_raster(written(np.full((2, 8, 8), np.nan, np.float32), "none.tif"), tmp_path / "none")


def test_a_raster_that_is_too_large_is_reduced_with_a_remark(
    written: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raster_copy, "MAX_BYTES", 20_000)
    pixels = np.tile(np.arange(401, dtype=np.uint8), (301, 1))
    raster, remarks = copy_raster(written(pixels), tmp_path / "out")
    assert (raster.width, raster.height) == (101, 76) and "1/4 of its resolution" in remarks[0]
    a, _, c, _, e, f = raster.transform
    assert c + a * raster.width == pytest.approx(-500_000 + 401_000) and f + e * 76 == pytest.approx(199_000)
    assert levels(tmp_path / "out")[0][10, 10] == pytest.approx(pixels[0, 40:44].mean(), abs=1)


def test_a_large_raster_with_overviews_is_first_copied_from_one_of_them(
    written: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raster_copy, "LARGE", 1000)
    monkeypatch.setattr(raster_copy, "PREVIEW_SIDE", 60)
    path = written(np.tile(np.arange(200, dtype=np.uint8), (160, 1)))
    parts: list[RasterFile] = []
    copy_raster(path, tmp_path / "without", shown=parts.append)
    assert parts == [], "there is no overview"
    with rasterio.open(path, "r+") as out:
        out.build_overviews([2, 4, 8])
    whole, _ = copy_raster(path, tmp_path / "out", shown=parts.append)
    (part,) = parts
    assert (part.width, part.height, part.levels) == (50, 40, 1) and whole.width == 200
    a, _, c, *_ = part.transform
    assert c + a * part.width == pytest.approx(-300_000)
    assert RasterStore(tmp_path / "out" / PREVIEW).raster == part
    assert RasterStore(tmp_path / "out").raster == whole


def test_a_raster_bomb_is_refused_at_once(tmp_path: Path) -> None:
    with rasterio.open(
        tmp_path / "bomb.tif", "w", driver="GTiff", width=1_000_000, height=1_000_000, count=1, dtype="uint8",
        sparse_ok=True, tiled=True, blockxsize=4096, blockysize=4096, bigtiff="YES", **POLAR,
    ):  # fmt: skip
        pass
    with pytest.raises(Unreadable, match="1,000,000 x 1,000,000 pixels are too many"):
        copy_raster(tmp_path / "bomb.tif", tmp_path / "out")


@pytest.mark.parametrize(
    ("more", "kind", "why"),
    [
        ({"transform": Affine.identity()}, Unreadable, "does not say where it is"),
        ({"crs": None}, UnknownPlace, "reference system"),
        ({"dtype": "complex64"}, Unreadable, "complex numbers"),
        ({"transform": Affine(0, 0, 5, 0, 0, 5)}, Unreadable, "its pixels have no size"),
    ],
)
@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_what_cannot_be_placed_or_shown_is_refused(
    written: Write, tmp_path: Path, more: dict[str, Any], kind: type[Unreadable], why: str
) -> None:
    path = written(np.ones((8, 8), more.get("dtype", np.uint8)), **more)
    with pytest.raises(kind, match=why):
        copy_raster(path, tmp_path / "out")


def test_the_reader_s_reference_system_replaces_a_missing_one(written: Write, tmp_path: Path) -> None:
    path = written(np.ones((8, 8), np.uint8), crs=None)
    raster, _ = copy_raster(path, tmp_path / "out", "EPSG:5940")
    assert '"EPSG",5940' in raster.crs
    with pytest.raises(UnknownPlace):
        copy_raster(path, tmp_path / "out", "nothing")


def test_a_raster_without_values_is_refused(written: Write, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="without a value"):
        copy_raster(written(np.zeros((8, 8), np.uint8), nodata=0), tmp_path / "out")


def test_files_of_other_kinds_are_not_opened_under_a_raster_s_name(tmp_path: Path) -> None:
    vrt = tmp_path / "link.tif"
    vrt.write_text('<VRTDataset rasterXSize="1" rasterYSize="1"></VRTDataset>')
    for content, why in (
        (vrt.read_bytes(), "not that of a GeoTIFF"),
        (b"", "not that of a GeoTIFF"),
        (b"GIF89a", "not that of a GeoTIFF"),
        (b"II*\0", "damaged or incomplete"),
    ):
        vrt.write_bytes(content)
        with pytest.raises(Unreadable, match=why):
            copy_raster(vrt, tmp_path / "out")


def test_damaged_files_are_refused_or_shown_but_never_end_in_another_error(
    written: Write, tmp_path: Path
) -> None:
    pixels = np.arange(64 * 64, dtype=np.float32).reshape(64, 64)
    tiled = {"tiled": True, "blockxsize": 16, "blockysize": 16}
    packed, plain = (written(pixels, compress=how, **tiled).read_bytes() for how in ("deflate", None))
    chance, path = random.Random(7), tmp_path / "damaged.tif"
    reasons = []
    for number in range(80):
        whole = packed if number % 4 < 2 else plain
        damaged = bytearray(whole[: chance.randrange(8, len(whole))] if number % 2 else whole)
        for _ in range(chance.randrange(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        try:
            copy_raster(path, tmp_path / "damaged")
        except Unreadable as error:
            reasons.append(error.why)
    assert 0 < len(reasons) < 80
    assert all(why and str(tmp_path) not in why for why in reasons)


def test_a_description_needs_no_pixels(written: Write) -> None:
    raster, words, remarks = raster_facts(written(np.ones((2, 6, 8), np.int16)))
    assert (raster.width, raster.height) == (8, 6)
    assert words == "8 x 6 pixels, 2 bands of int16" and remarks == ()


def test_what_is_rare_has_its_colours_too(written: Write, tmp_path: Path) -> None:
    pixels = np.zeros((100, 100), np.float32)
    pixels[:10, :10] = 50.0
    raster, _ = copy_raster(written(pixels), tmp_path / "out")
    assert (raster.bands[0].low, raster.bands[0].high) == (0.0, 50.0)
    raster, _ = copy_raster(written(np.full((9, 9), 1e20, np.float32)), tmp_path / "constant")
    assert raster.bands[0].low < 1e20 < raster.bands[0].high


@pytest.mark.parametrize("has_gap", [False, True])
def test_a_mean_that_is_the_number_for_no_value_is_no_hole(
    has_gap: bool, written: Write, tmp_path: Path
) -> None:
    pixels = np.where(np.indices((600, 600)).sum(axis=0) % 2, -1, 1).astype(np.int8)
    if has_gap:
        pixels[:2, :2] = 0
    copy_raster(written(pixels, nodata=0), tmp_path / "out")
    _, half = levels(tmp_path / "out")
    assert (half == 0).sum() == has_gap and half[0, 0] == (0 if has_gap else 1)


def test_a_scale_that_is_no_number_is_none(written: Write, tmp_path: Path) -> None:
    path = written(np.arange(81, dtype=np.int16).reshape(9, 9))
    with rasterio.open(path, "r+") as out:
        out.scales = (np.nan,)
    raster, _ = copy_raster(path, tmp_path / "out")
    assert (raster.bands[0].scale, raster.bands[0].offset) == (1.0, 0.0)
