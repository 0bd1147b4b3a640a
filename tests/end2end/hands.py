"""Somebody at the keyboard and the mouse of the real app, within its process: nothing is done but by them.

`python -m tests.end2end.hands SCRIPT FOLDER WORDS…` runs the command line with these words, and the script
(`module:function`) once its window is there; what it says goes to the folder, as does what another window
says that the app itself starts.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QWidget
from tests.desktop.driver import Driver, until
from tests.end2end.own_clock import own_time

from arctic_map.cli.main import main as command_line
from arctic_map.desktop.files import other_programs
from arctic_map.desktop.shell import app
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.geo.position import project

MESSAGES = "messages.jsonl"
LATE_LETTER_MS = 60_000
"""After which a letter may still belong to the word before it."""
STOPS = 120
"""More widgets than any window has on the way of the Tab key."""


class Hands:
    """Keys go to whatever has the keyboard, as they do for a person."""

    def __init__(self, atlas: Atlas, folder: Path) -> None:
        self.folder, self.map = folder, Driver(atlas)
        self.atlas = atlas

    def _manage_windows(self) -> None:
        """What a window manager does: whatever is behind a closed dialog is active again."""
        if QApplication.activeWindow() is None:
            dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
            seen = [each for each in dialogs if each.isVisible()]
            (seen[-1] if seen else self.atlas.window).activateWindow()

    @property
    def focus(self) -> QWidget:
        """What takes the keys: a widget, or else the window itself."""
        self._manage_windows()
        until(QApplication.activeWindow, "something has the keyboard")
        widget = QApplication.focusWidget() or QApplication.activeWindow()
        assert widget is not None
        return widget

    def press(self, *keys: str) -> None:
        """Keys by their names, as `Ctrl+S`."""
        for key in keys:
            combined = QKeySequence(key)[0]  # type: ignore[index]
            QTest.keyClick(self.focus, combined.key(), combined.keyboardModifiers())
            QCoreApplication.processEvents()

    def write(self, text: str) -> None:
        """Letter by letter: the first one may open what takes the others."""
        for letter in text:
            QTest.keyClicks(self.focus, letter)
            QCoreApplication.processEvents()

    def write_over(self, text: str) -> None:
        self.press("Ctrl+A")
        self.write(text)

    def choose(self, words: str) -> None:
        """An entry of the box that has the keyboard, by its first letters; a blank would open the box."""
        box = self.focus
        assert isinstance(box, QComboBox), f"{box}: {words}"
        # On a busy machine letters come so late that Qt would take each for a search of its own.
        usual = QApplication.keyboardInputInterval()
        QApplication.setKeyboardInputInterval(LATE_LETTER_MS)
        box.view().keyboardSearch("")
        self.write(words.partition(" ")[0])
        QApplication.setKeyboardInputInterval(usual)
        assert box.currentText().startswith(words), f"{box.currentText()}: {words}"

    def tab_to(self, name: str) -> None:
        """Go on until a widget of this accessible name has the keyboard."""
        self._go_on("Tab", name)

    def tab_back_to(self, name: str) -> None:
        self._go_on("Shift+Tab", name)

    def go_round_to(self, name: str) -> None:
        """The same from panel to panel."""
        self._go_on("F6", name)

    def _go_on(self, key: str, name: str) -> None:
        passed = []
        for _ in range(STOPS):
            if self.focus.accessibleName() == name:
                return
            passed.append(self.focus.accessibleName() or type(self.focus).__name__)
            self.press(key)
        raise AssertionError(f"{key} never comes to {name}: {passed}")

    def click(self, place: tuple[float, float]) -> None:
        """A place of the map, degrees, by the mouse."""
        self.map.settle()
        at = project(self.atlas.scene.projection, *place)
        assert at is not None
        x, y = self.map.viewport.pixel(*at)
        point = self.map.map_rect.topLeft()
        point.setX(point.x() + round(x))
        point.setY(point.y() + round(y))
        self.map.point(point)
        self.map.click(point)
        self.map.settle()

    def name_file(self, path: Path) -> None:
        """In the dialog that asks for one."""
        until(lambda: isinstance(self._front(), QFileDialog), "the question for a file")
        self.write_over(str(path))
        self.press("Return")

    def dialog(self, title: str) -> QWidget:
        """The one in front, once it is there."""
        found: list[QWidget] = []

        def there() -> bool:
            front = self._front()
            if front is not None and front.windowTitle().startswith(title):
                found.append(front)
            return bool(found)

        until(there, f"{title} is in front")
        return found[0]

    def at_the_window(self) -> None:
        until(lambda: self._front() is self.atlas.window, "no dialog is left", 15_000)

    def say(self, **what: object) -> None:
        say(self.folder, **what)

    def _front(self) -> QWidget | None:
        self._manage_windows()
        return QApplication.activeWindow()


def say(folder: Path, **what: object) -> None:
    """One line, whole or not at all: it is read even if this process is killed right after."""
    line = json.dumps({"at": own_time(os.getpid()), "pid": os.getpid(), **what}) + "\n"
    there = os.open(folder / MESSAGES, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(there, line.encode())
    os.close(there)


def main(name: str, folder: Path, words: list[str]) -> int:
    module, _, function = name.partition(":")
    script: Callable[[Hands], None] = getattr(import_module(module), function)
    again = getattr(import_module(module), "IN_A_NEW_WINDOW", name)
    other_programs.program = lambda: [  # type: ignore[attr-defined]
        sys.executable,
        "-m",
        "tests.end2end.hands",
        again,
        str(folder),
    ]
    begin = app.begin

    def begun(*arguments: object, **options: object) -> Atlas:
        atlas = begin(*arguments, **options)  # type: ignore[arg-type]
        # From the first, for it counts what the page has painted.
        hands, timer = Hands(atlas, folder), QTimer(atlas)
        timer.setInterval(5)

        def look_round() -> None:
            if atlas.is_ready:
                timer.stop()
                at_work(hands, script)

        timer.timeout.connect(look_round)
        timer.start()
        return atlas

    app.begin = begun
    return command_line(words)


def at_work(hands: Hands, script: Callable[[Hands], None]) -> None:
    try:
        hands.map.settle()
        script(hands)
    except BaseException:
        for number, window in enumerate(each for each in QApplication.topLevelWidgets() if each.isVisible()):
            window.grab().save(str(hands.folder / f"problem-{number}.png"))
        hands.say(problem=traceback.format_exc())
        os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:]))
