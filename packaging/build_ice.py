"""Rewrite what is computed from resources/data/ice: edges at sea, outlines of seas, areas within the edges.

Only geometries are written; names, notes and links of the same features are edited in the files by hand.
"""

import argparse
import sys
from pathlib import Path

import shapely

from computed_ice import edges, plane, seas
from computed_layers import feature_file

DATA = Path(__file__).resolve().parent.parent / "resources/data"


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the content")
    data = parser.parse_args().data
    land = plane.land()
    areas = edges.areas(data / "ice" / "median_extent_1981_2010.geojson")
    lines = {f"ice-edge-{month}": edges.at_sea(area, land) for month, area in areas.items()}
    feature_file.replace(data / "layers" / "ice-edge.geojson", lines)
    feature_file.replace(data / "layers" / "ice-seas.geojson", seas.outlines(land))
    whole = shapely.union_all(land.geoms)
    rows = (f"{month},{plane.square_km(areas[month].difference(whole)) / 1e6:.3f}" for month in sorted(areas))
    text = "\n".join(("month,median_area_mkm2", *rows, ""))
    (data / "ice" / "median_area.csv").write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
