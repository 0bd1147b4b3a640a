"""The whole atlas: layers, facts, people, charts, tour, sources, and problems found while reading it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from arctic_map.model.chart import Chart
from arctic_map.model.fact import Fact, Person
from arctic_map.model.feature import Feature
from arctic_map.model.origin import Origin
from arctic_map.model.problem import Problem
from arctic_map.model.projection import Box
from arctic_map.model.reckoning import ComparedWay, IceReckoning, IceRecord, Reckoning
from arctic_map.model.saved_view import NamedView
from arctic_map.model.style import Theme
from arctic_map.model.symbology import Symbology
from arctic_map.model.tr import AtlasWords


@dataclass(frozen=True, slots=True, kw_only=True)
class TourStep:
    """A step of the tour."""

    id: str
    title: str
    text: str
    projection: str
    view: tuple[str, ...] = ()
    """Ids of the features that the map must show; if empty, it shows the home extent."""
    box: Box | None = None
    """Extent of the map in projected metres; None to use `view`."""
    layers: tuple[str, ...] | None = None
    """Ids of the visible subject layers; None for all."""
    when: str = ""
    """The visible days, written as in facts; empty for all."""
    theme: Theme | None = None
    """Colours of the map; None for the reader's choice."""
    facts: tuple[str, ...] = ()
    """Fact ids; the first one is selected, the places of all are highlighted."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Number and styles of features on disk."""

    count: int
    """Number of features in the file."""
    styles: tuple[str, ...]
    """Styles of areas, lines and points, in this order, if there are any."""


@dataclass(frozen=True, slots=True)
class Band:
    """A band of a raster: a quantity, or a quantity at a time."""

    variable: str
    day: int
    """As `date.toordinal` counts days; 0 without one."""
    time: str
    """Time of the day as HH:MM; empty at midnight."""
    low: float
    high: float
    """Values of the first and the last colour of its ramp."""
    unit: str


@dataclass(frozen=True, slots=True)
class Raster:
    """Size and colours of a raster on disk."""

    columns: int
    lines: int
    style: str
    """Style of its symbol in lists, if it has colours of its own."""
    is_colour: bool
    """Whether pixels have colours of their own rather than values."""
    low: float = 0.0
    """Value of the first colour of the ramp; smaller ones have the same."""
    high: float = 1.0
    """Value of its last colour; greater ones have the same."""
    unit: str = ""
    ramp: str = "viridis"
    reverse: bool = False
    relief: bool = False
    """Whether its values are shaded as heights."""
    bands: tuple[Band, ...] = ()
    """All bands, if there are several."""
    band: int | None = 0
    """Index of the band that is shown; None if none has values at the chosen time."""


class LayerKind(StrEnum):
    """What a layer consists of."""

    FEATURES = "features"
    GROUND = "ground"
    """Parts of the base map, projected when the package is built."""
    GRATICULE = "graticule"
    IMAGE = "image"
    ROWS = "rows"
    """Features of an opened file that stay on disk; the page requests them for each view."""
    RASTER = "raster"
    """Pixels of an opened file; the page requests a picture for each view."""


DRAWN = (LayerKind.FEATURES, LayerKind.GRATICULE)
"""Kinds whose shapes are drawn one by one, on screen and in exports."""


ARTICLE = "article"
"""Id of the source of the facts."""
BASE = "base"
"""Topic of the layers of the base map."""


@dataclass(frozen=True, slots=True)
class Source:
    """The origin of data or text."""

    id: str
    name: str
    short: str = ""
    """Name in the source line of the map; empty if only the About dialog credits it."""
    licence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of facts and layers."""

    id: str
    name: str = ""
    """As the atlas writes it; empty for a name made of the id."""
    colour: str = ""
    """One of the plain colours; empty for the next one that no other topic has."""


@dataclass(frozen=True, slots=True)
class LayerDays:
    """The days of an opened file's features."""

    first: date
    last: date
    counts: tuple[int, ...]
    """Numbers of features in equal parts of these days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Features, or parts of the base map, that are shown together."""

    id: str
    name: str
    topic: str
    kind: LayerKind
    items: tuple[str, ...] = ()
    """Ids of the base map parts that a ground layer shows."""
    features: tuple[Feature, ...] = ()
    shown: bool = True
    """Whether it is visible at the start."""
    note: str = ""
    sources: tuple[str, ...] = ()
    """Ids of the sources of what is drawn without features: parts of the base map, the relief."""
    digest: str = ""
    """Fingerprint of the features and the style properties that affect drawings, to find prepared ones."""
    file: str = ""
    """Path of the file that the reader opened; empty for layers of the atlas."""
    rows: Rows | None = None
    """Replaces `features` if they stay on disk."""
    raster: Raster | None = None
    """Replaces `features` if the file is a raster."""
    legend: tuple[tuple[str, str], ...] = ()
    """Styles and texts of its classes, if the reader gave an opened file a style."""
    legend_title: str = ""
    days: LayerDays | None = None
    """The days of the features of an opened file, for the timeline."""
    origin: Origin | None = None
    """Where the opened file came from, if it was fetched from a server or database."""

    @property
    def count(self) -> int:
        """Number of features."""
        return self.rows.count if self.rows else len(self.features)

    @property
    def file_style(self) -> str:
        """The representative style of an opened file."""
        if self.raster:
            return self.raster.style
        return self.rows.styles[0] if self.rows else self.features[0].style


