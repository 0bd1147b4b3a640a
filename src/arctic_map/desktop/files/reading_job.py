"""A file that is to be read, and where on the map it comes in."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from arctic_map.desktop.files.reader_process import reading_words
from arctic_map.model.opened import Choice
from arctic_map.storage.sanitized import sanitized

SHORT = 60
"""Characters of a file's name in a sentence."""


@dataclass(slots=True)
class Job:
    """A file that waits for its turn."""

    path: Path
    tag: object = None
    """What the caller wants to know again."""
    choice: Choice = field(default_factory=Choice)
    asks: bool = False
    """Whether the reader is rather asked which layers to show than shown all."""
    began: float = 0.0
    """When its reading began, on the clock of `monotonic`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file comes in: known only when its turn has come."""

    hue: int = 1
    projection: str = "nsr"
    """The projection that is drawn first."""
    beside: tuple[Path, ...] = ()
    """Folders of the drawings that labels keep clear of."""


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """How a file came here."""

    goes: bool = True
    """Whether the map moves there, and the file is listed among the recent ones."""
    flies: bool = True
    """Whether the map is seen to move."""
    selected: str = ""
    """Id of a feature to be selected."""
    again: bool = False
    """Whether its layer is on the map, and stays there should the file be no good any more."""


def words_of(job: Job, place: Place, data: Path) -> list[str]:
    """What the process that reads it is told."""
    words = [*reading_words(data, place.hue, place.projection, asks=job.asks)]
    words += [word for layer in job.choice.layers for word in ("--layer", layer)]
    words += ["--crs", job.choice.crs] if job.choice.crs else []
    words += [word for other in place.beside for word in ("--beside", str(other))]
    return words


def short_name(path: Path) -> str:
    """A file's name in a sentence."""
    return sanitized(path.name, SHORT)


def absolute(path: Path) -> Path:
    """From the root, without turns; links are not followed, for they have names of their own."""
    return Path(os.path.abspath(path))  # noqa: PTH100
