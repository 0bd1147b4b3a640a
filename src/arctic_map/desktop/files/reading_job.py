"""A file being read: the request, its place on the map, and the decoding of its features."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from arctic_map.desktop.files.reader_process import reading_words
from arctic_map.model.opened import Choice, parted, title_of
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.model.feature import Feature
    from arctic_map.tables.opened_layer import OpenedLayer

SHORT = 60
"""Most characters of a file's name in a message."""


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """How a file was opened."""

    goes: bool = True
    """Whether the map moves to the file, and it is added to the recent files."""
    flies: bool = True
    """Whether the map moves smoothly."""
    together: tuple[str, ...] = ()
    """Ids of the layers that were opened with it; the map shows all of them."""
    selected: str = ""
    """Id of a feature to select."""
    again: bool = False
    """Whether its layer is shown already, and stays if reading fails."""


@dataclass(slots=True)
class FileJob:
    """A file in the queue."""

    path: Path
    """A file, or a layer of it."""
    request: OpenRequest = field(default_factory=OpenRequest)
    choice: Choice = field(default_factory=Choice)
    asks: bool = False
    """Whether to ask the user which layers to show, rather than showing all."""
    began: float = 0.0
    """When reading began, as a value of `monotonic`."""

    @property
    def file(self) -> Path:
        """The file, also if the path names a layer of it."""
        return parted(self.path)[0]


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a file among the layers, known only when its reading begins."""

    hue: int = 1
    projection: str = "nsr"
    """The projection that is drawn first."""
    avoid: tuple[Path, ...] = ()
    """Folders of drawings whose labels must be avoided."""


def words_of(job: FileJob, place: Place, data: Path) -> list[str]:
    """Return the arguments of the process that reads the file."""
    words = [*reading_words(data, place.hue, place.projection, asks=job.asks)]
    words += [word for layer in job.choice.layers for word in ("--layer", layer)]
    words += job.choice.options
    words += [word for other in place.avoid for word in ("--avoid", str(other))]
    return words


def short_name(path: Path) -> str:
    """Return the name of a file, or of a layer of it, for a message."""
    return sanitized(title_of(path), SHORT)


def absolute(path: Path) -> Path:
    """Return an absolute, normalized path; symbolic links, whose names may differ, are not resolved."""
    return Path(os.path.abspath(path))  # noqa: PTH100


SLICE_S = 0.012
"""Seconds of work per slice."""


class FeatureDecoder(QObject):
    """Decodes a layer of up to a hundred thousand features without blocking the window."""

    decoded = Signal(object, object)
    """The OpenedLayer, and all its features."""
    finished = Signal()
    """All receivers of `decoded` have returned."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._slices: Iterator[None] | None = None
        self._worker = QTimer(self)
        self._worker.timeout.connect(self._work)

    @property
    def started(self) -> bool:
        """Whether decoding was started since the last stop."""
        return self._slices is not None

    @property
    def done(self) -> bool:
        """Whether decoding has finished."""
        return self.started and not self._worker.isActive()

    def start(self, layer: OpenedLayer) -> None:
        """Start decoding the features of a layer."""
        self._slices = self._decode(layer)
        self._worker.start()
        self._work()

    def stop(self) -> None:
        """Cancel decoding."""
        self._worker.stop()
        self._slices = None

    def _decode(self, layer: OpenedLayer) -> Iterator[None]:
        features: list[Feature] = []
        end = perf_counter() + SLICE_S
        for feature in layer.features():
            features.append(feature)
            if perf_counter() > end:
                yield
                end = perf_counter() + SLICE_S
        self.decoded.emit(layer, tuple(features))

    def _work(self) -> None:
        slices = self._slices
        if slices is not None and next(slices, self) is self and self._slices is slices:
            self._worker.stop()
            self.finished.emit()
