"""Class limits that are typed or dragged, and symbol, size and outline of marks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from arctic_map.desktop.dialogs.style_rows import HistogramView, LimitsField, MarkRow, OutlineRow
from arctic_map.model.layer_style import LayerStyle
from arctic_map.tables.attributes.classification import Histogram


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("10; 20; 50", (10.0, 20.0, 50.0)),
        ("50;10; 10", (10.0, 50.0)),
        ("-1,5; 2.25;", (-1.5, 2.25)),
        ("1,000; 5,000; 20 000", (1000.0, 5000.0, 20000.0)),
        ("\N{MINUS SIGN}10; 0", (-10.0, 0.0)),
        ("", None),
        ("ten; 20", None),
        ("nan; 1", None),
        ("inf", None),
        ("1;2;3;4;5;6;7;8;9", None),
    ],
)
def test_limits_are_numbers_between_semicolons(
    qtbot: QtBot, text: str, limits: tuple[float, ...] | None
) -> None:
    field = LimitsField()
    qtbot.addWidget(field)
    field.setText(text)
    assert field.limits == limits


def test_a_text_stays_while_it_means_the_limits_that_are_shown(qtbot: QtBot) -> None:
    field = LimitsField()
    qtbot.addWidget(field)
    field.setText("20;10")
    field.show_limits((10.0, 20.0))
    assert field.text() == "20;10"
    field.show_limits((10.0, 21.5))
    assert field.text() == "10; 21.5"


def test_symbol_and_size_of_a_style_are_shown_and_chosen(qtbot: QtBot) -> None:
    row = MarkRow()
    qtbot.addWidget(row)
    changes: list[bool] = []
    row.changed.connect(lambda: changes.append(True))
    assert row.chosen == ("", 0.0) and row.size_box.text() == "Default size"
    row.show_style(LayerStyle(symbol="square", size=12.0))
    assert row.chosen == ("square", 12.0) and not changes
    row.size_box.setValue(row.size_box.minimum())
    assert row.chosen == ("square", 0.0) and changes


def test_the_outline_of_a_style_is_shown_and_chosen(qtbot: QtBot) -> None:
    row = OutlineRow()
    qtbot.addWidget(row)
    changes: list[bool] = []
    row.changed.connect(lambda: changes.append(True))
    assert (row.outline, row.colour_button.colour, row.width_box.text()) == (None, "", "Default width")
    row.show_style(LayerStyle(outline=0.0, outline_colour="#102030"))
    assert (row.outline, row.colour_button.colour) == (0.0, "#102030") and not changes
    row.width_box.stepBy(1)
    row.colour_button.choose_colour("#ffffff")
    assert (row.outline, row.colour_button.colour, len(changes)) == (0.5, "#ffffff", 2)
    row.width_box.setValue(row.width_box.minimum())
    assert row.outline is None


def test_a_limit_is_dragged_between_its_neighbours(qtbot: QtBot) -> None:
    view = HistogramView()
    qtbot.addWidget(view)
    view.resize(200, 80)
    moved: list[tuple[float, ...]] = []
    view.limits_moved.connect(moved.append)
    view.show_classes(Histogram((1, 2, 3), 0.0, 100.0), (0.0, 25.0, 75.0, 100.0), ["#000000"] * 3)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=QPoint(51, 20))
    QTest.mouseMove(view, QPoint(80, 20))
    QTest.mouseRelease(view, left, pos=QPoint(80, 20))
    assert moved == [(40.0, 75.0)]
    QTest.mousePress(view, left, pos=QPoint(80, 20))
    QTest.mouseMove(view, QPoint(199, 20))
    QTest.mouseRelease(view, left, pos=QPoint(199, 20))
    assert moved[-1] == (75.0, 75.0)
    QTest.mousePress(view, left, pos=QPoint(10, 20))
    QTest.mouseRelease(view, left, pos=QPoint(10, 20))
    assert len(moved) == 2
