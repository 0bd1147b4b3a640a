"""The real window, off screen, driven from outside: waits for conditions, never for a time."""

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

from arctic_map import resources
from arctic_map.desktop.shell.app import begin
from arctic_map.desktop.shell.startup import environment
from arctic_map.scene.session.actions import Action

PATIENCE_S = 60.0


class Driven:
    """The atlas with its window open and its panels filled."""

    def __init__(self, width: int, height: int, data: Path | None = None) -> None:
        environment.prepare(offscreen=True)
        self.atlas = begin(data or resources.data(), remember=False)
        self.notified = 0
        self._numbers = count(1)
        self._answers: set[str] = set()
        painted: list[bool] = []
        failures: list[str] = []
        self.atlas.received.connect(self._on_received)
        self.atlas.painted.connect(lambda: painted.append(True))
        self.atlas.failed.connect(failures.append)
        self.page.titleChanged.connect(self._answers.add)
        self.window.resize(width, height)
        self.window.show()
        until(lambda: bool(painted or failures), "the map")
        if failures:
            raise RuntimeError(failures[0])
        until(lambda: self.atlas.is_ready, "the panels")
        self.settle()

    @property
    def window(self) -> Any:
        return self.atlas.window

    @property
    def page(self) -> Any:
        return self.atlas.view.page()

    def close(self) -> None:
        self.window.close()
        self.atlas.dispose()

    def apply(self, action: Action) -> None:
        """Do it, and wait until the page has painted what was sent to it."""
        self.atlas.apply(action)
        self.follow()

    def follow(self) -> None:
        """Wait until the page has painted all that was sent to it so far."""
        batch = self.atlas.view.bridge.count
        until(lambda: self.notified >= batch, f"batch {batch} on the screen")

    def settle(self) -> None:
        """Wait until the app reports that it is idle."""
        reports: list[bool] = []
        self.atlas.when_idle(lambda: reports.append(True))
        until(lambda: bool(reports), "the app is idle")

    def picture(self) -> Any:
        """The whole window as it stands on the screen, web view and all (a QPixmap)."""
        # The view hands its frames on unseen by the page, so it is grabbed until it stays the same.
        last, same = self.window.grab().toImage(), 0
        while same < 2:
            self.ask("new Promise(arctic.whenPainted)")
            image = self.window.grab().toImage()
            same = same + 1 if image == last else 0
            last = image
        return self.window.grab()

    def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression, or what its promise brings."""
        name = f"answer {next(self._numbers)}"
        self.page.runJavaScript(
            f"(async () => ({expression}))()"
            ".then((value) => ({ value }), (why) => ({ why: String(why) }))"
            f".then((answer) => {{ window.answer = JSON.stringify(answer); document.title = '{name}'; }}); 0"
        )
        until(lambda: name in self._answers, expression.strip()[:60])
        brought: list[str] = []
        self.page.runJavaScript("window.answer", 0, brought.append)
        until(lambda: bool(brought), name)
        answer = json.loads(brought[0])
        if "why" in answer:
            raise RuntimeError(answer["why"])
        return answer.get("value")

    def _on_received(self, batch: int) -> None:
        self.notified = max(self.notified, batch)


def until(ready: Callable[[], bool], what: str, patience: float = PATIENCE_S) -> None:
    """Let Qt work until the condition holds. Raises TimeoutError."""
    late: list[bool] = []
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(lambda: late.append(True))
    timer.start(int(patience * 1000))
    loop = QEventLoop()
    try:
        while not ready():
            if late:
                raise TimeoutError(f"waited {patience:.0f} s for {what}")
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    finally:
        timer.stop()
