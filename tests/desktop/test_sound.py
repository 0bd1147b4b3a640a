"""Charts as sound in the real window: what is asked for, and the tones that the page makes of it."""

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from tests.desktop.driver import Driver, until

from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.window.panel import Panel
from arctic_map.scene.sound import HIGHEST

pytestmark = pytest.mark.desktop
RATE, TONE_S = 8000, 0.3
RENDERED = f"""
    const context = new OfflineAudioContext(1, {RATE}, {RATE});
    arctic.scheduleTones(context, [440, null, 880], {TONE_S});
    context.startRendering().then((samples) => (window.samples = [...samples.getChannelData(0)]));
"""


@pytest.fixture
def played(driver: Driver) -> Any:
    """What the page is told to play, oldest first."""
    driver.ask("(window.played = [], arctic.playTones = (message) => window.played.push(message), true)")
    return lambda: driver.ask("window.played")


def crossings(tone: list[float]) -> int:
    return sum(before < 0 <= after for before, after in pairwise(tone))


def test_the_page_makes_tones_of_the_given_frequencies(driver: Driver) -> None:
    driver.ask(f"(() => {{ {RENDERED} return true; }})()")
    until(lambda: driver.ask("Boolean(window.samples)"), "the tones are made")
    samples = driver.ask("window.samples")
    # A fifth of a second in the middle of each tone.
    first, silence, last = (
        samples[round((number + 0.2) * TONE_S * RATE) :][: RATE // 5] for number in range(3)
    )
    assert crossings(first) == pytest.approx(440 / 5, abs=1)
    assert crossings(last) == pytest.approx(880 / 5, abs=1)
    assert max(map(abs, silence)) == 0 < max(first)


def test_sound_ends_with_the_last_tone(driver: Driver) -> None:
    driver.ask(
        "(() => { const Made = AudioContext; window.AudioContext = class extends Made {"
        " constructor() { super(); window.context = this; } }; return true; })()"
    )
    driver.ask("(arctic.playTones({ pitches: [440, 550], seconds: 0.1 }), true)")
    assert driver.ask("window.context.state") != "closed"
    until(lambda: driver.ask("window.context.state") == "closed", "the sound ends")


def test_a_chart_is_played_by_its_button_and_ends_with_its_window(
    driver: Driver, atlas: Atlas, played: Any
) -> None:
    chart = next(chart for chart in atlas.scene.catalog.charts if chart.id == "cargo")
    atlas.workspace.dialogs.open_chart(chart)
    window = atlas.workspace.dialogs.large_chart
    assert window is not None
    (button,) = (each for each in window.findChildren(QPushButton) if each.text() == "&Play as sound")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    until(lambda: len(played()) == 1, "the chart is played")
    assert played()[0]["pitches"][-1] == pytest.approx(HIGHEST)
    window.close()
    until(lambda: len(played()) == 2, "it ends")
    assert played()[1]["pitches"] == []


def test_the_year_of_a_sea_is_played(driver: Driver, atlas: Atlas, played: Any) -> None:
    driver.command(Qt.Key.Key_F12)
    until(lambda: atlas.window.panel_in_front(Panel.ICE), "the panel of ice")
    panel = atlas.workspace.ice_panel
    QTest.mouseClick(panel.sound, Qt.MouseButton.LeftButton)
    until(lambda: len(played()) == 1, "the year is played")
    assert len(played()[0]["pitches"]) > 36
    atlas.window.show_panel(Panel.ICE, False)
