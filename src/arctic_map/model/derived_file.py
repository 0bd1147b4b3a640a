"""Files that the program makes of an opened one: densities of its points, contours, values at points."""

from dataclasses import dataclass

from arctic_map.model.tr import tr_later


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedFile:
    """A kind of file, with the command that writes it and the words of its dialogs."""

    command: str
    suffix: str
    format: str
    title: str
    save_title: str
    question: str = ""
    """What amount to use; empty if there is none to choose."""
    option: str = ""
    """Of the command, for the amount."""
    limits: tuple[float, float] = (0.0, 0.0)
    """Least and greatest amount."""
    of_raster: bool = False
    """Whether it is made of a raster rather than of features."""
    proposal: str = ""
    """What is proposed as the end of its name."""


GEOPACKAGE = tr_later("GeoPackage features")
HEXAGONS = DerivedFile(
    command="hexagons",
    option="--width",
    suffix=".gpkg",
    format=GEOPACKAGE,
    title=tr_later("Count points in hexagons"),
    question=tr_later("&Width of a hexagon in km:"),
    save_title=tr_later("Save hexagons"),
    limits=(0.1, 2000.0),
    proposal="hexagons",  # no words: a file
)
HEAT_MAP = DerivedFile(
    command="heatmap",
    option="--radius",
    suffix=".tif",
    format=tr_later("GeoTIFF raster"),
    title=tr_later("Heat map of points"),
    question=tr_later("&Radius in km within which points count:"),
    save_title=tr_later("Save heat map"),
    limits=(0.1, 2000.0),
    proposal="heatmap",  # no words: a file
)
CONTOURS = DerivedFile(
    command="contours",
    option="--interval",
    suffix=".gpkg",
    format=GEOPACKAGE,
    title=tr_later("Contours of a raster"),
    question=tr_later("&Interval between contours, in the unit of the raster:"),
    save_title=tr_later("Save contours"),
    limits=(1e-6, 1e9),
    of_raster=True,
    proposal="contours",  # no words: a file
)
SAMPLE = DerivedFile(
    command="sample",
    suffix=".gpkg",
    format=GEOPACKAGE,
    title=tr_later("Values of a raster at points"),
    save_title=tr_later("Save features with values"),
    proposal="values",  # no words: a file
)


@dataclass(frozen=True, slots=True)
class Derivation:
    """A kind of file with what the user chose."""

    kind: DerivedFile
    amount: float = 0.0
    files: tuple[str, ...] = ()
    """Further files, as arguments of the command."""
    options: tuple[str, ...] = ()
    """Further options of the command."""
