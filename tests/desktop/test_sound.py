"""Sound in the real window: charts as tones, and steps of the tour read aloud."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from tests.desktop.driver import Driver, until

from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.tour.guided_tour import Tour
from arctic_map.desktop.tour.speech import PROGRAMS, Voice, voice_for
from arctic_map.desktop.window.panel import Panel
from arctic_map.model.preferences import Names
from arctic_map.scene.sound import HIGHEST

pytestmark = pytest.mark.desktop
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the program of the system's speech is Linux's")
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


SPEECH = """#!/bin/sh
case $1 in
--list-synthesis-voices) {list} ;;
--pipe-mode) echo "$4: $(cat)" >> {log}; exec sleep 60 ;;
-S) sleep 0.1; echo stop >> {log} ;;
esac
"""
VOICES = """
                     NAME                 LANGUAGE                  VARIANT
                Assamese                       as                     none
Chinese (Mandarin, latin as English)                      cmn                     none
Chinese (Mandarin, latin as Pinyin)          cmn-LATN-PINYIN                     none
     English (Caribbean)                   en-029                     none
  English (America)+Adam                    en-US                     Adam
       English (America)                    en-US                     none
                   Finnish                       fi                     none
                  Russian                       ru                     none
        Russian (Classic)                    ru-CL                     none
"""


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("en", Voice("English (America)", "en-US")),
        ("ru", Voice("Russian", "ru")),
        ("zh", Voice("Chinese (Mandarin, latin as English)", "cmn")),
    ],
)
def test_the_voice_for_a_language_is_the_plainest_of_it(language: Names, voice: Voice) -> None:
    assert voice_for(VOICES, PROGRAMS["linux"].line, language) == voice


def test_voices_of_other_systems_are_understood() -> None:
    mac = "Eddy (English (UK)) en_GB    # Hello!\nMilena              ru_RU    # Hello!\n"
    assert voice_for(mac, PROGRAMS["darwin"].line, "en") == ("Eddy (English (UK))", "en_GB")
    assert voice_for(mac, PROGRAMS["darwin"].line, "zh") is None
    windows = "Microsoft David Desktop|en-US\r\nMicrosoft Huihui Desktop|zh-CN\r\n"
    assert voice_for(windows, PROGRAMS["win32"].line, "zh") == ("Microsoft Huihui Desktop", "zh-CN")


@dataclass(frozen=True)
class FakeSpeech:
    """The program of the system's speech, which the tests cannot hear."""

    program: Path
    log: Path

    def install(self, voices: str) -> None:
        (self.log.parent / "voices").write_text(voices)
        self._write(f"cat {self.log.parent / 'voices'}")

    def install_dead(self) -> None:
        self._write("exec sleep 60")

    @property
    def lines(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []

    def _write(self, lists: str) -> None:
        self.program.write_text(SPEECH.format(list=lists, log=self.log))
        self.program.chmod(0o755)


@pytest.fixture
def speech(driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSpeech]:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    yield FakeSpeech(folder / "spd-say", tmp_path / "log")
    driver.atlas.workspace.tour.end()


def start_to_read(driver: Driver) -> Tour:
    driver.dismiss_notices()
    driver.command(Qt.Key.Key_F5)
    driver.settle()
    tour = driver.atlas.workspace.tour.tour
    assert tour is not None
    QTest.mouseClick(tour.caption.aloud, Qt.MouseButton.LeftButton)
    return tour


@ON_LINUX
def test_each_step_is_read_by_a_voice_of_its_language_until_the_tour_ends(
    driver: Driver, speech: FakeSpeech
) -> None:
    speech.install(VOICES)
    tour = start_to_read(driver)
    title = tour.caption.text
    until(lambda: speech.lines == [f"en-US: {title}"], "the first step is read")
    tour.step(1)
    until(lambda: len(speech.lines) == 3, "the second step is read")
    assert speech.lines[1:] == ["stop", f"en-US: {tour.caption.text}"]
    assert tour.caption.text != title
    driver.atlas.workspace.tour.end()
    until(lambda: speech.lines[3:] == ["stop"], "reading ends")


@ON_LINUX
@pytest.mark.parametrize("what", ["no voice", "no answer", "no program"])
def test_a_system_that_cannot_read_gets_its_sentence(
    driver: Driver, speech: FakeSpeech, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    if what == "no voice":
        speech.install("Finnish    fi    none\n")
    elif what == "no answer":
        speech.install_dead()
        monkeypatch.setattr("arctic_map.desktop.tour.speech.LIST_S", 0.2)
    else:
        monkeypatch.setenv("PATH", str(speech.program.parent))
    tour = start_to_read(driver)
    until(lambda: not tour.caption.aloud.isChecked(), "reading is switched off")
    assert "no voice for this language" in driver.message
    assert speech.lines == []
