"""Opens GeoTIFF, NetCDF and GRIB files, and lists their bands with quantities and times."""

from __future__ import annotations

import logging
import os
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.enums import ColorInterp
from rasterio.errors import CRSError, NotGeoreferencedWarning, RasterioError

from arctic_map.model.tr import digits, tr
from arctic_map.storage.bounded_reading import MAX_SIZE_ON_DISK, Unreadable, read_head
from arctic_map.storage.sanitized import sanitized

# What GDAL warns of is either refused or of no consequence.
logging.getLogger("rasterio").setLevel(logging.CRITICAL)
MAX_NAME = 60
"""Maximum length of the name of a quantity."""
MAX_LONG_NAME = 24
"""Maximum length of a long name that is shown instead of the short one; it is in the legend."""
MAX_UNIT = 20
"""Maximum length of the text of a unit."""
MAX_BANDS = 3000
CALENDARS = ("standard", "gregorian", "proleptic_gregorian")
"""Calendars of CF whose days are those of everyday life."""
_SINCE = re.compile(
    r"(day|d|hour|hr|h|minute|min|second|sec|s)s? since (\d{1,4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d*)?)?)? *(?:([+-]\d{1,2})(?::?(\d\d))?)?",
    re.IGNORECASE,
)
_SECONDS = {"d": 86_400, "h": 3600, "m": 60, "s": 1}
"""By the first letters of units."""
_EASTERN, _NORTHERN = "degrees?_?(east|E)", "degrees?_?(north|N)"  # no words: patterns
GREGORIAN = datetime(1582, 10, 15)
"""First day of the calendar; the standard one of CF has Julian dates before."""


@dataclass(frozen=True, slots=True)
class _Format:
    """A format of files, with its driver and the first bytes of its files."""

    name: str
    driver: str
    starts: tuple[bytes, ...]


