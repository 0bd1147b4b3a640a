"""An atlas is written from nothing by keys and mouse in the real app, which is killed and opened again."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psutil
import pytest
from tests.end2end import author
from tests.end2end.hands import SAID

from arctic_map.files.atlas_file.reading import read_atlas

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="kills as Unix does"),
]
PATIENCE_S = 240.0
SCREEN = {"name": "screen", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1}
"""The usual one off screen is smaller than the window."""
HELD = {
    "facts": 10,
    "passages": 10,
    "figures": [day * 120 for day in author.DAYS],
    "places": sorted([*author.POINTS, *author.LINES, author.AREA[0], author.TYPED[0]]),
    "chart": [["Kilometres sailed", 3]],
    "tour": list(author.STEPS),
    "problems": [],
}


@dataclass
class Author:
    """Somebody with a home of their own."""

    folder: Path
    started: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    def start(self, script: str, *words: str) -> None:
        """The app, with hands at it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        places = {
            f"XDG_{name}_HOME": str(self.folder / name.lower())
            for name in ("CONFIG", "STATE", "CACHE", "DATA")
        }
        screen = self.folder / "screen.json"
        screen.write_text(json.dumps({"screens": [SCREEN]}))
        own = {"HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder)}
        command = ["tests.end2end.hands", f"{author.__name__}:{script}", str(self.folder), *words]
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            env={**kept, **places, **own, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.started.append(process)

    @property
    def lines(self) -> list[dict[str, Any]]:
        file = self.folder / SAID
        lines = file.read_text().splitlines() if file.is_file() else []
        return [json.loads(line) for line in lines]

    def said(self, what: str) -> list[Any]:
        return [line[what] for line in self.lines if what in line]

    def has_done(self, script: str) -> int:
        """Waits for it; the number of the process that did it."""
        until(lambda: self.said("problem") or script in self.said("done"), script)
        assert not self.said("problem"), self.said("problem")[0]
        return int(next(line["pid"] for line in self.lines if line.get("done") == script))


def until(holds: Callable[[], object], what: str) -> None:
    end = monotonic() + PATIENCE_S
    while not holds():
        assert monotonic() < end, f"waited in vain: {what}"
        sleep(0.05)


def kill(number: int) -> None:
    """As a computer that loses its power does."""
    process = psutil.Process(number)
    os.kill(number, signal.SIGKILL)
    until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE, "it is killed")


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Author]:
    person = Author(tmp_path)
    yield person
    for number in {line["pid"] for line in person.lines}:
        if psutil.pid_exists(number):
            psutil.Process(number).kill()
    for process in person.started:
        process.kill()
        process.wait()


def test_an_atlas_is_written_from_nothing_killed_and_handed_on(person: Author) -> None:
    file = person.folder / author.SAVED
    person.start("beginning")
    first = person.has_done("beginning")
    second = person.has_done("writing")
    assert second != first
    saved = file.read_bytes()
    kill(second)
    kill(first)
    assert file.read_bytes() == saved
    person.start("handing_on", "open", str(file))
    person.has_done("handing on")
    (written, opened) = person.said("holds")
    assert opened == written
    [[stated, computed]] = written.pop("ledger")
    assert stated == 1200 and 2000 < computed < 4000
    assert written == HELD
    assert person.said("brought_back") == [[author.UNSAVED]] and person.said("left") == [[]]
    for name in author.PICTURES:
        assert (person.folder / name).stat().st_size > 10_000
    assert (person.folder / author.AGAIN).read_bytes() == saved
    assert not read_atlas(file).problems
