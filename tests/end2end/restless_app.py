"""Somebody who does anything at all with mouse and keyboard; reports the outcome at the end.

A program of its own, so that its memory is its own: `python -m tests.end2end.restless_app SEED ACTIONS`.
Prints a line of JSON: the errors and warnings that occurred and, of many actions, the memory after warm-up,
at half of them, and at the end.
"""

import ctypes
import faulthandler
import gc
import json
import os
import random
import re
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import Any

import psutil

from arctic_map import resources
from arctic_map.desktop.shell.startup import environment

FLAGS = "--js-flags=--initial-old-space-size=16,--expose-gc"
"""So that the page's memory is measured without what it would throw away."""
# The last of two counts.
os.environ[environment.FLAGS] = f"{os.environ.get(environment.FLAGS, '')} {FLAGS}".strip()
environment.prepare(offscreen=True)

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, QtMsgType, qInstallMessageHandler  # noqa: E402
from PySide6.QtGui import QKeySequence, QPixmapCache, QWheelEvent  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QTabBar  # noqa: E402
from tests.desktop.conftest import opened  # noqa: E402
from tests.desktop.driver import LEFT, NO_KEYS  # noqa: E402
from tests.desktop.layer_rows import CHECKED, UNCHECKED, check, layer_row, tree_of  # noqa: E402

from arctic_map.desktop.panels.timeline.canvas import TimelineCanvas  # noqa: E402
from arctic_map.desktop.panels.timeline.range_handle import RangeHandle  # noqa: E402
from arctic_map.desktop.shell.app import application  # noqa: E402
from arctic_map.desktop.shell.commands.commands import COMMANDS  # noqa: E402
from arctic_map.desktop.window.panel import Panel  # noqa: E402
from arctic_map.geo.projections import PROJECTIONS  # noqa: E402
from arctic_map.scene.compose import start  # noqa: E402
from arctic_map.scene.session import actions  # noqa: E402
from arctic_map.scene.session.session import Session  # noqa: E402

WARM_UP = 500
"""Actions before memory is first measured, besides the visit: caches fill with what is done often.

There are some sixty commands, five projections with turns, and fifty-five cards: fewer leave much undone.
"""
LOOKS, LET_GO = 8, 0.99
"""Memory is at rest when so many looks in turn find no less than this part of the least before them."""
CALM_MS = 5
"""Between two actions."""
HARMLESS = (
    "This plugin does not support",
    "QRhiGles2",
    "Failed to create RHI",
    "QVulkanInstance",
    "GBM is not supported",
    "GPUInfo not initialized",
    "Sandboxing disabled",
    "Keyboard event not accepted by receiving widget",
    "Unknown or unsupported skia image format",
)
"""What Qt says of every window off screen, and of a key that nobody wants."""
NEAR = ("murmansk", "tiksi", "shanghai")
WORDS = (
    "arkh",
    "Мурм",
    "北极",
    "Z1",
    "64.5, 40.5",
    ">pla",
    "zzz",
    "Putin",
    "T3",
    "<b>",
    "%s %n",
    "'\"\\",
    "🧭",
)


