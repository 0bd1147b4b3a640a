"""Everything the atlas holds: layers, facts, people, charts, tour, sources, and problems found in reading."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from arctic_map.model.chart import Chart
from arctic_map.model.fact import Fact
from arctic_map.model.feature import Feature
from arctic_map.model.person import Person
from arctic_map.model.problem import Problem
from arctic_map.model.symbology import Symbology
from arctic_map.model.tour import TourStep


class LayerKind(StrEnum):
    FEATURES = "features"
    GROUND = "ground"
    """Parts of the base map, projected when the package is built."""
    GRATICULE = "graticule"
    IMAGE = "image"


DRAWN = (LayerKind.FEATURES, LayerKind.GRATICULE)
"""Kinds whose shapes are drawn one by one, by screen and export alike."""


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    name: str
    short: str = ""
    """The name on the map's source line; empty for what is thanked in About only."""
    licence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
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


@dataclass(frozen=True, slots=True)
class ViewHeadline:
    """What a page says whose map holds all of these features."""

    text: str
    features: tuple[str, ...]


@dataclass(frozen=True)
class Catalog:
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
    symbology: Symbology = field(default_factory=Symbology)
    """How all of it looks."""
    article_title: str = ""
    """Of the article alone, without the rubric it stands under."""
    headlines: tuple[ViewHeadline, ...] = ()

    @cached_property
    def features(self) -> dict[str, Feature]:
        return {feature.id: feature for layer in self.layers for feature in layer.features}

    @cached_property
    def dated(self) -> tuple[Feature, ...]:
        """Features with a date of their own."""
        return tuple(feature for feature in self.features.values() if feature.when)

    @cached_property
    def layer_of(self) -> dict[str, str]:
        """The id of the layer that holds a feature."""
        return {feature.id: layer.id for layer in self.layers for feature in layer.features}

    @cached_property
    def fact(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def person(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def source(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}
