"""Forms of an atlas of one's own are filled by the keyboard alone, and nothing in them is cut."""

from collections import Counter
from collections.abc import Iterator
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

from arctic_map.desktop.dialogs.large_chart import Sheet
from arctic_map.desktop.editing.chart_form import ChartForm
from arctic_map.desktop.editing.fact_form import FactForm
from arctic_map.desktop.editing.step_form import StepForm
from arctic_map.model.style import Theme

pytestmark = pytest.mark.desktop


def test_the_preview_of_a_chart_that_did_not_change_keeps_the_keyboard(driver: Driver) -> None:
    form = FORMS["chart"](driver.atlas)
    assert isinstance(form, ChartForm)
    form.stand_beside()
    until(form.isActiveWindow, "the form is there")
    sheet = form.findChild(Sheet)
    assert sheet is not None
    sheet.setFocus()
    until(lambda: form.drawn, "the preview")
    assert form.focusWidget() is sheet
    form.put_away()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_boxes_and_frames_are_seen_in_high_contrast(driver: Driver, theme: Theme) -> None:
    choices = driver.atlas.choices
    usual = choices.settings
    choices.choose(replace(usual, theme=theme, high_contrast=True))
    driver.settle()
    form = FORMS["step"](driver.atlas)
    form.stand_beside()
    until(form.isActiveWindow, "the form is there")
    assert isinstance(form, StepForm)
    for field in (form.text, form.facts, form.here):
        picture = field.grab().toImage()
        across = [picture.pixelColor(x, picture.height() // 2).lightness() for x in range(20)]
        assert max(across) - min(across) > 100, f"{field} has no edge"
    form.put_away()
    choices.choose(usual)
    driver.settle()


@pytest.mark.parametrize("name", FORMS)
def test_each_letter_leads_to_one_field_of_a_form(driver: Driver, name: str) -> None:
    form = FORMS[name](driver.atlas)
    # A button of what can be deleted comes with it.
    form.delete_button.show()
    letters = Counter(letter for letter, _ in keys_of(form))
    assert [words for letter, words in keys_of(form) if letters[letter] > 1] == []
    form.deleteLater()


# With words of both sizes; last, since the window keeps the size until its end.


@pytest.fixture(scope="module", params=(100, pytest.param(200, marks=pytest.mark.slow)))
def size(opened_driver: Driver, request: pytest.FixtureRequest) -> Iterator[int]:
    """Of words, per cent: the window gets it once for all forms, as names are then placed anew."""
    choices = opened_driver.atlas.choices
    usual = choices.settings
    choices.choose(replace(usual, text_size=request.param))
    opened_driver.settle()
    yield request.param
    choices.choose(usual)
    opened_driver.settle()


@pytest.fixture
def sized(size: int, driver: Driver) -> Driver:
    """With words of this size."""
    assert driver.atlas.choices.settings.text_size == size
    return driver


def room_of(box: QComboBox) -> int:
    """For its words, px."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, box).width()


def test_the_kinds_of_a_fact_are_read_whole(sized: Driver) -> None:
    form = FORMS["fact"](sized.atlas)
    assert isinstance(form, FactForm)
    form.stand_beside()
    until(form.isActiveWindow, "the form is there")
    kinds = [form.kind.itemText(at) for at in range(form.kind.count())]
    assert max(form.fontMetrics().horizontalAdvance(words) for words in kinds) <= room_of(form.kind)
    form.put_away()


@pytest.mark.parametrize("name", FORMS)
def test_a_form_has_room_on_its_screen_and_lines_are_read_from_their_beginning(
    sized: Driver, name: str
) -> None:
    form = FORMS[name](sized.atlas)
    form.stand_beside()
    until(form.isActiveWindow, "the form is there")
    screen = form.screen().availableSize()
    assert form.width() <= screen.width() and form.height() <= screen.height()
    assert all(line.cursorPosition() == 0 for line in form.findChildren(QLineEdit))
    if isinstance(first := form.focusWidget(), QLineEdit):
        # It is written over.
        assert first.selectedText() == first.text()
    # Whoever has a small screen can keep what was entered.
    assert form.screen().availableGeometry().contains(form.geometry())
    form.put_away()