def main(seed: int, count: int) -> int:
    faulthandler.enable()
    trouble = Trouble()
    application()
    trouble.listen()
    with opened(resources.data()) as driver:
        driver.atlas.failed.connect(lambda why: trouble.add(f"page: {why}"))
        restless = Restless(driver, random.Random(seed), trouble)
        long = count > WARM_UP
        if long:
            restless.visit_all()
            for _ in range(WARM_UP):
                restless.act()
        warm, before = restless.memory_at_rest() if long else None, restless.done
        for _ in range(count // 2):
            restless.act()
        half = restless.memory_at_rest() if long else None
        for _ in range(count - count // 2):
            restless.act()
        end = restless.memory_at_rest() if long else None
    os.write(
        1,
        json.dumps(
            {
                "warm": warm,
                "half": half,
                "end": end,
                "done": restless.done - before,
                "kinds": restless.kinds,
                "troubles": trouble.found,
            }
        ).encode(),
    )
    return 0


class Trouble:
    """All that should not come up, with what was done last."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.last: deque[str] = deque(maxlen=6)

    def listen(self) -> None:
        sys.excepthook = lambda *error: self.add("".join(traceback.format_exception(*error)))
        sys.unraisablehook = lambda what: self.add(f"unraisable: {what.exc_value!r} in {what.object!r}")
        threading.excepthook = lambda what: self.add(f"in a thread: {what.exc_value!r}")
        qInstallMessageHandler(self._qt)

    def add(self, what: str) -> None:
        self.found.append(f"{what} (after {', '.join(self.last)})")

    def _qt(self, kind: Any, context: Any, text: str) -> None:
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or text.startswith(HARMLESS):
            return
        self.add(f"{context.category}: {text}")


class Restless:
    def __init__(self, driver: Any, pick: random.Random, trouble: Trouble) -> None:
        self._driver, self._pick, self._trouble = driver, pick, trouble
        # Whichever way somebody finds to it.
        driver.atlas.workspace.menus.actions["file.quit"].setVisible(False)
        self.done = 0
        self.kinds: dict[str, int] = {}
        self._visiting = False
        # Menus and dialogs have loops of their own: there somebody looks round and leaves.
        self._leaving = QTimer()
        self._leaving.timeout.connect(self._leave)
        self._leaving.start(40)

    def visit_all(self) -> None:
        """All that stays in memory once it was shown is there before memory is measured.

        Every projection in every tone, far and near, and what each command opens.
        """
        atlas = self._driver.atlas
        for theme in ("dark", "light"):
            atlas.choices.choose_theme(theme)
            self._driver.painted_after(actions.toggle_layer("relief"))
            for projection in (*PROJECTIONS, PROJECTIONS[0]):
                self._driver.painted_after(actions.change_projection(projection))
                for place in NEAR if theme == "light" else ():
                    atlas.workspace.navigator.go_to_feature(place)
                    self._driver.settle()
                    for _ in range(2):
                        atlas.workspace.navigator.zoom(2)
                        self._driver.settle()
        self._visiting = True
        for command in COMMANDS:
            if command.id != "file.quit":
                atlas.workspace.menus.actions[command.id].trigger()
                self._driver.settle()
        self._visiting = False
        for panel in Panel:
            atlas.window.show_panel(panel, True)
            self._driver.settle()

    def act(self) -> None:
        way, weight = self._ways(), []
        for each in way:
            weight.append(WEIGHTS.get(each.__name__.strip("_"), 1))
        chosen = self._pick.choices(way, weight)[0]
        name = chosen.__name__.strip("_")
        self._trouble.last.append(name)
        try:
            chosen()
        except Exception:
            self._trouble.add(traceback.format_exc())
        self.done += 1
        self.kinds[name] = self.kinds.get(name, 0) + 1
        self._rest(CALM_MS)

    def memory_at_rest(self) -> dict[str, int]:
        """Bytes of all processes, with the window as it was at first and all thrown away that can be."""
        atlas = self._driver.atlas
        for widget in QApplication.topLevelWidgets():
            if widget is not atlas.window and widget.isVisible():
                widget.close()
        atlas.workspace.tour.end()
        if atlas.workspace.timeline_panel.playing:
            atlas.workspace.timeline_panel.play_or_pause()
        if atlas.window.isFullScreen():
            atlas.window.toggle_full_screen()
        atlas.window.resize(1280, 800)
        for panel in Panel:
            atlas.window.show_panel(panel, True)
        atlas.choices.choose_theme("light")
        atlas.apply(lambda session: start(atlas.store.catalog, Session(viewport=session.viewport)))
        self._driver.painted_after(actions.change_projection(PROJECTIONS[0]))
        # What the page draws, and so its memory, differs from view to view.
        atlas.workspace.navigator.go_home()
        self._rest(1500)
        self._driver.settle()
        found: list[dict[str, int]] = []
        # Chromium lets go of pictures that it might need again when it has had nothing to do for a while,
        # which is later where others have the processors: until no more is let go of.
        while len(found) < LOOKS or least(found) < LET_GO * least(found[:-LOOKS]):
            QPixmapCache.clear()
            gc.collect()
            self._driver.ask("(gc(), 0)")
            trim()
            self._rest(500)
            found.append(memory())
        return min(found, key=lambda each: sum(each.values()))

    # Ways

    def _ways(self) -> list[Callable[[], None]]:
        return [
            self._shortcut,
            self._click_map,
            self._drag_map,
            self._wheel,
            self._key_on_map,
            self._click_widget,
            self._key_on_widget,
            self._list_row,
            self._layer_box,
            self._handle,
            self._search,
            self._menu,
            self._tour,
            self._resize,
            self._dock_tab,
        ]

    def _shortcut(self) -> None:
        commands = [each for each in COMMANDS if each.shortcut and each.id != "file.quit"]
        command = self._pick.choice(commands)
        keys = self._pick.choice([command.shortcut, *command.also])
        self._trouble.last.append(keys)
        QTest.keySequence(self._driver.atlas.window, QKeySequence(keys))

    def _click_map(self) -> None:
        place = self._place(self._driver.glass)
        if self._pick.random() < 0.15:
            QTest.mouseDClick(self._driver.glass, LEFT, NO_KEYS, place)
        elif self._pick.random() < 0.6:
            catalog = self._driver.atlas.scene.catalog
            points = [id for id, each in catalog.features.items() if each.geometry.get("type") == "Point"]
            drawn = self._pick.choice(points)
            place = self._spot(drawn) or place
            QTest.mouseClick(self._driver.glass, LEFT, NO_KEYS, place)
        else:
            QTest.mouseClick(self._driver.glass, LEFT, NO_KEYS, place)

    def _drag_map(self) -> None:
        self._drag(self._driver.glass, self._pick.randrange(3, 9))

    def _wheel(self) -> None:
        glass = self._driver.glass
        place = self._place(glass)
        turn = self._pick.choice([-240, -120, 120, 240])
        QApplication.sendEvent(
            glass,
            QWheelEvent(
                QPointF(place),
                QPointF(glass.mapToGlobal(place)),
                QPoint(),
                QPoint(0, turn),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            ),
        )

    def _key_on_map(self) -> None:
        key = Qt.Key
        keys = (
            key.Key_Left,
            key.Key_Right,
            key.Key_Up,
            key.Key_Down,
            key.Key_Plus,
            key.Key_Minus,
            key.Key_Tab,
        )
        self._driver.press(self._pick.choice(keys))

    def _click_widget(self) -> None:
        buttons = self._seen(QAbstractButton, QComboBox)
        if buttons:
            button = self._pick.choice(buttons)
            self._trouble.last.append(
                f"{type(button).__name__} {button.toolTip() or button.objectName()}"[:60]
            )
            QTest.mouseClick(button, LEFT, NO_KEYS, button.rect().center())

    def _key_on_widget(self) -> None:
        key = Qt.Key
        focus = QApplication.focusWidget() or self._driver.atlas.window
        keys = (
            key.Key_Tab,
            key.Key_Backtab,
            key.Key_Down,
            key.Key_Up,
            key.Key_Home,
            key.Key_End,
            key.Key_Left,
        )
        more = (key.Key_Right, key.Key_PageDown, key.Key_PageUp, key.Key_Space, key.Key_Escape, key.Key_Menu)
        QTest.keyClick(focus, self._pick.choice((*keys, *more)))

    def _list_row(self) -> None:
        if views := self._seen(QAbstractItemView):
            view = self._pick.choice(views)
            pane = view.viewport()
            place = self._place(pane)
            click = QTest.mouseDClick if self._pick.random() < 0.2 else QTest.mouseClick
            click(pane, LEFT, NO_KEYS, place)

    def _layer_box(self) -> None:
        atlas = self._driver.atlas
        layer = self._pick.choice(atlas.scene.layers)
        tree = tree_of(atlas.workspace.layers_panel)
        check(tree, layer_row(tree, layer.id), UNCHECKED if layer.shown else CHECKED)

    def _handle(self) -> None:
        if found := self._seen(RangeHandle, TimelineCanvas):
            self._drag(self._pick.choice(found), 5)

    def _search(self) -> None:
        atlas = self._driver.atlas
        atlas.workspace.finder.begin("")
        box = atlas.window.focusWidget()
        if box is None:
            return
        QTest.keyClicks(box, "".join(filter(str.isascii, self._pick.choice(WORDS))))
        self._rest(15)
        for _ in range(self._pick.randrange(4)):
            QTest.keyClick(box, Qt.Key.Key_Down)
        end = Qt.Key.Key_Escape
        # A command could leave the app or open what waits for an answer; it is only looked at.
        if self._pick.random() < 0.6 and not _text(box).startswith(">"):
            end = Qt.Key.Key_Return
        QTest.keyClick(box, end)

    def _menu(self) -> None:
        bar = self._driver.atlas.window.menuBar()
        if bar.isVisible():
            action = self._pick.choice(bar.actions())
            QTest.mouseClick(bar, LEFT, NO_KEYS, bar.actionGeometry(action).center())

    def _tour(self) -> None:
        driver = self._driver
        if not driver.atlas.workspace.tour.running:
            driver.command(Qt.Key.Key_F5)
        for _ in range(self._pick.randrange(1, 5)):
            driver.command(self._pick.choice([Qt.Key.Key_Right, Qt.Key.Key_Left]))
            self._rest(self._pick.choice([5, 200]))
        driver.command(Qt.Key.Key_Escape)

    def _resize(self) -> None:
        self._driver.atlas.window.resize(self._pick.randrange(760, 1500), self._pick.randrange(480, 1000))

    def _dock_tab(self) -> None:
        if bars := self._seen(QTabBar):
            bar = self._pick.choice(bars)
            if bar.count():
                QTest.mouseClick(bar, LEFT, NO_KEYS, bar.tabRect(self._pick.randrange(bar.count())).center())

    # How

    def _spot(self, feature: str) -> Any:
        """Where a point feature stands, without asking the page; None when it is not seen."""
        atlas = self._driver.atlas
        view = atlas.scene.viewport
        drawing = atlas.store.drawings.get(atlas.scene.catalog.layer_of[feature], atlas.scene.projection.id)
        for shape in drawing.shapes:
            if shape.feature == feature and view is not None:
                x, y = view.pixel(*shape.parts[0][:2])
                place = QPoint(round(x), round(y))
                return place if self._driver.glass.rect().contains(place) else None
        return None

    def _drag(self, widget: Any, steps: int) -> None:
        place = self._place(widget)
        QTest.mousePress(widget, LEFT, NO_KEYS, place)
        for _ in range(steps):
            place = self._place(widget)
            QTest.mouseMove(widget, place)
            self._rest(4)
        QTest.mouseRelease(widget, LEFT, NO_KEYS, place)

    def _place(self, widget: Any) -> Any:
        rect = widget.rect()
        return QPoint(self._pick.randrange(max(1, rect.width())), self._pick.randrange(max(1, rect.height())))

    def _seen(self, *kinds: type) -> list[Any]:
        window = self._driver.atlas.window
        found = (each for kind in kinds for each in window.findChildren(kind))
        return [
            each
            for each in found
            if each.isVisible() and each.isEnabled() and not each.visibleRegion().isEmpty()
        ]

    def _rest(self, ms: int) -> None:
        QTest.qWait(ms)

    def _leave(self) -> None:
        """Look round in an open menu or dialog for a moment, then leave it by Escape."""
        at = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if at is None:
            return
        previews = getattr(at, "previews", None)
        if self._visiting and previews is not None and not previews.at_rest:
            return
        kind = type(at).__name__
        self._trouble.last.append(kind)
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        keys = (Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Up)
        focus = at.focusWidget() or at
        if self._pick.random() < 0.5:
            QTest.keyClick(focus, self._pick.choice(keys))
        elif self._pick.random() < 0.8:
            QTest.keyClick(at, Qt.Key.Key_Escape)
        else:
            at.close()


WEIGHTS = {
    "shortcut": 5,
    "click_map": 4,
    "drag_map": 3,
    "wheel": 4,
    "click_widget": 4,
    "list_row": 3,
    "layer_box": 2,
}


def least(found: list[dict[str, int]]) -> float:
    return min((sum(each.values()) for each in found), default=inf)


def trim() -> None:
    """Give back to the system what was freed: else it counts as used."""
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)


def _text(box: Any) -> str:
    text = getattr(box, "text", None)
    return str(text()) if callable(text) else ""


def memory() -> dict[str, int]:
    """Bytes of this process and of all that it has started; what they share is counted once.

    Pages of files count in full: their proportional size would change with every other program that runs.
    """
    found = {"window": 0, "page": 0}
    here = psutil.Process()
    counted: dict[str, int] = {}
    for process in (here, *here.children(recursive=True)):
        try:
            smaps = Path(f"/proc/{process.pid}/smaps").read_text()
        except (OSError, psutil.Error):
            continue
        found["window" if process == here else "page"] += sum(
            _bytes(mapping, counted) for mapping in MAPPING.split(smaps)[1:]
        )
    return found


MAPPING = re.compile(r"^(?=[0-9a-f]+-[0-9a-f]+ )", re.MULTILINE)
"""Where the next one begins in what Linux tells of a process's memory."""


def _bytes(mapping: str, counted: dict[str, int]) -> int:
    """What a mapping adds to those that were `counted`."""
    first, *lines = mapping.splitlines()
    _, _, offset, _, inode, *name = first.split(maxsplit=5)
    sizes = dict(line.split(":", 1) for line in lines)
    kilobytes = {key: int(sizes[key].split()[0]) for key in ("Rss", "Pss", "Anonymous")}
    # Memory that no file stands behind is shared by these processes alone.
    if inode == "0" or not name or name[0].startswith(("/dev/shm/", "/memfd:")):
        return kilobytes["Pss"] * 1024
    key = f"{inode} {offset} {name[0]}"
    of_file = kilobytes["Rss"] - kilobytes["Anonymous"]
    more = max(0, of_file - counted.get(key, 0))
    counted[key] = max(of_file, counted.get(key, 0))
    return (kilobytes["Anonymous"] + more) * 1024


if __name__ == "__main__":
    try:
        sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
    except Exception:
        # The hook of this program keeps what comes up; what ends it is for its caller.
        traceback.print_exc()
        sys.exit(1)
