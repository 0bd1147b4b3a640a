"""Facts made of sentences, changed and deleted, by mouse and keys; a newer text for the one before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.desktop.driver import Driver, until
from tests.desktop.own_atlas import Open, own_atlas
from tests.ships_in_ice import SECOND, TEXT
from tests.unit.content.contents import PORT

from arctic_map.content.facts import fact_row, put_fact
from arctic_map.content.features import put_feature
from arctic_map.content.layers import put_layer
from arctic_map.content.people import PEOPLE
from arctic_map.desktop.editing.fact_form import FactForm
from arctic_map.desktop.editing.person_form import PersonForm
from arctic_map.desktop.panels.article.article_text import ArticleText
from arctic_map.desktop.shell.first_start import FirstSteps
from arctic_map.desktop.window.panel import Panel
from arctic_map.model.fact import Figure, Kind, Person
from arctic_map.scene.search_index import index

pytestmark = pytest.mark.desktop
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, open_atlas: Open) -> Iterator[Driver]:
    with own_atlas(tmp_path_factory.mktemp("own"), open_atlas, TEXT) as (driver, _):
        yield driver


@pytest.fixture
def own(shown: Driver) -> Iterator[Driver]:
    """With the article open."""
    shown.take_keyboard()
    shown.atlas.workspace.show_in_article()
    until(lambda: shown.atlas.workspace.article.copy is not None, "the atlas's own text")
    yield shown
    if (form := shown.atlas.workspace.authoring.facts.form) is not None:
        form.put_away()
    while shown.atlas.store.history.done:
        shown.atlas.store.undo()
    shown.dismiss_notices()
    shown.settle()


def text_of(driver: Driver) -> ArticleText:
    reading = driver.atlas.workspace.article_panel.reading
    assert reading is not None
    return reading.text


def form_of(driver: Driver) -> FactForm:
    form = driver.atlas.workspace.authoring.facts.form
    assert form is not None
    form.activateWindow()
    until(form.isActiveWindow, "the form has the keyboard")
    return form


def type_in(field: QWidget, words: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, words)


def fill(form: FactForm, words: str, kind: Kind = Kind.REPORTED) -> None:
    type_in(form.text, words)
    form.topic.choose("trade")
    form.kind.choose(kind)


def begin(driver: Driver, sentence: str) -> FactForm:
    """As by the mouse: the sentence is selected, and F pressed."""
    text_of(driver).selection.select_sentence(sentence)
    driver.take_keyboard()
    driver.command(Qt.Key.Key_F)
    return form_of(driver)


@pytest.mark.slow
def test_the_text_of_the_atlas_is_shown_while_a_file_is_open(own: Driver, tmp_path: Path) -> None:
    article, files = own.atlas.workspace.article, own.atlas.workspace.files
    path = tmp_path / "places.geojson"
    path.write_text('{"type": "Point", "coordinates": [18.96, 69.65]}')
    own.atlas.open_files([path])
    until(lambda: own.atlas.store.files and not files.reading.busy, "the file is open")
    article.close()
    article.open_again()
    until(lambda: article.copy is not None, "the atlas's own text")
    assert text_of(own).isVisible()


def test_a_fact_is_made_of_a_selected_sentence_by_keys_alone(own: Driver) -> None:
    # The keyboard goes with the article and comes with it.
    own.command(Qt.Key.Key_F4)
    assert not own.atlas.window.panel_shown(Panel.ARTICLE)
    own.command(Qt.Key.Key_F4)
    until(text_of(own).hasFocus, "the text has the keyboard")
    text = text_of(own)
    assert text.toPlainText().count("Ships in ice") == 1, "it begins with its title, which heads it"
    for _ in range(2):
        QTest.keyClick(text, Qt.Key.Key_Down, CTRL)
    assert (
        text.textCursor().selectedText() == "It reached Murmansk after nine days, most of them in heavy ice."
    )
    own.command(Qt.Key.Key_F)
    form = form_of(own)
    assert [button.text() for button in form.proposals] == ["+ Murmansk", "+ nine days"]
    QTest.keyClicks(form.text, "The voyage to Murmansk took nine days.")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    assert form.problem.text() == "Choose a topic."
    form.topic.setFocus()
    QTest.keyClicks(form.topic, "Trade")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    assert "the atlas does not guess it" in form.problem.text()
    form.kind.setFocus()
    QTest.keyClicks(form.kind, "Reported")
    QTest.keyClick(form, Qt.Key.Key_2, ALT)
    QTest.keyClick(form, Qt.Key.Key_1, ALT)
    assert form.where.text() == "Murmansk"
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    assert form.problem.text() == "Enter what the figure 9 counts."
    item = form.figures.item(0, 2)
    assert item is not None
    item.setText("days from Tromsø to Murmansk")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    fact = own.atlas.store.catalog.fact["F1"]
    assert (fact.text, fact.topic, fact.kind) == (
        "The voyage to Murmansk took nine days.",
        "trade",
        Kind.REPORTED,
    )
    assert fact.figures == (Figure(9, "d", "days from Tromsø to Murmansk"),)
    assert fact.passage is not None
    assert (fact.passage.paragraph, fact.passage.sentences) == (1, (2,))
    assert own.atlas.scene.selected is not None and own.atlas.scene.selected.fact == "F1"
    until(
        lambda: [mark.found.bearing.facts for mark in text_of(own).marks.highlighted] == [("F1",)],
        "its sentence is highlighted",
    )
    own.take_keyboard()
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_Down, CTRL)
    assert text.textCursor().selectedText() == "Nobody had gone that way so early in the year before."
    own.command(Qt.Key.Key_Z, CTRL)
    assert not own.atlas.store.catalog.facts
    until(lambda: not text_of(own).marks.all, "no sentence bears a fact any more")


def test_the_missing_cell_of_a_figure_gets_the_focus_and_keeps_what_is_typed(own: Driver) -> None:
    form = begin(own, "It reached Murmansk after nine days, most of them in heavy ice.")
    QTest.keyClick(form, Qt.Key.Key_2, ALT)
    fill(form, "The voyage took nine days.")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    assert form.problem.text() == "Enter what the figure 9 counts."
    assert form.focusWidget() is form.figures
    assert (form.figures.currentRow(), form.figures.currentColumn()) == (0, 2)
    for letter in "days at sea":
        QTest.keyClicks(form.focusWidget(), letter)
    assert form.focusWidget() is not form.figures
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return, CTRL)
    assert own.atlas.store.catalog.fact["F1"].figures == (Figure(9, "d", "days at sea"),)


def test_a_form_reads_dates_back_and_warns_of_words_of_the_article(own: Driver) -> None:
    form = begin(own, "The icebreaker left Tromsø in May 2024.")
    dated = next(button for button in form.proposals if "2024" in button.text())
    QTest.mouseClick(dated, Qt.MouseButton.LeftButton)
    assert form.when.text() == "2024-05"
    assert form.read_when.text() == "May 2024"
    type_in(form.when, "x")
    assert form.read_when.text().startswith("Write the date as 2024")
    type_in(form.text, "It reached Murmansk after nine days")
    assert not form.borrowed.isVisible()
    type_in(form.text, ", most of them")
    assert form.borrowed.isVisible() and "are the same in the article" in form.borrowed.text()


def test_a_speaker_is_required_of_attributed_facts_only(own: Driver) -> None:
    form = begin(own, "In 2025 the company plans to send three ships.")
    assert not form.speaker.isVisible()
    form.kind.choose(Kind.ATTRIBUTED)
    assert form.speaker.isVisible()
    type_in(form.text, "Three ships shall sail.")
    form.topic.choose("trade")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    assert form.problem.text() == "Name who says so."
    type_in(form.speaker, "The company")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    assert own.atlas.store.catalog.fact["F1"].attributed_to == "The company"


def make(driver: Driver, sentence: str, words: str) -> None:
    form = begin(driver, sentence)
    fill(form, words)
    QTest.mouseClick(form.keep_button, Qt.MouseButton.LeftButton)


def test_a_fact_is_changed_and_deleted_and_comes_back(own: Driver) -> None:
    make(own, "The icebreaker left Tromsø in May 2024.", "A ship sailed.")
    own.take_keyboard()
    own.command(Qt.Key.Key_E)
    form_of(own).put_away()
    [card] = own.atlas.workspace.facts_panel.cards
    assert card.edit.isVisible()
    card.edit.trigger()
    form = form_of(own)
    assert form.text.toPlainText() == "A ship sailed."
    form.text.selectAll()
    type_in(form.text, "An icebreaker sailed.")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    assert own.atlas.store.catalog.fact["F1"].text == "An icebreaker sailed."
    assert own.atlas.store.catalog.fact["F1"].passage is not None
    own.atlas.workspace.menus.actions["fact.delete"].trigger()
    assert "F1" not in own.atlas.store.catalog.fact
    assert not own.atlas.workspace.menus.actions["fact.edit"].isEnabled()
    own.take_keyboard()
    own.command(Qt.Key.Key_Z, CTRL)
    assert "F1" in own.atlas.store.catalog.fact


def test_a_place_that_the_atlas_has_is_linked_both_ways(own: Driver) -> None:
    def with_port(content: object) -> object:
        layered = put_layer(content, {"id": "ships", "name": "Ships", "topic": "trade"})  # type: ignore[arg-type]
        return put_feature(layered, "ships", PORT)

    own.atlas.workspace.draft.apply("Draw Tromsø", with_port)  # type: ignore[arg-type]
    form = begin(own, "The icebreaker left Tromsø in May 2024.")
    place = next(button for button in form.proposals if "Troms" in button.text())
    QTest.mouseClick(place, Qt.MouseButton.LeftButton)
    assert form.features.checked == ("tromso",)
    fill(form, "A ship sailed.")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    catalog = own.atlas.store.catalog
    assert catalog.fact["F1"].features == ("tromso",)
    assert catalog.features["tromso"].facts == ("F1",)


def test_a_newer_text_keeps_the_passages_and_says_which_are_lost(own: Driver, tmp_path: Path) -> None:
    make(own, "The icebreaker left Tromsø in May 2024.", "A ship sailed.")
    make(own, "In 2025 the company plans to send three ships.", "Three ships shall sail.")
    newer = tmp_path / "newer.txt"
    newer.write_text(
        f"{SECOND}\n\nA paragraph that tells of other things, in more words than a heading ever has.\n"
    )
    own.atlas.workspace.authoring.facts.read_text(newer)
    assert "These facts no longer match a sentence: F1." in own.message
    passage = own.atlas.store.catalog.fact["F2"].passage
    assert passage is not None and (passage.paragraph, passage.section) == (1, "")
    until(
        lambda: [mark.found.bearing.facts for mark in text_of(own).marks.all] == [("F2",)],
        "the newer text is shown",
    )
    own.atlas.store.undo()
    until(lambda: len(text_of(own).marks.all) == 2, "the text before is shown")


def test_a_question_of_the_review_opens_the_form_where_it_is_mended(own: Driver) -> None:
    form = begin(own, "In 2025 the company plans to send three ships.")
    fill(form, "Three ships shall sail.", Kind.FORECAST)
    form.passage = None
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    workspace = own.atlas.workspace
    workspace.authoring.show_review()
    review = workspace.authoring.review
    assert review is not None
    requested = [review.table.topLevelItem(row) for row in range(review.table.topLevelItemCount())]
    lines = [row.text(1) for row in requested if row]
    assert lines[:2] == ["Claim without a passage", "Forecast without a date"]
    for row, field in ((0, "passage_button"), (1, "when")):
        item = review.table.topLevelItem(row)
        assert item is not None
        place = review.table.visualItemRect(item).center()
        QTest.mouseClick(review.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        form = form_of(own)
        assert form.focusWidget() is getattr(form, field)
    form.when.setText("2026")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    requested = [review.table.topLevelItem(row) for row in range(review.table.topLevelItemCount())]
    assert "Forecast without a date" not in [row.text(1) for row in requested if row]
    review.close()


def test_a_passage_stays_as_it_is_stored_when_another_field_is_changed(own: Driver) -> None:
    facts, draft = own.atlas.workspace.authoring.facts, own.atlas.workspace.draft
    passage = {"exact": SECOND}
    row = {"id": "F9", "text": "It sank.", "kind": "reported", "passage": passage}
    assert draft.apply("Add fact", lambda content: put_fact(content, "trade", row))
    facts.edit("F9")
    form = facts.form
    assert form is not None
    form.note.setText("A note")
    facts.keep()
    assert fact_row(draft.content, "F9") == {**row, "note": "A note"}


def test_a_fact_without_a_passage_is_given_the_selected_sentence(own: Driver) -> None:
    own.take_keyboard()
    own.command(Qt.Key.Key_F)
    form = form_of(own)
    assert form.status.text() == "The fact has no sentence of the article yet."
    QTest.mouseClick(form.passage_button, Qt.MouseButton.LeftButton)
    assert form.problem.text() == "Select the sentence in the article first."
    text_of(own).selection.select_sentence("In 2025 the company plans to send three ships.")
    QTest.mouseClick(form.passage_button, Qt.MouseButton.LeftButton)
    assert form.status.text() == "“In 2025 the company plans to send three ships.”"
    assert form.passage is not None and form.passage.section == "What comes next"


def test_a_place_that_is_not_on_the_map_is_put_there_and_belongs_to_the_fact(own: Driver) -> None:
    form = begin(own, "The icebreaker left Tromsø in May 2024.")
    proposed = next(button for button in form.proposals if "Troms" in button.text())
    QTest.mouseClick(proposed, Qt.MouseButton.LeftButton)
    places = own.atlas.workspace.authoring.places
    assert form.where.text() == "Tromsø"
    (put,) = form.put_buttons
    assert put.text() == "Put Tromsø on the map…"
    QTest.mouseClick(put, Qt.MouseButton.LeftButton)
    place = places.form
    assert place is not None and place.name.text() == "Tromsø"
    assert not place.precision.chosen, "how sure it is, is never guessed"
    place.layer.choose("+")
    type_in(place.new_layer, "Places")
    place.topic.choose("trade")
    place.style_box.setCurrentIndex(1)
    place.precision.choose("generalised")
    type_in(place.reason, "The town, not the quay.")
    place.source.choose("atlas")
    places.keep()
    assert places.form is None, place.problem.text()
    (id,) = form.features.checked
    assert form.put_buttons == (), "it is there"
    fill(form, "A ship sailed.")
    own.atlas.workspace.authoring.facts.keep()
    catalog = own.atlas.store.catalog
    assert catalog.fact["F1"].features == (id,)
    assert catalog.features[id].facts == ("F1",)
    assert catalog.features[id].geometry["coordinates"] == pytest.approx([18.96, 69.65], abs=0.2)


def test_the_first_step_is_explained_until_there_is_a_fact(own: Driver) -> None:
    FirstSteps(own.atlas.workspace)
    hint = own.message
    assert hint.startswith("This atlas has no facts yet.") and "press F to make" in hint
    own.atlas.window.show_panel(Panel.ARTICLE, False)
    notices = own.atlas.window.notices
    assert notices is not None
    notices.cards[0].buttons[0].click()
    assert own.atlas.window.panel_shown(Panel.ARTICLE)
    row = {"id": "F1", "text": "A ship sailed.", "kind": "reported"}
    assert own.atlas.workspace.draft.apply("Add", lambda content: put_fact(content, "trade", row))
    assert own.message != hint


def person_form(driver: Driver) -> PersonForm:
    authoring = driver.atlas.workspace.authoring
    until(lambda: authoring.people.form is not None, "the form of a person")
    form = authoring.people.form
    assert form is not None
    form.activateWindow()
    until(form.isActiveWindow, "the form has the keyboard")
    return form


def test_who_says_so_becomes_a_person_whom_the_search_finds_in_any_script(own: Driver) -> None:
    form = begin(own, "Nobody had gone that way so early in the year before.")
    fill(form, "It was the first.", Kind.ATTRIBUTED)
    assert not form.person_button.isEnabled()
    type_in(form.speaker, "Anna Example")
    assert form.person_button.text() == "Add as a p&erson…"
    QTest.keyClick(form, Qt.Key.Key_E, ALT)
    person = person_form(own)
    assert person.name.text() == "Anna Example" and not person.delete_button.isVisible()
    person.name.clear()
    QTest.keyClick(person, Qt.Key.Key_Return, CTRL)
    assert person.problem.text() == "Give the person a name"
    type_in(person.name, "Anna Beispiel")
    type_in(person.office, "Captain")
    # Keys of tests have Latin letters only.
    person.russian.insert("Анна Пример")
    person.chinese.insert("安娜")
    type_in(person.others, "Anne, A. Beispiel")
    QTest.keyClick(person, Qt.Key.Key_Return, CTRL)
    form = form_of(own)
    assert form.speaker.text() == "Anna Beispiel" and form.person_button.text() == "Edit this p&erson…"
    assert not own.atlas.store.catalog.people[0].facts, "the fact is not stored yet"
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    (added,) = own.atlas.store.catalog.people
    assert added == Person(
        id="anna-beispiel",
        name="Anna Beispiel",
        role="Captain",
        names={"ru": "Анна Пример", "zh": "安娜"},
        aliases=("Anne", "A. Beispiel"),
        facts=("F1",),
    )
    for words in ("Пример", "安娜", "anne"):
        assert added.id in {each.id for each in index(own.atlas.store.catalog).find(words)}
    own.atlas.store.undo()
    own.atlas.store.undo()
    assert not own.atlas.store.catalog.people


def test_people_are_listed_changed_and_deleted_and_undo_brings_them_back(own: Driver) -> None:
    draft, store = own.atlas.workspace.draft, own.atlas.store
    row = {"id": "F1", "text": "It went.", "kind": "attributed", "attributed_to": "Anne"}
    assert draft.apply("Fact", lambda content: put_fact(content, "trade", row))
    anna = Person(id="", name="Anna Beispiel", names={"de": "Anna"}, aliases=("Anne",))
    assert draft.apply("Person", PEOPLE.keep(anna))
    authoring = own.atlas.workspace.authoring
    own.atlas.workspace.menus.actions["atlas.people"].trigger()
    dialog = authoring.people.dialog
    assert dialog is not None and dialog.list.count() == 1
    dialog.edit_button.click()
    form = person_form(own)
    type_in(form.office, "Captain")
    form.facts.check("F1")
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    (changed,) = store.catalog.people
    assert (changed.role, changed.facts, changed.names) == ("Captain", ("F1",), {"de": "Anna"})
    item = dialog.list.item(0)
    assert item is not None and item.text() == "Anna Beispiel, Captain"
    dialog.show_button.click()
    assert own.atlas.scene.selected and own.atlas.scene.selected.person == changed.id
    dialog.delete_button.click()
    assert not store.catalog.people and not own.atlas.scene.selected
    assert store.catalog.fact["F1"].attributed_to == "Anne", "what the article says stays"
    assert dialog.empty.isVisible()
    store.undo()
    assert store.catalog.people == (changed,)
    dialog.close()
