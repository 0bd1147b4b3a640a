"""A sea with one island, a small catalogue for it, and ways over it."""

import numpy as np

from arctic_map.geo.sailing.network import Network, build
from arctic_map.model.catalog import Catalog, Layer, LayerKind
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.itinerary import LAYER, TOPIC, Port, RouteLine
from arctic_map.model.strait import RouteVariant, Strait, Straits
from arctic_map.model.symbology import Symbology

ISLAND = np.array([[0.0, -10.0], [10.0, -10.0], [10.0, 10.0], [0.0, 10.0]])
STRAITS = (
    Strait("s", "South", ((5.0, -9.0), (5.0, -89.0)), "cape"),
    Strait("n", "North", ((5.0, 9.0), (5.0, 89.999), (-175.0, -89.0)), "nsr"),
)
WATERS = Straits(STRAITS)


def network() -> Network:
    return build([ISLAND], WATERS)


def feature(id: str, name: str, geometry: object, style: str = "", **more: object) -> Feature:
    return Feature(
        id=id, name=name, geometry=geometry, precision=Precision.SURVEYED, source="", style=style, **more  # type: ignore[arg-type]
    )  # fmt: skip


def point(id: str, name: str, lon: float, lat: float, **more: object) -> Feature:
    return feature(id, name, {"type": "Point", "coordinates": [lon, lat]}, **more)  # type: ignore[arg-type]


def layer(id: str, *features: Feature, file: str = "", name: str = "") -> Layer:
    return Layer(id=id, name=name or id, topic="trade", kind=LayerKind.FEATURES, features=features, file=file)


def catalog(*layers: Layer, symbology: Symbology | None = None) -> Catalog:
    return Catalog("1", "", "", "", layers, (), (), symbology=symbology or Symbology())


def port(code: str, name: str, lon: float = 0.0, lat: float = 50.0, names: tuple[str, ...] = ()) -> Port:
    return Port(code, name, "XX" if code else "", (lon, lat), (lon, lat), 0.0, names)


def way(by: RouteVariant, km: float, *through: str) -> RouteLine:
    return RouteLine(by, ((0.0, 0.0), (1.0, 0.0)), km * 1000.0, through)


def across_the_sea(*places: tuple[float, float]) -> Layer:
    """A route of one way, as the layer that is drawn of it; lon, lat."""
    line = Feature(
        id="route.pole",
        name="Across the pole",
        geometry={"type": "LineString", "coordinates": [list(place) for place in places]},
        precision=Precision.GENERALISED,
        source="",
        style="way-pole",
    )
    return Layer(
        id=LAYER, name="Route", topic=TOPIC, kind=LayerKind.FEATURES, features=(line,), digest=str(places)
    )
