"""What is chosen in the style dialog while the fields of the layer are still being read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from arctic_map.desktop.dialogs.style_dialog import SOON_MS, StyleDialog
from arctic_map.model.attributes import Field, Kind
from arctic_map.model.layer_style import PLAIN, LayerStyle, Method

FIELDS = Field("kind", Kind.TEXT, "kind"), Field("depth", Kind.REAL, "depth")


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[StyleDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = StyleDialog(parent)
    made.show_files([("stations", "Stations")])
    made.show_style("stations", PLAIN)
    yield made
    made.close()


@pytest.mark.parametrize("wait", [0, 2 * SOON_MS], ids=["at once", "late"])
def test_choices_survive_the_reading_of_fields(qtbot: QtBot, dialog: StyleDialog, wait: int) -> None:
    chosen: list[LayerStyle] = []
    dialog.chosen.connect(lambda _id, style, _count: chosen.append(style))
    QTest.keyClick(dialog.method, Qt.Key.Key_Down)
    QTest.keyClick(dialog.method, Qt.Key.Key_Down)
    qtbot.wait(wait)
    assert not chosen
    dialog.show_fields(FIELDS, None)
    qtbot.waitUntil(lambda: bool(chosen))
    assert [(style.method, style.field) for style in chosen] == [(Method.EQUAL, "depth")]


def test_fields_that_become_known_change_no_style(qtbot: QtBot, dialog: StyleDialog) -> None:
    chosen: list[LayerStyle] = []
    dialog.chosen.connect(lambda _id, style, _count: chosen.append(style))
    dialog.show_style("stations", LayerStyle(method=Method.CATEGORY, field="kind", label_field="depth"))
    dialog.show_fields(FIELDS, None)
    qtbot.wait(2 * SOON_MS)
    assert not chosen
    assert (dialog.field.currentData(), dialog.label_field.currentData()) == ("kind", "depth")


def test_a_change_just_before_another_layer_is_shown_is_made(dialog: StyleDialog) -> None:
    chosen: list[str] = []
    dialog.chosen.connect(lambda id, _style, _count: chosen.append(id))
    dialog.show_fields(FIELDS, None)
    dialog.marks.size_box.setValue(9)
    dialog.show_style("ships", PLAIN)
    assert chosen == ["stations"]
