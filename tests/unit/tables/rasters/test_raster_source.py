"""NetCDF and GRIB files are opened with their quantities, units, times and places."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from rasterio.transform import from_origin
from scipy.io import netcdf_file

from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.rasters import raster_source
from arctic_map.tables.rasters.raster_copy import copy_raster, raster_facts
from arctic_map.tables.rasters.raster_store import RasterBand, RasterStore

Made = Callable[..., Path]
DAYS = "days since 2024-01-01 00:00:00"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Writes a NetCDF file of 30 x 60 pixels from 90 to 30 degrees north, all around the Earth."""

    def write(
        variables: Sequence[str] = ("ice",),
        times: Sequence[float] = (0, 31, 60),
        units: str = DAYS,
        calendar: str = "standard",
        west: float = 0.0,
        sides: Sequence[int] = (30, 60),
    ) -> Path:
        path = tmp_path / "data.nc"
        with netcdf_file(path, "w") as out:
            axes = {"time": times, "lat": 89.0 - 2.0 * np.arange(30), "lon": west + 3.0 + 6.0 * np.arange(60)}
            for name, values in axes.items():
                numbers = np.asarray(values, float)
                out.createDimension(name, len(numbers))
                axis = out.createVariable(name, "f8", (name,))
                axis[:] = numbers
            about = out.variables
            about["time"].units, about["time"].calendar = units.encode(), calendar.encode()
            about["lat"].units, about["lat"].standard_name = b"degrees_north", b"latitude"
            about["lon"].units, about["lon"].standard_name = b"degrees_east", b"longitude"
            for at, name in enumerate(variables):
                band = out.createVariable(name, "i2", ("time", "lat", "lon"))
                band.units, band.scale_factor, band._FillValue = b"%", 0.5, np.int16(-9)
                for step in range(len(times)):
                    band[step] = 10 * at + step + np.zeros(sides, "i2")
                band[:, -1, :] = -9
        return path

    return write


def test_a_grid_that_is_not_regular_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.nc"
    with netcdf_file(path, "w") as out:
        for name, size in (("y", 15), ("x", 20)):
            out.createDimension(name, size)
        for name, units in (("lon", b"degrees_east"), ("lat", b"degrees_north"), ("ice", b"%")):
            band = out.createVariable(name, "f4", ("y", "x"))
            band[:], band.units = np.arange(300.0).reshape(15, 20), units
        out.variables["ice"].coordinates = b"lon lat"
    with pytest.raises(Unreadable, match="none of its variables has a regular grid"):
        copy_raster(path, tmp_path / "out")


def test_a_grid_with_its_longitude_first_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.nc"
    axes = {
        "lon": (20.0 + 2.0 * np.arange(20), b"degrees_east"),
        "lat": (65.0 + np.arange(15), b"degrees_north"),
    }
    with netcdf_file(path, "w") as out:
        for name, (values, units) in axes.items():
            out.createDimension(name, len(values))
            axis = out.createVariable(name, "f8", (name,))
            axis[:], axis.units = values, units
        out.createVariable("ice", "f4", ("lon", "lat"))[:] = np.zeros((20, 15))
    with pytest.raises(Unreadable, match="its longitude comes before its latitude"):
        copy_raster(path, tmp_path / "out")


def test_each_time_is_a_band_with_unit_day_and_values(made: Made, tmp_path: Path) -> None:
    raster, remarks = copy_raster(made(), tmp_path / "out")
    assert [date.fromordinal(each.day).isoformat() for each in raster.bands] == [
        "2024-01-01",
        "2024-02-01",
        "2024-03-01",
    ]
    assert {(each.variable, each.unit, each.time) for each in raster.bands} == {("ice", "%", "")}
    assert {(each.low, each.high) for each in raster.bands} == {(0.0, 1.0)}, "one range for all times"
    store = RasterStore(tmp_path / "out")
    assert [store.value(100.0, 70.0, band) for band in range(3)] == [0.0, 0.5, 1.0]
    assert store.value(-100.0, 70.0, 2) == 1.0 and store.value(100.0, 31.0, 2) is None
    assert remarks == ()


def test_several_quantities_come_one_after_the_other(made: Made, tmp_path: Path) -> None:
    raster, _ = copy_raster(made(("ice", "snow"), times=(0, 1), west=-180.0), tmp_path / "out")
    assert [each.variable for each in raster.bands] == ["ice", "ice", "snow", "snow"]
    assert raster.bands[2].low == 5.0
    assert RasterStore(tmp_path / "out").value(-100.0, 70.0, 3) == 5.5
    _, words, _ = raster_facts(made(("ice", "snow")))
    assert words == "60 x 30 pixels, 6 bands of int16"


