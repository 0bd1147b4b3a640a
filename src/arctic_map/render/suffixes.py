"""Ends of the names of files, by what the files hold."""

from pathlib import Path

PIXELS = (".png", ".jpg", ".webp")
"""Formats that are a picture of so many pixels."""
PAGES = (*PIXELS, ".pdf", ".svg")
"""Formats that are a page of a size."""
DATA = (".geojson", ".gpkg", ".kml", ".fgb", ".csv")
"""Formats that hold features and no picture of them."""
FORMATS = (*PAGES, ".html", *DATA)
"""All that a map can be written into."""
WORLD_FILES = {".png": ".pgw", ".jpg": ".jgw"}
"""Ends of the names of the files that say where a picture's pixels lie."""


def format_of(out: Path) -> str:
    """The format's own end of a name: `.jpg` for `MAP.JPEG`; what is no format as it is."""
    suffix = out.suffix.lower()
    return ".jpg" if suffix == ".jpeg" else suffix
