"""The article next to the facts: marked sentences by mouse and keyboard, without a window round the panel."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QScrollArea
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas
from tests.desktop.desk import undrawn
from tests.desktop.driver import until
from tests.invented_article import BEARING, FACTS, SENTENCES, text

from arctic_map.article.copy import copy_of
from arctic_map.desktop.files import article_reading
from arctic_map.desktop.files.article_file import KEY, NO_PLACES, NOTHING_COPIED, PASTED, ArticleFile
from arctic_map.desktop.panels.article.article_panel import ArticlePanel
from arctic_map.desktop.panels.article.article_text import ArticleText
from arctic_map.desktop.panels.article.copy_document import MarkedSentence
from arctic_map.desktop.panels.article.copy_reading import Claims
from arctic_map.desktop.panels.article.sentence_places import is_seen, rects
from arctic_map.desktop.widgets.theming import palette
from arctic_map.model.catalog import Catalog
from arctic_map.model.projection import Selection
from arctic_map.scene.compose import compose
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session
from arctic_map.scene.symbology.colours import contrast

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CATALOG = replace(built_in_atlas(), facts=FACTS, article="The Keepers of the Ice Light")
DRAWINGS = undrawn(CATALOG)
Wishes = list[tuple[str, ...]]


def scene(selected: Selection | None = None, catalog: Catalog = CATALOG) -> Scene:
    return compose(catalog, Session(selected=selected), DRAWINGS)


def fact(id: str) -> Scene:
    return scene(Selection(fact=id))


def text_of(panel: ArticlePanel) -> ArticleText:
    assert panel.reading is not None
    return panel.reading.text


def claims_of(panel: ArticlePanel) -> Claims:
    assert panel.reading is not None
    return panel.reading.claims


def listed(panel: ArticlePanel) -> list[tuple[str, bool]]:
    """The facts below the text, and whether each is selected."""
    return [(claim.fact.id, claim.selected) for claim in claims_of(panel).claims]


def text_shown(panel: ArticlePanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel))


def highlighted(panel: ArticlePanel) -> list[str]:
    """The words that are highlighted."""
    return list(map(text_of(panel).words_of, text_of(panel).marks.highlighted))


def words(paragraph: int, sentence: int) -> str:
    return next(row[3] for row in SENTENCES if row[1:3] == (paragraph, sentence))


def mark_of(text: ArticleText, fact_id: str) -> MarkedSentence:
    return next(mark for mark in text.marks.all if fact_id in mark.found.bearing.facts)


def place_of(text: ArticleText, mark: MarkedSentence) -> QPoint:
    """The middle of the third letter of a sentence, in the viewport."""
    cursor = QTextCursor(text.document())
    cursor.setPosition(mark.start + 2)
    return text.cursorRect(cursor).center() + QPoint(2, 0)


def click(text: ArticleText, place: QPoint) -> None:
    QTest.mouseClick(text.viewport(), LEFT, NO_KEYS, place)


@pytest.fixture
def panel(qtbot: QtBot) -> ArticlePanel:
    panel = ArticlePanel()
    qtbot.addWidget(panel)
    panel.resize(360, 420)
    panel.show_scene(scene())
    panel.show_copy(copy_of(text(), FACTS), "copy.txt")
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def wishes(panel: ArticlePanel) -> Wishes:
    found: Wishes = []
    panel.facts_requested.connect(found.append)
    return found


def test_a_fact_that_is_selected_lights_its_sentence_and_no_other(panel: ArticlePanel) -> None:
    assert highlighted(panel) == []
    panel.show_scene(fact("T3"))
    assert highlighted(panel) == [words(4, 1)]
    # The fact stands below, in the atlas's words.
    assert CATALOG.fact["T3"].text in text_shown(panel)
    assert "Paragraph 4, sentence 1, The Light" in text_shown(panel)
    assert listed(panel) == [("T3", True)]
    panel.show_scene(fact("S1"))
    assert highlighted(panel) == [words(3, 1), words(3, 2)]
    panel.show_scene(scene())
    assert highlighted(panel) == [] and not claims_of(panel).isVisible()
    # It comes into view, however low the panel.
    panel.resize(300, 260)
    shown = text_of(panel)
    for id in ("D1", "T1"):
        panel.show_scene(fact(id))
        until(lambda id=id: is_seen(shown, mark_of(shown, id)), "the sentence in view")  # type: ignore[misc]


def test_a_click_on_a_sentence_wishes_all_its_facts_of_which_each_can_be_chosen(
    panel: ArticlePanel, wishes: Wishes
) -> None:
    click(text_of(panel), place_of(text_of(panel), mark_of(text_of(panel), "G1")))
    assert wishes == [("T2", "G1")]
    panel.show_scene(scene(Selection(fact="T2", compared=("arkhangelsk",))))
    assert listed(panel) == [("T2", True), ("G1", True)]
    claims_of(panel).claims[1].click()
    panel.show_scene(fact("G1"))
    assert wishes[-1] == ("G1",)
    assert listed(panel) == [("T2", False), ("G1", True)]


def test_the_number_of_a_fact_is_a_link(panel: ArticlePanel, wishes: Wishes) -> None:
    text = text_of(panel)
    cursor = text.document().find("G1")
    assert not cursor.isNull()
    cursor.setPosition(cursor.selectionStart() + 1)
    click(text, text.cursorRect(cursor).center())
    assert wishes == [("G1",)]
    # Nothing comes of a click on words that bear no fact.
    cursor = text.document().find("The second boat")
    cursor.setPosition(cursor.selectionStart() + 2)
    click(text, text.cursorRect(cursor).center())
    click(text, QPoint(text.viewport().width() - 2, 4))
    assert wishes == [("G1",)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Tab])
def test_keys_go_from_sentence_to_sentence_and_enter_wishes_its_facts(
    panel: ArticlePanel, wishes: Wishes, key: Qt.Key
) -> None:
    text_of(panel).setFocus()
    assert text_of(panel).marks.current == text_of(panel).marks.all[0]
    QTest.keyClick(text_of(panel), key)
    QTest.keyClick(text_of(panel), Qt.Key.Key_Return)
    assert wishes == [("T2", "G1")]
    assert text_of(panel).accessibleDescription() == "T2, G1: paragraph 1, sentence 2"
    QTest.keyClick(text_of(panel), Qt.Key.Key_End)
    QTest.keyClick(text_of(panel), Qt.Key.Key_Return)
    QTest.keyClick(text_of(panel), Qt.Key.Key_Up)
    QTest.keyClick(text_of(panel), Qt.Key.Key_Space)
    assert wishes[1:] == [("D1",), ("T3",)]
    # From a sentence that is highlighted they go on.
    panel.show_scene(fact("T1"))
    QTest.keyClick(text_of(panel), Qt.Key.Key_Down)
    QTest.keyClick(text_of(panel), Qt.Key.Key_Return)
    assert wishes[-1] == ("T2", "G1")


def test_tab_leaves_the_text_behind_its_last_sentence(panel: ArticlePanel) -> None:
    panel.activateWindow()
    until(panel.isActiveWindow, "the panel in front")
    text_of(panel).setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(BEARING - 1):
        assert QApplication.focusWidget() is text_of(panel)
        QTest.keyClick(text_of(panel), Qt.Key.Key_Tab)
    assert text_of(panel).marks.current == text_of(panel).marks.all[-1]
    QTest.keyClick(text_of(panel), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not text_of(panel)


def test_all_sentences_of_a_place_are_lit_and_its_facts_listed(panel: ArticlePanel) -> None:
    here = replace(CATALOG, facts=tuple(replace(each, features=("murmansk",)) for each in FACTS[:4]))
    panel.show_scene(scene(Selection(feature="murmansk"), here))
    assert highlighted(panel) == [words(1, 1), words(1, 2), words(3, 1), words(3, 2)]
    assert {claim.fact.id for claim in claims_of(panel).claims} == {"T1", "T2", "G1", "S1"}


def test_a_right_click_on_a_sentence_offers_its_places(panel: ArticlePanel, wishes: Wishes) -> None:
    place = place_of(text_of(panel), mark_of(text_of(panel), "G1"))
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, text_of(panel).viewport().mapToGlobal(place))
    QApplication.sendEvent(text_of(panel).viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Show T2 and G1 on the map"
    menu.actions()[0].trigger()
    menu.close()
    assert wishes == [("T2", "G1")]


def test_copied_words_are_those_of_the_article_alone(panel: ArticlePanel) -> None:
    text_of(panel).selectAll()
    text_of(panel).copy()
    copied = QGuiApplication.clipboard().text()
    assert words(1, 2) in copied and words(5, 2) in copied
    assert "G1" not in copied and "above the article" not in copied
    QGuiApplication.clipboard().clear()


def test_what_stands_round_the_article_is_folded_away_and_can_be_opened(panel: ArticlePanel) -> None:
    text = text_of(panel)
    assert "Weather Desk" not in text.toPlainText()
    cursor = text.document().find("Show 3 lines above")
    cursor.setPosition(cursor.selectionStart() + 2)
    click(text, text.cursorRect(cursor).center())
    assert "Weather Desk" in text.toPlainText()
    assert "Hide 3 lines above" in text.toPlainText()
    assert len(text.marks.all) == BEARING


@pytest.mark.parametrize(("width", "size"), [(304, 2.0), (900, 1.0)])
def test_lines_are_never_cut_off_nor_too_long_to_follow(panel: ArticlePanel, size: float, width: int) -> None:
    font = panel.font()
    font.setPointSizeF(font.pointSizeF() * size)
    panel.setFont(font)
    panel.resize(width, 420)
    text = text_of(panel)
    until(lambda: text.viewport().width() > width - 40, "the layout")
    assert text.horizontalScrollBar().maximum() == 0
    widest = max(rect.right() - rect.left() for mark in text.marks.all for rect in rects(text, mark))
    assert widest <= min(text.viewport().width(), 36 * text.fontMetrics().horizontalAdvance("M") * 1.1)


def test_a_line_says_how_many_sentences_were_found_and_which_are_lacking(panel: ArticlePanel) -> None:
    assert f"copy.txt: all {BEARING} sentences with facts were found." in text_shown(panel)
    panel.show_copy(copy_of(text().replace("1901", "1902"), FACTS), "other.txt")
    assert "other.txt: 5 of 6 sentences with facts were found." in text_shown(panel)
    assert "Not found: S1 (paragraph 3, sentence 1)." in text_shown(panel)
    panel.show_copy(copy_of(text().replace("paraffin", "oil").replace("ferry", "boat"), FACTS), "other.txt")
    panel.show_scene(fact("S1"))
    assert "Not found in this copy: paragraph 3, sentences 1 and 2, The Light." in text_shown(panel)
    assert CATALOG.fact["S1"].text in text_shown(panel)
    # Of many that are lacking the first are named.
    panel.show_copy(copy_of(words(1, 1), FACTS), "other.txt")
    assert "1 of 6 sentences" in text_shown(panel)
    assert text_shown(panel).count("(paragraph") == 3
    assert "and 2 more sentences." in text_shown(panel)


@pytest.mark.parametrize("dark", [False, True])
def test_letters_and_lit_ground_are_legible(panel: ArticlePanel, dark: bool) -> None:
    panel.setPalette(palette("dark" if dark else "light"))
    panel.show_scene(fact("G1"))
    selection = text_of(panel).extraSelections()[0]
    ground = selection.format.background().color().name()
    assert contrast(text_of(panel).palette().text().color().name(), ground) >= 7.0
    for id in ("T1", "G1", "S1", "D1"):
        cursor = text_of(panel).document().find(id)
        ink = cursor.charFormat().foreground().color().name()
        assert contrast(ink, text_of(panel).palette().base().color().name()) >= 4.5


# Without a text


def test_facts_have_their_height_at_once(panel: ArticlePanel) -> None:
    for ids in (("T3",), ("S1",), ("T3", "S1")):
        claims_of(panel).show_facts([CATALOG.fact[id] for id in ids], (), "")
        assert claims_of(panel).findChildren(QScrollArea)[0].minimumHeight() > 20 * len(ids)


@pytest.fixture
def empty(qtbot: QtBot) -> ArticlePanel:
    panel = ArticlePanel()
    qtbot.addWidget(panel)
    panel.resize(360, 500)
    panel.show_scene(scene())
    return panel


def test_an_empty_panel_says_what_it_does_and_that_nothing_leaves_the_computer(empty: ArticlePanel) -> None:
    requested: list[str] = []
    empty.text_requested.connect(lambda: requested.append("text"))
    empty.open_requested.connect(lambda: requested.append("open"))
    empty.paste_requested.connect(lambda: requested.append("paste"))
    assert requested == []
    empty.show()
    assert requested == ["text"]
    empty.focus_first()
    for button in (empty.empty.open_button, empty.empty.paste_button):
        button.click()
    assert requested == ["text", "open", "paste"]
    assert "stays on this computer" in text_shown(empty)
    assert CATALOG.article in text_shown(empty)
    # The place in the reader's own copy is reported.
    empty.show_scene(fact("D1"))
    assert "D1 stands in paragraph 5, sentence 2, The Letter." in text_shown(empty)
    empty.show_scene(scene())
    assert "stands in" not in text_shown(empty)


# Opening


class Opened:
    """What comes of opening a copy."""

    def __init__(self, qtbot: QtBot, settings: QSettings, panel: ArticlePanel) -> None:
        self.file = ArticleFile(lambda: CATALOG, settings, panel)
        self.settings = settings
        self.names: list[str] = []
        self.refusals: list[str] = []
        self.file.loaded.connect(lambda copy, name: self.names.append(name))
        self.file.refused.connect(self.refusals.append)

    def wait(self) -> None:
        until(lambda: self.names or self.refusals, "an answer")


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, empty: ArticlePanel) -> Iterator[Opened]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    yield Opened(qtbot, settings, empty)
    QGuiApplication.clipboard().clear()


def test_a_copy_is_remembered_by_its_path_and_opened_again_until_it_is_closed(
    qtbot: QtBot, opened: Opened, tmp_path: Path, empty: ArticlePanel
) -> None:
    path = tmp_path / "copy.html"
    path.write_text("".join(f"<p>{block}</p>" for block in text().split("\n\n")), encoding="utf-8")
    opened.file.open(path)
    opened.wait()
    assert (opened.names, opened.refusals) == (["copy.html"], [])
    assert opened.settings.value(KEY) == str(path)
    again = Opened(qtbot, opened.settings, empty)
    again.file.open_again()
    again.wait()
    assert again.names == ["copy.html"]
    # One that is closed does not come back.
    again.file.close()
    assert again.file.copy is None and again.settings.allKeys() == []
    again.names.clear()
    again.file.open_again()
    assert again.names == [] and again.refusals == []


def test_nothing_of_the_text_is_stored(opened: Opened, tmp_path: Path) -> None:
    QGuiApplication.clipboard().setText(text())
    opened.file.paste()
    opened.wait()
    opened.settings.sync()
    assert opened.names == [PASTED]
    assert opened.settings.allKeys() == []


def test_a_missing_copy_is_reported_once(opened: Opened, tmp_path: Path) -> None:
    opened.settings.setValue(KEY, str(tmp_path / "gone.txt"))
    opened.file.open_again()
    opened.file.open_again()
    assert len(opened.refusals) == 1
    assert "gone.txt, which was open before, is no longer in" in opened.refusals[0]


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        (
            "other.txt",
            b"Another text.",
            f"is not the article: it contains none of the {BEARING} sentences with facts. "
            f"The article is “{CATALOG.article}”.",
        ),
        (
            "copy.pdf",
            b"%PDF-1.7",
            "was not opened: the PDF is damaged or of a kind that is not understood; open it, "
            "copy its text and paste it.",
        ),
    ],
)
def test_a_file_that_is_not_the_article_is_refused_in_a_sentence(
    opened: Opened, tmp_path: Path, name: str, content: bytes, refusal: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    opened.file.open(path)
    opened.wait()
    QGuiApplication.clipboard().clear()
    opened.file.paste()
    assert opened.refusals == [f"{name} {refusal}", NOTHING_COPIED]
    assert opened.settings.allKeys() == []


def test_content_that_does_not_say_where_facts_stand_is_named_as_the_cause(
    qtbot: QtBot, opened: Opened, empty: ArticlePanel
) -> None:
    silent = replace(CATALOG, facts=tuple(replace(each, passage=None) for each in FACTS))
    file = ArticleFile(lambda: silent, opened.settings, empty)
    file.refused.connect(opened.refusals.append)
    QGuiApplication.clipboard().setText(text())
    file.paste()
    opened.wait()
    assert opened.refusals == [NO_PLACES]


def test_a_reading_that_fails_unexpectedly_is_refused_and_shown(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: shown.append(kind))
    monkeypatch.setattr(article_reading, "copy_in", lambda *_, **__: dict[str, str]()["type"])
    QGuiApplication.clipboard().setText(text())
    opened.file.paste()
    opened.wait()
    assert opened.refusals == ["Pasted text was not opened: an unexpected error occurred."]
    assert shown == [KeyError]


def test_of_two_requested_texts_the_last_is_shown(opened: Opened, tmp_path: Path) -> None:
    for name in ("first.txt", "last.txt"):
        (tmp_path / name).write_text(text(), encoding="utf-8")
        opened.file.open(tmp_path / name)
    until(lambda: "last.txt" in opened.names, "the last one")
    assert opened.names == ["last.txt"]
