"""All that painters must not decide for themselves, decided."""

from dataclasses import dataclass

from arctic_map.model.catalog import Catalog, LayerKind
from arctic_map.model.fact import Fact
from arctic_map.model.plane import Plane
from arctic_map.model.problem import Problem
from arctic_map.model.style import Look
from arctic_map.model.view import Goal, Selection, Viewport
from arctic_map.scene.timeline import NOTHING, Hidden, Range


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneLayer:
    """A layer as the panel lists it and the map paints it."""

    id: str
    name: str
    theme: str
    kind: LayerKind
    items: tuple[str, ...]
    shown: bool
    opacity: float
    count: int
    """Number of features; 0 for the base map's own layers."""
    style: str
    """The style that stands for the layer in the panel."""
    note: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: the symbol of this style, and its words."""

    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the popup at a selected feature says."""

    feature: str
    title: str
    lines: tuple[tuple[str, str], ...]
    """A heading (Precision, Source, When...) and its text."""
    x: float
    y: float
    """Where it points, plane metres."""


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
    north: float
    """Direction of the pole from the middle of the map, degrees clockwise from up."""
    north_text: str
    frame: tuple[FrameLabel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    title: str
    subtitle: str
    source_line: str
    warning: str
    """`Not for navigation`: stands on the map and on each export."""
    plane: Plane
    look: Look
    layers: tuple[SceneLayer, ...]
    """All layers in draw order, bottom first, hidden ones too."""
    legend: tuple[LegendEntry, ...]
    period: str = ""
    """The chosen days in words, as they stand on the map and on exports; empty when all is shown."""
    when: Range | None = None
    left_out: Hidden = NOTHING
    """Facts and features that the chosen days, kinds and classes of precision leave out."""
    kinds_hidden: frozenset[str] = frozenset()
    precisions_hidden: frozenset[str] = frozenset()
    facts: tuple[Fact, ...]
    """Those that are not left out."""
    selected: Selection | None
    lit: tuple[str, ...]
    """Ids of features that are lit up: the selected one, or those of the selected fact."""
    card: Card | None
    goal: Goal | None
    viewport: Viewport | None
    furniture: Furniture | None
    problems: tuple[Problem, ...]
    catalog: Catalog
