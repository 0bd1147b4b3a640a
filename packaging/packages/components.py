"""The components of the frozen app: name, version and licence of every part, identified by its files."""

from __future__ import annotations

import platform
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import Parser
from pathlib import Path

from packages.bundle import home

LGPL_QT = "LGPL-3.0-only"


@dataclass(slots=True)
class Component:
    """A part of the app from one origin."""

    name: str
    version: str
    licence: str
    """An SPDX expression, or plain words where none fits."""
    kind: str = "library"
    files: list[str] = field(default_factory=list)
    """Relative to the app's folder."""
    package: str = ""
    """Its name among Python's packages; empty for all others."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Files whose path matches belong to a component; a group in the pattern is its version."""

    pattern: str
    name: str
    licence: str
    version: str = ""
    kind: str = "library"


STDLIB = "|".join(sorted(sys.stdlib_module_names))
RULES = (
    Rule(r"pyogrio\.libs/libgdal-.*\.so\.\d+\.(.+)", "GDAL, with the libraries built into it", "MIT"),
    Rule(r"rasterio\.libs/libgdal-.*\.so\.\d+\.(.+)", "GDAL for rasters", "MIT"),
    Rule(r"rasterio\.libs/lib(?:crypto|ssl)-.*", "OpenSSL", "Apache-2.0"),
    Rule(r"rasterio\.libs/libhdf5.*", "HDF5", "BSD-3-Clause"),
    Rule(r"rasterio\.libs/libnetcdf-.*", "netCDF", "BSD-3-Clause"),
    Rule(r"rasterio\.libs/libblosc-.*\.so\.(.+)", "Blosc", "BSD-3-Clause"),
    Rule(r"rasterio\.libs/libLerc-.*", "LERC", "Apache-2.0"),
    Rule(r"(?:pillow|rasterio)\.libs/lib(?:webp(?:mux|demux)?|sharpyuv)-.*", "WebP", "BSD-3-Clause"),
    Rule(r"rasterio\.libs/libpcre2-.*", "PCRE2", "BSD-3-Clause"),
    Rule(r"rasterio\.libs/libpng16-.*", "libpng", "libpng-2.0"),
    Rule(r"rasterio\.libs/libdeflate-.*", "libdeflate", "MIT"),
    Rule(r"rasterio\.libs/libjson-c-.*", "JSON-C", "MIT"),
    Rule(r"rasterio\.libs/lib(?:aec|sz)-.*", "libaec", "BSD-2-Clause"),
    Rule(r"rasterio\.libs/libgif-.*", "GIFLIB", "MIT"),
    Rule(r"numpy\.libs/libscipy_openblas.*", "OpenBLAS, with LAPACK", "BSD-3-Clause"),
    Rule(r"(?:pyproj|rasterio)\.libs/libcurl-.*", "curl", "curl"),
    Rule(r"numpy\.libs/lib(?:gfortran|quadmath).*", "GCC runtime", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    Rule(r"(?:shapely|rasterio)\.libs/libgeos.*", "GEOS", "LGPL-2.1-or-later"),
    Rule(r"(?:pyproj|rasterio)\.libs/libproj-.*\.so\.\d+\.(.+)", "PROJ", "MIT"),
    Rule(
        r"(?:pyproj/proj_dir|pyogrio/proj_data|rasterio/proj_data)/.*",
        "PROJ's data, with the EPSG data set",
        "MIT",
        kind="data",
    ),
    Rule(r"(?:pyogrio|rasterio)/gdal_data/.*", "GDAL's data", "MIT", kind="data"),
    Rule(r"(?:pyproj|rasterio)\.libs/libsqlite3-.*", "SQLite", "blessing"),
    Rule(r"(?:pyproj|rasterio)\.libs/libnghttp2-.*", "nghttp2", "MIT"),
    Rule(r"(?:pyproj|pillow|rasterio)\.libs/libtiff-.*", "LibTIFF", "libtiff"),
    Rule(r"(?:pillow|rasterio)\.libs/libjpeg-.*", "libjpeg-turbo", "IJG AND BSD-3-Clause"),
    Rule(r"(?:pillow|rasterio)\.libs/libopenjp2-.*\.so\.(.+)", "OpenJPEG", "BSD-2-Clause"),
    Rule(r"(?:pillow|rasterio)\.libs/libzstd-.*\.so\.(.+)", "Zstandard", "BSD-3-Clause"),
    Rule(r"pillow\.libs/(?:libXau|libxcb)-.*", "X.Org client libraries", "MIT"),
    Rule(r"libxcb-.*", "xcb-util libraries", "X11"),
    Rule(r"(?:(?:pillow|rasterio)\.libs/)?liblzma.*", "XZ Utils", "0BSD"),
    Rule(r"libffi\..*", "libffi", "MIT"),
    Rule(r"libmpdec\.so\.(\d+)", "mpdecimal", "BSD-2-Clause"),
    Rule(r"libbz2\..*", "bzip2", "bzip2-1.0.6"),
    Rule(
        rf"bin/arctic-map|libpython3.*|lib-dynload/.*|_sysconfigdata.*|(?:{STDLIB})(?:/.*|\.pyc)",
        "CPython",
        "PSF-2.0",
        "python",
    ),
    Rule(
        r"arctic-map(?:-window)?\.exe",
        "PyInstaller's loader",
        "GPL-2.0-or-later WITH Bootloader-exception",
        kind="application",
    ),
    Rule(r"PySide6/Qt/lib/libicu.*\.so\.(\d+)", "ICU", "Unicode-3.0"),
    Rule(
        r"PySide6/Qt/(?:lib/libQt6WebEngine.*|libexec/.*|resources/.*|translations/qtwebengine_locales/.*)",
        "Qt WebEngine, with Chromium",
        f"{LGPL_QT} AND BSD-3-Clause",
        "qt",
        "framework",
    ),
    Rule(r"PySide6/Qt/.*", "Qt", LGPL_QT, "qt", "framework"),
    Rule(r"arctic_map/resources/web/vendor/leaflet/.*", "Leaflet", "BSD-2-Clause", "leaflet"),
    Rule(
        r"arctic_map/resources/(?:web/vendor|prepared)/fonts/NotoSansSC.*",
        "Noto Sans SC",
        "OFL-1.1",
        kind="data",
    ),
    Rule(r"arctic_map/resources/(?:web/vendor|prepared)/fonts/.*", "Source Sans 3", "OFL-1.1", kind="data"),
    Rule(r"matplotlib/mpl-data/fonts/ttf/LastResort.*", "Last Resort font", "OFL-1.1", kind="data"),
    Rule(r"matplotlib/mpl-data/fonts/.*", "DejaVu Sans", "Bitstream-Vera", kind="data"),
    Rule(
        r"arctic_map/resources/(?:gazetteer|prepared/routes)/(?:ports\.json|.*LICENCE)",
        "searoute's gazetteer of ports",
        "Apache-2.0",
        kind="data",
    ),
    Rule(r"arctic_map/resources/cities/.*", "GeoNames countries and cities", "CC-BY-4.0", kind="data"),
    Rule(r"arctic_map/resources/data/ice/.*", "Sea Ice Index edges", "BSD-3-Clause", kind="data"),
    Rule(r"arctic-map|arctic_map/.*|LICENSE", "arctic-map", "MIT", "arctic-map", "application"),
)
PACKAGES = {
    "PIL": "pillow",
    "attr": "attrs",
    "_duckdb.abi3.so": "duckdb",
    "typing_extensions.pyc": "typing_extensions",
    "PySide6": "pyside6_essentials",
    "dateutil": "python_dateutil",
    "fontTools": "fonttools",
    "mpl_toolkits": "matplotlib",
}
"""Packages by folder, where the names differ."""
LICENCES = {
    "contourpy": "BSD-3-Clause",
    "cycler": "BSD-3-Clause",
    "geojson": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "kiwisolver": "BSD-3-Clause",
    "matplotlib": "Matplotlib licence, after that of Python",
    "pyogrio": "MIT",
    "pypdf": "BSD-3-Clause",
    "rasterio": "BSD-3-Clause",
}
"""Licences of packages whose metadata have a full text, or ambiguous words."""


def components(folder: Path, version: str) -> list[Component]:
    """Return the components of the app in `folder`, sorted.

    Raises SystemExit for a file of unknown origin.
    """
    inside = home(folder)
    records = {path.name.partition("-")[0].lower(): path for path in inside.glob("*.dist-info")}
    found = {name: _of_python(path) for name, path in records.items()}
    versions = {
        "python": platform.python_version(),
        "qt": found["pyside6_essentials"].version,
        "leaflet": _leaflet(inside),
        "arctic-map": version,
    }
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        place = str(path.relative_to(inside) if inside in path.parents else path.relative_to(folder))
        top = place.partition("/")[0]
        if top.endswith(".dist-info"):
            found[top.partition("-")[0].lower()].files.append(place)
        elif match := next(
            ((rule, hit) for rule in RULES if (hit := re.fullmatch(rule.pattern, place))), None
        ):
            rule, hit = match
            release = versions.get(rule.version) or next(iter(filter(None, hit.groups())), "")
            found.setdefault(rule.name, Component(rule.name, release, rule.licence, rule.kind)).files.append(
                place
            )
        elif (package := PACKAGES.get(top, top.lower())) in found:
            found[package].files.append(place)
        else:
            raise SystemExit(f"{place}: nobody knows whose this is; tell packaging/packages/components.py")
    return sorted((*found.values(), *_sources(inside)), key=lambda component: component.name.lower())


def _of_python(record: Path) -> Component:
    about = Parser().parsestr((record / "METADATA").read_text())
    return Component(about["Name"], about["Version"], _licence(about), package=about["Name"])


def _licence(about: Message[str, str]) -> str:
    if known := LICENCES.get(about["Name"].lower()):
        return known
    if expression := about["License-Expression"]:
        return str(expression)
    words = str(about["License"] or "").strip().partition("\n")[0]
    named = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line[:7] == "License"]
    return words if words and len(words) < 60 else " or ".join(named) or words


def _leaflet(inside: Path) -> str:
    text = (inside / "arctic_map" / "resources" / "web" / "vendor" / "leaflet" / "leaflet.js").read_text()
    hit = re.search(r"Leaflet (\d+(?:\.\d+)+)", text)
    return hit[1] if hit else ""


def _sources(inside: Path) -> Iterator[Component]:
    """Yield the data that the content is made from."""
    catalog = tomllib.loads((inside / "arctic_map" / "resources" / "data" / "catalog.toml").read_text())
    for source in catalog["source"]:
        yield Component(source["name"], "", source["licence"], "data")
