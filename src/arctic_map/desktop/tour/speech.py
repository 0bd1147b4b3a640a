"""Texts read aloud by the system's own speech, in processes that can be ended whatever that speech does."""

import re
import sys
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
        (*POWERSHELL, SYNTHESIZER + VOICES),
        re.compile(r"(.+)\|(\S+)"),
        (*POWERSHELL, SYNTHESIZER + SPEAK),
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
        self._reads = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._fail)
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.stop)

    def read(self, text: str, language: Names) -> None:
        """Read a text in place of the one that is being read."""
        self.stop()
        process = self._start(self._programs.voices)
        process.finished.connect(lambda *_: self._speak(text, language))
        self._patience.start(round(1000 * LIST_S))

    def stop(self) -> None:
        """Stop reading."""
        self._patience.stop()
        if process := self._process:
            self._process = None
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()
            if self._reads and self._programs.stop:
                program, *arguments = self._programs.stop
                QProcess.startDetached(program, arguments)
        self._reads = False

    def _speak(self, text: str, language: Names) -> None:
        if self._process is None:
            return
        listed = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
        self.stop()
        voice = voice_for(listed, self._programs.line, language)
        if voice is None:
            self.failed.emit()
            return
        process = self._start(tuple(each.format(**voice._asdict()) for each in self._programs.read))
        process.finished.connect(self._end)
        # Each line would be a text of its own.
        process.write(" ".join(text.split()).encode() + b"\n")
        process.closeWriteChannel()
        self._reads = True

    def _start(self, command: tuple[str, ...]) -> QProcess:
        self._process = process = QProcess(self)
        process.errorOccurred.connect(self._on_error)
        program, *arguments = command
        process.start(program, arguments)
        return process

    def _end(self, code: int) -> None:
        self._reads = False
        if code:
            self._fail()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        """If a program is not installed, `finished` is never emitted."""
        if error is QProcess.ProcessError.FailedToStart:
            self._fail()

    def _fail(self) -> None:
        self.stop()
        self.failed.emit()
