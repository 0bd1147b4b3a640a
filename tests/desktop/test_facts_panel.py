"""The facts panel with the real content."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas
from tests.desktop.desk import Composed, all_cards_made, undrawn

from arctic_map.desktop.panels.facts.card_list import BATCH_SIZE, PAUSE_MS
from arctic_map.desktop.panels.facts.chip import Chip, MoreChip, ids_of
from arctic_map.desktop.panels.facts.fact_card import FactCard
from arctic_map.desktop.panels.facts.facts_panel import NO_FACTS, FactsPanel
from arctic_map.desktop.widgets import tasks
from arctic_map.model.catalog import Catalog, Layer, LayerKind
from arctic_map.model.feature import Feature, Precision
from arctic_map.model.opened import PREFIX, OpenedFile, style_id
from arctic_map.model.projection import Selection
from arctic_map.scene.compose import compose, start
from arctic_map.scene.opened_files import with_files
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.scene.words.fact_texts import remarks
from arctic_map.scene.words.words import kind_in_words, when_in_words


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return built_in_atlas()


@pytest.fixture
def panel(qtbot: QtBot) -> FactsPanel:
    panel = FactsPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 700)
    panel.show()
    return panel


@pytest.fixture(scope="module")
def shared(qapp: QApplication) -> Iterator[FactsPanel]:
    """Makes its cards once for all tests that need every one of them."""
    panel = FactsPanel()
    panel.show()
    yield panel
    panel.close()
    panel.deleteLater()


@pytest.fixture
def whole(shared: FactsPanel, composed: Composed, qtbot: QtBot) -> FactsPanel:
    """With the cards of all facts, folded."""
    shared.resize(320, 700)
    shared.show_scene(composed())
    complete(shared, qtbot)
    for one in shared.cards:
        one.show_more(False)
    return shared


def ids(panel: FactsPanel) -> list[str]:
    return [card.fact.id for card in panel.cards]


def card(panel: FactsPanel, fact_id: str) -> FactCard:
    return next(found for found in panel.cards if found.fact.id == fact_id)


def text_shown(widget: QWidget) -> str:
    """All words that the widget shows."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return "\n".join(labels)


def places_of(card: FactCard) -> set[str]:
    """Ids of the features that the card leads to."""
    return {id for chip in card.chips for id in ids_of(chip)}


def complete(panel: FactsPanel, qtbot: QtBot, count: int = 60) -> None:
    qtbot.waitUntil(lambda: all_cards_made(panel, count))


def test_all_facts_are_listed_by_topic_a_few_at_once(
    panel: FactsPanel, composed: Composed, qtbot: QtBot
) -> None:
    panel.show_scene(composed())
    assert 0 < len(panel.cards) < 10
    assert "60 facts" in text_shown(panel)
    bar, height = panel.card_list.verticalScrollBar(), panel.card_list.viewport().height()
    qtbot.waitUntil(lambda: panel.cards[-1].geometry().bottom() > 2 * height)
    QTest.qWait(4 * PAUSE_MS)
    first, length = len(panel.cards), bar.maximum()
    assert first < 20, "those far below the view are not created"
    complete(panel, qtbot)
    assert length == pytest.approx(bar.maximum(), rel=0.25), "the bar has the length of all"
    assert len(set(ids(panel))) == 60
    for theme in ("Trade", "Security", "Governance", "Diplomacy"):
        assert theme in text_shown(panel).splitlines()


def test_a_screen_reader_finds_all_cards(panel: FactsPanel, composed: Composed, qtbot: QtBot) -> None:
    QAccessible.setActive(True)
    try:
        panel.show_scene(composed())
        qtbot.waitUntil(lambda: len(panel.cards) == 60)
    finally:
        QAccessible.setActive(False)


