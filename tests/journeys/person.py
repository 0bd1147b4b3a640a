"""Somebody in a first half-hour with the window: does what can be seen, and notices what nobody requested."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLabel, QWidget
from tests.desktop.driver import LEFT, NO_KEYS, until
from tests.end2end.hands import Hands

from arctic_map.desktop.shell.startup.unexpected_error import LOG
from arctic_map.desktop.shell.workspace import Workspace
from arctic_map.desktop.widgets.folders import state_folder
from arctic_map.desktop.widgets.notice import Severity
from arctic_map.desktop.window.main_window import Window
from arctic_map.desktop.window.store import Store


class Person(Hands):
    """Hands that also remember which dialogs opened, and which of them were expected."""

    def __init__(self, hands: Hands) -> None:
        self.folder, self.map, self.atlas = hands.folder, hands.map, hands.atlas
        self._expected: list[str] = []
        self._opened: list[str] = []
        self._cut: list[str] = []
        application = QApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._notice_window)

    @property
    def window(self) -> Window:
        return self.atlas.window

    @property
    def workspace(self) -> Workspace:
        return self.atlas.workspace

    @property
    def store(self) -> Store:
        return self.atlas.store

    def dialog(self, title: str) -> QWidget:
        """The dialog of this title, once it is in front; it is expected."""
        self._expected.append(title)
        return super().dialog(title)

    def press_button(self, text: str, within: QWidget | None = None) -> None:
        """Click the visible button of this text or accessible name, in the window that is in front."""
        parent = within or self._front() or self.window
        buttons = [each for each in parent.findChildren(QAbstractButton) if each.isVisible()]
        (button,) = (each for each in buttons if text in (_plain(each.text()), each.accessibleName()))
        self.click_widget(button)

    def click_widget(self, widget: QWidget, at: QPoint | None = None) -> None:
        QTest.mouseClick(widget, LEFT, NO_KEYS, at or widget.rect().center())

    def choose_entry(self, words: str) -> None:
        """An entry of the box that has the keyboard, by the arrow keys."""
        box = self.focus
        assert isinstance(box, QComboBox)
        self.press("Home", *["Down"] * max(0, box.findText(words, Qt.MatchFlag.MatchStartsWith)))
        assert box.currentText().startswith(words), f"{box.currentText()}, not {words}"

    def find(self, words: str) -> None:
        """Search, and go to what is found first."""
        self.press("Ctrl+F")
        self.paste(words)
        results = self.workspace.finder.results
        self.wait_until(lambda: results.isVisible() and results.found, f"something is found for {words}")
        self.press("Return")
        self.map.settle()

    def paste(self, text: str) -> None:
        """Put text where the keyboard is, in whatever script."""
        QApplication.clipboard().setText(text)
        self.press("Ctrl+V")

    def command(self, name: str) -> None:
        """Run a command by its name, as the search box offers it."""
        self.press("Ctrl+F")
        self.write(f">{name}")
        results = self.workspace.finder.results
        self.wait_until(lambda: results.isVisible() and results.found, f"the command {name} is found")
        self.press("Return")

    def wait_until(self, holds: Callable[[], object], what: str) -> None:
        until(holds, what)

    def notice(self, words: str) -> None:
        """Wait for a notice that contains these words."""
        self.wait_until(lambda: any(words in text for text in self.notices), f"a notice says: {words}")

    @property
    def shown_layers(self) -> set[str]:
        return {layer.id for layer in self.atlas.scene.layers if layer.shown}

    @property
    def notices(self) -> list[str]:
        stack = self.window.notices
        return [card.text for card in stack.cards] if stack else []

    def expect_warning(self, words: str) -> None:
        """Wait for a warning, and dismiss it."""
        self.notice(words)
        assert self.window.notices is not None
        card = next(card for card in self.window.notices.cards if words in card.text)
        card.close_button.click()

    def look(self, name: str) -> None:
        """A picture of what is in front, for those who look at the pictures of a run."""
        front = self._front() or self.window
        self.map.settle()
        if front is self.window:
            # Only a frame that was painted after the question is sure to be the newest one.
            self.map.shot()
        front.grab().save(str(self.folder / f"{name}.png"))
        self._note_cut_labels(front, name)

    def export(self, name: str, format: str, choose: Callable[[], None] | None = None) -> Path:
        """Export the map under this name, once what else is to be chosen is chosen, and see the file."""
        out = self.folder / name
        self.press("Ctrl+E")
        self.dialog("Export map")
        self.tab_to("Format")
        self.choose(format)
        if choose:
            choose()
        self.press("Alt+E")
        self.name_file(out)
        self.wait_until(out.is_file, f"{name} is written")
        self.at_the_window()
        return out

    def name_file(self, path: Path) -> None:
        """In the dialog that asks for one, which is expected."""
        self.wait_until(lambda: isinstance(self._front(), QFileDialog), "the question for a file")
        self.dialog(self._front_title())
        super().name_file(path)

    def open_file(self, path: Path, count: int) -> None:
        """Open a file by its dialog; then so many are open."""
        self.press("Ctrl+O")
        self.name_file(path)
        self.wait_until(lambda: len(self.store.files) == count, f"{path.name} is open")
        self.wait_until(lambda: not self.workspace.files.reading.busy, f"{path.name} is read")

    def leave(self) -> None:
        """Close the window; nothing went wrong until then."""
        self.assert_well()
        self.press("Ctrl+Q")

    def assert_well(self) -> None:
        """Nothing went wrong so far, and no dialog opened that nobody requested."""
        self.map.settle()
        cards = self.window.notices.cards if self.window.notices else ()
        warnings = [card.text for card in cards if card.notice.severity is Severity.WARNING]
        assert not warnings, warnings
        expected = tuple(self._expected)
        unexpected = [title for title in self._opened if not title.startswith(expected)]
        assert not unexpected, unexpected
        log = state_folder() / LOG
        assert not log.exists(), log.read_text()
        assert not self._cut, self._cut
        assert self.map.problems == []

    def _front_title(self) -> str:
        front = self._front()
        return front.windowTitle() if front else ""

    def _notice_window(self, window: QWindow | None) -> None:
        if window is not None and window.type() == Qt.WindowType.Dialog:
            self._opened.append(window.title())

    def _note_cut_labels(self, front: QWidget, picture: str) -> None:
        """Labels that need more room than they have."""
        for label in front.findChildren(QLabel):
            if type(label) is QLabel and not label.visibleRegion().isEmpty() and _is_cut(label):
                self._cut.append(f"{picture}: {label.text()}")


@contextmanager
def half_hour(hands: Hands) -> Iterator[Person]:
    """What somebody does from the first view on; at the end the window is closed in good order."""
    person = Person(hands)
    yield person
    person.leave()
    person.say(done="half-hour")


def _is_cut(label: QLabel) -> bool:
    # A few pixels of margin may be missing before letters are.
    margin = label.fontMetrics().height() // 4
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + margin
    return label.sizeHint().width() > label.width() + margin


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
