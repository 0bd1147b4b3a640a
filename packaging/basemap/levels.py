"""The detail that each level keeps."""

from __future__ import annotations

from dataclasses import dataclass

_KM2 = 1e6


@dataclass(frozen=True)
class Level:
    """Lengths in metres, areas in square metres of the projection.

    `islet`, `lake` and `basin` are the smallest areas kept, `neck` half the width of the narrowest arm of a
    lake, `blur` the smoothing of the depth grid in its cells. A cell is split while it has more than
    `vertices`, down to `cell` metres. `margin` is about a pixel at the coarsest resolution painted. `river`
    is the last rank of Natural Earth's rivers that is kept.
    """

    number: int
    quantum: int
    tolerance: float
    islet: float
    lake: float
    neck: float
    basin: float
    blur: float
    cell: float
    vertices: int
    margin: float
    river: int


LEVELS = (
    Level(
        number=0,
        quantum=1000,
        tolerance=11_000,
        islet=450 * _KM2,
        lake=3000 * _KM2,
        neck=3500,
        basin=25_000 * _KM2,
        blur=2.5,
        cell=2_048_000,
        vertices=900,
        margin=32_000,
        river=6,
    ),
    Level(
        number=1,
        quantum=250,
        tolerance=2500,
        islet=20 * _KM2,
        lake=600 * _KM2,
        neck=700,
        basin=3000 * _KM2,
        blur=1.5,
        cell=512_000,
        vertices=1200,
        margin=4_000,
        river=6,
    ),
    Level(
        number=2,
        quantum=50,
        tolerance=550,
        islet=0.8 * _KM2,
        lake=60 * _KM2,
        neck=0,
        basin=1000 * _KM2,
        blur=1.0,
        cell=128_000,
        vertices=1500,
        margin=1_000,
        river=8,
    ),
)
