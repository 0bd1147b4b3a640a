"""A file that the reader opened, as a layer of the map."""

import os
from dataclasses import dataclass, field
from enum import Enum

from arctic_map.model.catalog import Layer
from arctic_map.model.problem import Problem
from arctic_map.model.projection import Box

TOPIC = "opened"
PREFIX = "opened-"
HUES = 3
"""Colours that tell the marks of opened files from each other, and from the atlas's own."""
UNNAMED_RANK = 9
"""Of features to which the file gives no name."""
MARKS = ("point", "line", "area")
"""Kinds of shapes in an opened file, each with a style in every hue."""


def layer_id(path: str) -> str:
    """The id of a file's layer: the same for the same path, each time, and none of the atlas's own."""
    # Only where files are opened.
    from hashlib import sha256

    return f"{PREFIX}{sha256(os.fsencode(path)).hexdigest()[:12]}"


def style_id(hue: int, kind: str) -> str:
    """The style of an opened file's points, lines or areas; hues count from 1."""
    return f"file-{hue}-{kind}"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a file does not say by itself."""

    layers: tuple[str, ...] = ()
    """Names of those that are read; all where none is named."""
    crs: str = ""
    """The coordinate reference system, as EPSG:3413 or WKT; the file's own when empty."""


class Question(Enum):
    """What a reader may be asked of a file."""

    LAYERS = "layers"
    CRS = "crs"


@dataclass(frozen=True, slots=True)
class LayerOfFile:
    """One layer of a file that holds several."""

    name: str
    geometry: str
    features: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFile:
    """Its layer, and what was wrong with the file."""

    layer: Layer
    problems: tuple[Problem, ...] = ()
    boxes: dict[str, Box] = field(default_factory=dict)
    """What it takes up in each projection that shows any of it, projected metres."""
    outdated: Problem | None = None
    """Why the layer is no longer what the file holds."""
