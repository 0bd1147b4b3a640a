"""Dialogs that ask what a file does not state."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from arctic_map.desktop.files.questions import MAX_CHOICES, Choices, ColumnPicker, FileQuestions
from arctic_map.desktop.files.reading_job import FileJob
from arctic_map.model.opened import Choice, Question
from arctic_map.tables.opened_layer import OpenedLayer

REFUSED = OpenedLayer("own", "it has no columns", Question.COLUMNS, columns=("Nr", "Rechts", "Hoch"))


def question(qtbot: QtBot, before: Choice) -> tuple[FileQuestions, ColumnPicker]:
    window = QWidget()
    qtbot.addWidget(window)
    questions = FileQuestions(window)
    questions.ask(FileJob(Path("own.csv"), choice=Choice(("a",))), REFUSED, before)
    assert isinstance(questions.dialog, ColumnPicker)
    return questions, questions.dialog


def test_two_different_columns_are_selected_by_keyboard_and_answer(qtbot: QtBot) -> None:
    questions, dialog = question(qtbot, Choice())
    opens = dialog.buttons.button(QDialogButtonBox.StandardButton.Open)
    assert not dialog.columns and not opens.isEnabled()
    for box in dialog.boxes:
        QTest.keyClick(box, Qt.Key.Key_R)
    assert [*dialog.columns] == ["Rechts", "Rechts"] and not opens.isEnabled()
    QTest.keyClick(dialog.boxes[1], Qt.Key.Key_Down)
    answers: list[Choice] = []
    questions.answered.connect(lambda _, choice: answers.append(choice))
    opens.click()
    assert answers == [Choice(("a",), columns=("Rechts", "Hoch"))] and questions.dialog is None


def test_the_answer_of_an_earlier_session_is_selected(qtbot: QtBot) -> None:
    questions, dialog = question(qtbot, Choice(columns=("Rechts", "Gone")))
    assert dialog.columns == ("Rechts",)
    refused: list[OpenedLayer] = []
    questions.unanswered.connect(lambda _, found: refused.append(found))
    dialog.reject()
    assert refused == [REFUSED]


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
