"""The tools of the map: drawing, measuring, and identifying the features at a position or in an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.map.digitising import Digitising
from arctic_map.desktop.map.sketching import Sketching
from arctic_map.desktop.panels.table_view import MAX_SELECTED
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.tasks import TaskQueue
from arctic_map.geo.position import unproject
from arctic_map.model.tr import digits, tr, tr_count
from arctic_map.scene.session import actions
from arctic_map.scene.words.words import position_in_words
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arctic_map.desktop.web.web_view import MapView
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.navigator import Navigator
    from arctic_map.desktop.window.store import Store
    from arctic_map.scene.identify import FeatureAtPoint
    from arctic_map.scene.scene import Scene


class MapTools(QObject):
    """Holds the tools, of which at most one is active."""

    message_emitted = Signal(str)
    """A message for the status bar."""
    changed = Signal()
    """A tool was started or closed, or the steps of a drawing have changed."""

    def __init__(self, view: MapView, store: Store, navigator: Navigator, window: Window) -> None:
        super().__init__(window)
        self._store = store
        self.sketching = Sketching(view, store, window)
        self.digitising = Digitising(view, store, window)
        self.identifying = Identifying(store, navigator, window)
        for tool in (self.sketching, self.digitising, self.identifying):
            tool.message_emitted.connect(self.message_emitted)
        self.sketching.changed.connect(self.changed)
        self.sketching.area_drawn.connect(self.select_in)
        self.digitising.changed.connect(self._drawing_changed)

    @property
    def current(self) -> Digitising | Sketching:
        """The tool that receives clicks on the map."""
        return self.digitising if self.digitising.active else self.sketching

    @property
    def bar(self) -> QWidget | None:
        """The visible bar of the active tool; None without one."""
        bars = (self.digitising.display.bar, self.sketching.bar)
        return next((bar for bar in bars if bar and bar.isVisible()), None)

    @property
    def has_points(self) -> bool:
        """Whether a measurement or note has points, which undo removes before it changes the map."""
        return self.sketching.sketch is not None and bool(self.sketching.sketch.places)

    def undo(self) -> None:
        """Undo the last step of a drawing or the last point; without one, the last change of the map."""
        if self.has_points:
            self.sketching.remove_last()
            return
        (self.digitising if self.digitising.active else self._store).undo()

    def redo(self) -> None:
        """Redo the last undone step of a drawing; without one, of the map."""
        (self.digitising if self.digitising.active else self._store).redo()

    def select_in(self, corners: Sequence[tuple[float, float]]) -> None:
        """Select the features in an area, if its tool is active, and close that; projected metres."""
        if self.sketching.sketch and self.sketching.sketch.selects:
            self.sketching.stop()
            self.identifying.select_in(corners)

    def _drawing_changed(self) -> None:
        if self.digitising.active:
            self.sketching.stop()
        self.changed.emit()


SIZE = 520, 420
EDGE = 24
"""Distance from the corner of the window, px."""
GAP = 4
"""Space above a heading, px."""
MAX_NAME_LENGTH = 200
"""Maximum length of a name in the list."""
ID = Qt.ItemDataRole.UserRole


class HereDialog(QDialog):
    """Non-modal dialog; Esc closes it."""

    feature_chosen = Signal(str)
    """Emitted with the id of the feature to highlight on the map."""
    feature_requested = Signal(str)
    """Emitted with the id of the feature to go to."""
    copied = Signal(str)

    def __init__(self, found: Sequence[FeatureAtPoint], position: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("What is here"))
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(3)
        self.list.setAccessibleName(tr("What is here"))
        for each in found:
            item = QListWidgetItem()
            item.setData(ID, each.feature)
            self.list.addItem(item)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Attributes"))
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.heading = QLabel()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setTextInteractionFlags(flags.TextSelectableByMouse)
        self._lay_out()
        self.show_found(found, position)
        self.list.currentRowChanged.connect(self._read)
        self.list.currentRowChanged.connect(lambda: self.feature_chosen.emit(self.current.feature))
        self.list.itemActivated.connect(lambda item: self.feature_requested.emit(item.data(ID)))
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._select_current(parent)

    def show_found(self, found: Sequence[FeatureAtPoint], position: str) -> None:
        """Show the texts of the features in the list, and their position in words."""
        self.found = tuple(found)
        self.heading.setText(
            tr_count(len(found), "{count} feature at {place}", "{count} features at {place}", place=position)
        )
        for row, each in enumerate(found):
            lines = (sanitized(text, MAX_NAME_LENGTH) for text in (each.name, each.layer))
            self.list.item(row).setText("\n".join(lines))
        self._read()

    @property
    def current(self) -> FeatureAtPoint:
        """The selected feature."""
        return self.found[max(self.list.currentRow(), 0)]

    def sizeHint(self) -> QSize:
        return QSize(*SIZE)

    def copy(self) -> None:
        """Copy all attributes of the selected feature."""
        QGuiApplication.clipboard().setText(self.current.text)
        self.copied.emit(tr("The attributes of {name} were copied", name=self.current.name))

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setSizes([SIZE[0] * 2 // 5, SIZE[0] * 3 // 5])
        split.setChildrenCollapsible(False)
        buttons = QHBoxLayout()
        for text, do in (
            (tr("&Go there"), lambda: self.feature_requested.emit(self.current.feature)),
            (tr("&Copy all"), self.copy),
        ):
            buttons.addWidget(self._button(text, do))
        buttons.addStretch(1)
        buttons.addWidget(self._button(tr("C&lose"), self.close))
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(split, 1)
        column.addLayout(buttons)

    def _button(self, text: str, do: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        return button

    def _read(self) -> None:
        """Show headings above their texts, as plain text."""
        heading, plain = QTextCharFormat(), QTextCharFormat()
        heading.setForeground(tones.quiet(self.palette()))
        heading.setFontPointSize(self.font().pointSizeF() * 0.9)
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        cursor.insertText(self.current.name, bold)
        above = QTextBlockFormat()
        above.setTopMargin(GAP)
        for title, text in self.current.lines:
            cursor.insertBlock(above)
            cursor.insertText(title, heading)
            cursor.insertBlock(QTextBlockFormat())
            cursor.insertText(text, plain)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _select_current(self, window: QWidget) -> None:
        """Place the dialog at the right of the window, away from the map."""
        self.resize(self.sizeHint())
        corner = window.mapToGlobal(QPoint(window.width() - SIZE[0] - EDGE, 4 * EDGE))
        self.move(corner)


class Identifying(QObject):
    """Opens the dialog and selects what is chosen there."""

    message_emitted = Signal(str)

    def __init__(self, store: Store, navigator: Navigator, window: Window) -> None:
        super().__init__(window)
        self._store, self._navigator, self._window = store, navigator, window
        self.dialog: HereDialog | None = None
        """The dialog opened last, while it is open."""
        self._place: tuple[float, float] | None = None
        """Where it lists features, degrees."""
        store.scene_changed.connect(self._follow)
        self._tasks = TaskQueue(self)

    def show_here(self) -> None:
        """List what is at the selected feature, or else in the middle of the map, for keyboard users."""
        scene = self._store.scene
        if scene.viewport is not None:
            place = scene.card or scene.viewport
            self.show(place.x, place.y)

    def show(self, x: float, y: float) -> None:
        """List what is at projected metres, or say that there is only the base map."""
        from arctic_map.scene.identify import here  # rarely needed

        scene = self._store.scene
        items = here(scene, self._store.drawings, x, y)
        self._place = unproject(scene.projection, x, y)
        position = self._position()
        if self.dialog is not None:
            self.dialog.close()
        if not items:
            self.message_emitted.emit(tr("There is only the base map here: {position}", position=position))
            return
        self.dialog = dialog = HereDialog(items, position, self._window)
        dialog.feature_chosen.connect(self._choose)
        dialog.feature_requested.connect(self._go)
        dialog.copied.connect(self.message_emitted)
        dialog.finished.connect(lambda: self._closed(dialog))
        self._choose(items[0].feature)
        dialog.show()

    def select_in(self, corners: Sequence[tuple[float, float]]) -> None:
        """Select the visible features that an area touches; its corners in projected metres."""
        from arctic_map.scene.features_in_area import features_in  # rarely needed

        self._tasks.cancel()
        self._tasks.submit(features_in, self._store.scene, self._store.drawings, corners, done=self._on_found)

    def _on_found(self, found: Sequence[str]) -> None:
        self._store.apply(actions.select_features(found[:MAX_SELECTED]))
        text = tr_count(len(found), "{count} feature is selected", "{count} features are selected")
        if not found:
            text = tr("There are no features in this area")
        elif len(found) > MAX_SELECTED:
            text = tr(
                "The first {most} of {count} features in this area are selected",
                most=MAX_SELECTED,
                count=digits(f"{len(found):,}"),
            )
        self.message_emitted.emit(text)

    def _choose(self, feature_id: str) -> None:
        catalog = self._store.scene.catalog
        if feature_id in catalog.features or catalog.rows_of(feature_id):
            self._store.apply(actions.select_feature(feature_id))

    def _go(self, feature_id: str) -> None:
        if feature_id in self._store.scene.catalog.features:
            self._navigator.go_to_feature(feature_id)
            return
        # A row of a file on disk is at a place in view.
        self._choose(feature_id)
        if card := self._store.scene.card:
            self._navigator.centre_on(card.x, card.y)

    def _position(self) -> str:
        form = self._store.scene.preferences.coordinates
        return position_in_words(*self._place, form).partition(" · ")[0] if self._place else ""

    def _follow(self, before: Scene, after: Scene) -> None:
        """Show the units, names and coordinates that the reader prefers now."""
        if self.dialog is not None and before.preferences != after.preferences:
            self.dialog.show_found([each.in_scene(after) for each in self.dialog.found], self._position())

    def _closed(self, dialog: HereDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
