"""Countries of Natural Earth from the npm package world-atlas."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

RUSSIA, INDIA, MEXICO, BRAZIL = "643", "356", "484", "076"
DIGESTS = {
    "countries-10m.json": "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79",
    "countries-50m.json": "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
}


class AtlasError(Exception):
    """A file of the package is missing or not the pinned one."""


def country(file: Path, code: str) -> list[Any]:
    """Return the polygons of a country by its ISO 3166 numeric code, lon/lat in degrees. Raises AtlasError.

    Longitudes continue beyond ±180, so that no ring jumps: world-atlas stitches polygons at the antimeridian.
    """
    if not file.is_file():
        raise AtlasError(f"{file}: no such file")
    if hashlib.sha256(file.read_bytes()).hexdigest() != DIGESTS[file.name]:
        raise AtlasError(f"{file}: not the file of world-atlas 2.0.2")
    meta, _, shapes, columns = pyogrio.raw.read(file, layer="countries", columns=["id"])
    codes = columns[list(meta["fields"]).index("id")]
    found = [shape for shape, found in zip(shapes, codes, strict=True) if found == code]
    parts = shapely.get_parts(shapely.from_wkb(found))
    return [_without_jumps(part) for part in parts]


def mended(polygon: Any) -> Any:
    """Return a valid polygon or multipolygon without crossings."""
    # The other method leaves lines beside the polygons, and such a mixture has no boundary.
    return shapely.make_valid(polygon, method="structure", keep_collapsed=False)


def _without_jumps(polygon: Any) -> Any:
    return shapely.Polygon(_run_on(polygon.exterior), [_run_on(ring) for ring in polygon.interiors])


def _run_on(ring: Any) -> Any:
    points = np.asarray(ring.coords)[:, :2]
    jumps = np.round(np.diff(points[:, 0], prepend=points[0, 0]) / 360)
    points[:, 0] -= 360 * np.cumsum(jumps)
    return points
