"""Tool buttons of panels, and a button that plays steps until pressed again."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal

from arctic_map.desktop.widgets.appearance.sizes import TIGHT
from arctic_map.desktop.widgets.appearance.tool_button import ToolButton
from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text, tip
from arctic_map.model.tr import tr


def small_button(drawing: str, name: str, shortcut: str, how: Callable[[], object]) -> ToolButton:
    """A tool button with its shortcut in the tooltip."""
    button = ToolButton(drawing, pad=TIGHT)
    _call(button, name, shortcut)
    button.clicked.connect(how)
    return button


class PlayButton(ToolButton):
    """Button that requests a step at once and then regularly; its name says what a press does."""

    step_requested = Signal()
    playing_changed = Signal(bool)

    def __init__(self, name: str, shortcut: str, interval: int) -> None:
        """`interval` is the time between steps, ms."""
        super().__init__("play", pad=TIGHT)
        self._name, self._shortcut = name, shortcut
        self._timer = QTimer(self)
        self._timer.setInterval(interval)
        self._timer.timeout.connect(self.step_requested)
        self.clicked.connect(self.play_or_pause)
        _call(self, name, shortcut)

    @property
    def playing(self) -> bool:
        """Whether it is playing."""
        return self._timer.isActive()

    def set_interval(self, interval: int) -> None:
        """Set the time between steps, ms."""
        self._timer.setInterval(interval)

    def play(self) -> None:
        """Start playing, with a step at once."""
        if not self.playing:
            self._timer.start()
            self._turn()
            self.step_requested.emit()

    def pause(self) -> None:
        """Stop playing."""
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
