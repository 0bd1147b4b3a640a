"""Charts on the cards of the real window: drawn when seen, told as text, written into files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog
from tests.desktop.driver import Driver, until

from arctic_map.desktop.atlas import Atlas
from arctic_map.desktop.panels.facts.charts import ChartView
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
    panel._scroll.ensureWidgetVisible(chart)
    until(lambda: chart.drawn, f"the chart of {fact} is drawn")
    return chart


@pytest.mark.parametrize(
    ("fact", "figures"),
    [
        ("T5", ("36.3", "37.9", "80")),
        ("T6", ("36.3", "37.9", "80")),
        ("T7", ("about 2", "over 3", "92 full transits")),
        ("T3", ("18,709", "14,440", "26,022", "as drawn")),
        ("S1", ("over 110", "27", "16", "7")),
    ],
)
def test_figures_are_told_as_text(driver: Driver, fact: str, figures: tuple[str, ...]) -> None:
    chart = seen(driver, fact)
    assert chart.accessibleName().startswith("Chart: ")
    for figure in figures:
        assert figure in chart.accessibleDescription()
        assert figure in chart.toolTip()


def test_a_chart_has_ink_and_changes_with_the_look(driver: Driver, atlas: Atlas) -> None:
    chart = seen(driver, "T5")
    light = chart.grab().toImage()
    assert colours(light) > 20
    atlas.choices.choose_theme("dark")
    until(lambda: chart.drawn, "the chart is drawn for the dark look")
    dark = chart.grab().toImage()
    assert colours(dark) > 20
    assert dark != light and dark.size() == light.size()


def test_facts_without_figures_have_no_chart(driver: Driver, atlas: Atlas) -> None:
    charted = {card.fact.id for card in atlas.workspace.facts_panel.cards if card.charts}
    assert charted <= {"T3", "T4", "T5", "T6", "T7", "S1", "S7"}


def test_a_chart_is_copied_as_text(driver: Driver) -> None:
    chart = seen(driver, "T7")
    copy = next(action for action in chart.actions() if action.text().startswith("Copy"))
    copy.trigger()
    assert QGuiApplication.clipboard().text() == chart.words


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_chart_is_written_into_a_file(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    out = tmp_path / f"chart.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    chart = seen(driver, "T5")
    export = next(action for action in chart.actions() if action.text().startswith("Export"))
    export.trigger()
    if ending == "svg":
        assert "37.9" in out.read_text(encoding="utf-8")
    else:
        assert QImage(str(out)).width() > 1000


def colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)})