def test_a_card_says_all_that_the_fact_holds(whole: FactsPanel) -> None:
    for one in whole.cards:
        one.show_more(True)
        fact, words = one.fact, text_shown(one)
        for part in (fact.id, when_in_words(fact.when), kind_in_words(fact), fact.text):
            assert part in words
        named = " ".join((words, *(chip.text() for chip in one.chips)))
        assert all(word.strip(",") in named for word in (fact.where or "").split())
        for part in (fact.inferred, fact.question, fact.note, *(figure.what for figure in fact.figures)):
            assert part in words
        assert places_of(one) == set(fact.features)
    assert "37.9" in text_shown(card(whole, "T5"))
    assert "18,709" in text_shown(card(whole, "T3"))
    assert "1992" in text_shown(card(whole, "S8"))


def test_a_card_says_in_one_line_how_sure_it_is_and_where_from_and_unfolds(whole: FactsPanel) -> None:
    for one in whole.cards:
        if remarks(one.fact):
            why = [text for _, text in remarks(one.fact)]
            assert ("Our reading" in one.unfold.text()) == bool(one.fact.inferred or one.fact.inferred_when)
            assert not any(text in text_shown(one) for text in why)
            assert all(escape(text) in one.unfold.toolTip() for text in why)
            QTest.mouseClick(one.unfold, Qt.MouseButton.LeftButton)
            assert all(text in text_shown(one) for text in why)
        if one.fact.passage and one.passage:
            assert one.passage.text().startswith(f"¶ {one.fact.passage.paragraph}.")
            one.show_more(True)
            assert one.fact.passage.section in one.passage.text()


def test_a_folded_card_keeps_to_one_line_what_stands_below_its_words(whole: FactsPanel, qtbot: QtBot) -> None:
    first = card(whole, "T1")
    for width in (260, 320, 480):
        whole.resize(width, 700)
        qtbot.waitUntil(lambda: all(c.height() == c.heightForWidth(c.width()) for c in whole.cards))
        assert all(one.width() <= width for one in whole.cards)
        seen = [chip for chip in first.findChildren(Chip) if not chip.size().isEmpty()]
        assert len({chip.geometry().center().y() for chip in seen}) == 1
        assert all(first.rect().contains(chip.geometry()) for chip in seen)
        assert first.unfold in seen and first.passage in seen
        assert {id for chip in seen for id in ids_of(chip) if id} == set(first.fact.features)
        assert first.passage is not None and first.unfold.geometry().right() < first.passage.geometry().left()
    first.show_more(True)
    qtbot.waitUntil(lambda: not any(chip.size().isEmpty() for chip in first.chips))
    assert places_of(first) == set(first.fact.features)


def test_the_places_of_a_card_without_more_to_say_are_all_seen_where_they_have_room(
    panel: FactsPanel, composed: Composed, catalog: Catalog, qtbot: QtBot
) -> None:
    scene, nothing = composed(), ""
    plain = replace(
        catalog.fact["T1"], id="X1", inferred=nothing, inferred_when=nothing, question=nothing, note=nothing
    )
    panel.resize(900, 700)
    panel.show_scene(replace(scene, facts=(plain,)))
    only = card(panel, "X1")
    qtbot.waitUntil(lambda: not any(chip.size().isEmpty() for chip in only.chips))
    assert only.unfold.size().isEmpty()
    panel.resize(260, 700)
    qtbot.waitUntil(lambda: not only.unfold.size().isEmpty())
    assert any(chip.size().isEmpty() for chip in only.chips)


def test_places_without_room_on_a_folded_card_are_counted_and_chosen_from_a_menu(
    panel: FactsPanel, composed: Composed, qtbot: QtBot
) -> None:
    panel.resize(340, 700)
    panel.show_scene(composed())
    others = card(panel, "T1").others
    assert others is not None
    qtbot.waitUntil(lambda: not others.size().isEmpty())
    shown = [chip.feature_id for chip in card(panel, "T1").chips if not chip.size().isEmpty()]
    assert shown == ["shanghai"] and others.text() == f"{len(others.feature_ids)} more"
    with qtbot.waitSignal(panel.feature_requested) as requested:
        others.menu().actions()[0].trigger()
    assert requested.args == [others.feature_ids[0]]
    panel.resize(260, 700)
    qtbot.waitUntil(lambda: others.text() == f"{len(others.feature_ids)} places")
    card(panel, "T1").highlight(others.feature_ids[-1])
    assert others.highlighted


