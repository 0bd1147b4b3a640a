"""Bundled third-party components with their licences, as listed in the About dialog."""

from dataclasses import dataclass

from arctic_map.model.tr import tr_later


@dataclass(frozen=True, slots=True)
class Part:
    """A component with its licence."""

    name: str
    licence: str
    package: str = ""
    """The Python distribution that provides the version; empty if there is none."""


WINDOW = (
    Part("Qt", "LGPL 3.0", "PySide6-Essentials"),
    Part("Qt WebEngine", "LGPL 3.0; Chromium in it under BSD 3-Clause and others", "PySide6-WebEngine"),
    Part("PySide6 and Shiboken", "LGPL 3.0", "shiboken6"),
    Part("Leaflet 1.9.4", "BSD 2-Clause"),
    Part("Source Sans 3", "SIL Open Font License 1.1"),
    Part("Noto Sans SC", "SIL Open Font License 1.1"),
    Part("searoute's gazetteer of ports", "Apache 2.0"),
    Part("GeoNames countries and cities", "Creative Commons Attribution 4.0"),
    Part("Sea Ice Index edges", "BSD 3-Clause, with the credit that the sources give"),
)
PACKAGES = (
    Part("branca", "MIT", "branca"),
    Part("certifi", "MPL 2.0", "certifi"),
    Part("charset-normalizer", "MIT", "charset-normalizer"),
    Part("contourpy", "BSD 3-Clause", "contourpy"),
    Part("cycler", "BSD 3-Clause", "cycler"),
    Part("DuckDB", "MIT", "duckdb"),
    Part("folium", "MIT", "folium"),
    Part("fontTools", "MIT", "fonttools"),
    Part("geojson", "BSD 3-Clause", "geojson"),
    Part("idna", "BSD 3-Clause", "idna"),
    Part("Jinja2", "BSD 3-Clause", "jinja2"),
    Part("kiwisolver", "BSD 3-Clause", "kiwisolver"),
    Part("MarkupSafe", "BSD 3-Clause", "markupsafe"),
    Part("matplotlib", "a licence of its own, after that of Python", "matplotlib"),
    Part("msgspec", "BSD 3-Clause", "msgspec"),
    Part("nanoarrow", "Apache 2.0", "nanoarrow"),
    Part("NumPy", "BSD 3-Clause, with parts under 0BSD, MIT, Zlib and CC0", "numpy"),
    Part("packaging", "Apache 2.0 or BSD 2-Clause", "packaging"),
    Part("Pillow", "MIT-CMU", "pillow"),
    Part("psutil", "BSD 3-Clause", "psutil"),
    Part("pyogrio", "MIT", "pyogrio"),
    Part("pyparsing", "MIT", "pyparsing"),
    Part("pypdf", "BSD 3-Clause", "pypdf"),
    Part("pyproj", "MIT", "pyproj"),
    Part("python-dateutil", "BSD 3-Clause", "python-dateutil"),
    Part("requests", "Apache 2.0", "requests"),
    Part("Shapely", "BSD 3-Clause", "shapely"),
    Part("tzdata (Windows only)", "Apache 2.0", "tzdata"),
    Part("urllib3", "MIT", "urllib3"),
    Part("xyzservices", "BSD 3-Clause", "xyzservices"),
)
INSIDE = (
    Part("bzip2", "bzip2 licence"),
    Part("CPython", "PSF 2.0"),
    Part("curl", "curl licence"),
    Part("DejaVu Sans", "Bitstream Vera licence"),
    Part("GCC runtime", "GPL 3.0 with the GCC runtime exception"),
    Part("GDAL, with the libraries built into it", "MIT"),
    Part("GDAL's data", "MIT"),
    Part("GEOS", "LGPL 2.1"),
    Part("ICU", "Unicode 3.0"),
    Part("Last Resort font", "SIL Open Font License 1.1"),
    Part("libffi", "MIT"),
    Part("libjpeg-turbo", "IJG and BSD 3-Clause"),
    Part("LibTIFF", "libtiff licence"),
    Part("mpdecimal", "BSD 2-Clause"),
    Part("nghttp2", "MIT"),
    Part("OpenBLAS, with LAPACK", "BSD 3-Clause"),
    Part("OpenJPEG", "BSD 2-Clause"),
    Part("PROJ", "MIT"),
    Part("PROJ's data, with the EPSG data set", "MIT; the EPSG data set under its terms of use"),
    Part("PyInstaller's loader", "GPL 2.0 with an exception for what it loads"),
    Part("SQLite", "public domain"),
    Part("X.Org client libraries", "MIT"),
    Part("xcb-util libraries", "X11"),
    Part("XZ Utils", "0BSD"),
    Part("Zstandard", "BSD 3-Clause"),
)
GROUPS = (
    (tr_later("The window and the map"), WINDOW),
    (tr_later("Python packages"), PACKAGES),
    (tr_later("Libraries and data inside these, and in the installers"), INSIDE),
)
