"""Sound in the real window: charts as tones, and steps of the tour read aloud."""

import json
from collections.abc import Iterator
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


INSTALLED = [
    ("English (Caribbean)", "en-029", True),
    ("English (America)+Adam", "en-us", True),
    ("English (America)", "en-us", True),
    ("Chinese (Mandarin)", "cmn", True),
    ("Russian of a network", "ru-RU", False),
]
FAKE = """(() => {
    window.log = [];
    const voices = [];
    const fake = {
        getVoices: () => voices,
        cancel: () => window.log.push("cancel"),
        speak: (utterance) => window.log.push([utterance.voice.name, utterance.text]),
        list: (rows) => {
            fake.onvoiceschanged();
            for (const [name, lang, localService] of rows) voices.push({ name, lang, localService });
            fake.onvoiceschanged();
        },
    };
    Object.defineProperty(window, "speechSynthesis", { configurable: true, value: fake });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    return true;
})()"""


@pytest.fixture
def read_aloud(driver: Driver) -> Iterator[Any]:
    """What the system is told to read; it lists its voices late, as the real one does."""
    driver.ask(FAKE)
    yield lambda: driver.ask("window.log")
    driver.atlas.workspace.tour.end()
    driver.ask("delete window.speechSynthesis")


def start_to_read(driver: Driver, installed: list[tuple[str, str, bool]]) -> Any:
    driver.command(Qt.Key.Key_F5)
    driver.settle()
    tour = driver.atlas.workspace.tour.tour
    assert tour is not None
    QTest.mouseClick(tour.caption.aloud, Qt.MouseButton.LeftButton)
    until(lambda: driver.ask("window.log.length > 0"), "the page is told to read")
    driver.ask(f"(speechSynthesis.list({json.dumps(installed)}), true)")
    return tour


def test_each_step_is_read_by_a_voice_of_its_language_until_the_tour_ends(
    driver: Driver, read_aloud: Any
) -> None:
    tour = start_to_read(driver, INSTALLED)
    title = tour.caption.text
    until(lambda: len(read_aloud()) == 2, "the first step is read")
    assert read_aloud() == ["cancel", ["English (America)", title]]
    tour.step(1)
    until(lambda: len(read_aloud()) == 4, "the second step is read")
    assert read_aloud()[3][1] == tour.caption.text != title
    driver.atlas.workspace.tour.end()
    until(lambda: len(read_aloud()) == 5, "reading ends")
    assert read_aloud()[4] == "cancel"


def test_a_text_is_never_sent_to_a_voice_of_a_network(driver: Driver) -> None:
    rows = json.dumps([{"name": name, "lang": code, "localService": own} for name, code, own in INSTALLED])
    found = [
        driver.ask(f"arctic.voiceFor({rows}, '{language}')?.name ?? ''") for language in ("en", "ru", "zh")
    ]
    assert found == ["English (America)", "", "Chinese (Mandarin)"]


def test_a_system_without_a_voice_gets_its_sentence(driver: Driver, read_aloud: Any) -> None:
    tour = start_to_read(driver, INSTALLED[3:])
    until(lambda: not tour.caption.aloud.isChecked(), "reading is switched off")
    assert "no voice for this language" in driver.message


def test_a_missing_voice_that_is_reported_after_the_end_of_the_tour_is_no_error(driver: Driver) -> None:
    driver.command(Qt.Key.Key_F5)
    driver.settle()
    driver.atlas.workspace.tour.end()
    driver.settle()
    driver.dismiss_notices()
    driver.ask("(arctic.send('VoiceMissing'), true)")
    driver.settle()
    assert "voice" not in driver.message
