"""What a view needs beside the map: computed anew for each viewport."""

from dataclasses import dataclass

MERIDIAN, PARALLEL = "meridian-", "parallel-"
"""What the ids of meridians and parallels begin with."""
POLE = "north-pole"
"""The cross at the pole."""


@dataclass(frozen=True, slots=True)
class FrameLabel:
    """A graticule's label where it meets the frame, pixels from the upper left corner of the map."""

    text: str
    x: float
    y: float
    side: str
    """top, right, bottom or left."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What the view needs beside the map: computed anew for each viewport."""

    scale_px: float
    scale_text: str
    """The bar's ground length and the latitude it holds for: `500 km at 70°N`."""
    scale_marks: tuple[str, ...]
    """What stands under its start, its middle and its end: `0`, `250`, `500 km`; nothing without a bar."""
    scale_at: str
    """`at 70°N`."""
    north: float
    """Direction of the pole from the middle of the map, degrees clockwise from up."""
    north_text: str
    frame: tuple[FrameLabel, ...]