def test_a_selected_feature_brings_up_its_facts(panel: FactsPanel, composed: Composed, qtbot: QtBot) -> None:
    panel.show_scene(composed(actions.select_feature("arkhangelsk")))
    complete(panel, qtbot, 3)
    assert ids(panel) == ["T1", "T2", "T12"]
    assert "Arkhangelsk" in text_shown(panel).splitlines()
    assert "3 facts" in text_shown(panel)
    highlighted = {chip.text() for one in panel.cards for chip in one.chips if chip.highlighted}
    assert highlighted == {"Arkhangelsk"}


def test_several_selected_features_bring_up_the_facts_of_all(
    panel: FactsPanel, composed: Composed, qtbot: QtBot
) -> None:
    panel.show_scene(composed(actions.select_features(["arkhangelsk", "L5"])))
    assert "2 selected features" in text_shown(panel).splitlines()
    listed = {*ids(panel)}
    assert {"T1", "T2", "T12", "T3"} <= listed < {fact.id for fact in composed().facts}
    panel.show_scene(composed(actions.select_features(["own-1", "own-2"])))
    assert "All facts" in text_shown(panel).splitlines(), "of none of them is there a fact"


def test_show_all_is_offered_only_when_facts_are_left_out(
    whole: FactsPanel, composed: Composed, qtbot: QtBot
) -> None:
    everything = next(each for each in whole.findChildren(QPushButton) if each.text() == "Show all")
    assert everything.isHidden()
    whole.show_scene(composed(actions.select_feature("arkhangelsk")))
    with qtbot.waitSignal(whole.all_facts_requested):
        everything.click()
    whole.show_scene(composed())
    complete(whole, qtbot)


def test_a_feature_without_facts_says_so(panel: FactsPanel, composed: Composed) -> None:
    scene = composed(actions.select_feature("arkhangelsk"))
    panel.show_scene(replace(scene, facts=()))
    assert panel.cards == ()
    assert NO_FACTS in text_shown(panel)


def test_a_selected_fact_is_marked_and_brought_into_view(
    panel: FactsPanel, composed: Composed, qtbot: QtBot
) -> None:
    panel.show_scene(composed(actions.select_fact("G5")))
    chosen = card(panel, "G5")
    assert [one.fact.id for one in panel.cards if one.selected] == ["G5"]
    qtbot.waitUntil(lambda: not chosen.visibleRegion().isEmpty())
    panel.show_scene(composed())
    assert not any(one.selected for one in panel.cards)


def test_a_card_that_was_unfolded_while_it_was_hidden_has_room_for_all_that_it_says(
    whole: FactsPanel, composed: Composed, qtbot: QtBot
) -> None:
    whole.show_scene(composed(actions.select_feature("arkhangelsk")))
    complete(whole, qtbot, 3)
    whole.show_scene(composed())
    whole.show_scene(composed(actions.select_fact("T8")))
    complete(whole, qtbot)
    chosen = card(whole, "T8")
    qtbot.waitUntil(lambda: chosen.height() >= chosen.heightForWidth(chosen.width()))


def test_a_fact_selected_among_those_of_a_feature_keeps_them_listed(
    whole: FactsPanel, composed: Composed, qtbot: QtBot
) -> None:
    whole.show_scene(composed(actions.select_feature("arkhangelsk")))
    whole.show_scene(composed(actions.select_fact("T2")))
    assert ids(whole) == ["T1", "T2", "T12"]
    whole.show_scene(composed(actions.select_fact("S3")))
    complete(whole, qtbot)


def test_click_and_enter_wish_the_fact_and_a_chip_its_place(
    panel: FactsPanel, composed: Composed, qtbot: QtBot
) -> None:
    panel.show_scene(composed(actions.select_feature("arkhangelsk")))
    first = card(panel, "T1")
    with qtbot.waitSignal(panel.fact_requested) as requested:
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert requested.args == ["T1"]
    with qtbot.waitSignal(panel.fact_requested) as requested:
        QTest.keyClick(card(panel, "T2"), Qt.Key.Key_Return)
    assert requested.args == ["T2"]
    chip = next(chip for chip in first.chips if chip.text() == "Shanghai")
    with qtbot.assertNotEmitted(panel.fact_requested), qtbot.waitSignal(panel.feature_requested) as requested:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert requested.args == ["shanghai"]


