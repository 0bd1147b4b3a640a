"""The window in which an atlas of one's own is edited is killed while it saves, and loses nothing."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.end2end.desk import Desk, kill
from tests.end2end.own_clock import own_time
from tests.end2end.tools import until

from arctic_map.content.package.checked_reading import read_atlas
from arctic_map.content.package.packing import About, made, save

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="kills as Unix does"),
]
KILLS = 4
LAST_SECOND_NS = 1_000_000_000
SEED = int(os.environ.get("ARCTIC_MAP_SEED", "13"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.clear()


def test_kills_while_it_saves_lose_nothing_but_the_last_second(desk: Desk) -> None:
    path, pick, ended = desk.folder / "own.arctic", random.Random(SEED), 0
    save(path, made("The ship went north. It came back.", About("A ship")))
    for life in range(KILLS):
        begun = len(desk.lines)
        desk.start("tests.end2end.restless_author:at_work", "open", str(path))
        saves = pick.randrange(1, 4)
        desk.wait_for(lambda: len(of(desk, begun, "saving")) >= saves, f"life {life} saves")  # noqa: B023
        # The moment within a save is what differs from life to life.
        number = desk.lines[-1]["pid"]
        moment = own_time(number) + pick.uniform(0, 0.03) * 1e9
        until(lambda: own_time(number) >= moment, f"life {life} is within a save", 0.002)  # noqa: B023
        killed = own_time(number)
        kill(number)
        require_whole(desk, path, begun, ended)
        ended = killed
    assert desk.reported("made")[-1] > KILLS


def of(desk: Desk, begun: int, what: str) -> list[int]:
    """What was reported in this life."""
    return [line[what] for line in desk.lines[begun:] if what in line]


def require_whole(desk: Desk, path: Path, begun: int, ended: int) -> None:
    """The file is sound and holds what was saved; this life found what the one before had made.

    `begun` is the number of the life's first line, `ended` when the one before was killed, by its own
    clock.
    """
    found = read_atlas(path)
    assert not found.problems and found.files
    in_file = found.files.get("views.toml", b"").count(b"[[view]]")
    assert in_file >= max(of(desk, begun, "saved"), default=0), f"seed {SEED}"
    before = desk.lines[:begun]
    last = [line for line in before if line["pid"] == before[-1]["pid"]]
    due = [line["made"] for line in last if "made" in line and ended - line["at"] > LAST_SECOND_NS]
    saved = [line["saved"] for line in before if "saved" in line]
    [restored] = of(desk, begun, "found")
    assert restored >= max(*due, *saved, 0, 0), f"seed {SEED}"
