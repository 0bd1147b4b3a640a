"""The window is written in the shipped typeface, on a computer without fonts too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF
from tests.desktop.driver import Driver

from arctic_map.export.marks.typeface import FAMILY

pytestmark = pytest.mark.desktop

NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/none</dir><cachedir>{folder}/cache</cachedir></fontconfig>"""
LETTERS = """
from PySide6.QtGui import QFontInfo, QFontMetrics
from PySide6.QtWidgets import QLabel
from arctic_map import resources
from arctic_map.desktop.shell.startup import environment
environment.prepare(offscreen=True)
from arctic_map.desktop.shell.app import begin
window = begin(resources.data(), remember=False).window
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


def test_headings_are_written_in_the_familys_own_bold_face(driver: Driver) -> None:
    font = QFont(driver.atlas.window.font())
    assert QFontInfo(font).family() == FAMILY and QFontInfo(font).styleName() == "Regular"
    assert font.families()[1:], "the system's own follows, for other letters"
    font.setBold(True)
    # A face that is only smeared is as wide as the regular one.
    assert QFontInfo(font).styleName() == "Bold"
    usual = QFontMetricsF(driver.atlas.window.font())
    assert QFontMetricsF(font).horizontalAdvance("Northern Sea Route") > usual.horizontalAdvance(
        "Northern Sea Route"
    )
    assert usual.height() == pytest.approx(20, abs=1)
