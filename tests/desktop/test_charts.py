"""Charts on the cards of the real window: drawn when seen, described as text, written into files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from tests.desktop.driver import Driver, until

from arctic_map.desktop.dialogs.chart_window import LargeChart
from arctic_map.desktop.panels.facts.card_charts import ChartView
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop


def seen(driver: Driver, fact: str) -> ChartView:
    """The chart on the card of a fact, scrolled into view and drawn."""
    driver.painted_after(actions.select_fact(fact))
    panel = driver.atlas.workspace.facts_panel
    panel.focus_card(fact)
    card = next(card for card in panel.cards if card.fact.id == fact)
    (chart,) = card.charts
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    panel.card_list.ensureWidgetVisible(chart)
    until(lambda: chart.drawn, f"the chart of {fact} is drawn")
    return chart


@pytest.mark.parametrize(
    ("fact", "figures"),
    [("T7", ("about 2", "over 3", "92 full transits")), ("S9", ("Russia: 2", "China: 2"))],
)
def test_figures_are_described_and_copied_as_text(
    driver: Driver, fact: str, figures: tuple[str, ...]
) -> None:
    chart = seen(driver, fact)
    assert chart.accessibleName().startswith("Chart: ")
    for figure in figures:
        assert figure in chart.accessibleDescription()
        assert figure in chart.toolTip()
    copy = next(action for action in chart.actions() if action.text().startswith("Copy"))
    copy.trigger()
    assert QGuiApplication.clipboard().text() == chart.words


def test_a_chart_has_ink_and_changes_with_the_look(driver: Driver, atlas: Atlas) -> None:
    chart = seen(driver, "T5")
    light = chart.grab().toImage()
    assert colours(light) > 20
    atlas.choices.choose_theme("dark")
    until(lambda: chart.drawn, "the chart is drawn for the dark look")
    dark = chart.grab().toImage()
    assert colours(dark) > 20
    assert dark != light and dark.size() == light.size()


def test_a_chart_is_written_into_a_file(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing, picture = tmp_path / "chart.svg", tmp_path / "chart.png"
    names = iter((drawing, picture))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(names)), ""))
    chart = seen(driver, "T5")
    export = next(action for action in chart.actions() if action.text().startswith("Export"))
    export.trigger()
    export.trigger()
    assert "37.9" in drawing.read_text(encoding="utf-8")
    assert QImage(str(picture)).width() > 1000


def opened(driver: Driver) -> LargeChart:
    dialogs = driver.atlas.workspace.dialogs
    until(lambda: dialogs.large_chart is not None and dialogs.large_chart.sheet.drawn, "the large chart")
    assert dialogs.large_chart is not None
    return dialogs.large_chart


def test_enter_opens_a_chart_large_and_escape_closes_it(driver: Driver, atlas: Atlas) -> None:
    chart = seen(driver, "G5")
    QTest.keyClick(chart, Qt.Key.Key_Return)
    large = opened(driver)
    small, paper = chart.width() * chart.height(), large.sheet
    assert large.windowTitle() == "Layer upon layer: bodies and accords"
    assert "since 1992" in paper.accessibleDescription()
    assert paper.place().width() * paper.place().height() > 2 * small
    assert paper.rect().contains(paper.place().toAlignedRect())
    assert colours(paper.grab().toImage()) > 20
    QTest.keyClick(large, Qt.Key.Key_Escape)
    until(lambda: atlas.workspace.dialogs.large_chart is None, "the large chart is closed")


@pytest.mark.slow
def test_a_click_opens_a_chart_large_and_leaves_the_selection(driver: Driver, atlas: Atlas) -> None:
    chart = seen(driver, "T5")
    driver.painted_after(actions.select_fact("D1"))
    card = next(card for card in atlas.workspace.facts_panel.cards if card.fact.id == "T5")
    card.unfold.click()
    atlas.workspace.facts_panel.card_list.ensureWidgetVisible(chart)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton)
    first = opened(driver)
    assert atlas.scene.selected is not None and atlas.scene.selected.fact == "D1"
    # Another one takes its place.
    seen(driver, "T7").actions()[0].trigger()
    second = opened(driver)
    assert second is not first and second.chart.id == "transits"
    second.close()


@pytest.mark.slow
def test_a_large_chart_fills_its_window_in_all_colours(driver: Driver, atlas: Atlas) -> None:
    for fact, size in (("G5", (420, 300)), ("T3", (500, 900))):
        seen(driver, fact).open_requested.emit(seen(driver, fact).chart)
        large = opened(driver)
        large.resize(*size)
        until(lambda large=large: large.sheet.drawn, "it is drawn in its new size")  # type: ignore[misc]
        place, room = large.sheet.place(), large.sheet.rect()
        assert room.contains(place.toAlignedRect())
        assert max(place.width() / room.width(), place.height() / room.height()) > 0.8
        atlas.choices.choose_theme("dark")
        until(lambda large=large: large.sheet.drawn, "it is drawn dark")  # type: ignore[misc]
        corner = large.sheet.grab().toImage().pixelColor(2, 2)
        assert corner.lightness() < 64
        atlas.choices.choose_theme("light")
        large.close()


def colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)})
