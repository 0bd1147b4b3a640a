"""`arctic-map heatmap`."""

from argparse import Namespace

from arctic_map.cli.densities import add_options, points_of
from arctic_map.cli.parser import Parser
from arctic_map.model.derived_file import HEAT_MAP
from arctic_map.model.tr import tr, tr_later
from arctic_map.tables.rasters.heat_map import heat_map_of, write_heat_map

TEXT = tr_later(
    """Writes the density of the points of a file as a GeoTIFF, in points per 1,000 km2 of equal area.
Each point counts most where it is and nothing beyond the radius. Lines and areas are ignored."""
)


def options(parser: Parser) -> None:
    parser.describe(tr(TEXT), examples=("arctic-map heatmap ships.csv heat.tif --radius 100",))
    add_options(parser, HEAT_MAP, tr("radius within which points count"))


def run(args: Namespace) -> int:
    """Write the heat map. Raises UsageError, ContentError and ExportError."""
    write_heat_map(heat_map_of(points_of(args, HEAT_MAP), args.km), args.out)
    return 0
