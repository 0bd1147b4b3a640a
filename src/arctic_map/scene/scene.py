"""The scene: all decisions that painters need."""

from collections.abc import Iterable
from dataclasses import dataclass

from arctic_map.model.attributes import ALL, RowQuery
from arctic_map.model.catalog import Catalog, Layer, LayerKind
from arctic_map.model.decorations import Card, LegendEntry, MapDecorations, Sign
from arctic_map.model.drawing import Label, Shape
from arctic_map.model.fact import Fact
from arctic_map.model.itinerary import NOWHERE, USUAL_SPEEDS, Itinerary, Speeds
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.note import Note
from arctic_map.model.preferences import DEFAULT, Preferences
from arctic_map.model.problem import Problem
from arctic_map.model.projection import Goal, Projection, Selection, Viewport
from arctic_map.model.style import Look
from arctic_map.model.symbology import Symbology
from arctic_map.model.tr import ENGLISH, Wording
from arctic_map.scene.routing.routes import Plan, Route
from arctic_map.scene.timeline import NOTHING, HiddenByTime, Range


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneLayer:
    """A layer as listed in the panel and painted on the map."""

    id: str
    name: str
    topic: str
    kind: LayerKind
    items: tuple[str, ...]
    shown: bool
    opacity: float
    count: int
    """Number of features; 0 for layers of the base map."""
    style: str
    """The style of the layer's symbol in the panel."""
    note: str
    file: str = ""
    """Path of the file that the reader opened; empty for layers of the atlas."""
    digest: str = ""
    """Fingerprint of the input of its drawings; empty for parts of the base map."""
    classes: str = ""
    """Key of the classes of its features; empty if all look alike."""
    query: RowQuery = ALL
    """The filter that selects the visible rows of an opened file."""
    matching: int | None = None
    """Number of features that match the filter; None without one, and until it is known."""
    labels: tuple[Label, ...] | None = None
    """Labels by a field that the reader chose; None for the default labels."""
    moved: tuple[Label, ...] | None = None
    """Its labels while a route is drawn, if they differ."""
    highlighted_shapes: tuple[Shape, ...] = ()
    """Shapes of highlighted features on disk."""
    under_names: bool = False
    """Whether halos of labels cut all its marks, and not only its areas."""
    styled: bool = False
    """Whether classes have their own styles, and do not only hide features."""

    @property
    def has_features(self) -> bool:
        """Whether it is an opened file of features, and not of pixels."""
        return bool(self.file) and self.kind is not LayerKind.RASTER

    @property
    def has_areas(self) -> bool:
        """Whether it is an opened file of areas."""
        return bool(self.file) and self.style.endswith("-area")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything on the map and around it."""

    title: str
    subtitle: str
    source_line: str
    warning: str
    """`Not for navigation`, on the map and on each export."""
    projection: Projection
    look: Look
    preferences: Preferences = DEFAULT
    layers: tuple[SceneLayer, ...]
    """All layers in draw order, bottom first, hidden ones too."""
    legend: tuple[LegendEntry, ...]
    signs: tuple[Sign, ...] = ()
    story: bool = False
    """Whether the map accompanies a story, with animated lanes and no legend."""
    period: str = ""
    """The selected period as text, on the map and in exports; empty for all."""
    when: Range | None = None
    month: int | None = None
    """Month of the ice, 1 to 12; None for September and March."""
    filtered_out: HiddenByTime = NOTHING
    """Facts and features that are filtered out by date, kind or precision, and hidden features."""
    features_hidden: frozenset[str] = frozenset()
    """Ids of features hidden one by one."""
    kinds_hidden: frozenset[str] = frozenset()
    precisions_hidden: frozenset[str] = frozenset()
    styles: tuple[tuple[str, LayerStyle], ...] = ()
    """Layer id and style of opened files as drawn, if the reader chose a style."""
    notes: tuple[Note, ...] = ()
    """The reader's own notes, hidden ones too."""
    route: Itinerary = NOWHERE
    speeds: Speeds = USUAL_SPEEDS
    plan: Plan | None = None
    """The last result for a route; it may belong to a previous request until the new one is found."""
    routes: tuple[Route, ...] = ()
    """The ways of the plan with all their figures, in its order."""
    facts: tuple[Fact, ...]
    """Facts that are not filtered out."""
    selected: Selection | None
    highlighted: tuple[str, ...]
    """Ids of highlighted features: the selected one, or those of the selected fact."""
    card: Card | None
    goal: Goal | None
    viewport: Viewport | None
    furniture: MapDecorations | None
    problems: tuple[Problem, ...]
    catalog: Catalog
    wording: Wording = ENGLISH
    """The language of the scene."""

    @property
    def graticule(self) -> str | None:
        """Id of the layer whose lines are labelled at the frame; None if it is hidden."""
        shown = (layer for layer in self.layers if layer.shown)
        return graticule_among(shown, self.catalog.symbology)


def graticule_among(layers: Iterable[Layer | SceneLayer], symbology: Symbology) -> str | None:
    """Id of the layer of meridians and parallels, not that of the Arctic Circle; None if there is none."""
    circle = symbology.roles.get("circle")
    ids = (layer.id for layer in layers if layer.kind is LayerKind.GRATICULE and layer.id != circle)
    return next(ids, None)
