import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.unit.content.package import saving_app

from arctic_map.content.package import unsaved_changes
from arctic_map.content.package.checked_reading import read_atlas
from arctic_map.content.package.packing import packed
from arctic_map.content.package.unsaved_changes import fingerprint_of, save_proven
from arctic_map.errors import ArcticMapError
from arctic_map.storage.bounded_reading import MEGABYTE

FILES = {"catalog.toml": b'title = "T"\n'}
NEWER = {"catalog.toml": b'title = "N"\n'}
KILLS = 10


def test_what_is_saved_has_the_fingerprint_of_the_file_and_leaves_no_other_file(tmp_path: Path) -> None:
    path, state = tmp_path / "a.arctic", tmp_path / "state"
    assert save_proven(state, path, FILES) == fingerprint_of(path)
    assert save_proven(state, path, NEWER) == fingerprint_of(path)
    assert path.read_bytes() == packed(NEWER)
    assert unsaved_changes.state_before(state, path) is None
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.arctic", "state"]


def test_what_cannot_be_read_back_leaves_the_state_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, state = tmp_path / "a.arctic", tmp_path / "state"
    save_proven(state, path, FILES)

    def torn(path: Path, files: object) -> None:
        path.write_bytes(b"PK\x03\x04 torn")

    monkeypatch.setattr(unsaved_changes, "save", torn)
    with pytest.raises(ArcticMapError, match=r"cannot be read back.*the previous version is kept as"):
        save_proven(state, path, NEWER)
    before = unsaved_changes.state_before(state, path)
    assert before is not None and read_atlas(before).files == FILES


def test_stored_changes_are_found_by_the_path_of_their_atlas_and_forgotten(tmp_path: Path) -> None:
    path, other = tmp_path / "a.arctic", tmp_path / "b.arctic"
    assert unsaved_changes.stored(tmp_path, path) is None
    unsaved_changes.keep(tmp_path, path, FILES, "1")
    unsaved_changes.keep(tmp_path, path, NEWER, "2")
    found = unsaved_changes.stored(tmp_path, path)
    assert found is not None and found.files == NEWER and found.base == "2"
    assert unsaved_changes.stored(tmp_path, other) is None
    other.symlink_to(path)
    through_link = unsaved_changes.stored(tmp_path, other)
    assert through_link is not None and through_link.files == NEWER
    assert unsaved_changes.all_stored(tmp_path) == (path,)
    unsaved_changes.forget(tmp_path, path)
    assert unsaved_changes.all_stored(tmp_path) == ()


def test_stored_changes_follow_an_atlas_that_is_moved_but_not_its_copy(tmp_path: Path) -> None:
    path, copy, state = tmp_path / "a.arctic", tmp_path / "b.arctic", tmp_path / "state"
    base = save_proven(state, path, FILES)
    copy.write_bytes(path.read_bytes())
    unsaved_changes.keep(state, path, NEWER, base)
    unsaved_changes.follow_move(state, copy)
    assert unsaved_changes.all_stored(state) == (path,)
    path.unlink()
    unsaved_changes.follow_move(state, copy)
    assert unsaved_changes.all_stored(state) == (copy,)
    found = unsaved_changes.stored(state, copy)
    assert found is not None and found.files == NEWER and found.base == base


def test_stored_changes_may_be_larger_than_an_atlas_that_is_packed(tmp_path: Path) -> None:
    path = tmp_path / "a.arctic"
    much = {**FILES, **{f"data/{number}.csv": bytes(60 * MEGABYTE) for number in (1, 2)}}
    unsaved_changes.keep(tmp_path, path, much, "1")
    found = unsaved_changes.stored(tmp_path, path)
    assert found is not None and found.files == much


def test_damaged_stored_changes_are_not_restored(tmp_path: Path) -> None:
    path = tmp_path / "a.arctic"
    unsaved_changes.keep(tmp_path, path, FILES, "1")
    (content,) = (tmp_path / unsaved_changes.FOLDER).glob("*.arctic")
    content.write_bytes(content.read_bytes()[:-40])
    assert unsaved_changes.stored(tmp_path, path) is None


def test_changes_of_an_atlas_that_is_gone_or_damaged_can_be_recovered(tmp_path: Path) -> None:
    path, state = tmp_path / "a.arctic", tmp_path / "state"
    unsaved_changes.keep(state, path, NEWER, "1")
    removed = unsaved_changes.recoverable(state, path)
    assert removed is not None and removed.files == NEWER
    path.write_bytes(packed(FILES))
    assert unsaved_changes.recoverable(state, path) is None
    path.write_bytes(packed(FILES)[:-20])
    torn = unsaved_changes.recoverable(state, path)
    assert torn is not None and torn.files == NEWER


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="kills as Unix does")
def test_kills_while_saving_lose_nothing(tmp_path: Path) -> None:
    path, state, first = tmp_path / "a.arctic", tmp_path / "state", 0
    pick = random.Random(13)
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, saving_app.__file__, str(path), str(state), str(first)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        # The moment of the kill is what differs from life to life.
        time.sleep(pick.uniform(0, 0.15))
        process.kill()
        lines += process.stdout.read().splitlines()
        process.wait()
        process.stdout.close()
        texts = [line.split() for line in lines if len(line.split()) == 2]
        saved = max((int(number) for what, number in texts if what == "saved"), default=-1)
        stored = max((int(number) for what, number in texts if what == "stored"), default=-1)
        in_file = number_in(path)
        assert in_file is None or in_file >= saved
        brought_back = unsaved_changes.stored(state, path)
        numbers = [in_file, int(brought_back.files[saving_app.NUMBER]) if brought_back else None]
        latest = max(number for number in numbers if number is not None)
        assert latest >= stored
        first = latest + 1
    assert first > KILLS


def number_in(path: Path) -> int | None:
    if not path.exists():
        return None
    found = read_atlas(path)
    assert not found.problems
    return int(found.files[saving_app.NUMBER])
