"""A part of a file of features on the web: those that the map shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

from arctic_map.fetching.http_client import HttpClient
from arctic_map.fetching.picture_box import Box, box_in
from arctic_map.fetching.remote_file import RemoteBlocks, RemoteFile
from arctic_map.fetching.service import ONLY_FIRST, Progress
from arctic_map.geo.crs import UnknownCrs, crs_named
from arctic_map.model.map_view import STEPS, FetchView
from arctic_map.model.shared_source import MAX_SHARED_FEATURES
from arctic_map.model.tr import digits, tr
from arctic_map.storage.bounded_reading import OnlyWhole, Unreadable
from arctic_map.tables.readers import flatgeobuf_part, parquet_part

BoxesIn = Callable[[str], Sequence[Box]]
Copier = Callable[[RemoteBlocks, BoxesIn, Path], tuple[int, bool]]


def _copy_flatgeobuf(blocks: RemoteBlocks, boxes_in: BoxesIn, out: Path) -> tuple[int, bool]:
    return flatgeobuf_part.write_part(blocks.read, blocks.size, boxes_in, out, MAX_SHARED_FEATURES)


def _copy_parquet(blocks: RemoteBlocks, boxes_in: BoxesIn, out: Path) -> tuple[int, bool]:
    opened = partial(RemoteFile, blocks)
    return parquet_part.write_part(opened, blocks.size, boxes_in, out, MAX_SHARED_FEATURES)


COPIERS: Mapping[str, Copier] = MappingProxyType(
    {".fgb": _copy_flatgeobuf, ".parquet": _copy_parquet, ".geoparquet": _copy_parquet}
)
"""By the suffix of the file."""


def copy_features(
    suffix: str, client: HttpClient, view: FetchView, out: Path, progress: Progress
) -> tuple[str, ...]:
    """Copy the features that a view shows of a file with a suffix of COPIERS, and say how the copy differs.

    Raises FetchError: NoParts if the server gives whole files only. Raises OnlyWhole if the file cannot be
    read in parts, and OSError.
    """
    blocks = RemoteBlocks(client, progress)
    try:
        _, has_more = COPIERS[suffix](blocks, partial(boxes_of, view), out)
    except OnlyWhole:
        raise
    except (Unreadable, OSError) as error:
        if blocks.failure:
            # Libraries only say that they could not read.
            raise blocks.failure from error
        if isinstance(error, Unreadable):
            raise client.failure(error.why) from error
        raise
    return (tr(ONLY_FIRST, count=digits(f"{MAX_SHARED_FEATURES:,}")),) if has_more else ()


def boxes_of(view: FetchView, system: str) -> Sequence[Box]:
    """The boxes of a view in a reference system by its name or definition. Raises OnlyWhole."""
    try:
        crs = crs_named(system)
        if crs.is_geographic:
            # Longitudes may be from 0 to 360 degrees, or go on across 180.
            return [
                (west + turn, south, east + turn, north)
                for turn in (0.0, -360.0, 360.0)
                for west, south, east, north in view.boxes
            ]
        box = box_in(crs.to_wkt(), view)
    except UnknownCrs:
        raise OnlyWhole(tr("its file does not say where on the Earth it lies")) from None
    if box is None:
        return ()
    # Places of a view are at some distance from each other.
    margin = max(box[2] - box[0], box[3] - box[1]) / STEPS
    return ((box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin),)
