"""What drew the window is recorded, and forgotten in time."""

import os
import time
from pathlib import Path

from arctic_map.storage import graphics_record
from arctic_map.storage.graphics_record import FILE, OLDEST_S, SOFTWARE, SYSTEM

HERE = "Qt 6.12.0 on xcb :0"


def test_what_was_found_holds_for_its_display_only(tmp_path: Path) -> None:
    assert graphics_record.read(tmp_path / "state") is None
    assert graphics_record.best(tmp_path / "state", HERE) == ""
    graphics_record.write(tmp_path / "state", SOFTWARE, HERE, "software")
    assert graphics_record.read(tmp_path / "state") == (SOFTWARE, HERE, "software")
    assert graphics_record.best(tmp_path / "state", HERE) == SOFTWARE
    assert graphics_record.best(tmp_path / "state", "Qt 6.13.0 on xcb :0") == ""
    graphics_record.write(tmp_path / "state", SYSTEM, HERE, "OpenGL")
    assert graphics_record.best(tmp_path / "state", HERE) == SYSTEM


def test_it_is_tried_again_after_a_while(tmp_path: Path) -> None:
    graphics_record.write(tmp_path, SOFTWARE, HERE, "software")
    before = time.time() - OLDEST_S - 60
    os.utime(tmp_path / FILE, (before, before))
    assert graphics_record.best(tmp_path, HERE) == ""


def test_a_file_that_says_something_else_says_nothing(tmp_path: Path) -> None:
    for body in (b"", b"software\n", b"\xff\xfe\n\n\n", b"a\nb\nc\nd\n"):
        (tmp_path / FILE).write_bytes(body)
        assert graphics_record.read(tmp_path) is None
