"""A file that the reader opened, as a layer of the map."""

import os
from dataclasses import dataclass, field
from enum import Enum

from arctic_map.model.catalog import Layer
from arctic_map.model.problem import Problem
from arctic_map.model.projection import Box

TOPIC = "opened"
PREFIX = "opened-"
HUES = 6
"""Number of colours for opened files."""
UNNAMED_RANK = 9
"""Rank of features without a name in the file."""
MARKS = ("point", "line", "area")
"""Kinds of shapes in an opened file, each with a style in every hue."""


def layer_id(path: str) -> str:
    """The id of a file's layer: stable for a path, and distinct from the layers of the atlas."""
    from hashlib import sha256  # late, as only opened files need it

    return f"{PREFIX}{sha256(os.fsencode(path)).hexdigest()[:12]}"


def style_id(hue: int, kind: str) -> str:
    """The style of an opened file's points, lines or areas; hues count from 1."""
    return f"file-{hue}-{kind}"


@dataclass(frozen=True, slots=True)
class Choice:
    """Choices for a file that is ambiguous by itself."""

    layers: tuple[str, ...] = ()
    """Names of the layers to read; empty for all."""
    crs: str = ""
    """Coordinate reference system, as EPSG:3413 or WKT; empty for that of the file."""
    columns: tuple[str, ...] = ()
    """Names of the columns of a table with x and y, or empty to find them by their names."""

    @property
    def options(self) -> list[str]:
        """The choices but the layers, as options of the command line."""
        columns = ["--columns", *self.columns] if self.columns else []
        return [*columns, *(["--crs", self.crs] if self.crs else [])]


class Question(Enum):
    """A question to the reader about a file."""

    LAYERS = "layers"
    CRS = "crs"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class LayerOfFile:
    """One layer of a file with several layers."""

    name: str
    geometry: str
    features: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFile:
    """The layer of an opened file, and the problems found in it."""

    layer: Layer
    problems: tuple[Problem, ...] = ()
    boxes: dict[str, Box] = field(default_factory=dict)
    """Bounding box in projected metres, for each projection that shows any of it."""
    outdated: Problem | None = None
    """Why the layer differs from the present content of the file."""
