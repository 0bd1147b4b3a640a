"""Buttons of panels that move step by step: plain ones, and the one that plays until it is pressed again."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal

from arctic_map.desktop.widgets.appearance.sizes import TIGHT
from arctic_map.desktop.widgets.appearance.tool_button import ToolButton
from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text, tip
from arctic_map.model.tr import tr


def small_button(drawing: str, name: str, shortcut: str, how: Callable[[], object]) -> ToolButton:
    """With its shortcut, if it has one, in its tip."""
    button = ToolButton(drawing, pad=TIGHT)
    _call(button, name, shortcut)
    button.clicked.connect(how)
    return button


class PlayButton(ToolButton):
    """Asks for a step at once and then again and again; says what a press will do."""

    step_requested = Signal()
    playing_changed = Signal(bool)

    def __init__(self, name: str, shortcut: str, interval: int) -> None:
        """`interval` in milliseconds from step to step."""
        super().__init__("play", pad=TIGHT)
        self._name, self._shortcut = name, shortcut
        self._timer = QTimer(self)
        self._timer.setInterval(interval)
        self._timer.timeout.connect(self.step_requested)
        self.clicked.connect(self.play_or_pause)
        _call(self, name, shortcut)

    @property
    def playing(self) -> bool:
        return self._timer.isActive()

    def set_interval(self, interval: int) -> None:
        self._timer.setInterval(interval)

    def play(self) -> None:
        if not self.playing:
            self._timer.start()
            self._turn()
            self.step_requested.emit()

    def pause(self) -> None:
        if self.playing:
            self._timer.stop()
            self._turn()

    def play_or_pause(self) -> None:
        self.pause() if self.playing else self.play()

    def _turn(self) -> None:
        _call(self, tr("Pause") if self.playing else self._name, self._shortcut)
        self.set_drawing("pause" if self.playing else "play")
        self.playing_changed.emit(self.playing)


def _call(button: ToolButton, name: str, shortcut: str) -> None:
    button.setAccessibleName(name)
    button.setToolTip(tip(f"{name} ({shortcut_text(shortcut)})" if shortcut else name))
