"""A part of a GeoTIFF on the web: what the map shows, in about the resolution of the map."""

from __future__ import annotations

from pathlib import Path

from arctic_map.fetching.http_client import HttpClient
from arctic_map.fetching.picture_box import box_in, pixel_in
from arctic_map.fetching.remote_file import RemoteBlocks, RemoteFile
from arctic_map.fetching.service import Progress
from arctic_map.geo.crs import UnknownCrs
from arctic_map.model.map_view import FetchView
from arctic_map.model.tr import digits, tr
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.rasters.raster_part import Extent, write_part


def copy_part(client: HttpClient, view: FetchView, out: Path, progress: Progress) -> tuple[str, ...]:
    """Copy what a view shows of the GeoTIFF at the address, and say how the copy differs.

    Raises FetchError: NoParts if the server gives whole files only. Raises OSError.
    """
    blocks = RemoteBlocks(client, progress)

    def extent_in(system: str) -> Extent:
        try:
            return box_in(system, view), pixel_in(system, view)
        except UnknownCrs:
            raise Unreadable(tr("its file does not say where on the Earth it lies")) from None

    try:
        scale = write_part(lambda: RemoteFile(blocks), blocks.size, extent_in, out)
    except Unreadable as error:
        # GDAL only says that it could not read.
        raise blocks.failure or client.failure(error.why) from error
    larger = tr(
        "its pixels are {factor} times larger than those on the server", factor=digits(f"{scale:.3g}")
    )
    return (larger,) if scale > 1.0 else ()
