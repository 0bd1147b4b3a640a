"""Texts read aloud by the system's own speech, in processes that can be ended whatever that speech does."""

import re
import sys
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal

from arctic_map.model.preferences import Names

LIST_S = 8.0
"""Longest wait for the list of voices: where sound does not work, speech-dispatcher never answers."""
CODES: dict[Names, tuple[str, ...]] = {
    "en": ("en-us", "en-gb", "en"),
    "ru": ("ru",),
    "zh": ("cmn", "zh-cn", "zh"),
}
"""Codes that voices have for a language, the best first."""


class Voice(NamedTuple):
    name: str
    code: str


class Programs(NamedTuple):
    """The commands of a system's speech, each with its arguments."""

    voices: tuple[str, ...]
    """Prints a voice a line, with its name and its language as `line` reads them."""
    line: re.Pattern[str]
    read: tuple[str, ...]
    """Reads the standard input; {name} and {code} are those of the voice."""
    stop: tuple[str, ...] = ()
    """Stops what is read; empty where that ends with the process."""


POWERSHELL = ("powershell", "-NoProfile", "-NonInteractive", "-Command")  # no words: a program
SYNTHESIZER = (
    "Add-Type -AssemblyName System.Speech; "  # no words: a program
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; "
    "$speech = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
)
VOICES = "$speech.GetInstalledVoices().VoiceInfo | % { $_.Name + '|' + $_.Culture }"  # no words: a program
SPEAK = "$speech.SelectVoice('{name}'); $speech.Speak([Console]::In.ReadToEnd())"  # no words: a program
PROGRAMS = {
    "linux": Programs(
        ("spd-say", "--list-synthesis-voices"),
        re.compile(r"\s*(.+?)\s{2,}(\S+)\s+\S+"),
        ("spd-say", "--pipe-mode", "--wait", "--language", "{code}"),
        ("spd-say", "-S"),  # --stop asks for an argument in version 0.12
    ),
    "darwin": Programs(
        ("say", "-v", "?"), re.compile(r"(.+?)\s+([a-z]{2,3}_\w+)\s+#"), ("say", "-v", "{name}")
    ),
    "win32": Programs(
        (*POWERSHELL, SYNTHESIZER + VOICES), re.compile(r"(.+)\|(\S+)"), (*POWERSHELL, SYNTHESIZER + SPEAK)
    ),
}


def voice_for(listed: str, line: re.Pattern[str], language: Names) -> Voice | None:
    """The best voice for a language among those that a system lists, or None."""
    codes = CODES[language]

    def rank(voice: Voice) -> tuple[int, int]:
        code = voice.code.lower().replace("_", "-")
        fits = (number for number, each in enumerate(codes) if f"{code}-".startswith(f"{each}-"))
        # Of voices alike, that without a variant such as "Russian+Adam".
        return next(fits, len(codes)), len(voice.code) + len(voice.name)

    voices = [Voice(found[1], found[2]) for each in listed.splitlines() if (found := line.match(each))]
    best = min(voices, key=rank, default=None)
    return best if best and rank(best)[0] < len(codes) else None


class Speech(QObject):
    """Reads one text at a time."""

    failed = Signal()
    """The system has no voice for the language of a text, or no speech that answers."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._programs = PROGRAMS.get(sys.platform, PROGRAMS["linux"])
        self._process: QProcess | None = None
        self._then: Callable[[str], None] | None = None
        """What follows the process with its output; None while a text is read."""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._fail)
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.stop)

    def read(self, text: str, language: Names) -> None:
        """Read a text in place of the one that is being read."""

        def speak(listed: str) -> None:
            if voice := voice_for(listed, self._programs.line, language):
                self._speak(text, voice)
            else:
                self._fail()

        def list_voices(_: str) -> None:
            self._start(self._programs.voices, speak)

        was_reading = self._kill()
        self._patience.start(round(1000 * LIST_S))
        if was_reading and self._programs.stop:
            # At the same time, it could stop the new text.
            self._start(self._programs.stop, list_voices)
        else:
            list_voices("")

    def stop(self) -> None:
        """Stop reading."""
        if self._kill() and self._programs.stop:
            program, *arguments = self._programs.stop
            QProcess.startDetached(program, arguments)

    def _speak(self, text: str, voice: Voice) -> None:
        self._patience.stop()
        process = self._start(tuple(each.format(**voice._asdict()) for each in self._programs.read), None)
        # Each line would be a text of its own.
        process.write(" ".join(text.split()).encode() + b"\n")
        process.closeWriteChannel()

    def _start(self, command: tuple[str, ...], then: Callable[[str], None] | None) -> QProcess:
        process = QProcess(self)
        self._process, self._then = process, then
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        program, *arguments = command
        process.start(program, arguments)
        return process

    def _kill(self) -> bool:
        """Kill the process, if one runs, and return whether it read a text."""
        self._patience.stop()
        process, reads = self._process, self._then is None
        if process is None:
            return False
        self._process = None
        process.blockSignals(True)
        process.kill()
        process.waitForFinished(1000)
        process.deleteLater()
        return reads

    def _on_finished(self, code: int) -> None:
        process, then = self._process, self._then
        if process is None:
            return
        self._process = None
        process.deleteLater()
        if then:
            then(bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace"))
        elif code:
            self._fail()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        """If a program is not installed, `finished` is never emitted."""
        if error is QProcess.ProcessError.FailedToStart:
            self._fail()

    def _fail(self) -> None:
        self._kill()
        self.failed.emit()
