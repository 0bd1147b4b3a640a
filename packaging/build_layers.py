"""Rewrite the computed shapes of resources/data/layers: `build_layers.py FOLDER_OF_WORLD_ATLAS`.

The folder is the unpacked npm package world-atlas 2.0.2 (`npm pack world-atlas@2.0.2`, then `tar xf`). Only
geometries are written; names, notes and links of the same features are edited in the files by hand.
"""

import argparse
import sys
from pathlib import Path

from computed_layers import countries, feature_file, natural_earth, nsr_waters

LAYERS = Path(__file__).resolve().parent.parent / "resources/data/layers"


def main() -> int:
    """Entry point; exit status 1 if the package is not the expected one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("atlas", type=Path, help="folder of the unpacked npm package world-atlas 2.0.2")
    parser.add_argument("--layers", type=Path, default=LAYERS, help="where the GeoJSON layers are")
    requested = parser.parse_args()
    try:
        russia = natural_earth.country(requested.atlas / "countries-10m.json", natural_earth.RUSSIA)
        shapes = countries.outlines(requested.atlas / "countries-50m.json")
    except natural_earth.AtlasError as error:
        print(f"build_layers: {error}", file=sys.stderr)
        return 1
    feature_file.replace(requested.layers / "nsr-waters.geojson", {"nsr-waters": nsr_waters.outline(russia)})
    feature_file.replace(requested.layers / "countries.geojson", shapes)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
