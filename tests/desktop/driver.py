"""What a person does with the window and sees in it; every wait has a condition."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QCoreApplication,
    QElapsedTimer,
    QEvent,
    QEventLoop,
    QPoint,
    QPointF,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QCursor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QWidget
from tests.desktop.layer_rows import CHECKED, UNCHECKED, check, layer_row, tree_of

from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.geo.position import project
from arctic_map.model.projection import Viewport
from arctic_map.scene.session.actions import Action
from arctic_map.scene.session.session import Session

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
PATIENCE_MS = 60_000
EASE_MS = 16
NUMBERS = count()
POPUP_IS_WHOLE = """(() => {
  const popup = document.querySelector(".leaflet-popup-content-wrapper").getBoundingClientRect();
  const map = arctic.atlas.map.getContainer().getBoundingClientRect();
  const [across, down] = [popup.left >= map.left && popup.right <= map.right, popup.top >= map.top];
  return across && down && popup.bottom <= map.bottom;
})()"""
ABOVE = ".legend, .leaflet-popup-pane, .leaflet-tooltip-pane, .gauges, .frame"
"""What the page lays over the map."""
MARK_SIZE = 2
MARK = f"""(() => {{
  const mark = document.getElementById("mark") ?? document.body.appendChild(document.createElement("div"));
  mark.id = "mark";
  Object.assign(mark.style, {{
    position: "fixed", zIndex: 2000, left: 0, top: 0, background: "COLOUR",
    width: "{MARK_SIZE}px", height: "{MARK_SIZE}px",
  }});
}})()"""
MOUSE = """(() => {
  if (!window.mouse) {
    window.mouse = { at: [-1, -1], releases: 0 };
    addEventListener("mousemove", ({ clientX, clientY }) => (mouse.at = [clientX, clientY]), true);
    addEventListener("mouseup", () => (mouse.releases += 1), true);
  }
  return mouse;
})()"""
"""The mouse events that the page has received, from the first question on."""
ASIDE = (QPoint(6, 6), QPoint(-6, -6))
# Only a promise needs another query.
ANSWER = """(() => {
  const result = (value) => JSON.stringify({ value });
  const failed = (problem) => JSON.stringify({ problem: String(problem) });
  try {
    const value = (CODE);
    if (typeof value?.then !== "function") return result(value);
    SLOT = "";
    value.then((found) => { SLOT = result(found); }).catch((problem) => { SLOT = failed(problem); });
    return "";
  } catch (problem) {
    return failed(problem);
  }
})()"""


def until(
    holds: Callable[[], object], what: str, patience_ms: int = PATIENCE_MS, ease_ms: int = EASE_MS
) -> None:
    """Let the app run until the condition holds; fails with `what` when it never does.

    It is checked at once, and then more and more seldom, up to every `ease_ms`: a check is work too.
    """
    clock, waker = QElapsedTimer(), QTimer()
    clock.start()
    waker.start(4)
    pause = 0
    try:
        while not holds():
            assert clock.elapsed() < patience_ms, f"waited in vain: {what}"
            next_query = clock.elapsed() + pause
            pause = min(pause + 2, ease_ms)
            process_events()
            while clock.elapsed() < next_query:
                process_events()
    finally:
        # A failure keeps this frame, and with it the timer, until a thread of any kind collects it.
        waker.stop()


def process_events() -> None:
    """Let the app run for a moment, and delete what waits for deletion, as its event loop would."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


