"""Forms of an atlas: filled by the keyboard alone, nothing in them cut; none for one that is only read."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
)
from tests.desktop.driver import Driver, until
from tests.desktop.every_form import FORMS, keys_of

from arctic_map.desktop.dialogs.chart_window import ChartPaper
from arctic_map.desktop.editing.chart_form import ChartForm
from arctic_map.desktop.editing.entry_form import EntryForm
from arctic_map.desktop.editing.fact_form import FactForm
from arctic_map.desktop.editing.view_forms import StepForm
from arctic_map.model.style import Theme

pytestmark = pytest.mark.desktop


@contextmanager
def shown(form: EntryForm) -> Iterator[None]:
    form.move_next_to_window()
    until(form.isActiveWindow, "the form is there")
    yield
    form.put_away()


def test_the_preview_of_a_chart_that_did_not_change_keeps_the_keyboard(driver: Driver) -> None:
    form = FORMS["chart"](driver.atlas)
    assert isinstance(form, ChartForm)
    with shown(form):
        sheet = form.findChild(ChartPaper)
        assert sheet is not None
        sheet.setFocus()
        until(lambda: form.drawn, "the preview")
        assert form.focusWidget() is sheet


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_boxes_and_frames_are_seen_in_high_contrast(driver: Driver, theme: Theme) -> None:
    choices = driver.atlas.choices
    usual = choices.settings
    choices.choose(replace(usual, theme=theme, high_contrast=True))
    driver.settle()
    form = FORMS["step"](driver.atlas)
    assert isinstance(form, StepForm)
    with shown(form):
        for field in (form.text, form.facts, form.here):
            picture = field.grab().toImage()
            across = [picture.pixelColor(x, picture.height() // 2).lightness() for x in range(20)]
            assert max(across) - min(across) > 100, f"{field} has no edge"
    choices.choose(usual)
    driver.settle()


def test_each_letter_leads_to_one_field_of_a_form(driver: Driver) -> None:
    for name, make in FORMS.items():
        form = make(driver.atlas)
        # A button of what can be deleted comes with it.
        form.delete_button.show()
        letters = Counter(letter for letter, _ in keys_of(form))
        assert [words for letter, words in keys_of(form) if letters[letter] > 1] == [], name
        form.deleteLater()


def room_of(box: QComboBox) -> int:
    """For its words, px."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, box).width()


@pytest.mark.parametrize("size", [100, pytest.param(200, marks=pytest.mark.slow)])
def test_forms_have_room_on_their_screen_and_lines_are_read_from_their_beginning(
    driver: Driver, size: int
) -> None:
    choices = driver.atlas.choices
    usual = choices.settings
    choices.choose(replace(usual, text_size=size))
    driver.settle()
    for name, make in FORMS.items():
        form = make(driver.atlas)
        with shown(form):
            screen = form.screen().availableGeometry()
            # Whoever has a small screen can keep what was entered.
            assert screen.contains(form.geometry()), name
            assert all(line.cursorPosition() == 0 for line in form.findChildren(QLineEdit)), name
            if isinstance(first := form.focusWidget(), QLineEdit):
                assert first.selectedText() == first.text(), "it is written over"
            if isinstance(form, FactForm):
                kinds = [form.kind.itemText(at) for at in range(form.kind.count())]
                widest = max(form.fontMetrics().horizontalAdvance(words) for words in kinds)
                assert widest <= room_of(form.kind), "the kinds of a fact are read whole"
    choices.choose(usual)
    driver.settle()


def test_the_built_in_atlas_is_only_read_and_says_so(driver: Driver) -> None:
    commands, authoring = driver.atlas.workspace.menus.actions, driver.atlas.workspace.authoring
    for id in ("atlas.draw-point", "fact.add"):
        assert not commands[id].isEnabled()
        assert "save a copy" in commands[id].toolTip()
    authoring.charts.show()
    assert authoring.charts.dialog is not None and not authoring.charts.dialog.add_button.isEnabled()
    assert "save a copy" in authoring.charts.dialog.why.text()
    authoring.charts.dialog.close()
    authoring.facts.add()
    assert authoring.facts.form is None
    assert "save a copy and open the copy" in driver.message
    driver.dismiss_notices()
