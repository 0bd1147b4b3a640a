"""Bundled third-party components with their licences, as listed in the About dialog."""

from dataclasses import dataclass

from arctic_map.model.tr import tr_later


@dataclass(frozen=True, slots=True)
class Component:
    """A component with its licence."""

    name: str
    licence: str
    package: str = ""
    """The Python distribution that provides the version; empty if there is none."""


WINDOW = (
    Component("Qt", "LGPL 3.0", "PySide6-Essentials"),
    Component("Qt WebEngine", "LGPL 3.0; Chromium in it under BSD 3-Clause and others", "PySide6-WebEngine"),
    Component("PySide6 and Shiboken", "LGPL 3.0", "shiboken6"),
    Component("Leaflet 1.9.4", "BSD 2-Clause"),
    Component("Source Sans 3", "SIL Open Font License 1.1"),
    Component("Noto Sans SC", "SIL Open Font License 1.1"),
    Component("searoute's gazetteer of ports", "Apache 2.0"),
    Component("GeoNames countries and cities", "Creative Commons Attribution 4.0"),
    Component("Sea Ice Index edges", "BSD 3-Clause, with the credit that the sources give"),
)
PACKAGES = (
    Component("ADBC, the driver manager", "Apache 2.0", "adbc-driver-manager"),
    Component("ADBC for PostgreSQL, with libpq and OpenSSL", "Apache 2.0", "adbc-driver-postgresql"),
    Component("affine", "BSD 3-Clause", "affine"),
    Component("attrs", "MIT", "attrs"),
    Component("branca", "MIT", "branca"),
    Component("certifi", "MPL 2.0", "certifi"),
    Component("charset-normalizer", "MIT", "charset-normalizer"),
    Component("Click", "BSD 3-Clause", "click"),
    Component("contourpy", "BSD 3-Clause", "contourpy"),
    Component("cycler", "BSD 3-Clause", "cycler"),
    Component("DuckDB", "MIT", "duckdb"),
    Component("folium", "MIT", "folium"),
    Component("fontTools", "MIT", "fonttools"),
    Component("fsspec", "BSD 3-Clause", "fsspec"),
    Component("geojson", "BSD 3-Clause", "geojson"),
    Component("idna", "BSD 3-Clause", "idna"),
    Component("Jinja2", "BSD 3-Clause", "jinja2"),
    Component("kiwisolver", "BSD 3-Clause", "kiwisolver"),
    Component("MarkupSafe", "BSD 3-Clause", "markupsafe"),
    Component("matplotlib", "a licence of its own, after that of Python", "matplotlib"),
    Component("msgspec", "BSD 3-Clause", "msgspec"),
    Component("nanoarrow", "Apache 2.0", "nanoarrow"),
    Component("NumPy", "BSD 3-Clause, with parts under 0BSD, MIT, Zlib and CC0", "numpy"),
    Component("packaging", "Apache 2.0 or BSD 2-Clause", "packaging"),
    Component("Pillow", "MIT-CMU", "pillow"),
    Component("PMTiles", "BSD 3-Clause", "pmtiles"),
    Component("psutil", "BSD 3-Clause", "psutil"),
    Component("pyogrio", "MIT", "pyogrio"),
    Component("pyparsing", "MIT", "pyparsing"),
    Component("pypdf", "BSD 3-Clause", "pypdf"),
    Component("pyproj", "MIT", "pyproj"),
    Component("python-calamine", "MIT", "python-calamine"),
    Component("python-dateutil", "BSD 3-Clause", "python-dateutil"),
    Component("rasterio", "BSD 3-Clause", "rasterio"),
    Component("requests", "Apache 2.0", "requests"),
    Component("Shapely", "BSD 3-Clause", "shapely"),
    Component("typing-extensions", "PSF 2.0", "typing-extensions"),
    Component("tzdata (Windows only)", "Apache 2.0", "tzdata"),
    Component("urllib3", "MIT", "urllib3"),
    Component("xyzservices", "BSD 3-Clause", "xyzservices"),
)
INSIDE = (
    Component("Blosc", "BSD 3-Clause"),
    Component("bzip2", "bzip2 licence"),
    Component("CPython", "PSF 2.0"),
    Component("curl", "curl licence"),
    Component("DejaVu Sans", "Bitstream Vera licence"),
    Component("GCC runtime", "GPL 3.0 with the GCC runtime exception"),
    Component("GDAL, with the libraries built into it", "MIT"),
    Component("GDAL for rasters", "MIT"),
    Component("GDAL's data", "MIT"),
    Component("GEOS", "LGPL 2.1"),
    Component("GIFLIB", "MIT"),
    Component("HDF5", "BSD 3-Clause"),
    Component("ICU", "Unicode 3.0"),
    Component("JSON-C", "MIT"),
    Component("Last Resort font", "SIL Open Font License 1.1"),
    Component("LERC", "Apache 2.0"),
    Component("libaec", "BSD 2-Clause"),
    Component("libdeflate", "MIT"),
    Component("libffi", "MIT"),
    Component("libjpeg-turbo", "IJG and BSD 3-Clause"),
    Component("libpng", "libpng licence"),
    Component("LibTIFF", "libtiff licence"),
    Component("mpdecimal", "BSD 2-Clause"),
    Component("netCDF", "BSD 3-Clause"),
    Component("nghttp2", "MIT"),
    Component("OpenBLAS, with LAPACK", "BSD 3-Clause"),
    Component("OpenJPEG", "BSD 2-Clause"),
    Component("OpenSSL", "Apache 2.0"),
    Component("PCRE2", "BSD 3-Clause"),
    Component("PROJ", "MIT"),
    Component("PROJ's data, with the EPSG data set", "MIT; the EPSG data set under its terms of use"),
    Component("PyInstaller's loader", "GPL 2.0 with an exception for what it loads"),
    Component("SQLite", "public domain"),
    Component("WebP", "BSD 3-Clause"),
    Component("X.Org client libraries", "MIT"),
    Component("xcb-util libraries", "X11"),
    Component("XZ Utils", "0BSD"),
    Component("Zstandard", "BSD 3-Clause"),
)
GROUPS = (
    (tr_later("The window and the map"), WINDOW),
    (tr_later("Python packages"), PACKAGES),
    (tr_later("Libraries and data inside these, and in the installers"), INSIDE),
)