_TIFF = _Format("GeoTIFF", "GTiff", (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"))
_NETCDF = _Format("NetCDF", "netCDF", (b"CDF\1", b"CDF\2", b"CDF\5", b"\x89HDF"))
_GRIB = _Format("GRIB", "GRIB", (b"GRIB",))
_FORMATS = {
    ".tif": _TIFF, ".tiff": _TIFF, ".nc": _NETCDF, ".nc4": _NETCDF, ".cdf": _NETCDF,
    ".grib": _GRIB, ".grib2": _GRIB, ".grb": _GRIB, ".grb2": _GRIB,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceBand:
    """A band of a dataset: its index, quantity, unit and time."""

    dataset: Any
    index: int
    variable: str
    unit: str
    day: int
    """As `date.toordinal` counts days; 0 without one."""
    time: str
    """HH:MM; empty at midnight."""


@dataclass(frozen=True, slots=True)
class RasterSource:
    """The datasets of a file that share a grid; those of other grids are not shown."""

    format: str
    datasets: tuple[Any, ...]
    remarks: tuple[str, ...]

    @property
    def first(self) -> Any:
        """The dataset that determines the grid."""
        return self.datasets[0]

    def bands(self) -> list[SourceBand]:
        """All bands but transparency, one quantity after the other.

        Raises Unreadable if there are too many.
        """
        having = [
            (dataset, index)
            for dataset in self.datasets
            for index, role in zip(dataset.indexes, dataset.colorinterp, strict=True)
            if role is not ColorInterp.alpha
        ]
        count = len(having)
        if count > MAX_BANDS:
            raise Unreadable(
                tr(
                    "it has {count} bands, and {most} can be shown; extract some of them",
                    count=digits(f"{count:,}"),
                    most=digits(f"{MAX_BANDS:,}"),
                )
            )
        bands = [_band(dataset, index, several=count > 1) for dataset, index in having]
        named = Counter((each.variable, each.day, each.time) for each in bands)
        return [
            replace(each, variable=f"{each.variable} (band {each.index})")
            if named[each.variable, each.day, each.time] > 1
            else each
            for each in bands
        ]


def format_of(path: Path) -> str:
    """The name of the format by the end of the file's name."""
    return _FORMATS[path.suffix.lower()].name


@contextmanager
def opened(path: Path) -> Iterator[RasterSource]:
    """The open file. Raises Unreadable for any error of GDAL while it is used."""
    format = _FORMATS[path.suffix.lower()]
    if read_head(path, largest=MAX_SIZE_ON_DISK, length=4) not in format.starts:
        raise Unreadable(
            tr(
                "its content is not that of a {name} file, as the end of its name says "
                "({suffix}); give the file the end of its true format",
                name=format.name,
                suffix=path.suffix,
            )
        )
    with limited_gdal(), ExitStack() as stack:
        try:
            whole = stack.enter_context(rasterio.open(path, driver=format.driver))
            source = _source(whole, format, stack)
            if format is _NETCDF:
                _require_order(path, source.first)
            yield source
        except (RasterioError, CRSError, ValueError) as error:
            if "not recognized as" in str(error):
                raise Unreadable(
                    tr("it contains no values on a grid, or is damaged ({name})", name=path.name)
                ) from None
            raise Unreadable(
                tr("it is damaged or incomplete; get it again ({why})", why=_reason(error, path))
            ) from None


@contextmanager
def limited_gdal() -> Iterator[None]:
    """Limits of GDAL for files of unknown origin."""
    os.environ["PROJ_NETWORK"] = "OFF"
    # Files beside it are not read, since they may refer to others.
    limits = {"GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR", "GDAL_NUM_THREADS": "2", "GDAL_CACHEMAX": 64}
    with warnings.catch_warnings(), rasterio.Env(**limits):
        # A file without a place is refused with a sentence of our own.
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        yield


def _source(whole: Any, format: _Format, stack: ExitStack) -> RasterSource:
    if format is not _NETCDF:
        return RasterSource(format.name, (whole,), ())
    subdatasets = (rasterio.open(name, driver=format.driver) for name in whole.subdatasets)
    # A file with a single variable is that itself.
    found = [whole] if whole.count else [stack.enter_context(each) for each in subdatasets]
    placed = [each for each in found if each.count and not each.transform.is_identity]
    if not placed:
        raise Unreadable(
            tr("none of its variables has a regular grid of longitude and latitude, or of metres")
        )
    sizes = Counter({_grid(each): 0 for each in placed})
    for each in placed:
        sizes[_grid(each)] += each.width * each.height * each.count
    largest = sizes.most_common(1)[0][0]
    same = [each for each in placed if _grid(each) == largest]
    others = [_name(each, 1) for each in placed if each not in same]
    remarks = (
        (tr("these variables have other grids and are not shown: {names}", names=tr(", ").join(others)),)
        if others
        else ()
    )
    return RasterSource(format.name, tuple(same), remarks)


def _require_order(path: Path, dataset: Any) -> None:
    """Raise Unreadable if the last axis is the latitude, which GDAL takes for the longitude."""
    units = (key.partition("#") for key, value in dataset.tags().items() if re.fullmatch(_NORTHERN, value))
    name = next((axis for axis, _, word in units if word == "units"), "")
    if not name:
        return
    with rasterio.open(f'NETCDF:"{path}":{name}') as axis:
        latitudes = axis.read(1)
    if latitudes.shape != (1, dataset.width):
        return
    x, y = dataset.xy(0, 0)
    ends = latitudes[0, [0, -1]]
    if np.isclose(ends, x).any() and not np.isclose(ends, y).any():
        raise Unreadable(
            tr("its longitude comes before its latitude; change their order, as with ncpdq -a lat,lon")
        )


def _grid(dataset: Any) -> tuple[object, ...]:
    return dataset.width, dataset.height, tuple(dataset.transform[:6])


def require_real(dataset: Any) -> None:
    """Raise Unreadable for complex numbers."""
    if any(each.startswith("complex") for each in dataset.dtypes):
        raise Unreadable(tr("its values are complex numbers, which cannot be shown"))


def has_degrees(dataset: Any) -> bool:
    """Whether a dataset without a reference system has axes of longitude and latitude."""
    units = "\n".join(value for key, value in dataset.tags().items() if key.endswith("#units"))
    return all(re.search(f"^{side}$", units, re.MULTILINE) for side in (_EASTERN, _NORTHERN))


def _band(dataset: Any, index: int, *, several: bool) -> SourceBand:
    tags = dataset.tags(index)
    when, others = _when(dataset, tags)
    name = _name(dataset, index)
    if not name and several:
        name = tr("band {number}", number=index)
    name = f"{name} ({', '.join(others)})" if others else name
    unit = (dataset.units[index - 1] or tags.get("GRIB_UNIT", "").strip("[] -") or "").strip()
    time = when.strftime("%H:%M") if when and (when.hour or when.minute) else ""
    return SourceBand(
        dataset,
        index,
        sanitized(name, MAX_NAME),
        sanitized(unit, MAX_UNIT),
        when.toordinal() if when else 0,
        time,
    )


def _name(dataset: Any, index: int) -> str:
    tags = dataset.tags(index)
    long_name = tags.get("long_name") or tags.get("GRIB_COMMENT", "").partition("[")[0].strip()
    short_name = tags.get("NETCDF_VARNAME") or tags.get("GRIB_ELEMENT") or ""
    name = short_name if short_name and len(long_name) > MAX_LONG_NAME else long_name
    return str(name or short_name or dataset.descriptions[index - 1] or "")


def _when(dataset: Any, tags: dict[str, str]) -> tuple[datetime | None, list[str]]:
    """The time of a band, and its place on other axes in words."""
    if valid := re.search(r"-?\d+", tags.get("GRIB_VALID_TIME", "")):
        level = tags.get("GRIB_SHORT_NAME", "")
        return _moment(datetime(1970, 1, 1), float(valid[0])), [level] if level else []
    when, others = None, list[str]()
    whole = dataset.tags()
    for key, value in tags.items():
        if not key.startswith("NETCDF_DIM_"):
            continue
        axis = key.removeprefix("NETCDF_DIM_")
        moment = _since(whole.get(f"{axis}#units", ""), whole.get(f"{axis}#calendar", ""), value)
        if moment is not None and when is None:
            when = moment
        else:
            others.append(f"{axis} {value}")
    return when, others


def _since(units: str, calendar: str, value: str) -> datetime | None:
    """The time in units such as `days since 2024-01-01`; None in other units and calendars."""
    match = _SINCE.match(units.strip())
    if not match or (calendar or CALENDARS[0]).lower() not in CALENDARS:
        return None
    unit, *numbers, hours, minutes = match.groups()
    try:
        begin = datetime(*(int(number or 0) for number in numbers))  # type: ignore[arg-type]
        seconds = float(value) * _SECONDS[unit[0].lower()]
        # What is east of Greenwich is ahead of it.
        zone = timedelta(hours=int(hours or 0), minutes=int(f"{(hours or '+')[0]}{minutes or 0}"))
        if begin < GREGORIAN and calendar.lower() != CALENDARS[-1]:
            year = begin.year - (begin.month < 3)
            seconds += 86_400 * (year // 100 - year // 400 - 2)
        return _moment(begin, seconds - zone.total_seconds())
    except ValueError:
        return None


def _moment(begin: datetime, seconds: float) -> datetime | None:
    try:
        return begin + timedelta(seconds=round(seconds))
    except OverflowError:
        return None


def _reason(error: Exception, path: Path) -> str:
    """GDAL's sentence without the path of the file."""
    first: BaseException = error
    while first.__cause__ is not None:
        first = first.__cause__
    text = str(first).replace(str(path), path.name).strip() or type(first).__name__
    return text.removeprefix(f"{path.name}: ").rstrip(".")
