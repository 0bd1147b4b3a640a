"""All that painters must not decide for themselves, decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from arctic_map.model.attributes import ALL, Query
from arctic_map.model.card import Card
from arctic_map.model.catalog import Catalog, Layer, LayerKind
from arctic_map.model.drawing import Label, Shape
from arctic_map.model.fact import Fact
from arctic_map.model.furniture import Furniture
from arctic_map.model.itinerary import NOWHERE, USUAL_SPEEDS, Itinerary, Speeds
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.legend_entry import LegendEntry
from arctic_map.model.note import Note
from arctic_map.model.preferences import DEFAULT, Preferences
from arctic_map.model.problem import Problem
from arctic_map.model.projection import Projection
from arctic_map.model.sign import Sign
from arctic_map.model.style import Look
from arctic_map.model.symbology import Symbology
from arctic_map.model.view import Goal, Selection, Viewport
from arctic_map.model.wording import ENGLISH, Wording
from arctic_map.scene.routing.plan import Plan
from arctic_map.scene.routing.routes import Route
from arctic_map.scene.timeline import NOTHING, Hidden, Range


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneLayer:
    """A layer as the panel lists it and the map paints it."""

    id: str
    name: str
    topic: str
    kind: LayerKind
    items: tuple[str, ...]
    shown: bool
    opacity: float
    count: int
    """Number of features; 0 for the base map's own layers."""
    style: str
    """The style that stands for the layer in the panel."""
    note: str
    file: str = ""
    """Path of the file that the reader opened; empty for the atlas's own layers."""
    digest: str = ""
    """Fingerprint of what its drawings are made of; empty for parts of the base map."""
    classes: str = ""
    """Which classes its features are painted by; empty where all look alike."""
    query: Query = ALL
    """Which rows of such a file alone are on the map."""
    labels: tuple[Label, ...] | None = None
    """What its reader has written beside its marks, by a field; None for the names of any file."""
    moved: tuple[Label, ...] | None = None
    """Its names where a route is drawn, if they have other places then."""
    highlighted_shapes: tuple[Shape, ...] = ()
    """Of features that lie on disk those that are highlighted."""
    styled: bool = False
    """Whether classes have looks of their own, and do not only leave out features."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is on the map and round it."""

    title: str
    subtitle: str
    source_line: str
    warning: str
    """`Not for navigation`: stands on the map and on each export."""
    projection: Projection
    look: Look
    preferences: Preferences = DEFAULT
    layers: tuple[SceneLayer, ...]
    """All layers in draw order, bottom first, hidden ones too."""
    legend: tuple[LegendEntry, ...]
    signs: tuple[Sign, ...] = ()
    story: bool = False
    """Whether the map stands beside a story, in which lanes draw themselves."""
    period: str = ""
    """The chosen days in words, as they stand on the map and on exports; empty when all is shown."""
    when: Range | None = None
    month: int | None = None
    """Of the year, 1 to 12, of which ice is shown; September and March without one."""
    filtered_out: Hidden = NOTHING
    """Facts and features that days, kinds and classes of precision leave out, and hidden features."""
    features_hidden: frozenset[str] = frozenset()
    """Ids of single features that are hidden by hand."""
    kinds_hidden: frozenset[str] = frozenset()
    precisions_hidden: frozenset[str] = frozenset()
    styles: tuple[tuple[str, LayerStyle], ...] = ()
    """Of opened files that their reader gave a look, by layer."""
    notes: tuple[Note, ...] = ()
    """The reader's own, hidden ones too."""
    route: Itinerary = NOWHERE
    """Which ways by sea are asked for."""
    speeds: Speeds = USUAL_SPEEDS
    plan: Plan | None = None
    """What was found for a route last; for another one than is asked for until that is found."""
    routes: tuple[Route, ...] = ()
    """The ways of the plan with all their figures, shortest first."""
    facts: tuple[Fact, ...]
    """Those that are not left out."""
    selected: Selection | None
    highlighted: tuple[str, ...]
    """Ids of features that are highlighted: the selected one, or those of the selected fact."""
    card: Card | None
    goal: Goal | None
    viewport: Viewport | None
    furniture: Furniture | None
    problems: tuple[Problem, ...]
    catalog: Catalog
    wording: Wording = ENGLISH
    """In whose words all of it is said."""

    @property
    def graticule(self) -> str | None:
        """The layer whose lines are named at the frame, if it is shown."""
        shown = (layer for layer in self.layers if layer.shown)
        return graticule_among(shown, self.catalog.symbology)


def graticule_among(layers: Iterable[Layer | SceneLayer], symbology: Symbology) -> str | None:
    """The id of the layer of meridians and parallels; the other of its kind is the Arctic Circle."""
    circle = symbology.roles.get("circle")
    found = (layer.id for layer in layers if layer.kind is LayerKind.GRATICULE and layer.id != circle)
    return next(found, None)
