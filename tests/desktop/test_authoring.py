"""An atlas of one's own gets its places, ledger, charts, tour and views through the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox, QTreeWidget, QWidget
from tests.desktop.driver import NO_KEYS, Driver, until
from tests.desktop.own_atlas import Open, own_atlas
from tests.unit.content.contents import PORT

from arctic_map.content.edits import Content
from arctic_map.content.facts import put_fact
from arctic_map.content.features import put_feature
from arctic_map.content.layers import put_layer
from arctic_map.content.ledger import LEDGER
from arctic_map.content.people import PEOPLE
from arctic_map.desktop.editing.authoring import Authoring
from arctic_map.desktop.editing.entry_form import EntryForm
from arctic_map.desktop.shell.commands.command import Menu
from arctic_map.desktop.window.panel import Panel
from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import FigureRef, Form
from arctic_map.model.fact import Person
from arctic_map.model.note import PREFIX, Note, NoteKind
from arctic_map.model.outline import OutlineKind
from arctic_map.model.reckoning import Operation, Reckoning
from arctic_map.scene.ledger.ledger_rows import rows
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop
SHIPS = {"id": "ships", "name": "Ships", "topic": "trade"}
KOLA, LAPTEV, KARA = (33.0, 72.0), (125.0, 78.0), (70.0, 76.0)
Key, Shift, Ctrl = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory, open_atlas: Open) -> Iterator[Driver]:
    with own_atlas(tmp_path_factory.mktemp("own"), open_atlas) as (driver, _):
        yield driver


@pytest.fixture
def authoring(window: Driver) -> Iterator[Authoring]:
    """Of the atlas with two facts and nothing else."""
    workspace = window.atlas.workspace
    workspace.tools.digitising.display.snaps = False
    assert workspace.draft.apply("Facts", with_facts)
    window.take_keyboard()
    yield workspace.authoring
    if form := workspace.authoring.places.form:
        form.put_away()
    workspace.tools.digitising.close()
    while window.atlas.store.history.done:
        window.atlas.store.undo()
    window.dismiss_notices()
    window.settle()


def with_facts(content: Content) -> Content:
    figures = (
        {"value": 3000, "unit": "km", "what": "of the way along the coast"},
        {"value": 4000, "unit": "km", "what": "of the way by the islands"},
    )
    content = put_fact(
        content, "trade", {"id": "F1", "text": "The way is long.", "kind": "reported", "figures": figures}
    )
    return put_fact(content, "ice", {"id": "F2", "text": "There is ice.", "kind": "reported", "when": "2024"})


def at_rest(window: Driver, authoring: Authoring) -> bool:
    """Neither a form nor the tool is open."""
    return authoring.places.form is None and not window.atlas.workspace.tools.digitising.active


def catalog(window: Driver) -> Catalog:
    return window.atlas.store.catalog


def draw(window: Driver, key: Qt.Key, *places: tuple[float, float]) -> None:
    """By its shortcut and clicks."""
    command(window, key)
    tool = window.atlas.workspace.tools.digitising
    assert tool.active
    window.settle()
    for number, place in enumerate(places, 1):
        window.point(window.place_of(*place))
        window.click(window.place_of(*place))
        until(lambda number=number: tool.outline and tool.outline.count == number, "the vertex")  # type: ignore[misc]
        window.settle()
    window.press(Key.Key_Return)


def command(window: Driver, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    """A shortcut of the window, which a form may have left without the keyboard."""
    window.take_keyboard()
    window.command(key, keys)


def write(line: QWidget | None, text: str) -> None:
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def keep(form: QWidget) -> None:
    _press(form, Key.Key_Return, Ctrl)


def escape(form: QWidget) -> None:
    _press(form, Key.Key_Escape)


def _press(form: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    form.activateWindow()
    until(form.isActiveWindow, "the form has the keyboard")
    QTest.keyClick(form, key, keys)


@pytest.mark.slow
def test_a_line_is_drawn_and_described_and_its_fact_names_it(window: Driver, authoring: Authoring) -> None:
    draw(window, Key.Key_L, KOLA, KARA, LAPTEV)
    form = authoring.places.form
    assert form is not None and form.isVisible() and "Line of" in form.shape.text()
    # Nothing is guessed: what lacks is named, one after the other.
    for field, sentence in (
        (form.name, "name"),
        (form.layer, "layer"),
        (form.style_box, "looks"),
        (form.precision, "precisely"),
        (form.source, "source"),
    ):
        keep(form)
        assert sentence in form.problem.text() and form.focusWidget() is field
        match sentence:
            case "name":
                write(form.name, "Coastal way")
            case "layer":
                form.layer.choose("+")
                write(form.new_layer, "Ways")
                form.topic.choose("trade")
            case "looks":
                form.style_box.setCurrentIndex(1)
            case "precisely":
                form.precision.choose("schematic")
                keep(form)
                assert "Explain the position" in form.problem.text()
                write(form.reason, "Drawn along the coast")
            case "source":
                form.source.choose("+")
                write(form.new_source, "Own drawing")
    form.facts.check("F1")
    keep(form)
    assert at_rest(window, authoring)
    feature = catalog(window).features["coastal-way"]
    assert feature.facts == ("F1",) and catalog(window).fact["F1"].features == ("coastal-way",)
    assert catalog(window).layer_of["coastal-way"] == "ways" and feature.source == "own-drawing"
    assert window.atlas.scene.selected and window.atlas.scene.selected.feature == "coastal-way"
    window.settle()
    assert "ways" in window.ask("[...arctic.atlas.layers.shown.keys()]")
    command(window, Key.Key_Z, Ctrl)
    assert "coastal-way" not in catalog(window).features and "ways" not in {
        layer.id for layer in catalog(window).layers
    }
    command(window, Key.Key_Z, Ctrl | Shift)
    assert "coastal-way" in catalog(window).features


def make_line(window: Driver, authoring: Authoring, name: str = "Coastal way") -> None:
    draw(window, Key.Key_L, KOLA, KARA, LAPTEV)
    form = authoring.places.form
    assert form is not None
    write(form.name, name)
    form.layer.choose("ways" if form.layer.findData("ways") > 0 else "+")
    if form.layer.chosen == "+":
        write(form.new_layer, "Ways")
        form.topic.choose("trade")
    form.style_box.setCurrentIndex(1)
    form.precision.choose("surveyed")
    form.source.choose("atlas")
    keep(form)
    assert at_rest(window, authoring), form.problem.text()
    window.settle()


@pytest.mark.slow
def test_a_place_is_changed_in_shape_and_words_and_deleted(window: Driver, authoring: Authoring) -> None:
    make_line(window, authoring)
    before = catalog(window).features["coastal-way"].geometry
    command(window, Key.Key_E, Shift)
    window.take_keyboard()
    window.press(Key.Key_Escape)
    until(lambda: at_rest(window, authoring), "the form is closed, as nothing was changed")
    command(window, Key.Key_E, Shift)
    form, tool = authoring.places.form, window.atlas.workspace.tools.digitising
    assert form is not None and tool.outline is not None and tool.outline.count == 3
    window.take_keyboard()
    window.press(Key.Key_Tab)
    window.press(Key.Key_Up)
    write(form.name, "Northern way")
    keep(form)
    changed = catalog(window).features["coastal-way"]
    assert changed.name == "Northern way" and changed.geometry != before
    command(window, Key.Key_Delete, Shift)
    assert "coastal-way" not in catalog(window).features
    command(window, Key.Key_Z, Ctrl)
    assert "coastal-way" in catalog(window).features


def test_escape_on_the_map_asks_before_it_discards_the_place(window: Driver, authoring: Authoring) -> None:
    draft = window.atlas.workspace.draft
    before = draft.content
    draw(window, Key.Key_A, KOLA, KARA, LAPTEV)
    form, tool = authoring.places.form, window.atlas.workspace.tools.digitising
    assert form is not None and "km²" in form.shape.text()
    window.take_keyboard()
    window.press(Key.Key_Escape)
    until(lambda: form.discarding is not None, "the question")
    escape(discard_question(form))
    until(lambda: form.discarding is None, "the question is answered")
    assert authoring.places.form is form and tool.outline is not None and tool.outline.count == 3
    window.take_keyboard()
    window.press(Key.Key_Escape)
    discard(form)
    assert at_rest(window, authoring) and draft.content == before


def test_escape_asks_before_it_discards_what_was_entered(window: Driver, authoring: Authoring) -> None:
    window.atlas.apply(actions.select_fact("F1"))
    before = window.atlas.workspace.draft.content
    command(window, Key.Key_T, Shift)
    form = authoring.ledger.form
    assert form is not None
    write(form.what, "Length of the way")
    assert "Discard" in discard_question(form).text()
    escape(discard_question(form))
    until(lambda: form.discarding is None, "the question is answered")
    assert authoring.ledger.form is form and form.isVisible() and form.what.text() == "Length of the way"
    discard(form)
    assert not form.isVisible() and forms(authoring) == []
    assert window.atlas.workspace.draft.content == before


def test_a_form_asks_before_another_one_or_the_end_of_the_window_discards_it(
    window: Driver, authoring: Authoring, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts, shell, opened = authoring.facts, window.atlas.window, list[str]()
    monkeypatch.setattr(shell, "close", lambda: opened.append("closed"))
    for leave in (lambda: facts.edit("F1"), facts.add, shell.may_close):
        facts.add()
        form = facts.form
        assert form is not None
        QTest.keyClicks(form.text, "An hour of work.")
        leave()
        assert facts.form is form and form.isVisible() and shell.isVisible()
        discard(form)
        opened.append(facts.form.row.get("id", "new") if facts.form else "")
    assert opened == ["F1", "new", "closed", ""], "what was requested follows"
    facts.edit("F1")
    assert facts.form is not None and facts.form.row["id"] == "F1"
    facts.delete("F2")
    assert facts.form is not None
    facts.delete("F1")
    assert facts.form is None


def test_a_person_or_place_in_a_form_stays_while_another_one_is_opened_or_deleted(
    window: Driver, authoring: Authoring
) -> None:
    people, places = authoring.people, authoring.places
    assert window.atlas.workspace.draft.apply("Person", PEOPLE.keep(Person(id="", name="Anna")))
    people.add()
    form = people.form
    assert form is not None
    write(form.name, "Berta")
    people.edit("anna")
    people.delete("anna")
    assert people.form is form and catalog(window).people == ()
    discard(form)
    places.offer("Sabetta", {"type": "Point", "coordinates": [72.0, 71.3]})
    place = places.form
    assert place is not None
    write(place.reason, "Read off a map.")
    places.begin(OutlineKind.LINE)
    places.offer("Tiksi", {"type": "Point", "coordinates": [128.9, 71.6]})
    assert places.form is place and place.name.text() == "Sabetta"
    discard(place)
    assert places.form is not None and places.form.name.text() == "Tiksi", "it was requested last"
    places.form.reject()
    assert at_rest(window, authoring)


def test_forms_that_are_open_together_keep_the_links_that_each_of_them_makes(
    window: Driver, authoring: Authoring
) -> None:
    draft = window.atlas.workspace.draft
    facts, places, people = authoring.facts, authoring.places, authoring.people
    assert draft.apply("Port", lambda content: put_feature(put_layer(content, SHIPS), "ships", PORT))
    assert draft.apply("Person", PEOPLE.keep(Person(id="", name="Anna")))
    facts.edit("F1")
    places.edit("tromso")
    people.edit("anna")
    fact, place, person = facts.form, places.form, people.form
    assert fact is not None and place is not None and person is not None
    place.facts.check("F1")
    places.keep()
    fact.kind.choose("attributed")
    fact.speaker.setText("Anna")
    facts.keep()
    write(person.office, "Captain")
    people.keep()
    (anna,) = catalog(window).people
    assert (anna.role, anna.facts) == ("Captain", ("F1",))
    assert catalog(window).fact["F1"].features == ("tromso",)
    places.edit("tromso")
    facts.edit("F2")
    assert facts.form is not None and places.form is not None
    facts.form.features.check("tromso")
    facts.keep()
    places.form.facts.check("F1", False)
    places.keep()
    assert catalog(window).features["tromso"].facts == ("F2",)


def test_a_fact_is_linked_to_places_of_the_atlas_only(window: Driver, authoring: Authoring) -> None:
    note = Note(id=f"{PREFIX}1", kind=NoteKind.MARKER, places=((30.0, 70.0),), text="My own pin")
    window.atlas.apply(actions.keep_note(note))
    assert note.id in catalog(window).features
    authoring.facts.edit("F1")
    form = authoring.facts.form
    assert form is not None
    listed = [form.features.item(row).text() for row in range(form.features.count())]
    assert "My own pin" not in listed and "Kara Sea" in listed
    form.put_away()


def discard_question(form: EntryForm) -> QMessageBox:
    """The question; one that is open already stays."""
    if form.discarding is None:
        escape(form)
    assert form.discarding is not None
    return form.discarding


def discard(form: EntryForm) -> None:
    """Answer the question so."""
    button = discard_question(form).button(QMessageBox.StandardButton.Discard)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def forms(authoring: Authoring) -> list[EntryForm]:
    open_ones = (authoring.ledger.form, authoring.charts.form, authoring.views.form)
    return [form for form in open_ones if form is not None]


def test_escape_closes_a_form_in_which_nothing_was_entered(window: Driver, authoring: Authoring) -> None:
    window.atlas.apply(actions.select_fact("F1"))
    for key in (Key.Key_T, Key.Key_C, Key.Key_V):
        command(window, key, Shift)
        [form] = forms(authoring)
        escape(form)
        assert forms(authoring) == []


def test_a_row_of_the_ledger_is_edited_from_its_menu(window: Driver, authoring: Authoring) -> None:
    draft = window.atlas.workspace.draft
    row = Reckoning(
        id="", what="Both ways", unit="km", way=Operation.SUM, of=(FigureRef("F1", 1), FigureRef("F1", 2))
    )
    assert draft.apply("Test", LEDGER.keep(row))
    window.atlas.workspace.window.show_panel(Panel.LEDGER, True)
    panel = window.atlas.workspace.ledger_panel
    until(panel.isVisible, "the ledger")
    assert not panel.edit.isVisible()
    table = panel.findChild(QTreeWidget)
    assert isinstance(table, QTreeWidget)
    [item] = table.findItems("Both ways", Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive)
    table.setCurrentItem(item)
    assert panel.edit.isVisible()
    panel.edit.trigger()
    form = authoring.ledger.form
    assert form is not None and form.what.text() == "Both ways"
    form.put_away()


@pytest.mark.slow
def test_a_figure_is_tested_by_a_line_and_the_result_is_seen_at_once(
    window: Driver, authoring: Authoring
) -> None:
    make_line(window, authoring)
    # A figure of other things than kilometres is not compared with a line.
    ships = {"value": 214, "unit": "ships", "what": "counted"}
    row = {"id": "F3", "text": "Ships were counted.", "kind": "reported", "figures": (ships,)}
    assert window.atlas.workspace.draft.apply("Ships", lambda content: put_fact(content, "trade", row))
    window.atlas.apply(actions.select_fact("F3"))
    command(window, Key.Key_T, Shift)
    form = authoring.ledger.form
    assert form is not None and form.stated.chosen == "F3.1"
    form.feature.choose("coastal-way")
    write(form.what, "Way of the ships")
    keep(form)
    assert form.problem.text().startswith("The figure is in ships and the result in km")
    assert not catalog(window).ledger
    form.put_away()
    window.atlas.apply(actions.select_fact("F1"))
    command(window, Key.Key_T, Shift)
    form = authoring.ledger.form
    assert (
        form is not None
        and form.stated.chosen == "F1.1"
        and Operation(form.way.currentData()) is Operation.LENGTH
    )
    assert "to see the result here" in form.outcome.text()
    form.feature.choose("coastal-way")
    assert "Stated: 3,000 km" in form.outcome.text() and "differs by" in form.outcome.text()
    keep(form)
    assert "few words" in form.problem.text()
    write(form.what, "Way along the coast")
    keep(form)
    (tested,) = [each for each in rows(catalog(window)) if each.id == "way-along-the-coast"]
    assert tested.stated == 3000 and 2000 < tested.computed < 4000
    authoring.ledger.show()
    dialog = authoring.ledger.dialog
    assert dialog is not None and dialog.list.count() == 1
    dialog.edit_button.click()
    form = authoring.ledger.form
    assert form is not None and form.feature.chosen == "coastal-way" and form.unit.currentText() == "km"
    form.way.setCurrentIndex(form.way.findData(Operation.SHARE))
    form.first.choose("F1.1")
    form.second.choose("F1.2")
    form.stated.choose("")
    assert "75 %" in form.outcome.text()
    keep(form)
    assert catalog(window).ledger[0].way is Operation.SHARE
    dialog.come_forward()
    until(dialog.isActiveWindow, "the list has the keyboard")
    QTest.keyClick(dialog.list, Key.Key_Delete)
    assert not catalog(window).ledger and dialog.empty.isVisible()
    dialog.close()


def test_figures_make_a_chart_that_stands_on_their_card(window: Driver, authoring: Authoring) -> None:
    command(window, Key.Key_C, Shift)
    form = authoring.charts.form
    assert form is not None
    keep(form)
    assert "title" in form.problem.text()
    write(form.title, "Two ways")
    form.unit.choose("km")
    assert form.figures.rowCount() == 2
    for row in range(2):
        item = form.figures.item(row, 0)
        assert item is not None
        item.setCheckState(Qt.CheckState.Checked)
    form.form.setCurrentIndex(form.form.findData(Form.BARS))
    form.style_box.setCurrentIndex(1)
    until(lambda: form.drawn, "the preview")
    keep(form)
    (chart,) = catalog(window).charts
    assert chart.title == "Two ways" and chart.facts == ("F1",) and len(chart.items) == 2


def test_the_present_view_becomes_a_step_that_is_ordered_previewed_and_deleted(
    window: Driver, authoring: Authoring
) -> None:
    window.atlas.apply(actions.select_fact("F2"))
    for title in ("First", "Second"):
        command(window, Key.Key_F5, Shift)
        form = authoring.steps.form
        assert form is not None and form.facts.checked == ("F2",)
        write(form.title, title)
        form.text.setPlainText("What is to be seen.")
        keep(form)
    assert [step.title for step in catalog(window).tour] == ["First", "Second"]
    assert catalog(window).tour[0].box == pytest.approx(window.viewport.clear, abs=1)
    authoring.steps.show()
    dialog = authoring.steps.dialog
    assert dialog is not None
    dialog.choose("second")
    dialog.up_button.click()
    assert [step.title for step in catalog(window).tour] == ["Second", "First"]
    dialog.choose("first")
    dialog.show_button.click()
    tour = window.atlas.workspace.tour
    assert tour.running and tour.tour is not None and tour.tour.number == 1
    tour.end()
    window.settle()
    authoring.steps.show()
    dialog.choose("first")
    dialog.delete_button.click()
    assert [step.title for step in catalog(window).tour] == ["Second"]
    dialog.close()


def test_a_view_is_saved_under_a_name_and_shown_from_the_menu(window: Driver, authoring: Authoring) -> None:
    workspace = window.atlas.workspace
    workspace.navigator.go_to_position(*KARA)
    window.settle()
    box = window.viewport.clear
    command(window, Key.Key_V, Shift)
    form = authoring.views.form
    assert form is not None
    write(form.name, "Kara Sea")
    keep(form)
    (view,) = catalog(window).views
    assert view.view.box == pytest.approx(box, abs=1)
    workspace.navigator.go_home()
    window.settle()
    menu = workspace.menus.menu(Menu.VIEWS)
    menu.aboutToShow.emit()
    entry = next(action for action in menu.actions() if "Kara Sea" in action.text())
    entry.trigger()
    window.settle()
    x0, _, x1, _ = window.viewport.box
    assert x0 <= box[0] + 1 and box[2] - 1 <= x1 and x1 - x0 < 4 * (box[2] - box[0])


def test_commands_for_a_place_say_what_has_to_be_selected_first(window: Driver, authoring: Authoring) -> None:
    actions_of = window.atlas.workspace.menus.actions
    window.atlas.apply(actions.select_nothing)
    for id in ("atlas.edit-place", "atlas.delete-place", "atlas.take-over"):
        assert not actions_of[id].isEnabled() and "Select a " in actions_of[id].toolTip()


def test_topics_are_named_coloured_and_ordered_and_undo_brings_them_back(
    window: Driver, authoring: Authoring
) -> None:
    store, panel = window.atlas.store, window.atlas.workspace.facts_panel
    before = store.catalog.topics
    window.atlas.workspace.menus.actions["atlas.topics"].trigger()
    dialog = authoring.topics.dialog
    assert dialog is not None and not dialog.show_button.isVisible()

    def listed() -> list[str]:
        return [dialog.list.item(at).text() for at in range(dialog.list.count())]

    assert listed() == ["Trade", "Security", "Governance", "Diplomacy", "Sea ice"]
    dialog.choose("ice")
    dialog.edit_button.click()
    form = authoring.topics.form
    assert form is not None
    form.name.setText("Ice and snow")
    form.colour.choose("sky")
    form.keep_button.click()
    assert authoring.topics.form is None
    for _ in range(4):
        dialog.up_button.click()
    assert listed() == ["Ice and snow", "Trade", "Security", "Governance", "Diplomacy"]
    until(lambda: [card.fact.id for card in panel.cards] == ["F2", "F1"], "cards by topic")
    assert panel.cards[0].accessibleName() == "Fact F2, Ice and snow"
    symbology = store.catalog.symbology
    assert symbology.topics["ice"] == symbology.plain["sky"]
    dialog.delete_button.click()
    assert len(listed()) == 5, "a fact has this topic"
    window.dismiss_notices()
    dialog.choose("security")
    dialog.delete_button.click()
    assert listed() == ["Ice and snow", "Trade", "Governance", "Diplomacy"]
    while store.catalog.topics != before:
        store.undo()
    assert listed()[-1] == "Sea ice"
    dialog.close()
