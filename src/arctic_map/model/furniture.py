"""Decorations of a view besides the map, computed for each viewport."""

from dataclasses import dataclass

MERIDIAN, PARALLEL = "meridian-", "parallel-"
"""Prefixes of the ids of meridians and parallels."""
POLE = "north-pole"
"""Id of the cross at the pole."""


@dataclass(frozen=True, slots=True)
class FrameLabel:
    """A label of the graticule at the frame, in pixels from the upper left corner of the map."""

    text: str
    x: float
    y: float
    side: str
    """top, right, bottom or left."""


@dataclass(frozen=True, slots=True)
class MapDecorations:
    """Scale bar, north arrow and frame labels of a view."""

    scale_px: float
    scale_text: str
    """Ground length of the bar, with the latitude where it is valid: `500 km at 70°N`."""
    scale_marks: tuple[str, ...]
    """Texts below its start, middle and end: `0`, `250`, `500 km`; empty without a bar."""
    scale_at: str
    """`at 70°N`."""
    north: float
    """Direction of the pole from the centre of the map, in degrees clockwise from up."""
    north_text: str
    frame: tuple[FrameLabel, ...]
