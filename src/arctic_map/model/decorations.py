"""What a view shows besides its marks: graticule labels, legend, popups, signs."""

from dataclasses import dataclass

from arctic_map.model.projection import Box


@dataclass(frozen=True, slots=True)
class Sign:
    """A symbol at a mark that shows the kind of its facts, if none of them is reported."""

    feature: str
    style: str
    x: float
    y: float
    """Position of the mark in projected metres."""
    dx: float = 0.0
    dy: float = 0.0
    """Pixels from there to the centre of the sign, y down."""


@dataclass(frozen=True, slots=True)
class Card:
    """The content of the popup of a selected feature."""

    feature: str
    title: str
    lines: tuple[tuple[str, str], ...]
    """Pairs of heading (Precision, Source, When...) and text."""
    x: float
    y: float
    """Anchor of the popup in projected metres."""
    box: Box
    """Bounding box of the feature in projected metres; the popup avoids it."""
    facts: tuple[str, ...] = ()
    """Ids of the facts about the feature."""
    ends: tuple[tuple[float, float], ...] = ()
    """Ends of a line in projected metres; the popup avoids them where it can."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: the symbol of a style, and its text."""

    style: str
    text: str
    group: str = ""
    """Heading shared with other entries."""
    more: tuple[tuple[str, str], ...] = ()
    """Further symbols on the line, as pairs of style and text."""
    at_foot: bool = False
    """Whether it belongs to a key below the entries, with its symbols in a row."""

    @property
    def symbols(self) -> tuple[tuple[str, str], ...]:
        """All symbols of the line, as pairs of style and text."""
        return (self.style, self.text), *self.more


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
