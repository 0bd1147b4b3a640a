"""Requests to read a file, and its place among the layers of the map."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from arctic_map.desktop.files.reader_process import reading_words
from arctic_map.model.opened import Choice
from arctic_map.storage.sanitized import sanitized

SHORT = 60
"""Most characters of a file's name in a message."""


@dataclass(slots=True)
class FileJob:
    """A file in the queue."""

    path: Path
    tag: object = None
    """Any value of the caller."""
    choice: Choice = field(default_factory=Choice)
    asks: bool = False
    """Whether to ask the user which layers to show, rather than showing all."""
    began: float = 0.0
    """When reading began, as a value of `monotonic`."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a file among the layers, known only when its reading begins."""

    hue: int = 1
    projection: str = "nsr"
    """The projection that is drawn first."""
    avoid: tuple[Path, ...] = ()
    """Folders of drawings whose labels must be avoided."""


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """How a file was opened."""

    goes: bool = True
    """Whether the map moves to the file, and it is added to the recent files."""
    flies: bool = True
    """Whether the map moves smoothly."""
    selected: str = ""
    """Id of a feature to select."""
    again: bool = False
    """Whether its layer is shown already, and stays if reading fails."""


def words_of(job: FileJob, place: Place, data: Path) -> list[str]:
    """Return the arguments of the process that reads the file."""
    words = [*reading_words(data, place.hue, place.projection, asks=job.asks)]
    words += [word for layer in job.choice.layers for word in ("--layer", layer)]
    words += job.choice.options
    words += [word for other in place.avoid for word in ("--avoid", str(other))]
    return words


def short_name(path: Path) -> str:
    """Return a file's name for a message."""
    return sanitized(path.name, SHORT)


def absolute(path: Path) -> Path:
    """Return an absolute, normalized path; symbolic links, whose names may differ, are not resolved."""
    return Path(os.path.abspath(path))  # noqa: PTH100
