"""Answers about files come back from the settings."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from arctic_map.desktop.files.choices import MAX_CHOICES, Choices
from arctic_map.model.opened import Choice

ANSWERS = (
    Choice(),
    Choice(("ports", "lanes")),
    Choice((), "EPSG:3413"),
    Choice(("Survey",), "EPSG:32636", ("Rechts", "Hoch")),
)


@pytest.mark.parametrize("choice", ANSWERS)
def test_an_answer_is_known_to_the_next_window(tmp_path: Path, choice: Choice) -> None:
    place = str(tmp_path / "settings.ini")
    settings = QSettings(place, QSettings.Format.IniFormat)
    Choices(settings).add(Path("other.csv"), ANSWERS[-1])
    Choices(settings).add(tmp_path / "a, b.csv", choice)
    settings.sync()
    again = Choices(QSettings(place, QSettings.Format.IniFormat))
    assert (again.of(tmp_path / "a, b.csv"), again.of(Path("other.csv"))) == (choice, ANSWERS[-1])


def test_the_latest_answer_counts_and_the_oldest_are_dropped(tmp_path: Path) -> None:
    choices = Choices(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    choices.add(Path("0.csv"), ANSWERS[-1])
    choices.add(Path("0.csv"), Choice())
    assert choices.of(Path("0.csv")) == Choice()
    for number in range(MAX_CHOICES + 1):
        choices.add(Path(f"{number}.csv"), Choice((), f"EPSG:{number}"))
    assert choices.of(Path("0.csv")) == Choice() and choices.of(Path("1.csv")).crs == "EPSG:1"