def test_arrows_go_through_cards_and_what_they_hold_and_tab_leaves_them(
    panel: FactsPanel, composed: Composed, qtbot: QtBot
) -> None:
    # The last of these is made first, so that the order of making differs from that of standing.
    panel.show_scene(composed(actions.select_feature("vologda")))
    panel.show_scene(composed(actions.select_feature("arkhangelsk")))
    complete(panel, qtbot, 3)
    qtbot.waitExposed(panel)
    panel.activateWindow()
    panel.focus_card("T2")
    QTest.keyClick(card(panel, "T2"), Qt.Key.Key_Up)
    qtbot.waitUntil(card(panel, "T1").hasFocus)
    QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: not any(each.hasFocus() for each in panel.cards))
    panel.focus_card("T1")
    first = card(panel, "T1")
    first.show_more(True)
    qtbot.waitUntil(lambda: not any(chip.size().isEmpty() for chip in first.chips))
    passed: list[QWidget] = []
    for part in first.inside:
        QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_Right)
        qtbot.waitUntil(part.hasFocus)
        passed.append(part)
    assert passed[0] is first.more and set(passed) == {first.more, *first.chips, first.unfold, first.passage}
    QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_Down)
    qtbot.waitUntil(card(panel, "T2").hasFocus)
    QTest.keyClick(card(panel, "T2"), Qt.Key.Key_Right)
    QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_Left)
    qtbot.waitUntil(card(panel, "T2").hasFocus)
    QTest.keyClick(card(panel, "T2"), Qt.Key.Key_End)
    qtbot.waitUntil(card(panel, "T12").hasFocus)


def test_places_that_the_words_do_not_name_are_chosen_from_a_menu(
    panel: FactsPanel, composed: Composed, catalog: Catalog, qtbot: QtBot
) -> None:
    panel.show_scene(composed(actions.select_feature("arkhangelsk")))
    complete(panel, qtbot, 3)
    more = next(chip for chip in card(panel, "T1").chips if isinstance(chip, MoreChip))
    lanes = [id for id in catalog.fact["T1"].features if catalog.layer_of[id] == "lanes"]
    assert (more.text(), list(more.feature_ids)) == ("3 more", lanes)
    with qtbot.waitSignal(panel.feature_requested) as requested:
        more.menu().actions()[1].trigger()
    assert requested.args == [lanes[1]]


def test_the_same_scene_again_changes_nothing(whole: FactsPanel, composed: Composed) -> None:
    before = whole.cards
    whole.show_scene(composed(actions.toggle_layer("lanes")))
    assert whole.cards == before


def with_a_file(scene: Scene) -> Scene:
    """As it is once a file with one place was opened."""
    place = Feature(
        id=f"{PREFIX}mine.0",
        name="Mine",
        geometry={"type": "Point", "coordinates": [60.0, 70.0]},
        precision=Precision.UNCHECKED,
        source=f"{PREFIX}mine",
        style=style_id(1, "point"),
    )
    layer = Layer(
        id=f"{PREFIX}mine",
        name="mine",
        topic="",
        kind=LayerKind.FEATURES,
        features=(place,),
        file="/mine.geojson",
    )
    return replace(scene, catalog=with_files(scene.catalog, [OpenedFile(layer=layer)]))


def test_cards_stay_when_a_file_is_opened_and_closed_and_its_place_is_called_by_its_name(
    whole: FactsPanel, composed: Composed, qtbot: QtBot
) -> None:
    before, charts = whole.cards, whole.charts
    opened = with_a_file(composed())
    whole.show_scene(opened)
    assert whole.cards == before and whole.charts == charts
    whole.show_scene(replace(opened, selected=Selection(feature=f"{PREFIX}mine.0")))
    assert "Mine" in text_shown(whole).splitlines()
    whole.show_scene(composed())
    complete(whole, qtbot)
    assert whole.cards == before


