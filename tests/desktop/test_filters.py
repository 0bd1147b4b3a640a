"""Filters by kind and precision: the button, the menu, and what the facts panel says of them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas
from tests.desktop.desk import Composed, all_cards_made
from tests.desktop.driver import Driver

from arctic_map.desktop.panels.facts.facts_filter import FiltersButton
from arctic_map.desktop.panels.facts.facts_panel import FactsPanel
from arctic_map.model.fact import Kind
from arctic_map.model.feature import CLASSES, Precision
from arctic_map.scene.session import actions


def entries(button: FiltersButton) -> Iterator[QAction]:
    return (action for action in button.menu().actions() if action.isCheckable())


def test_all_kinds_and_classes_have_a_checked_entry_that_wishes_it(qtbot: QtBot, composed: Composed) -> None:
    button = FiltersButton()
    qtbot.addWidget(button)
    button.show_scene(composed())
    assert len(list(entries(button))) == len(Kind) + len(CLASSES)
    assert all(action.isChecked() and action.toolTip() for action in entries(button))
    assert not button.all.isEnabled()
    with qtbot.waitSignal(button.kind_requested) as kind:
        button.kinds[Kind.FORECAST].trigger()
    assert kind.args == ["forecast"]
    with qtbot.waitSignal(button.precision_requested) as precision:
        button.precisions[Precision.UNDISCLOSED].trigger()
    assert precision.args == ["undisclosed"]
    button.show_scene(composed(actions.toggle_kind("forecast"), actions.toggle_precision("schematic")))
    assert button.text() == "Filter (2)"
    assert not button.kinds[Kind.FORECAST].isChecked()
    assert button.kinds[Kind.REPORTED].isChecked()
    with qtbot.waitSignal(button.nothing_requested):
        button.all.trigger()


def test_the_facts_panel_counts_what_is_hidden_and_offers_it(qtbot: QtBot, composed: Composed) -> None:
    panel = FactsPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 700)
    panel.show()
    panel.show_scene(composed())
    assert not any("hidden" in text for text in texts_shown(panel))
    panel.show_scene(composed(actions.toggle_kind("forecast")))
    forecasts = sum(fact.kind is Kind.FORECAST for fact in built_in_atlas().facts)
    assert f"{forecasts} facts hidden by dates or filters" in texts_shown(panel)
    assert f"{60 - forecasts} facts" in texts_shown(panel)
    (show,) = (found for found in panel.findChildren(QToolButton) if found.text() == "Show all")
    with qtbot.waitSignal(panel.no_filter_requested):
        QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    panel.show_scene(composed())
    assert not any("hidden" in text for text in texts_shown(panel))


def test_a_place_whose_facts_are_all_hidden_says_so(qtbot: QtBot, composed: Composed) -> None:
    panel = FactsPanel()
    qtbot.addWidget(panel)
    panel.show()
    hide = [actions.toggle_kind(kind) for kind in Kind]
    panel.show_scene(composed(actions.select_feature("arkhangelsk"), *hide))
    assert "3 facts hidden by dates or filters" in texts_shown(panel)
    assert any("All facts here are hidden" in text for text in texts_shown(panel))


def test_facts_with_an_open_question_have_a_badge_and_both_readings(qtbot: QtBot, composed: Composed) -> None:
    panel = FactsPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 700)
    panel.show()
    panel.show_scene(composed())
    qtbot.waitUntil(lambda: all_cards_made(panel))
    for card in panel.cards:
        assert ("Accounts disagree" in card.unfold.text()) == bool(card.fact.question)
        if card.fact.question:
            assert card.unfold.width() >= card.unfold.sizeHint().width()
            card.show_more(True)
            assert f"Open question: {card.fact.question}" in texts_shown(card)


def texts_shown(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


@pytest.mark.desktop
def test_the_menu_leaves_kinds_and_classes_out_of_map_and_panels(driver: Driver) -> None:
    menu = driver.atlas.workspace.menus.actions
    assert menu["show.undisclosed"].isChecked() and not menu["show.all"].isEnabled()
    menu["show.undisclosed"].trigger()
    menu["show.judgement"].trigger()
    driver.settle()
    scene = driver.atlas.scene
    assert "Z3" in scene.filtered_out.features
    assert not any(fact.kind is Kind.JUDGEMENT for fact in scene.facts)
    assert not menu["show.undisclosed"].isChecked()
    assert driver.atlas.workspace.facts_panel.filters.text() == "Filter (2)"
    menu["show.all"].trigger()
    driver.settle()
    monthly = {feature.id for feature in driver.atlas.scene.catalog.monthly}
    assert driver.atlas.scene.filtered_out.features <= monthly
