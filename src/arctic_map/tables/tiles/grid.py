"""A quadtree of the projected plane down to squares of 2 m, by which rows on disk are sorted.

A level is a whole zoom, with tiles of 256 pixels. Level 0 is zoom -4: one tile covers the plane.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from arctic_map.tables.tiles.tile_blocks import LEVELS

Cm = NDArray[np.int32]
"""Projected centimetres."""
Keys = NDArray[np.uint64]
Ints = NDArray[np.int64]
ORIGIN_CM, UNIT_CM = 2**31, 200
CHUNK_SIZE = 65_536
"""Numbers processed together, so that they fit into the processor's cache."""
BITS = 25
"""Units along the side of the plane, as a power of two."""
COARSEST_ZOOM = -4
TILE_BITS = 8
"""Pixels along the side of a tile, as a power of two."""
CELL_BITS = 1
"""Pixels along the side of a cell that shows only one point, as a power of two."""


class Block(NamedTuple):
    """Tiles of a level from x0, y0 up to but excluding x1, y1. y counts northwards."""

    level: int
    x0: int
    y0: int
    x1: int
    y1: int


def units(cm: Cm) -> NDArray[np.uint64]:
    """Whole units of 2 m from the corner of the plane."""
    return _units(cm).astype(np.uint64)


def _units(cm: Cm) -> NDArray[np.uint32]:
    return (cm.view(np.uint32) ^ np.uint32(ORIGIN_CM)) // np.uint32(UNIT_CM)


def keys(x: Cm, y: Cm) -> Keys:
    """Morton keys: neighbouring positions have similar keys, and each square is one range of keys."""
    codes = np.empty(len(x), np.uint64)
    for start in range(0, len(x), CHUNK_SIZE):
        some = slice(start, start + CHUNK_SIZE)
        codes[some] = _spread(units(x[some])) | (_spread(units(y[some])) << np.uint64(1))
    return codes


def bit_length(numbers: Keys) -> Ints:
    """Bit lengths of integers below 2**53."""
    return np.frexp(numbers.astype(np.float64))[1].astype(np.int64)


def first_levels(sorted_keys: Keys) -> NDArray[np.uint8]:
    """The coarsest level at which each key is the first in its cell, or LEVELS if it never is."""
    if not len(sorted_keys):
        return np.empty(0, np.uint8)
    levels = np.zeros(len(sorted_keys), np.uint8)
    for start in range(1, len(sorted_keys), CHUNK_SIZE):
        end = min(start + CHUNK_SIZE, len(sorted_keys))
        some = sorted_keys[start - 1 : end]
        highest = (bit_length(some[1:] ^ some[:-1]) - 1) // 2
        levels[start:end] = np.clip(BITS - TILE_BITS + CELL_BITS - highest, 0, LEVELS)
    return levels


def vertex_levels(x: Cm, y: Cm, starts: Ints) -> NDArray[np.uint8]:
    """The coarsest level at which each vertex is in another half pixel than the one before, or LEVELS.

    `starts` are the first vertices of rings and lines, which all levels need.
    """
    if not len(x):
        return np.empty(0, np.uint8)
    levels = np.zeros(len(x), np.uint8)
    for start in range(1, len(x), CHUNK_SIZE):
        end = min(start + CHUNK_SIZE, len(x))
        across, up = _units(x[start - 1 : end]), _units(y[start - 1 : end])
        # The shifted numbers have at most 24 bits, which float32 represents exactly.
        differing = ((across[1:] ^ across[:-1]) | (up[1:] ^ up[:-1])) >> np.uint32(1)
        highest = np.frexp(differing.astype(np.float32))[1]
        levels[start:end] = np.clip(BITS - TILE_BITS - 1 - highest, 0, LEVELS)
    levels[starts[starts < len(x)]] = 0
    return levels


def ranges(block: Block) -> tuple[Keys, Keys]:
    """The ranges of keys in a block: starts, and exclusive ends."""
    xs, ys = np.meshgrid(
        np.arange(block.x0, block.x1, dtype=np.uint64), np.arange(block.y0, block.y1, dtype=np.uint64)
    )
    tiles = np.sort(_spread(xs.ravel()) | (_spread(ys.ravel()) << np.uint64(1)))
    begins = np.flatnonzero(np.diff(tiles, prepend=tiles[:1] - np.uint64(2)) != 1)
    ends = np.append(begins[1:], len(tiles)) - 1
    shift = np.uint64(2 * (BITS - block.level))
    return tiles[begins] << shift, (tiles[ends] + np.uint64(1)) << shift


def corner_cm(block: Block) -> tuple[int, int]:
    """The south-western corner of a block in centimetres."""
    side = (1 << (BITS - block.level)) * UNIT_CM
    return block.x0 * side - ORIGIN_CM, block.y0 * side - ORIGIN_CM


def pixel_cm(level: int) -> int:
    """The side of a pixel in centimetres."""
    return (1 << (BITS - TILE_BITS - level)) * UNIT_CM


def block_round(level: int, x0: float, y0: float, x1: float, y1: float) -> Block:
    """The tiles of a level that intersect a box in centimetres."""
    side, most = (1 << (BITS - level)) * UNIT_CM, 1 << level

    def cell_of(cm: float) -> int:
        return min(max(int((cm + ORIGIN_CM) // side), 0), most - 1)

    return Block(level, cell_of(x0), cell_of(y0), cell_of(x1) + 1, cell_of(y1) + 1)


def _spread(numbers: NDArray[np.uint64]) -> Keys:
    """The numbers with a zero bit before each bit."""
    spread = numbers
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        spread = (spread | (spread << np.uint64(shift))) & np.uint64(mask)
    return spread