@pytest.mark.parametrize(
    ("units", "value", "day", "time"),
    [
        ("hours since 1900-01-01 00:00:0.0", 1_087_002, "2024-01-02", "18:00"),
        ("seconds since 1970-01-01", 86_400, "1970-01-02", ""),
        ("minutes since 2020-02-28T23:00", 90, "2020-02-29", "00:30"),
        ("Days since 1-1-1 00:00:00", 738_887, "2024-01-01", ""),
        ("hours since 2024-01-01 00:00:00 -6:00", 0, "2024-01-01", "06:00"),
        ("h since 2024-01-01 00:00 +0530", 6, "2024-01-01", "00:30"),
        ("d since 2024-01-01T00:00:00Z", 2, "2024-01-03", ""),
    ],
)
def test_times_are_read_in_the_units_of_cf(
    made: Made, tmp_path: Path, units: str, value: float, day: str, time: str
) -> None:
    raster, _ = copy_raster(made(times=(value,), units=units), tmp_path / "out")
    (band,) = raster.bands
    assert (date.fromordinal(band.day).isoformat(), band.time) == (day, time)


@pytest.mark.parametrize(
    ("units", "calendar"),
    [("days since 2024-01-01", "360_day"), ("months since 2024-01-01", "standard"), ("K", "standard"),
     ("days since 2024-13-41", "standard")],
)  # fmt: skip
def test_times_of_other_calendars_are_numbers(made: Made, tmp_path: Path, units: str, calendar: str) -> None:
    raster, _ = copy_raster(made(times=(0, 31), units=units, calendar=calendar), tmp_path / "out")
    assert [(each.variable, each.day) for each in raster.bands] == [("ice (time 0)", 0), ("ice (time 31)", 0)]


def test_what_cannot_be_placed_or_is_too_much_is_refused_with_a_sentence(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "profile.nc"
    with netcdf_file(path, "w") as out:
        out.createDimension("depth", 5)
        for name in ("salt", "heat"):
            out.createVariable(name, "f4", ("depth",))[:] = np.arange(5)
    with pytest.raises(Unreadable, match="no values on a grid"):
        copy_raster(path, tmp_path / "out")
    whole = made()
    damaged = tmp_path / "damaged.nc"
    reasons = []
    for size in (4, 40, 200, 400, whole.stat().st_size // 2):
        damaged.write_bytes(whole.read_bytes()[:size])
        try:
            copy_raster(damaged, tmp_path / "out")
        except Unreadable as error:
            reasons.append(error.why)
    assert len(reasons) >= 4 and all(why and str(tmp_path) not in why for why in reasons)
    (tmp_path / "text.nc").write_text("no data")
    with pytest.raises(Unreadable, match="not that of a NetCDF file"):
        copy_raster(tmp_path / "text.nc", tmp_path / "out")
    monkeypatch.setattr(raster_source, "MAX_BANDS", 2)
    with pytest.raises(Unreadable, match="it has 3 bands, and 2 can be shown"):
        copy_raster(whole, tmp_path / "out")


def test_variables_of_another_grid_are_named(made: Made, tmp_path: Path) -> None:
    path = made(("ice", "snow"))
    with netcdf_file(path, "a") as out:
        out.createDimension("rows", 4)
        out.createDimension("columns", 8)
        for name, values in (("rows", 88.0 - 2 * np.arange(4)), ("columns", 4.0 * np.arange(8))):
            axis = out.createVariable(name, "f8", (name,))
            axis[:] = values
            axis.units = b"degrees_north" if name == "rows" else b"degrees_east"
        out.createVariable("wind", "f4", ("rows", "columns"))[:] = 1.0
    raster, remarks = copy_raster(path, tmp_path / "out")
    assert len(raster.bands) == 6
    assert remarks == ("these variables have other grids and are not shown: wind",)


def test_messages_of_grib_are_bands(tmp_path: Path) -> None:
    pixels = np.stack([np.full((20, 40), each, np.float32) for each in (270.0, 280.0)])
    pixels[:, 0] += 1
    place = {"crs": "EPSG:4326", "transform": from_origin(-180.0, 90.0, 9.0, 9.0)}
    tiff, grib = tmp_path / "air.tif", tmp_path / "air.grib2"
    with rasterio.open(
        tiff, "w", driver="GTiff", width=40, height=20, count=2, dtype="float32", **place
    ) as out:
        out.write(pixels)
    rasterio.shutil.copy(tiff, grib, driver="GRIB")
    raster, _ = copy_raster(grib, tmp_path / "out")
    first, second = raster.bands
    assert isinstance(first, RasterBand) and first.variable != second.variable
    assert RasterStore(tmp_path / "out").value(100.0, 20.0, 1) == pytest.approx(280.0, abs=0.01)
