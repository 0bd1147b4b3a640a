"""Features of GML from a server, as GeoJSON in longitude and latitude."""

from __future__ import annotations

import re
from pathlib import Path

import pyogrio

from arctic_map.storage.app_folders import ScratchFolder
from arctic_map.storage.bounded_reading import Unreadable

_BOUNDS = re.compile(rb"<([\w.-]+:)?boundedBy>.*?</\1boundedBy>", re.DOTALL)
"""Extents of features, which would become fields."""
OPTIONS = {"DOWNLOAD_SCHEMA": "NO", "FORCE_SRS_DETECTION": "YES"}
FAILURES = (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError)
_LINKS = re.compile(rb"""\s(?:[\w.-]+:schemaLocation|next|previous)\s*=\s*(?:"[^"]*"|'[^']*')""")
"""Addresses of schemas and of other pages, which GDAL would follow, or take for signs of another format."""


def features_of_gml(body: bytes) -> list[bytes]:
    """The features of a collection, a line of GeoJSON each. Raises Unreadable and OSError.

    Schemas that the collection refers to are not loaded.
    """
    with ScratchFolder("gml") as folder:
        source, made = Path(folder, "page.gml"), Path(folder, "page.geojsonl")
        source.write_bytes(_BOUNDS.sub(b"", _LINKS.sub(b"", body)))
        try:
            about, _, shapes, values = pyogrio.raw.read(
                source, DOWNLOAD_SCHEMA="NO", FORCE_SRS_DETECTION="YES"
            )
            if not len(shapes):
                return []
            pyogrio.raw.write(
                made, shapes, values, about["fields"], crs=about["crs"], driver="GeoJSONSeq",
                geometry_type=about["geometry_type"] or "Unknown",  # no words: GDAL's name
            )  # fmt: skip
        except (
            pyogrio.errors.DataSourceError,
            pyogrio.errors.DataLayerError,
            RuntimeError,
            ValueError,
        ) as error:
            raise Unreadable(str(error)) from error
        return made.read_bytes().splitlines()
