"""Styles of a layer whose table is read in the background, and what changes them meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas, read_drawing
from tests.unit.scene.test_state import FILE, StubFile

from arctic_map.desktop.files.layer_styling import FieldLabels, LayerStyling
from arctic_map.desktop.window.store import Store
from arctic_map.model.attributes import Filter, RowQuery
from arctic_map.model.layer_style import HIDDEN, PLAIN, LayerStyle, Method
from arctic_map.scene.compose import start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.session.actions import style_layer
from arctic_map.scene.session.session import Session
from arctic_map.tables.attributes.attribute_writer import write_fields
from arctic_map.tables.attributes.column_types import by_fields

ID = FILE.layer.id
DEEP = RowQuery((), "depth > 5")
BY_DEPTH = LayerStyle(method=Method.EQUAL, field="depth", ramp="OrRd")
RECORDS: list[dict[str, Any]] = [
    {"kind": kind, "depth": depth, "built": f"{2000 + depth}-01-01", "closed": f"{2050 + depth}-01-01"}
    for depth, kind in enumerate(("ice", "ship", "port") * 4)
]


class Styled:
    """A store with one opened file, and what styles it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.write(RECORDS)
        content = built_in_atlas()
        self.store = Store(content, start(content, Session()), drawings_for(content, read_drawing))
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.styling = LayerStyling(self.store, lambda _: self.folder, self.window)
        self.messages: list[str] = []
        self.styling.message_emitted.connect(self.messages.append)
        self.labels = FieldLabels(self.store, lambda _: self.folder, self.window)
        drawn: Any = StubFile()
        self.store.opened.open(FILE, drawn)

    @property
    def style(self) -> LayerStyle:
        return dict(self.store.session.styles).get(ID, PLAIN)

    @property
    def method_shown(self) -> object:
        dialog = self.styling.dialog
        return dialog and dialog.method.currentData()

    def write(self, records: list[dict[str, Any]]) -> None:
        self.folder.mkdir(exist_ok=True)
        write_fields(self.folder, range(len(records)), by_fields(records))

    def read_again(self, records: list[dict[str, Any]]) -> None:
        self.folder = self.folder.with_name(f"{self.folder.name} again")
        self.write(records)
        drawn: Any = StubFile()
        self.store.opened.open(FILE, drawn)
        self.styling.on_table_loaded(ID)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not (self.styling.waits or self.labels.waits))

    def choose(self, style: LayerStyle) -> None:
        self.styling.choose(ID, style, 3)
        self.settle()


@pytest.fixture
def styled(qtbot: QtBot, tmp_path: Path) -> Iterator[Styled]:
    made = Styled(qtbot, tmp_path / "table")
    yield made
    made.styling.close()
    made.labels.close()


def test_days_return_with_an_earlier_date_field(styled: Styled) -> None:
    for field in ("built", "closed", "built"):
        styled.choose(LayerStyle(date_field=field))
        layer = styled.store.state.layer(ID)
        assert layer.dated_by == field and layer.days


def test_labels_return_with_an_earlier_filter(styled: Styled) -> None:
    for least in (1, 2, 3, 4, 5, 6, 1):
        query = RowQuery((), f"depth > {least}")
        styled.store.apply(style_layer(ID, LayerStyle(label_field="kind", query=query)))
        styled.settle()
        assert not styled.store.opened.names_lacking


def test_an_open_dialog_follows_undo_and_a_reset(styled: Styled) -> None:
    styled.choose(BY_DEPTH)
    styled.styling.show(ID)
    styled.settle()
    dialog = styled.styling.dialog
    assert dialog is not None and styled.method_shown == Method.EQUAL
    styled.store.undo()
    styled.settle()
    assert styled.method_shown == Method.SINGLE
    styled.store.redo()
    styled.styling.filter(ID, DEEP)
    styled.settle()
    assert styled.method_shown == Method.EQUAL
    dialog.reset_button.click()
    styled.settle()
    assert styled.method_shown == Method.SINGLE and styled.style == LayerStyle(query=DEEP)


def test_a_style_that_is_chosen_keeps_the_present_filter(styled: Styled) -> None:
    styled.styling.show(ID)
    styled.settle()
    dialog = styled.styling.dialog
    assert dialog is not None
    styled.styling.filter(ID, DEEP)
    styled.settle()
    dialog.method.setCurrentIndex(dialog.method.findData(Method.CATEGORY))
    styled.qtbot.waitUntil(lambda: styled.style.method is Method.CATEGORY)
    assert styled.style.query == DEEP


def test_a_filter_keeps_a_style_that_was_chosen_just_before(styled: Styled) -> None:
    styled.styling.choose(ID, BY_DEPTH, 3)
    styled.styling.filter(ID, DEEP)
    styled.settle()
    assert styled.style.method is Method.EQUAL and styled.style.query == DEEP
    assert styled.store.state.layer(ID).knows(styled.style)


def test_a_style_whose_field_is_gone_returns_with_the_field(styled: Styled) -> None:
    styled.choose(BY_DEPTH)
    styled.styling.filter(ID, RowQuery((), "kind = 'ice'"))
    styled.settle()
    before = styled.style
    styled.read_again([{**row, "depth": "n/a"} for row in RECORDS])
    assert styled.style == before
    painted = styled.store.drawings.files.classes_now(ID)
    assert painted and sum(number != HIDDEN for number in painted[0]) == 4, "plain, and filtered as before"
    drawn = dict(styled.store.scene.styles)[ID]
    assert drawn.method is Method.SINGLE and drawn.query == before.query, "so legends and pages have it"
    assert styled.messages == [
        "The style of buoys.gpkg is not shown, or only in part, until it can be: "
        "the table has no suitable values in depth"
    ]
    styled.read_again(RECORDS)
    assert styled.style == before and styled.store.state.layer(ID).knows(before)
    assert len(styled.messages) == 1


def test_a_filter_whose_column_is_gone_is_reported(styled: Styled) -> None:
    styled.styling.filter(ID, RowQuery((Filter("kind", "ice"),)))
    styled.settle()
    styled.read_again([{"depth": row["depth"]} for row in RECORDS])
    assert styled.style.query.filtered and styled.messages[0].endswith("there is no field kind")