def test_cards_are_rebuilt_when_their_content_is_edited(
    panel: FactsPanel, composed: Composed, catalog: Catalog
) -> None:
    panel.show_scene(composed())
    for edited in (
        replace(catalog, facts=(replace(catalog.facts[0], text="Otherwise"), *catalog.facts[1:])),
        replace(catalog, layers=tuple(map(renamed, catalog.layers))),
    ):
        before = panel.cards
        panel.show_scene(compose(edited, start(edited, Session()), undrawn(edited)))
        assert panel.cards and not set(panel.cards) & set(before)


def renamed(layer: Layer) -> Layer:
    return replace(layer, features=tuple(replace(each, name=f"New {each.name}") for each in layer.features))


def test_markup_in_data_stays_text(panel: FactsPanel, composed: Composed) -> None:
    scene = composed()
    hostile = replace(scene.facts[0], id="X1", text="<b>bold</b>", where="<img src='file:///etc/passwd'>")
    panel.show_scene(replace(scene, facts=(hostile,)))
    labels = panel.cards[0].findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    assert "&lt;" in Chip("x", "<i>Port</i>").toolTip()


def test_cards_that_nobody_sees_are_made_when_the_window_was_painted(
    qtbot: QtBot, composed: Composed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "LATE_MS", 60_000)
    window, panel, ticks = QMainWindow(), FactsPanel(), QTimer()
    qtbot.addWidget(window)
    window.setCentralWidget(panel)
    panel.show_scene(composed())
    turns: list[int] = []
    ticks.timeout.connect(lambda: turns.append(len(panel.cards)))
    ticks.start(2 * PAUSE_MS)
    qtbot.waitUntil(lambda: len(turns) >= 3)
    assert turns == [BATCH_SIZE] * len(turns)
    window.show()
    qtbot.waitUntil(lambda: len(panel.cards) > BATCH_SIZE)


def test_a_name_has_the_line_of_the_heading_to_itself(
    panel: FactsPanel, composed: Composed, qtbot: QtBot
) -> None:
    def place(words: str) -> QRect:
        label = next(label for label in panel.findChildren(QLabel) if label.text() == words)
        return QRect(label.mapTo(panel, QPoint()), label.size())

    panel.resize(260, 700)
    panel.show_scene(composed())
    qtbot.waitUntil(lambda: place("60 facts").left() > place("All facts").right())
    panel.show_scene(composed(actions.select_feature("arkhangelsk")))
    qtbot.waitUntil(lambda: place("3 facts").top() > place("Arkhangelsk").bottom())
    assert place("Arkhangelsk").right() > place("3 facts").right()


@pytest.mark.parametrize("height", [260, 700])
@pytest.mark.parametrize("fact", ["T3", "D7"])
def test_a_fact_that_is_selected_is_read_from_its_beginning_however_low_the_panel(
    whole: FactsPanel, composed: Composed, qtbot: QtBot, fact: str, height: int
) -> None:
    whole.resize(320, height)
    whole.show_scene(composed(actions.select_fact(fact)))
    view = whole.card_list.viewport()

    def shown() -> tuple[int, int]:
        one = card(whole, fact)
        top = one.mapTo(view, QPoint(0, 0)).y()
        return top, min(one.height(), view.height() - 16)

    qtbot.waitUntil(lambda: 0 <= shown()[0] <= view.height() - shown()[1])


def test_the_card_with_the_keyboard_stays_in_sight_when_one_above_it_folds(
    whole: FactsPanel, composed: Composed, qtbot: QtBot
) -> None:
    whole.resize(320, 420)
    whole.activateWindow()
    whole.show_scene(composed(actions.select_fact("T3")))
    last = card(whole, "T4")
    qtbot.waitUntil(lambda: card(whole, "T3").height() > whole.height() / 2)
    whole.focus_card("T4")
    qtbot.waitUntil(lambda: last.hasFocus() and last.visibleRegion().boundingRect().height() == last.height())
    whole.show_scene(composed())
    qtbot.waitUntil(lambda: card(whole, "T3").height() < whole.height() / 2)
    QTest.qWait(0)
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())