def count_of(picture: QImage, colour: str | None) -> int:
    """Pixels of exactly this colour."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32)
    return int(np.count_nonzero(pixels == QColor(colour or "").rgb()))


def evaluated(page: QWebEnginePage, code: str) -> Any:
    """The value of an expression in a page; a promise is waited for."""
    slot = f"window.answer{next(NUMBERS)}"
    text = run(page, ANSWER.replace("SLOT", slot).replace("CODE", code)) or ""

    def answered() -> bool:
        nonlocal text
        text = text or run(page, slot) or ""
        return bool(text)

    if not text:
        until(answered, code)
        run(page, f"delete {slot}")
    answer = json.loads(text)
    assert "problem" not in answer, f"{code}: {answer['problem']}"
    return answer.get("value")


def run(page: QWebEnginePage, code: str) -> Any:
    answers: list[Any] = []
    page.runJavaScript(code, 0, answers.append)
    until(lambda: answers, code, ease_ms=0)
    return answers[0]


class Driver:
    """Holds a window whose map stands; keeps the number of the last batch that the page has painted."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.painted = 0
        self.fresh: Session | None = None
        """What a test begins with, if one has begun."""
        self.problems: list[str] = []
        self._frames = 0
        atlas.received.connect(self._on_received)
        atlas.failed.connect(self.problems.append)

    # Seeing

    def ask(self, code: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        return evaluated(self.atlas.view.page(), code)

    @property
    def viewport(self) -> Viewport:
        assert self.atlas.scene.viewport is not None
        return self.atlas.scene.viewport

    @property
    def map_rect(self) -> QRect:
        """The map's place in the web view, px."""
        found = self.ask("arctic.atlas.map.getContainer().getBoundingClientRect().toJSON()")
        return QRect(*(round(found[key]) for key in ("x", "y", "width", "height")))

    def settle(self) -> None:
        """Wait until the app reports that it is idle."""
        reports: list[bool] = []
        self.atlas.when_idle(lambda: reports.append(True))
        until(lambda: reports, "the app is idle")

    @contextmanager
    def motion(self) -> Iterator[None]:
        """Flights and lines that draw themselves, which are off in all other tests, can begin in it."""
        self.ask("(arctic.reducedMotion = { matches: false }, true)")
        yield
        self.ask("(arctic.reducedMotion = matchMedia('(prefers-reduced-motion: reduce)'), true)")

    def shot(self) -> QImage:
        """The web view as it stands on the screen, once it stands still."""
        self.settle()
        last = self._frame()

        def still() -> bool:
            nonlocal last
            before, last = last, self._frame()
            return before == last

        until(still, "the picture stands still")
        return last

    def map_shot(self) -> QImage:
        """The map alone, without what the page lays over it."""
        self._show_above("none")
        picture = self.shot().copy(self.map_rect)
        self._show_above("")
        return picture

    def text(self, selector: str) -> str:
        """What an element of the page says, as it is shown; empty when there is none."""
        return str(self.ask(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    @property
    def message(self) -> str:
        """The newest notice, or the sentence in the status bar when there is none."""
        window = self.atlas.window
        cards = window.notices.cards if window.notices else ()
        return cards[0].text if cards else window.statusBar().currentMessage()

    def dismiss_notices(self) -> None:
        if notices := self.atlas.window.notices:
            for card in notices.cards:
                card.close_button.click()

    def point_of(self, feature: str) -> QPoint:
        """Where a point feature stands in the web view."""
        atlas = self.atlas
        drawing = atlas.store.drawings.get(atlas.scene.catalog.layer_of[feature], atlas.scene.projection.id)
        x, y = next(shape.parts[0][:2] for shape in drawing.shapes if shape.feature == feature)
        px, py = self.viewport.pixel(x, y)
        return self.map_rect.topLeft() + QPoint(round(px), round(py))

    def place_of(self, lon: float, lat: float) -> QPoint:
        """Where a position stands in the web view."""
        at = project(self.atlas.scene.projection, lon, lat)
        assert at is not None
        x, y = self.viewport.pixel(*at)
        return self.map_rect.topLeft() + QPoint(round(x), round(y))

    # Doing

    def open_file(self, path: Path) -> str:
        """Open a file of features; the id of its layer, once its table is there too."""
        files = self.atlas.workspace.files
        self.atlas.open_files([path])
        until(lambda: not files.reading.busy and self.atlas.store.files, "the file is read")
        layer = self.atlas.store.files[-1].layer.id
        until(lambda: files.table_of(layer) is not None, "its table")
        self.settle()
        return layer

    def painted_after(self, *actions: Action) -> None:
        for action in actions:
            self.atlas.apply(action)
        self.settle()

    def click(self, place: QPoint) -> None:
        before = self.ask(MOUSE)["releases"]
        QTest.mouseClick(self.glass, LEFT, NO_KEYS, place)
        until(lambda: self.ask(MOUSE)["releases"] > before, "the page hears the click")

    def double_click(self, place: QPoint) -> None:
        """As a platform tells of one: QTest sets its clicks too far apart for Chromium."""
        where = QPointF(place), QPointF(self.glass.mapToGlobal(place))
        kinds = (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.MouseButtonDblClick,
            QEvent.Type.MouseButtonRelease,
        )
        # Later than whatever QTest has sent before.
        begins = 10**9 + 10**4 * next(NUMBERS)
        for number, kind in enumerate(kinds):
            buttons = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else LEFT
            event = QMouseEvent(kind, *where, LEFT, buttons, NO_KEYS)
            event.setTimestamp(begins + 40 * number)
            QCoreApplication.sendEvent(self.glass, event)

    def point(self, place: QPoint) -> None:
        """Move the pointer there and wait until the page has received it.

        It comes from aside: Chromium says nothing of a pointer that already stands where it is sent.
        """
        self.ask(MOUSE)
        stands = self.glass.mapFromGlobal(QCursor.pos())
        aside = next(place + each for each in ASIDE if place + each != stands)
        for stop in (aside, place):
            QTest.mouseMove(self.glass, stop)
            until(lambda stop=stop: self.ask(MOUSE)["at"] == [stop.x(), stop.y()], "the pointer arrives")  # type: ignore[misc]

    def take_keyboard(self) -> None:
        """Dialogs and menus of tests before may have it."""
        self.atlas.window.activateWindow()
        until(self.atlas.window.isActiveWindow, "the window has the keyboard")

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """A key for the map."""
        QTest.keyClick(self.glass, key, keys)

    def command(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """A shortcut of the window."""
        QTest.keyClick(self.atlas.window, key, keys)

    def check_layer(self, layer_id: str, shown: bool) -> None:
        """Click a layer's box in the layers panel."""
        tree = tree_of(self.atlas.workspace.layers_panel)
        check(tree, layer_row(tree, layer_id), CHECKED if shown else UNCHECKED)
        self.settle()

    @property
    def glass(self) -> QWidget:
        """The widget that takes the mouse and the keys for the page."""
        found = self.atlas.view.focusProxy()
        assert found is not None
        return found

    def _show_above(self, display: str) -> None:
        above = f"[...document.querySelectorAll('{ABOVE}')]"
        self.ask(f"{above}.forEach((each) => (each.style.display = '{display}'))")
        # The ring round a map that has the keyboard is no element.
        ring = f"#map_atlas::before {{ display: {display} !important }}" if display else ""
        self.ask(
            "(() => { const sheet = new CSSStyleSheet();"
            f"sheet.replaceSync({json.dumps(ring)});"
            "document.adoptedStyleSheets = [sheet]; })()"
        )
        # Names make room for a popup that is seen.
        self.ask("arctic.atlas.paint('subject')")

    def _on_received(self, count: int) -> None:
        self.painted = count

    def _frame(self) -> QImage:
        """The web view in a frame that the page made after this call.

        Chromium shows a frame some time after the page has painted it, so each is marked in a corner.
        """
        self._frames += 1
        colour = QColor(255, self._frames % 256, self._frames // 256 % 256)
        self.ask(MARK.replace("COLOUR", colour.name()))
        seen = QImage()

        def marked() -> bool:
            nonlocal seen
            seen = self.atlas.view.grab().toImage()
            return seen.pixelColor(0, 0) == colour

        until(marked, "the next frame")
        # The page may be enlarged, as it is in the tour.
        side = ceil(MARK_SIZE * self.atlas.view.zoomFactor())
        for x in range(side):
            for y in range(side):
                seen.setPixelColor(x, y, seen.pixelColor(side, side))
        return seen
