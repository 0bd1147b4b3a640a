"""The real app with somebody at work in it who never rests; says all it does, and when, on its output.

A program of its own, so that it can be killed: `python -m tests.end2end.busy_app SEED`.
"""

import json
import os
import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import msgspec
from tests.end2end.own_clock import own_time

from arctic_map import resources
from arctic_map.desktop.shell import app
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.shell.startup.page_start import Memory
from arctic_map.desktop.window.store import Store
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.saved_view import SavedSession
from arctic_map.scene.session import actions
from arctic_map.scene.session.saved_sessions import to_saved
from arctic_map.scene.timeline import Range
from arctic_map.storage import session_file as session_file

SHORT_MS, LONG_MS = 60, 900
"""Between two things that are done: mostly short, now and then long."""


def say(**what: object) -> None:
    """One line, whole or not at all: the parent reads it even if this process is killed right after."""
    os.write(1, (json.dumps({"at": own_time(os.getpid()), **what}) + "\n").encode())


def text_of(saved: SavedSession) -> str:
    """A session as text, the same for the same session."""
    return msgspec.json.encode(saved).decode()


class Worker:
    """Moves, chooses, hides, filters, plays and turns, at random."""

    def __init__(self, atlas: Atlas, seed: int) -> None:
        from PySide6.QtCore import QTimer

        self._atlas, self._random = atlas, random.Random(seed)
        self._timer = QTimer(atlas)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look_round)
        self._timer.start(5)
        atlas.window.statusBar().messageChanged.connect(lambda text: say(message=text))

    def _look_round(self) -> None:
        """Wait for the panels; then begin."""
        if not self._atlas.is_ready:
            self._timer.start(5)
            return
        say(restored=text_of(to_saved(self._atlas.store.session)))
        self._timer.timeout.disconnect()
        self._timer.timeout.connect(self._work)
        self._timer.start(0)

    def _work(self) -> None:
        self._random.choice(self._ways())()
        rest = LONG_MS if self._random.random() < 0.08 else SHORT_MS
        self._timer.start(self._random.randrange(rest))

    def _ways(self) -> list[Callable[[], object]]:
        atlas, pick = self._atlas, self._random
        catalog = atlas.scene.catalog
        layers = [layer.id for layer in atlas.scene.layers]
        first = date(2000, 1, 1) + timedelta(days=pick.randrange(9000))
        return [
            lambda: atlas.apply(actions.change_projection(pick.choice(PROJECTIONS))),
            lambda: atlas.apply(actions.toggle_layer(pick.choice(layers))),
            lambda: atlas.apply(actions.fade_layer(pick.choice(layers), pick.random())),
            lambda: atlas.workspace.navigator.go_to_feature(pick.choice(list(catalog.features))),
            lambda: atlas.workspace.navigator.go_to_fact(pick.choice(list(catalog.fact))),
            lambda: atlas.workspace.navigator.go_to_person(pick.choice(list(catalog.person))),
            lambda: atlas.workspace.navigator.go_to_position(pick.uniform(-180, 180), pick.uniform(60, 90)),
            lambda: atlas.apply(actions.choose_range(Range(first, first + timedelta(days=2000)))),
            lambda: atlas.apply(actions.toggle_kind(pick.choice(["forecast", "judgement"]))),
            lambda: atlas.apply(actions.filter_nothing),
            lambda: atlas.workspace.navigator.zoom(pick.choice([-1, 1])),
            lambda: atlas.workspace.timeline_panel.step(pick.choice([-1, 1])),
            atlas.workspace.timeline_panel.play_or_pause,
            lambda: atlas.window.resize(pick.randrange(900, 1400), pick.randrange(600, 900)),
            partial(atlas.apply, actions.select_nothing),
        ]


def main(seed: int) -> int:
    begin, follow, write = app.begin, Memory.follow, session_file.write

    def begun(*arguments: object, **options: object) -> Atlas:
        atlas = begin(*arguments, **options)  # type: ignore[arg-type]
        atlas.worker = Worker(atlas, seed)  # type: ignore[attr-defined]
        return atlas

    def followed(memory: Memory, store: Store) -> None:
        say(state=text_of(to_saved(store.session)))
        store.scene_changed.connect(lambda *_: say(state=text_of(to_saved(store.session))))
        follow(memory, store)

    def written(*arguments: object) -> bytes:
        say(saving=True)
        return write(*arguments)  # type: ignore[arg-type]

    app.begin = begun
    Memory.follow = followed  # type: ignore[method-assign, assignment]
    session_file.write = written  # type: ignore[assignment]
    return app.run(resources.data())


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
