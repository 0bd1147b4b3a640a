"""Starting and ending the guided tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from arctic_map.desktop.widgets.notice import Notice, Severity
from arctic_map.model.tr import tr, tr_later

if TYPE_CHECKING:
    from arctic_map.desktop.tour.guided_tour import Tour
    from arctic_map.desktop.web.web_view import MapView
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store

NO_VOICE = tr_later(
    "The system has no voice for this language, or its speech does not answer. "
    "Install a voice, such as speech-dispatcher with espeak-ng on Linux."
)


class TourGuide(QObject):
    """Starts the tour and passes commands to it."""

    begins = Signal()
    """The tour is about to start; window and session are still as the user left them."""
    started = Signal()
    ended = Signal()

    def __init__(self, window: Window, view: MapView, store: Store) -> None:
        super().__init__(window)
        self._window, self._view, self._store = window, view, store
        self.tour: Tour | None = None
        """The last tour; None before the first."""

    @property
    def running(self) -> bool:
        """Whether a tour is running."""
        return self.tour is not None and self.tour.running

    def start(self, number: int = 0) -> None:
        """Start at a step by its number, from 0, unless a tour is running or the atlas has none."""
        if self.running or not self._store.catalog.tour:
            return
        from arctic_map.desktop.tour.guided_tour import Tour  # loaded late, because most windows show no tour

        self.begins.emit()
        if self.tour:
            self.tour.deleteLater()
        self.tour = Tour(self._window, self._view, self._store, number)
        self.tour.ended.connect(self.ended)
        self.tour.speech.failed.connect(self._report_no_voice)
        self.started.emit()

    def step(self, step: int) -> None:
        """Go to the next step, or for a negative number to the previous one."""
        if self.tour:
            self.tour.step(step)

    def go(self, number: int) -> None:
        """Go to a step by its number, from 0; -1 is the last."""
        if self.tour:
            self.tour.go(number)

    def end(self) -> None:
        """End the tour."""
        if self.tour:
            self.tour.end()

    def _report_no_voice(self) -> None:
        """Say that the system cannot read the text of the step."""
        if self.tour:
            self.tour.caption.aloud.setChecked(False)
        self._window.notify(Notice(tr(NO_VOICE), Severity.WARNING, key="voice"))
