"""The filter button for kinds of facts and precision classes of places."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from arctic_map.model.fact import Kind
from arctic_map.model.feature import CLASSES
from arctic_map.model.tr import tr, tr_count, tr_later
from arctic_map.scene.cards import PRECISION_WORDS
from arctic_map.scene.scene import Scene

KIND_WORDS: dict[Kind, str] = {
    Kind.REPORTED: tr_later("Reported: stated as a fact"),
    Kind.ATTRIBUTED: tr_later("Attributed: stated by somebody"),
    Kind.FORECAST: tr_later("Forecast: expected"),
    Kind.JUDGEMENT: tr_later("Judgement: an opinion"),
}


class FiltersButton(QPushButton):
    """Button that shows in its text whether something is filtered, with a menu of check boxes."""

    kind_requested = Signal(str)
    """Emitted with a kind of fact to show or hide."""
    precision_requested = Signal(str)
    """Emitted with a precision class to show or hide."""
    nothing_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(tr("Filter"))
        self.setAccessibleName(tr("Filter facts and places"))
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.addSection(tr("Facts"))
        self.kinds = {kind: _entry(menu, *_parts(tr(KIND_WORDS[kind]))) for kind in Kind}
        menu.addSection(tr("Places on the map"))
        self.precisions = {each: _entry(menu, *_parts(tr(PRECISION_WORDS[each]))) for each in CLASSES}
        menu.addSeparator()
        self.all = menu.addAction(tr("Show all"))
        self.all.triggered.connect(self.nothing_requested)
        for kind, action in self.kinds.items():
            action.triggered.connect(lambda _=False, kind=kind: self.kind_requested.emit(kind.value))
        for each, action in self.precisions.items():
            action.triggered.connect(lambda _=False, each=each: self.precision_requested.emit(each.value))
        self.setMenu(menu)
        self._say(0)

    def show_scene(self, scene: Scene) -> None:
        """Check the kinds and classes that the scene shows."""
        for kind, action in self.kinds.items():
            _check(action, kind not in scene.kinds_hidden)
        for each, action in self.precisions.items():
            _check(action, each not in scene.precisions_hidden)
        self.all.setEnabled(bool(scene.when or scene.kinds_hidden or scene.precisions_hidden))
        self._say(len(scene.kinds_hidden) + len(scene.precisions_hidden))

    def _say(self, count: int) -> None:
        """Show the number of hidden kinds and classes as text, since colour alone is not accessible."""
        self.setText(tr("Filter ({count})", count=count) if count else tr("Filter"))
        self.setToolTip(
            tr_count(
                count,
                "{count} of 8 kinds and classes is left out",
                "{count} of 8 kinds and classes are left out",
            )
            if count
            else tr("Choose what is shown")
        )


def _parts(words: str) -> tuple[str, str]:
    """Split `Reported: stated as a fact` into name and tip; some languages have a full-width colon."""
    caption, _, tip = words.replace("：", ": ", 1).partition(": ")
    return caption, tip


def _entry(menu: QMenu, text: str, tip: str) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(True)
    action.setToolTip(tip)
    return action


def _check(action: QAction, checked: bool) -> None:
    with QSignalBlocker(action):
        action.setChecked(checked)
