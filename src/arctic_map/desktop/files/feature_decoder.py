"""Decoding of the features that a reader has written, in slices of the event loop."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from arctic_map.model.feature import Feature
    from arctic_map.tables.opened_layer import OpenedLayer

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
