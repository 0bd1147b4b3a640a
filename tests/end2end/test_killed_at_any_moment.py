"""The app is killed while somebody works in it, and comes back with all but the last second."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec
import pytest
from tests.end2end.own_clock import own_time
from tests.end2end.tools import PATIENCE_S, at_home, until
from tests.seed import seed

from arctic_map.geo.projections import projection_named
from arctic_map.model.projection import COARSEST, FARTHEST, Viewport
from arctic_map.model.saved_view import SavedSession
from arctic_map.storage import session_file
from arctic_map.storage.app_folders import SESSION

pytestmark = [pytest.mark.desktop, pytest.mark.skipif(os.name == "nt", reason="kills as Unix does")]

WIDEST = COARSEST / 2**FARTHEST
LAST_SECOND_NS = 1_000_000_000
TIMES = 8
SEED = seed()
"""Of all that is done at random."""


SCREEN = {"name": "screen", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1}
"""The usual one off screen is smaller than the window."""


@dataclass
class Life:
    """One run of the app, from its start until it is killed."""

    process: "subprocess.Popen[bytes]"
    lines: list[dict[str, Any]] = field(default_factory=list)
    ended_at: int = 0
    """By its own clock."""
    _reader: Thread | None = None

    def listen(self) -> None:
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            self.lines.extend(json.loads(line) for line in lines if line.endswith(b"\n"))

    def reported(self, what: str) -> list[Any]:
        return [line[what] for line in tuple(self.lines) if what in line]

    @property
    def now(self) -> int:
        """By the app's own clock, ns."""
        return own_time(self.process.pid)

    def kill(self) -> None:
        assert self.process.poll() is None, f"the app ended by itself (seed {SEED})"
        self.ended_at = self.now
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        assert self._reader is not None
        self._reader.join(PATIENCE_S)

    def states(self) -> list[tuple[int, str]]:
        """When it showed which state, by its own clock."""
        return [(line["at"], line["state"]) for line in self.lines if "state" in line]


@dataclass
class User:
    """Somebody with a home of their own, whose app is killed again and again."""

    home: Path
    lives: list[Life] = field(default_factory=list)

    @property
    def state_folder(self) -> Path:
        return next(iter(self.home.rglob(SESSION)), self.home / "state" / "none").parent

    def start(self, seed: int) -> Life:
        screen = self.home / "screen.json"
        screen.write_text(json.dumps({"screens": [SCREEN]}))
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.end2end.busy_app", str(seed)],
            env={**at_home(self.home), "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        life = Life(process)
        self.lives.append(life)
        life.listen()
        return life

    def on_disk(self) -> SavedSession | None:
        """Raises SessionUnreadable, which no kill may bring about."""
        return session_file.read(self.state_folder)


@pytest.fixture
def user(tmp_path: Path) -> Iterator[User]:
    user = User(tmp_path)
    yield user
    for life in user.lives:
        life.process.kill()
        life.process.wait()


def text_of(saved: SavedSession | None) -> str:
    return "" if saved is None else msgspec.json.encode(saved).decode()


def at_a_random_moment(life: Life, pick: random.Random) -> None:
    until(lambda: life.reported("restored"), "somebody begins to work")
    moment = life.now + pick.uniform(0, 2.5) * 1e9
    until(lambda: life.now >= moment, "somebody works", 0.002)


def while_it_saves(life: Life, pick: random.Random) -> None:
    times = pick.randrange(1, 4)
    until(lambda: len(life.reported("saving")) >= times, "the session is being written", 0.002)
    time.sleep(pick.uniform(0, 0.004))


def while_it_starts(life: Life, pick: random.Random) -> None:
    time.sleep(pick.uniform(0.02, 1.0))


def lost(life: Life, before: str, now: str) -> int:
    """For how long what is on disk was no longer what was shown, when the app was killed; ns.

    Fails when what is on disk was never shown.
    """
    shown = [(0, before), *life.states()]
    last = max((index for index, (_, state) in enumerate(shown) if state == now), default=None)
    assert last is not None, f"this was never shown: {now} (seed {SEED})"
    return 0 if last == len(shown) - 1 else life.ended_at - shown[last + 1][0]


def require_same(restored: str, saved: str) -> None:
    """All is the same, and the map shows what it showed, as large as it can be in the window there is."""
    now, then = json.loads(restored), json.loads(saved)
    views = now.pop("viewport"), then.pop("viewport")
    assert now == then, f"seed {SEED}"
    if views[1] is not None:
        view, box = Viewport(*views[0]), Viewport(*views[1]).box
        # A flight may end a little outside the projection; the map then turns back to it.
        edge = projection_named(now["projection"]).box
        room = 3 * view.resolution
        expected = max((box[2] - box[0]) / view.width, (box[3] - box[1]) / view.height)
        assert isclose(view.resolution, min(expected, WIDEST), rel_tol=0.02), f"{views} (seed {SEED})"
        # Nothing wider can be shown, so then a part of it is missing.
        for low in (0, 1) if expected < WIDEST else ():
            assert view.box[low] - room < max(box[low], edge[low]), f"{views} (seed {SEED})"
            assert min(box[low + 2], edge[low + 2]) < view.box[low + 2] + room, f"{views} (seed {SEED})"


def require_whole(user: User) -> None:
    """Settings can be read, and nothing was met that the app did not expect."""
    from PySide6.QtCore import QSettings

    for file in user.home.rglob("*.conf"):
        settings = QSettings(str(file), QSettings.Format.IniFormat)
        settings.allKeys()
        assert settings.status() is QSettings.Status.NoError, f"{file} (seed {SEED})"
    assert not list(user.home.rglob("*unreadable*")), f"seed {SEED}"
    for log in user.home.rglob("*.log"):
        assert "unexpected error" not in log.read_text(), f"seed {SEED}: {log.read_text()}"


@pytest.mark.slow
def test_a_killed_app_comes_back_with_all_but_the_last_second(user: User) -> None:
    print(f"seed {SEED}")
    pick = random.Random(SEED)
    ways = [at_a_random_moment, while_it_saves, at_a_random_moment, while_it_starts]
    longest = 0
    for number in range(TIMES):
        before = text_of(user.on_disk())
        life = user.start(pick.randrange(10**6))
        ways[number % len(ways)](life, pick)
        life.kill()
        now = text_of(user.on_disk())
        longest = max(longest, loss := lost(life, before, now))
        assert loss <= LAST_SECOND_NS, f"{loss / 1e9} s of work are lost (seed {SEED})"
        if before and (restored := life.reported("restored")):
            require_same(restored[0], before)
        assert not [result for result in life.reported("message") if "could not" in result], f"seed {SEED}"
        require_whole(user)
    print(f"the most that was lost: {longest / 1e9:.2f} s")
    assert text_of(user.on_disk()), "something was saved"


def test_what_a_killed_app_had_started_ends_with_it(user: User) -> None:
    import psutil

    life = user.start(SEED)
    until(lambda: life.reported("restored"), "somebody begins to work")
    process = psutil.Process(life.process.pid)
    helpers = until(lambda: process.children(recursive=True), "Chromium starts its processes")
    life.kill()
    until(
        lambda: not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in helpers),
        "Chromium's processes end",
    )
