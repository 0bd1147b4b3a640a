"""Features of GML from a server, as GeoJSON in longitude and latitude."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from arctic_map.model.tr import tr
from arctic_map.storage.app_folders import ScratchFolder
from arctic_map.storage.bounded_reading import Unreadable

_BOUNDS = re.compile(rb"<([\w.-]+:)?boundedBy>.*?</\1boundedBy>", re.DOTALL)
"""Extents of features, which would become fields."""
_MEMBERS = re.compile(rb"<(?:[\w.-]+:)?(?:member|featureMembers?)\b")
_LINKS = re.compile(rb"""\s(?:[\w.-]+:schemaLocation|next|previous)\s*=\s*(?:"[^"]*"|'[^']*')""")
"""Addresses of schemas and of other pages, which GDAL would follow, or take for signs of another format."""


def features_of_gml(body: bytes) -> list[bytes]:
    """The features of a collection, a line of GeoJSON each. Raises Unreadable and OSError.

    Schemas that the collection refers to are not loaded.
    """
    first = _MEMBERS.search(body)
    # The extent of the collection may be all that names the reference system.
    start = first.start() if first else 0
    with ScratchFolder("gml") as folder:
        source, made = Path(folder, "page.gml"), Path(folder, "page.geojsonl")
        source.write_bytes(_LINKS.sub(b"", body[:start]) + _BOUNDS.sub(b"", _LINKS.sub(b"", body[start:])))
        try:
            about, _, shapes, values = pyogrio.raw.read(
                source, DOWNLOAD_SCHEMA="NO", FORCE_SRS_DETECTION="YES"
            )
            if shapes is None or not len(shapes):
                return []
            if not about["crs"] and not _in_degrees(shapes):
                raise Unreadable(tr("it does not say in which reference system its coordinates are"))
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


def _in_degrees(shapes: Any) -> bool:
    """Whether shapes as WKB can be in longitude and latitude."""
    west, south, east, north = np.nan_to_num(shapely.total_bounds(shapely.from_wkb(shapes)))
    return bool(west >= -360.0 and east <= 360.0 and south >= -90.0 and north <= 90.0)
