"""The check for Qt's properties by keyword finds them however Qt was imported, and nothing else."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / "packaging")]

from checks import qt_keywords  # noqa: E402  # from the root of the checkout


@pytest.mark.parametrize(
    "source",
    [
        "from PySide6.QtCore import QTimer\nQTimer(self, interval=0)",
        "from PySide6.QtCore import QTimer as Clock\nClock(interval=0)",
        "from PySide6 import QtCore\nQtCore.QTimer(interval=0)",
        "import PySide6.QtCore\nPySide6.QtCore.QTimer(interval=0)",
        "import PySide6.QtCore as core\ncore.QTimer(interval=0)",
    ],
)
def test_a_property_by_keyword_is_found(source: str) -> None:
    assert list(qt_keywords.findings(source)) == [
        "2: QTimer is given 'interval' by keyword, which fails in Turkish locales; set it by its method"
    ]


def test_what_an_heir_hands_on_is_found() -> None:
    source = (
        "from PySide6.QtWidgets import QLabel\n"
        "class Tag(QLabel):\n"
        "    def __init__(self) -> None:\n"
        "        super().__init__('x', wordWrap=True)\n"
    )
    (sentence,) = qt_keywords.findings(source)
    assert sentence.startswith("4: QLabel is given 'wordWrap' by keyword")


def test_keywords_that_cannot_be_seen_are_found() -> None:
    (sentence,) = qt_keywords.findings("from PySide6.QtCore import QTimer\nQTimer(**known)")
    assert sentence.startswith("2: QTimer is given keywords that are not to be seen here")


@pytest.mark.parametrize(
    "source",
    [
        "from PySide6.QtCore import QTimer\nQTimer(parent=self)",
        "from PySide6.QtCore import QTimer\nQTimer(self).start(0)",
        "from PySide6.QtCore import qVersion\nqVersion(interval=0)",
        "class QTimer: ...\nQTimer(interval=0)",
    ],
)
def test_anything_else_is_left_alone(source: str) -> None:
    assert list(qt_keywords.findings(source)) == []


def test_each_finding_names_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "clock.py").write_text("from PySide6.QtCore import QTimer\nQTimer(interval=0)\n")
    assert qt_keywords.main(tmp_path) == 1
    assert capsys.readouterr().out.startswith("src/clock.py:2: QTimer ")
