"""On a computer without fonts the window writes in the shipped typeface."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from tests.desktop.driver import Driver

from arctic_map.export.marks.typeface import FAMILY

pytestmark = pytest.mark.desktop

NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/none</dir><cachedir>{folder}/cache</cachedir></fontconfig>"""
LETTERS = """
from PySide6.QtGui import QFontInfo, QFontMetrics
from PySide6.QtWidgets import QLabel
from arctic_map import resources
from arctic_map.desktop.startup import environment
environment.prepare(offscreen=True)
from arctic_map.desktop.app import begin
window = begin(resources.data(), remember=False).window
# Before the panels are there: they load the typeface for charts, and words from before stay boxes.
for widget in (window.menuBar(), *window.findChildren(QLabel)):
    metrics = QFontMetrics(widget.font())
    print(QFontInfo(widget.font()).family(), all(metrics.inFontUcs4(ord(letter)) for letter in "aZ7Ж"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have their fonts from elsewhere")
def test_the_window_is_written_in_the_shipped_typeface(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(NO_FONTS.format(folder=tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", LETTERS],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.splitlines()) == {f"{FAMILY} True"}


def test_where_there_are_fonts_the_systems_own_stays(driver: Driver) -> None:
    assert QApplication.font().families() != [FAMILY]
