"""Answers the search box as the user types, also with commands, and emits what they choose."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow

from arctic_map.desktop.shell.commands.command import Command
from arctic_map.desktop.shell.commands.commands import COMMANDS
from arctic_map.desktop.shell.search_results import ResultItem, Results
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.widget_text import shortcut_text, without_mnemonic
from arctic_map.model.catalog import Catalog
from arctic_map.model.preferences import Coordinates, Names
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.scene import Scene
from arctic_map.scene.search_index import Hit, SearchIndex, index
from arctic_map.scene.search_words import words

HEADINGS = {
    "place": tr_later("Position"),
    "feature": tr_later("On the map"),
    "layer": tr_later("Layers"),
    "fact": tr_later("Facts"),
    "person": tr_later("People"),
}
COMMANDS_HEADING = tr_later("Commands")
ROWS_HEADING = tr_later("In opened files")
OWN = ("edit.find", "edit.find-command")
"""Commands that only lead to the search box."""
HINT = tr_later("Try a place, a person, a word of a fact or coordinates, or type > for commands")
LIMIT, OF_A_KIND = 60, 12
"""Most results that are computed, and that are listed of each kind."""
Key = Qt.Key
STEPS = {Key.Key_Down: 1, Key.Key_Up: -1, Key.Key_PageDown: 5, Key.Key_PageUp: -5}
ENTER = (Key.Key_Return, Key.Key_Enter)
IDLE_MS = 400
"""Delay after which the index is built, unless a search comes first, ms."""


class Finder(QObject):
    """Connects the search box and the list of results; independent of store and map."""

    feature_requested = Signal(str)
    layer_requested = Signal(str)
    fact_requested = Signal(str)
    person_requested = Signal(str)
    query_changed = Signal(str)
    """The searched text, for searches that answer later; empty when the box is empty or for commands."""
    position_requested = Signal(float, float)
    """Longitude and latitude, degrees."""
    command_requested = Signal(str)
    focus_left = Signal()
    """The keyboard focus may return to the map."""

    def __init__(self, box: QLineEdit, window: QMainWindow, possible: Callable[[Command], bool]) -> None:
        """`possible` returns whether a command can be run now."""
        super().__init__(window)
        self.box, self._window, self._possible = box, window, possible
        self._catalog: Catalog | None = None
        self._names: Names = "en"
        self._coordinates: Coordinates = "minutes"
        self._index: SearchIndex | None = None
        self._is_current = False
        """Whether the index is that of the present catalogue."""
        self._hidden: frozenset[str] = frozenset()
        self._groups: list[tuple[str, list[ResultItem]]] = []
        """The listed results, without those that come later."""
        self._rows: dict[str, list[ResultItem]] = {}
        """Results of files with very many features, by layer."""
        self._stepped = False
        """Whether the user has moved from the first result."""
        self.results = Results(window)
        self.results.chosen.connect(self._choose)
        box.textEdited.connect(self._search)
        box.textChanged.connect(lambda text: None if text else self.results.hide())
        box.installEventFilter(self)
        window.installEventFilter(self)
        tones.tint_quiet_words(self.box)
        if box.hasFocus() and box.text():
            self._search(box.text())

    def show_scene(self, scene: Scene) -> None:
        """Use the catalogue of a scene; its index is built later."""
        self._hidden, self._coordinates = scene.features_hidden, scene.preferences.coordinates
        if scene.catalog is not self._catalog or scene.preferences.names != self._names:
            self._catalog, self._names, self._is_current = scene.catalog, scene.preferences.names, False
            QTimer.singleShot(IDLE_MS, self, self._make_ready)

    def begin(self, text: str) -> None:
        """Focus the box; put a non-empty text into it."""
        if text or self.box.text().startswith(BEGIN):
            self.box.setText(text)
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.box.setCursorPosition(len(text))
        else:
            self.box.selectAll()
        if self.box.text():
            self._search(self.box.text())

    def _make_ready(self) -> SearchIndex | None:
        if not self._is_current and self._catalog is not None:
            self._index, self._is_current = index(self._catalog, self._index, self._names), True
        return self._index

    def _search(self, text: str) -> None:
        query = text.strip()
        self._rows.clear()
        self.query_changed.emit("" if query.startswith(BEGIN) else query)
        if not query:
            self.results.hide()
            return
        self._groups = [*(self._commands(query) if query.startswith(BEGIN) else self._hits(query))]
        self._show(query)

    def show_rows(self, query: str, layer_id: str, hits: Sequence[Hit]) -> None:
        """Add results of a file with very many features, unless the text has changed meanwhile."""
        if query == self.box.text().strip() and self.box.hasFocus():
            self._rows[layer_id] = [_line(hit, ()) for hit in hits]
            current = self.results.current if self._stepped else None
            self._show(query)
            if current:
                self.results.go_to(current)

    def _show(self, query: str) -> None:
        rows = [line for lines in self._rows.values() for line in lines]
        groups = [*self._groups, *([(tr(ROWS_HEADING), rows[:OF_A_KIND])] if rows else [])]
        self._stepped = False
        self.results.show_groups(groups, (tr("Nothing found for “{wanted}”", wanted=query), tr(HINT)))
        self._place()
        self.results.show()
        self.results.raise_()
        self._describe()

    def _hits(self, text: str) -> Iterator[tuple[str, list[ResultItem]]]:
        """Yield groups of results, that with the best result first."""
        finder = self._make_ready()
        groups: dict[str, list[ResultItem]] = {}
        for hit in finder.find(text, LIMIT, self._coordinates) if finder else ():
            groups.setdefault(hit.kind, []).append(_line(hit, self._hidden))
        for kind, lines in groups.items():
            yield tr(HEADINGS[kind]), lines[:OF_A_KIND]

    def _commands(self, text: str) -> Iterator[tuple[str, list[ResultItem]]]:
        lines = [
            ResultItem(
                "command",
                command.id,
                tr(command.text).removesuffix("…"),
                place(command),
                shortcut_text(command.shortcut) if command.shortcut else "",
            )
            for command in commands(text, filter(self._listed, COMMANDS))
        ]
        if lines:
            yield tr(COMMANDS_HEADING), lines

    def _listed(self, command: Command) -> bool:
        return command.id not in OWN and self._possible(command)

    def _choose(self, found: ResultItem) -> None:
        self.results.hide()
        self.focus_left.emit()
        if found.kind == "command":
            self.box.clear()
            self.command_requested.emit(found.id)
        elif found.at is not None:
            self.position_requested.emit(*found.at)
        else:
            requested = {
                "feature": self.feature_requested,
                "layer": self.layer_requested,
                "fact": self.fact_requested,
                "person": self.person_requested,
            }
            requested[found.kind].emit(found.id)

    def _place(self) -> None:
        corner = self.box.mapTo(self._window, QPoint(0, 0))
        self.results.place(QRect(corner, self.box.size()))

    def _describe(self) -> None:
        """Describe the current result to screen readers."""
        current = self.results.current
        text = (
            tr(
                "{count} found. {title}. {detail}",
                count=len(self.results.found),
                title=current.title,
                detail=current.detail,
            )
            if current
            else tr("Nothing found")
        )
        self.box.setAccessibleDescription(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            if kind is QEvent.Type.Resize and self.results.isVisible():
                self._place()
            return False
        if kind is QEvent.Type.PaletteChange:
            tones.tint_quiet_words(self.box)
        elif kind is QEvent.Type.FocusOut:
            self.results.hide()
        elif kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Esc is also a shortcut of the window; some styles cut the line at Ctrl+K.
            if event.key() == Key.Key_Escape:
                event.accept()
                return True
            if event.key() == Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                event.ignore()
                return True
        elif kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        """Return whether a key was used for the results."""
        key, shown = event.key(), self.results.isVisible()
        if key in STEPS:
            if shown:
                self.results.step(STEPS[Key(key)])
                self._stepped = True
                self._describe()
            else:
                self._search(self.box.text())
        elif key in ENTER:
            if shown:
                self.results.choose()
            else:
                self._search(self.box.text())
        elif key == Key.Key_Escape:
            if shown:
                self.results.hide()
            else:
                self.box.clear()
                self.focus_left.emit()
        else:
            return False
        return True


def _line(hit: Hit, hidden: Collection[str]) -> ResultItem:
    title = f"{hit.id} · {hit.title}" if hit.kind == "fact" else hit.title
    is_hidden = hit.kind == "feature" and hit.id in hidden
    return ResultItem(
        hit.kind,
        hit.id,
        title,
        tr("{detail} · hidden", detail=hit.detail) if is_hidden else hit.detail,
        at=hit.at,
    )


BEGIN = ">"
"""Prefix of a search for commands."""


def commands(query: str, known: Iterable[Command]) -> tuple[Command, ...]:
    """Return commands with a word beginning with each typed one in caption, menu, tip or id; best first."""
    typed = words(query.removeprefix(BEGIN))
    ranked = [
        (rank, number, command)
        for number, command in enumerate(known)
        if (rank := _rank(typed, command)) is not None
    ]
    return tuple(command for _, _, command in sorted(ranked, key=lambda each: each[:2]))


def place(command: Command) -> str:
    """Return the path of a command's menu: `View › Projection`."""
    return " › ".join(without_mnemonic(tr(part)) for part in command.menu.split("|"))


def _rank(typed: tuple[str, ...], command: Command) -> int | None:
    """Return 0 for a match at the beginning of the caption, 1 within it, 2 elsewhere; None for no match."""
    caption = words(tr(command.text))
    if caption[: len(typed)] == typed or " ".join(caption).startswith(" ".join(typed)):
        return 0
    if _begun(typed, caption):
        return 1
    around = words(f"{place(command)} {tr(command.tip)} {command.id}")
    return 2 if _begun(typed, (*caption, *around)) else None


def _begun(typed: tuple[str, ...], known: tuple[str, ...]) -> bool:
    return all(any(word.startswith(each) for word in known) for each in typed)
