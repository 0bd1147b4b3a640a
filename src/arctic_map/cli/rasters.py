"""Options and reading of the commands that use the values of a raster."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from arctic_map.cli.parser import Parser, UsageError
from arctic_map.cli.shared_files import local
from arctic_map.cli.text import complain
from arctic_map.errors import ContentError
from arctic_map.model.opened import Reader, reader_of
from arctic_map.model.tr import tr
from arctic_map.storage.app_folders import ScratchFolder
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.tables.rasters.raster_copy import copy_raster
from arctic_map.tables.rasters.raster_store import RasterStore


def add_band(parser: Parser) -> None:
    """Add the option that chooses a band."""
    parser.add_argument(
        "--band",
        metavar="N",
        type=int,
        default=1,
        help=tr("number of the band, or of the time of a series (1)"),
    )


@contextmanager
def values_of(args: Namespace) -> Iterator[RasterStore]:
    """The raster of the arguments, with the band that they name. Raises UsageError and ContentError."""
    path: Path = local(args.raster)
    if reader_of(path.suffix.lower()) is not Reader.RASTER:
        raise UsageError(tr("{file}: no raster; known kinds: .tif, .nc, .grib", file=path))
    with ScratchFolder("raster") as folder:
        try:
            raster, remarks = copy_raster(path.absolute(), Path(folder), args.crs)
        except Unreadable as error:
            raise ContentError(error.why, where=str(path)) from None
        for remark in remarks:
            complain(f"{path}: {remark}")
        if raster.is_colour:
            raise ContentError(tr("its pixels are colours, not values"), where=str(path))
        if not 1 <= args.band <= len(raster.bands):
            raise UsageError(tr("{file}: it has bands 1 to {last}", file=path, last=len(raster.bands)))
        yield RasterStore(Path(folder))
