"""Maps of how dense the points of a file are: counted in hexagons, or as a heat map."""

from dataclasses import dataclass

from arctic_map.model.tr import tr_later


@dataclass(frozen=True, slots=True, kw_only=True)
class DensityMap:
    """A kind of map, with the command that writes it and the words of its dialogs."""

    command: str
    option: str
    """Of the command, for the length."""
    suffix: str
    format: str
    title: str
    question: str
    save_title: str
    lengths_km: tuple[float, float]
    """Least and greatest length."""


HEXAGONS = DensityMap(
    command="hexagons",
    option="--width",
    suffix=".gpkg",
    format=tr_later("GeoPackage features"),
    title=tr_later("Count points in hexagons"),
    question=tr_later("&Width of a hexagon in km:"),
    save_title=tr_later("Save hexagons"),
    lengths_km=(0.1, 2000.0),
)
HEAT_MAP = DensityMap(
    command="heatmap",
    option="--radius",
    suffix=".tif",
    format=tr_later("GeoTIFF raster"),
    title=tr_later("Heat map of points"),
    question=tr_later("&Radius in km within which points count:"),
    save_title=tr_later("Save heat map"),
    lengths_km=(0.1, 2000.0),
)


@dataclass(frozen=True, slots=True)
class Density:
    """A kind of map with the length that the user chose."""

    map: DensityMap
    km: float
