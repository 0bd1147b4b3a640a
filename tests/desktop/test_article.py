"""A reader verifies any fact against their own copy of the article with few keys."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.desktop.desk import all_cards_made
from tests.desktop.driver import Driver, until
from tests.invented_article import FACTS, SENTENCES, text

from arctic_map.desktop.files.article_file import KEY
from arctic_map.desktop.panels.article.article_panel import ArticlePanel
from arctic_map.desktop.panels.article.copy_reading import Reading
from arctic_map.desktop.panels.article.sentence_places import is_seen, rects
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.window.panel import Panel
from arctic_map.scene.session import actions

pytestmark = [pytest.mark.desktop, pytest.mark.slow]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FEW = 8
"""Key presses from anywhere in the window to the sentence, the fact's number among them."""


@pytest.fixture(scope="module")
def passages(opened_driver: Driver) -> Iterator[None]:
    """The atlas's own facts, of which some stand in an invented text."""
    store = opened_driver.atlas.store
    usual = store.content
    passages = {each.id: each.passage for each in FACTS}
    facts = tuple(replace(each, passage=passages.get(each.id)) for each in usual.facts)
    store.show_edition(1, replace(usual, facts=facts), "")
    yield
    store.show_edition(0, usual, "")


@pytest.fixture
def panel(driver: Driver, atlas: Atlas, passages: None) -> Iterator[ArticlePanel]:
    atlas.window.activateWindow()
    until(atlas.window.isActiveWindow, "the window in front")
    yield atlas.workspace.article_panel
    put_away(atlas)
    atlas.apply(actions.select_nothing)


def put_away(atlas: Atlas) -> None:
    atlas.workspace.article.close()
    atlas.window.show_panel(Panel.ARTICLE, False)
    atlas.window.show_panel(Panel.FACTS, True)
    QGuiApplication.clipboard().clear()


def paste(driver: Driver, panel: ArticlePanel, words: str) -> None:
    QGuiApplication.clipboard().setText(words)
    driver.command(Qt.Key.Key_V, CTRL | SHIFT)
    until(lambda: panel.reading, "the text")


def find(driver: Driver, atlas: Atlas, id: str) -> int:
    """From wherever the keyboard is to the fact; how many keys that took."""
    driver.command(Qt.Key.Key_F, CTRL)
    assert QApplication.focusWidget() is atlas.bars.search
    QTest.keyClicks(atlas.bars.search, id)
    QTest.keyClick(atlas.bars.search, Qt.Key.Key_Return)
    return 2 + len(id)


def reading(panel: ArticlePanel) -> Reading:
    assert panel.reading is not None
    return panel.reading


def highlighted(atlas: Atlas) -> list[str]:
    """The sentences that are highlighted and in view."""
    panel = atlas.workspace.article_panel
    if panel.reading is None or not atlas.window.panel_in_front(Panel.ARTICLE):
        return []
    text = panel.reading.text
    return [text.words_of(mark) for mark in text.marks.highlighted if is_seen(text, mark)]


def test_from_a_search_or_a_card_to_the_lit_sentence_with_few_keys(
    driver: Driver, atlas: Atlas, panel: ArticlePanel
) -> None:
    paste(driver, panel, text())
    atlas.window.show_panel(Panel.FACTS, True)
    driver.settle()
    keys = find(driver, atlas, "D1")
    driver.command(Qt.Key.Key_J, CTRL)
    until(lambda: highlighted(atlas) == [SENTENCES[-1][3]], "the sentence")
    assert keys + 1 <= FEW
    assert reading(panel).text.hasFocus()
    assert [claim.fact.id for claim in reading(panel).claims.claims] == ["D1"]
    # The article stays in front when another fact is searched for.
    find(driver, atlas, "T1")
    until(lambda: highlighted(atlas) == [SENTENCES[0][3]], "the other sentence")
    # A card leads there too, by its menu and by its line.
    atlas.window.show_panel(Panel.FACTS, True)
    until(lambda: all_cards_made(atlas.workspace.facts_panel), "the cards")
    card = next(card for card in atlas.workspace.facts_panel.cards if card.fact.id == "D1")
    action = next(action for action in card.actions() if action.text() == "Show in the article")
    assert card.passage is not None
    for follow in (action.trigger, card.passage.click):
        atlas.window.show_panel(Panel.FACTS, True)
        follow()
        until(lambda: highlighted(atlas) == [SENTENCES[-1][3]], "the sentence again")


def test_without_a_text_the_command_tells_where_to_look(
    driver: Driver, atlas: Atlas, panel: ArticlePanel
) -> None:
    find(driver, atlas, "D1")
    driver.command(Qt.Key.Key_J, CTRL)
    until(lambda: atlas.window.panel_in_front(Panel.ARTICLE), "the panel")
    assert panel.empty.where == "D1 stands in paragraph 5, sentence 2, The Letter."
    assert panel.empty.open_button.hasFocus()


def test_a_copy_that_is_dropped_or_opened_as_any_file_is_shown_next_to_the_facts(
    driver: Driver, atlas: Atlas, panel: ArticlePanel, tmp_path: Path
) -> None:
    path = tmp_path / "copy.html"
    path.write_text("".join(f"<p>{block}</p>" for block in text().split("\n\n")), encoding="utf-8")
    atlas.workspace.dropping.dropped.emit([path])
    until(lambda: panel.reading, "the text")
    assert atlas.window.panel_in_front(Panel.ARTICLE)
    assert atlas.store.files == ()


def test_the_dialog_opens_a_copy_a_command_closes_it_and_it_comes_back(
    driver: Driver, atlas: Atlas, panel: ArticlePanel, tmp_path: Path
) -> None:
    path = tmp_path / "copy.txt"
    path.write_text(text(), encoding="utf-8")
    file, actions_of = atlas.workspace.article, atlas.workspace.menus.actions
    assert not actions_of["file.close-article"].isEnabled()
    driver.command(Qt.Key.Key_O, CTRL | SHIFT)
    until(lambda: file.dialog and file.dialog.isVisible(), "the dialog")
    assert file.dialog
    file.dialog.fileSelected.emit(str(path))
    file.dialog.reject()
    until(lambda: panel.reading and file.dialog is None, "the text")
    assert actions_of["file.close-article"].isEnabled()
    actions_of["file.close-article"].trigger()
    assert panel.reading is None
    assert not actions_of["file.close-article"].isEnabled()
    # A copy that was open before comes back when the panel is seen.
    atlas._settings.setValue(KEY, str(path))
    panel.text_requested.emit()
    until(lambda: panel.reading, "the text")
    assert "copy.txt" in reading(panel).found.text()


def test_a_click_on_a_sentence_shows_its_places_on_the_map(
    driver: Driver, atlas: Atlas, panel: ArticlePanel
) -> None:
    paste(driver, panel, text())
    view = reading(panel).text
    line = next(rects(view, view.marks.all[0])).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=line)
    driver.settle()
    assert atlas.scene.highlighted == atlas.scene.catalog.fact["T1"].features
    assert set(driver.ask("[...arctic.atlas.layers.highlighted]")) == set(atlas.scene.highlighted)
