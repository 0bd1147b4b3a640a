"""Forms of an atlas: filled by the keyboard alone, nothing in them cut; none for one that is only read."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyleOptionComboBox
from tests.desktop.driver import Driver, until
from tests.desktop.every_form import FORMS, keys_of

from arctic_map.content.charts import is_plain
from arctic_map.content.places import DrawnPlace
from arctic_map.desktop.dialogs.chart_window import ChartPaper
from arctic_map.desktop.editing.chart_form import ChartForm
from arctic_map.desktop.editing.entry_form import EntryForm
from arctic_map.desktop.editing.fact_form import FactForm
from arctic_map.desktop.editing.person_form import PersonForm
from arctic_map.desktop.editing.place_form import PlaceForm
from arctic_map.desktop.editing.topic_form import TopicForm
from arctic_map.desktop.editing.view_forms import StepForm
from arctic_map.model.catalog import Topic
from arctic_map.model.chart import ChartItem, Form
from arctic_map.model.outline import OutlineKind
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


def test_a_chart_of_units_stays_one_when_its_form_is_saved(driver: Driver) -> None:
    atlas = driver.atlas
    chart = atlas.store.catalog.charts[0]
    item = ChartItem(label="Ships", figures=chart.items[0].figures[:1])
    chart = replace(chart, form=Form.UNITS, items=(item,), beside=())
    assert is_plain(chart)
    form = ChartForm(chart, atlas.scene, lambda _style: QIcon(), atlas.window)
    form.title.setText("Another title")
    assert form.chart == replace(chart, title="Another title")
    form.put_away()


def test_forms_cut_no_text_that_the_atlas_has(driver: Driver) -> None:
    atlas = driver.atlas
    catalog, long_text = atlas.store.catalog, "word " * 500 + "end"
    step = replace(catalog.tour[0], title=long_text, text=f"{long_text}\n\nThe second paragraph.")
    assert StepForm(step, atlas.scene, atlas.window).step == step
    fact = replace(catalog.facts[0], text=long_text, question=long_text, where=long_text)
    row = FactForm(fact, catalog, atlas.window).row
    assert (row["text"], row["question"], row["where"]) == (long_text, long_text, long_text)


def test_the_places_of_a_fact_and_the_facts_of_a_place_stay_in_order(driver: Driver) -> None:
    atlas = driver.atlas
    catalog = atlas.store.catalog
    places = tuple(sorted(catalog.features, reverse=True)[:5])
    form = FactForm(replace(catalog.facts[0], id="new", features=places), catalog, atlas.window)
    assert form.row["features"] == list(places)
    facts = tuple(sorted(catalog.fact, reverse=True)[:5])
    place = DrawnPlace(geometry={}, facts=facts)
    of_place = PlaceForm(place, OutlineKind.POINT, atlas.scene, lambda _style: QIcon(), atlas.window)
    assert of_place.place.facts == facts


def test_only_a_changed_name_of_a_topic_is_stored(driver: Driver) -> None:
    atlas = driver.atlas
    form = TopicForm(Topic("ice"), atlas.store.catalog, atlas.window)
    assert form.name.text() == "Sea ice"
    assert form.topic == Topic("ice")
    form.name.setText("Snow")
    assert form.topic == Topic("ice", "Snow")


def test_a_text_that_is_too_long_is_reported_and_not_cut(driver: Driver) -> None:
    atlas = driver.atlas
    for form in (FORMS["fact"](atlas), FORMS["step"](atlas)):
        assert isinstance(form, FactForm | StepForm) and not form.too_long
        form.text.setPlainText("word " * 500)
        assert [name for name, _ in form.too_long] == ["text"]


def test_a_name_with_a_comma_stays_one_name_while_the_line_is_unchanged(driver: Driver) -> None:
    atlas = driver.atlas
    catalog, names = atlas.store.catalog, ("Amundsen, Roald", "Руал Амундсен")
    person = PersonForm(replace(catalog.people[0], aliases=names), catalog, atlas.window)
    fact = FactForm(replace(catalog.facts[0], keywords=names), catalog, atlas.window)
    person.office.setText("explorer")
    fact.note.setText("A note")
    assert (person.person.aliases, fact.row["keywords"]) == (names, list(names))
    person.others.setText("one, two")
    assert person.person.aliases == ("one", "two")


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