@dataclass(frozen=True, slots=True)
class ViewHeadline:
    """The headline of an exported page whose map shows all of these features."""

    text: str
    features: tuple[str, ...]


@dataclass(frozen=True)
class Catalog:
    """The content of one atlas."""

    version: str
    title: str
    subtitle: str
    article: str
    layers: tuple[Layer, ...]
    """In draw order, bottom first."""
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...] = field(default=())
    people: tuple[Person, ...] = ()
    charts: tuple[Chart, ...] = ()
    tour: tuple[TourStep, ...] = ()
    ledger: tuple[Reckoning, ...] = ()
    """Checks of its figures, apart from the compared ways."""
    voyages: tuple[ComparedWay, ...] = ()
    """Ways whose lengths are compared; the first is the reference."""
    ice_ledger: tuple[IceReckoning, ...] = ()
    """Lines of the ledger computed from the ice record."""
    views: tuple[NamedView, ...] = ()
    """Views with a name."""
    symbology: Symbology = field(default_factory=Symbology)
    """Styles of all layers."""
    article_title: str = ""
    """Title of the article without its rubric."""
    article_credit: tuple[str, str, str] = ("", "", "")
    """Author, date and address of the article, as far as its atlas gives them."""
    topics: tuple[Topic, ...] = ()
    """Topics of its facts and layers, in the order in which they are listed."""
    publisher: str = ""
    """Who keeps the versions of its data; empty for an atlas of the user."""
    headlines: tuple[ViewHeadline, ...] = ()
    words: dict[str, AtlasWords] = field(default_factory=dict)
    """Translations of its texts by language code: en, ru, zh."""
    read_ice: Callable[[], IceRecord] = field(default=IceRecord, compare=False)
    """Return the measured record; it has no months if no feature uses it."""

    @cached_property
    def ice(self) -> IceRecord:
        """The measured record, read on first access."""
        return self.read_ice()

    @cached_property
    def features(self) -> dict[str, Feature]:
        """Features of all layers by id."""
        return {feature.id: feature for layer in self.layers for feature in layer.features}

    @cached_property
    def dated(self) -> tuple[Feature, ...]:
        """Features with a date of their own."""
        return tuple(feature for feature in self.features.values() if feature.when)

    @cached_property
    def monthly(self) -> tuple[Feature, ...]:
        """Features that differ by month."""
        return tuple(feature for feature in self.features.values() if feature.month)

    @cached_property
    def monthly_layers(self) -> frozenset[str]:
        """Ids of the layers with monthly features."""
        return frozenset(self.layer_of[feature.id] for feature in self.monthly)

    @cached_property
    def layer_of(self) -> dict[str, str]:
        """Layer id by feature id."""
        return {feature.id: layer.id for layer in self.layers for feature in layer.features}

    def rows_of(self, feature_id: str) -> tuple[Layer, int] | None:
        """The layer on disk that contains a feature, and its row number; None for other features."""
        layer_id, _, number = feature_id.rpartition(".")
        if not (number.isascii() and number.isdigit()):
            return None
        own_layer = next((layer for layer in self.layers if layer.id == layer_id and layer.rows), None)
        return (
            (own_layer, int(number))
            if own_layer and own_layer.rows and int(number) < own_layer.rows.count
            else None
        )

    @cached_property
    def fact(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def person(self) -> dict[str, Person]:
        """People by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def topic(self) -> dict[str, Topic]:
        """Topics by id."""
        return {topic.id: topic for topic in self.topics}

    @cached_property
    def source(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}
