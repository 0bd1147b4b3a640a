"""Everything the atlas holds: layers, facts, people, charts, tour, sources, and problems found in reading."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from arctic_map.model.chart import Chart
from arctic_map.model.fact import Fact
from arctic_map.model.feature import Feature
from arctic_map.model.ice import IceRecord
from arctic_map.model.ice_reckoning import IceReckoning
from arctic_map.model.person import Person
from arctic_map.model.problem import Problem
from arctic_map.model.reckoning import ComparedWay, Reckoning
from arctic_map.model.rows import Rows
from arctic_map.model.saved_view import NamedView
from arctic_map.model.symbology import Symbology
from arctic_map.model.tour import TourStep


class LayerKind(StrEnum):
    FEATURES = "features"
    GROUND = "ground"
    """Parts of the base map, projected when the package is built."""
    GRATICULE = "graticule"
    IMAGE = "image"
    ROWS = "rows"
    """Features of an opened file that lie on disk, and that the page asks for view by view."""


DRAWN = (LayerKind.FEATURES, LayerKind.GRATICULE)
"""Kinds whose shapes are drawn one by one, by screen and export alike."""


@dataclass(frozen=True, slots=True)
class Source:
    """What data or words were taken from."""

    id: str
    name: str
    short: str = ""
    """The name on the map's source line; empty for what is thanked in About only."""
    licence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Features, or parts of the base map, that are shown together."""

    id: str
    name: str
    topic: str
    kind: LayerKind
    items: tuple[str, ...] = ()
    """Parts of the base map that a ground layer shows."""
    features: tuple[Feature, ...] = ()
    shown: bool = True
    """Whether it is on at the start."""
    note: str = ""
    sources: tuple[str, ...] = ()
    """Ids of the sources of what is drawn without features: parts of the base map, the relief."""
    digest: str = ""
    """Fingerprint of the file of features and of what its styles decide about drawings: what was projected
    before is used only for the same."""
    file: str = ""
    """Path of the file that the reader opened; empty for the atlas's own layers."""
    rows: Rows | None = None
    """What stands in place of the features, where they lie on disk."""
    legend: tuple[tuple[str, str], ...] = ()
    """Styles of its classes with their words, where the reader gave such a file a style."""
    legend_title: str = ""
    days: tuple[date, date] | None = None
    """The first and the last of which the features of such a file speak, for the timeline."""

    @property
    def count(self) -> int:
        """How many features it has."""
        return self.rows.count if self.rows else len(self.features)

    @property
    def file_style(self) -> str:
        """Of a file that the reader opened the style that stands for it."""
        return self.rows.styles[0] if self.rows else self.features[0].style


@dataclass(frozen=True, slots=True)
class ViewHeadline:
    """What a page says whose map holds all of these features."""

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
    """What its figures are tested by, beside the ways that are compared."""
    voyages: tuple[ComparedWay, ...] = ()
    """Ways whose lengths are compared; the others are held against the first."""
    ice_ledger: tuple[IceReckoning, ...] = ()
    """What is asked of the measured record of ice."""
    views: tuple[NamedView, ...] = ()
    """What of the map is shown by a name."""
    symbology: Symbology = field(default_factory=Symbology)
    """How all of it looks."""
    article_title: str = ""
    """Of the article alone, without the rubric it stands under."""
    headlines: tuple[ViewHeadline, ...] = ()
    read_ice: Callable[[], IceRecord] = field(default=IceRecord, compare=False)
    """Gives the measured record; one without months where no feature asks for it."""

    @cached_property
    def ice(self) -> IceRecord:
        """The measured record, read when it is first asked for."""
        return self.read_ice()

    @cached_property
    def features(self) -> dict[str, Feature]:
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
        """Ids of the layers that such features are in."""
        return frozenset(self.layer_of[feature.id] for feature in self.monthly)

    @cached_property
    def layer_of(self) -> dict[str, str]:
        """The id of the layer that holds a feature."""
        return {feature.id: layer.id for layer in self.layers for feature in layer.features}

    def rows_of(self, feature_id: str) -> tuple[Layer, int] | None:
        """The layer on disk that holds a feature, and the number of its row; None of other features."""
        layer_id, _, number = feature_id.rpartition(".")
        if not (number.isascii() and number.isdigit()):
            return None
        found = next((layer for layer in self.layers if layer.id == layer_id and layer.rows), None)
        return (found, int(number)) if found and found.rows and int(number) < found.rows.count else None

    @cached_property
    def fact(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def person(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def source(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}
